import type { ReactNode } from 'react';
import { useState } from 'react';
import { sentence } from '../../api.ts';
import { saveBytes } from '../../download.ts';
import { useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Me } from '../../types.ts';
import { fillTable, type Filled, type Opened } from '../../tables/index.ts';
import { Alert, announce, Fold } from '../../ui/index.ts';
import { HeldRegisters, useHeld } from './held.tsx';
import { nameOf, type Place } from './places.ts';
import type { TableOnHand } from './use-table.ts';

/** Where the values come from, and the one button of the page. */
export function Sources({ table, places }: { table: TableOnHand; places: readonly Place[] }): ReactNode {
  const t = useText();
  const me = useMe();
  const { registers, add, drop } = useRegisters();
  const held = useHeld(places);
  const sources = registers.length + held.taken.length;
  // The year that the table itself names, until somebody says otherwise.
  const [said, setPeriod] = useState<string | null>(null);
  const [thisMonth] = useState(() => new Date().toISOString().slice(0, 7));
  const period = said ?? yearOf(table) ?? thisMonth;
  const [record, setRecord] = useState('');
  const [accept, setAccept] = useState(false);
  const { fill, busy, filled, problem } = useFilling(table);
  const isCard = table.understood?.understanding.tables.some(({ kind }) => kind === 'card') === true;
  const own = me.data?.role === 'village' || me.data?.role === 'township' ? me.data.place.code : null;
  return (
    <section className="sec sources">
      <h2>{t.fill.from}</h2>
      <HeldRegisters held={held} />
      <p className="soft">{held.offered.length === 0 ? t.fill.fromLede : t.fill.fromMore}</p>
      <ul className="registers">
        {registers.map(({ name }) => (
          <li key={name}>
            {name}
            <button className="btn bare small" type="button" onClick={() => drop(name)}>
              {t.fill.drop1}
              <span className="vh">{name}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="acts">
        <input className="vh" type="file" id="registers" multiple accept=".xlsx,.xlsm,.csv" onChange={(event) => add(event.target)} />
        <label className="btn" htmlFor="registers">
          {t.fill.register}
        </label>
      </p>
      <div className="pair">
        <div className="field">
          <label htmlFor="period">{t.fill.period}</label>
          <input className="in" id="period" value={period} inputMode="numeric" onChange={(event) => setPeriod(event.target.value.trim())} />
          <p className="note">{t.fill.periodHint}</p>
        </div>
        {isCard && (
          <div className="field">
            <label htmlFor="record">{t.fill.record}</label>
            <input className="in" id="record" value={record} onChange={(event) => setRecord(event.target.value)} autoComplete="off" />
          </div>
        )}
      </div>
      <label className="check">
        <input type="checkbox" checked={accept} onChange={(event) => setAccept(event.target.checked)} />
        {t.fill.accept}
      </label>
      {problem !== null && <Alert key={problem.at}>{sentence(problem.error, t)}</Alert>}
      <p className="acts">
        <button
          className="btn go"
          type="button"
          disabled={busy || sources === 0}
          onClick={() =>
            fill({
              registers: async () => [...(await held.read()), ...(own === null ? [] : [ownNames(me.data, t.fill.ownUnit)]), ...registers],
              unit: own,
              period: period === '' ? null : period,
              record: record.trim() === '' ? null : record.trim(),
              accept,
            })
          }
        >
          {busy ? t.fill.filling : sources === 0 ? t.fill.fillNone : t.fill.fill}
        </button>
      </p>
      {filled !== null && <Outcome filled={filled} />}
    </section>
  );
}

function yearOf({ understood }: TableOnHand): string | null {
  const said = (understood?.understanding.tables ?? []).flatMap(({ title }) =>
    [...(title ?? '').matchAll(/(?<!\d)(20\d{2})年/gu)].map(([, year]) => year ?? ''),
  );
  return new Set(said).size === 1 ? (said[0] ?? null) : null;
}

/** What the table calls the unit that fills it: no register keeps its own name. */
function ownNames(me: Me | undefined, name: string): Opened {
  const [, town = '', village = ''] = me?.place.path ?? [];
  const cells = [me?.place.code ?? '', `${town}${village}`, town, village].map((text) => `"${text.replaceAll('"', '""')}"`);
  return { name: `${name}.csv`, bytes: new TextEncoder().encode(`unit.code,unit.name,unit.townName,unit.villageName\n${cells.join()}\n`) };
}

function useRegisters(): { registers: readonly Opened[]; add: (input: HTMLInputElement) => void; drop: (name: string) => void } {
  const [registers, setRegisters] = useState<readonly Opened[]>([]);
  const add = (input: HTMLInputElement): void => {
    const files = [...(input.files ?? [])];
    input.value = '';
    void Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))).then((opened) =>
      setRegisters((held) => [...held.filter(({ name }) => !opened.some((one) => one.name === name)), ...opened]),
    );
  };
  return { registers, add, drop: (name) => setRegisters((held) => held.filter((one) => one.name !== name)) };
}

type Asked = Parameters<typeof fillTable>[0];

interface Wanted extends Omit<Asked, 'table' | 'confirmed' | 'registers'> {
  readonly registers: () => Promise<Asked['registers']>;
}

interface Filling {
  readonly busy: boolean;
  readonly filled: Filled | null;
  readonly problem: { readonly error: unknown; readonly at: number } | null;
  readonly fill: (wanted: Wanted) => void;
}

function useFilling({ opened, meanings }: TableOnHand): Filling {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [filled, setFilled] = useState<Filled | null>(null);
  const [problem, setProblem] = useState<Filling['problem']>(null);
  const fill = ({ registers, ...wanted }: Wanted): void => {
    if (opened === null) return;
    setBusy(true);
    setProblem(null);
    registers()
      .then((read) => fillTable({ table: opened, confirmed: meanings.items, ...wanted, registers: read }))
      .then((result) => {
        setFilled(result);
        announce(t.fill.filled(result.filled, result.missing.length));
        if (result.filled > 0) saveBytes(result.bytes, filledName(opened.name, t.fill.suffix));
      })
      .catch((error: unknown) => setProblem({ error, at: Date.now() }))
      .finally(() => setBusy(false));
  };
  return { busy, filled, problem, fill };
}

function filledName(name: string, suffix: string): string {
  return name.replace(/(\.[^.]+)?$/u, (extension) => `${suffix}${extension}`);
}

/** What was filled, and what nobody holds: counted by what is asked and why. */
function Outcome({ filled }: { filled: Filled }): ReactNode {
  const t = useText();
  const reasons = new Map<string, number>();
  for (const { element, reason } of filled.missing) {
    const key = `${nameOf(element)}${t.colon}${reason}`;
    reasons.set(key, (reasons.get(key) ?? 0) + 1);
  }
  return (
    <div className="outcome">
      <p role="status">{t.fill.filled(filled.filled, filled.missing.length)}</p>
      {reasons.size > 0 && (
        <Fold summary={t.fill.missing}>
          <ul>
            {[...reasons].slice(0, 200).map(([says, count]) => (
              <li key={says}>{count === 1 ? says : t.fill.times(says, count)}</li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  );
}
