import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { apiBlob } from '../../api.ts';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Opened } from '../../tables/index.ts';
import type { Place } from './places.ts';

/** A register of the own unit, as far as choosing it needs. */
interface HeldRegister {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly mine: boolean;
  readonly records: number;
}

export interface Held {
  readonly offered: readonly HeldRegister[];
  readonly taken: readonly HeldRegister[];
  readonly take: (key: string, yes: boolean) => void;
  /** Reads what is taken, in full: the ledger notes each reading. */
  readonly read: () => Promise<readonly Opened[]>;
}

/** Which register a subject of the dictionary stands in; a table of households may ask for people, and the other way round. */
const registersOf: Readonly<Record<string, readonly string[]>> = {
  person: ['persons', 'households'],
  household: ['households', 'persons'],
  child: ['children', 'households'],
  house: ['houses', 'households', 'persons'],
  land: ['land', 'households', 'persons'],
  animal: ['animals', 'households', 'persons'],
  site: ['sites'],
  hazard: ['hazards'],
  dispute: ['disputes'],
  duty: ['duties'],
  patrol: ['patrols'],
  visit: ['visits', 'households', 'persons'],
  disaster: ['disasters'],
  unit: ['units'],
};

/** Least that is needed: registers of the subjects that the table asks about, and what names the unit. */
function wantedBy(places: readonly Place[]): ReadonlySet<string> {
  const subjects = new Set(places.flatMap(({ element }) => (element === null ? [] : [element.split('.')[0] ?? ''])));
  const keys = new Set([...subjects].flatMap((subject) => registersOf[subject] ?? []));
  // One child would else stand in two registers, and twice in the table.
  if (keys.has('children')) keys.delete('persons');
  if (keys.size > 0) keys.add('units');
  return keys;
}

export function useHeld(places: readonly Place[]): Held {
  const list = useApi<{ items: readonly HeldRegister[] }>('/api/ledger/registers');
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const wanted = useMemo(() => wantedBy(places), [places]);
  const offered = (list.data?.items ?? []).filter(
    ({ key, mine, records }) => mine && (records > 0 || key === 'children') && wanted.has(key),
  );
  const taken = offered.filter(({ key }) => said.get(key) ?? true);
  return {
    offered,
    taken,
    take: (key, yes) => setSaid((before) => new Map(before).set(key, yes)),
    read: () =>
      Promise.all(
        taken.map(async ({ key, zh }) => {
          const file = await apiBlob(`/api/ledger/registers/${key}/export?format=csv&unmask=true`);
          return { name: `${zh}.csv`, bytes: new Uint8Array(await file.arrayBuffer()) };
        }),
      ),
  };
}

export function HeldRegisters({ held }: { held: Held }): ReactNode {
  const t = useText();
  if (held.offered.length === 0) return null;
  return (
    <fieldset className="held">
      <legend>{t.fill.held}</legend>
      {held.offered.map((register) => (
        <label className="check" key={register.key}>
          <input
            type="checkbox"
            checked={held.taken.includes(register)}
            onChange={(event) => held.take(register.key, event.target.checked)}
          />
          {t.ledger.named(register)}
          {register.records > 0 && <span className="soft">{t.ledger.records(register.records)}</span>}
        </label>
      ))}
      <p className="note">{t.fill.heldNote}</p>
    </fieldset>
  );
}
