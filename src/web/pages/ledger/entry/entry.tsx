import type { ReactNode } from 'react';
import { useMemo, useRef, useState } from 'react';
import { api, sentence } from '../../../api.ts';
import { EntryGrid, judge, type Block, type Judged, type Row, type Spot } from '../../../grid/index.ts';
import { useText } from '../../../strings/index.ts';
import { Alert, announce, Fold } from '../../../ui/index.ts';
import type { RecordPage, RecordView, RegisterView } from '../types.ts';
import { Clashes } from './clashes.tsx';
import { columnsAtFirst, elementOfColumn, withHeadings } from './columns.ts';
import { textsOf } from './send.ts';
import { fresh, isBlank } from './standing.ts';
import { summaryOf } from './summary.ts';
import { newRows, useEntry, type Entry } from './use-entry.ts';

/** More than this is a file, not a block. */
const MOST = 1000;

interface Props {
  readonly register: RegisterView;
  readonly unit: string;
  readonly close: () => void;
  /** Something was recorded. */
  readonly done: () => void;
}

/** Entering into a register as into a spreadsheet. What is typed is kept by the browser until the ledger has it. */
export function EntryBox({ register, unit, close, done }: Props): ReactNode {
  const t = useText();
  const entry = useEntry(`${unit}/${register.key}`, register.key, columnsAtFirst(register.columns));
  const { state } = entry;
  if (entry.elsewhere) return <Alert>{t.ledger.entry.elsewhere}</Alert>;
  if (state === null) return null;
  return <Sheet register={register} entry={entry} rows={state.rows} canUndo={state.past.length > 0} canRedo={state.future.length > 0} close={close} done={done} />; // prettier-ignore
}

interface SheetProps extends Omit<Props, 'unit'> {
  readonly entry: Entry;
  readonly rows: readonly Row[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

function Sheet({ register, entry, rows, canUndo, canRedo, close, done }: SheetProps): ReactNode {
  const t = useText();
  const words = t.ledger.entry;
  const save = useRef<HTMLButtonElement>(null);
  const [told, setTold] = useState<string | null>(null);
  const { columns, judgeCell } = useColumns(register, entry.columns);
  const summary = summaryOf(rows, entry.standingOf);
  const faulty = new Set(rows.filter(({ cells }) => Object.entries(cells).some(([key, text]) => judgeCell(key, text).fault !== null)).map(({ id }) => id)); // prettier-ignore
  const ready = summary.ready.filter((id) => !faulty.has(id));
  const receive = (block: Block, at: Spot): void => {
    setTold(null);
    if (at.row + block.length > MOST) return setTold(words.tooMany(block.length, MOST));
    const headed = withHeadings(block, register.columns);
    const ids = block.map(() => crypto.randomUUID());
    if (headed === null) return entry.act({ kind: 'paste', at, block, ids });
    const empty = rows.every(isBlank);
    entry.show(empty ? headed.keys : [...entry.columns, ...headed.keys.filter((key) => !entry.columns.includes(key))]);
    entry.act({ kind: 'add', rows: headed.rows.map((row, nth) => ({ id: ids[nth] ?? '', cells: Object.fromEntries(headed.keys.map((key, column) => [key, row[column] ?? ''])) })), instead: empty }); // prettier-ignore
    if (headed.unknown.length > 0) setTold(words.unknown(headed.unknown.join(t.comma)));
  };
  const noteOf = (row: Row): string => {
    const { sending, conflict, faults } = entry.standingOf(row.id);
    const wrong = Object.entries(row.cells).filter(([key, text]) => judgeCell(key, text).fault !== null).length;
    if (conflict !== null) return words.conflict;
    if (sending !== null) return words.waiting;
    const [fault] = Object.values(faults);
    if (fault !== undefined) return fault;
    return wrong > 0 ? words.wrong(wrong) : summary.done.includes(row.id) ? words.done : '';
  };
  return (
    <section className="entering" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="soft">{words.lede}</p>
      <Columns register={register} entry={entry} />
      {told !== null && <Alert>{told}</Alert>}
      {entry.unkept && <Alert>{words.unkept}</Alert>}
      <p className="acts">
        <button className="btn small" type="button" disabled={!canUndo} onClick={() => entry.act({ kind: 'undo' })}>
          {words.undo}
        </button>
        <button className="btn small" type="button" disabled={!canRedo} onClick={() => entry.act({ kind: 'redo' })}>
          {words.redo}
        </button>
        <button className="btn small" type="button" onClick={() => entry.act({ kind: 'add', rows: newRows(5) })}>
          {words.more}
        </button>
        <Held register={register} entry={entry} />
      </p>
      <EntryGrid
        label={t.ledger.named(register)}
        noteLabel={words.state}
        help={words.help}
        columns={columns}
        rows={rows}
        act={entry.act}
        receive={receive}
        judge={judgeCell}
        note={noteOf}
        more={() => entry.act({ kind: 'add', rows: newRows(1) })}
        leave={() => save.current?.focus()}
      />
      <Clashes entry={entry} columns={register.columns} rows={rows} />
      {
        summary.waiting.length > 0 && (
          <p className="soft" role="status">
            {words.waits(summary.waiting.length)}
          </p>
        ) /* prettier-ignore */
      }
      {summary.ready.length > ready.length && <p className="soft">{words.held(summary.ready.length - ready.length)}</p>}
      {entry.problem !== null && !entry.busy && <Alert>{sentence(entry.problem, t)}</Alert>}
      <p className="acts">
        <button className="btn go" type="button" ref={save} disabled={entry.busy || ready.length === 0} onClick={() => entry.send(ready)}>
          {entry.busy ? words.saving : words.save(ready.length)}
        </button>
        {summary.done.length > 0 && (
          <button className="btn" type="button" onClick={() => (entry.clear(summary.done), done())}>
            {words.clear(summary.done.length)}
          </button>
        )}
        <button className="btn bare" type="button" onClick={() => (announce(words.closed), done(), close())}>
          {words.close}
        </button>
      </p>
    </section>
  );
}

function useColumns(register: RegisterView, keys: readonly string[]) {
  return useMemo(() => {
    const shown = keys.flatMap((key) => register.columns.find((column) => column.key === key) ?? []);
    const elements = new Map(register.columns.map((column) => [column.key, elementOfColumn(column)]));
    const fine: Judged = { fault: null, doubt: null };
    return {
      columns: shown.map(({ key, zh, unit, definition, choices }) => ({ key, label: unit === null ? zh : `${zh} ${unit}`, hint: definition, choices })),
      judgeCell: (key: string, text: string): Judged => {
        const element = elements.get(key);
        return element === undefined ? fine : judge(element, text);
      },
    }; // prettier-ignore
  }, [register, keys]);
}

function Columns({ register, entry }: { register: RegisterView; entry: Entry }): ReactNode {
  const t = useText();
  return (
    <Fold summary={t.ledger.entry.columns}>
      <div className="pick-columns">
        {register.columns.map(({ key, zh }) => (
          <label className="check" key={key}>
            <input
              type="checkbox"
              checked={entry.columns.includes(key)}
              disabled={entry.columns.length === 1 && entry.columns[0] === key}
              onChange={(event) => {
                const chosen = new Set(entry.columns);
                if (event.target.checked) chosen.add(key);
                else chosen.delete(key);
                entry.show(register.columns.filter((column) => chosen.has(column.key)).map((column) => column.key));
              }}
            />
            {zh}
          </label>
        ))}
      </div>
    </Fold>
  );
}

/** Records as they stand, in full, to be changed in place, as many as the grid has room for: a reading like any other, noted by the ledger. */
function Held({ register, entry }: { register: RegisterView; entry: Entry }): ReactNode {
  const t = useText();
  const [problem, setProblem] = useState<string | null>(null);
  const load = async (): Promise<void> => {
    try {
      const room = MOST - (entry.state?.rows ?? []).filter((row) => !isBlank(row)).length;
      const items: RecordView[] = [];
      for (let cursor: string | null = ''; cursor !== null && items.length < room;) {
        const page: RecordPage = await api<RecordPage>(`/api/ledger/registers/${register.key}/records?unmask=true&limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`); // prettier-ignore
        items.push(...page.items.slice(0, room - items.length));
        cursor = page.next;
      }
      setProblem(register.records > items.length ? t.ledger.entry.loaded(items.length, register.records) : null);
      const known = new Set((entry.state?.rows ?? []).map(({ id }) => entry.standingOf(id).record));
      entry.load(
        items.filter(({ id }) => !known.has(id)).map(({ id, version, values }) => {
          const cells = textsOf(values);
          return { row: { id: crypto.randomUUID(), cells }, standing: { ...fresh, record: id, version, base: cells } };
        }),
      ); // prettier-ignore
    } catch (error) {
      setProblem(sentence(error, t));
    }
  };
  if (register.records === 0) return null;
  return (
    <>
      <button className="btn small" type="button" onClick={() => void load()}>
        {t.ledger.entry.load}
      </button>
      {problem !== null && <Alert>{problem}</Alert>}
    </>
  );
}
