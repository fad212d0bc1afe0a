import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../base/id.ts';
import { isWithin, levelOfCode } from '../../base/place.ts';
import type { Element } from '../../engines/forms/index.ts';
import { masked, type Held, type HeldValues } from '../../engines/facts/index.ts';
import { Problem } from '../../problem.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import { dictionaryOf, type Dictionary } from '../elements/index.ts';
import type { Caller } from '../people/index.ts';
import { Ground, reachOf, visible } from './ground.ts';
import type { LedgerRecord } from './ledger.ts';
import { columnsOf, registerOf, type Register } from './registers.ts';
import { insertReads, type Read } from './store/reads.ts';

/** A numbered demand, verified by the noun that keeps demands; null: it gives this caller no ground. */
export type GroundOfDemand = (db: Db | Trx, caller: Caller, demand: string, now: Date) => Promise<Ground | null>;

export interface Asking {
  readonly register: string;
  readonly unit?: string | undefined;
  readonly demand?: string | undefined;
  readonly unmask?: boolean | undefined;
}

/** What a caller may see of a register of one unit, and on what ground. */
export interface View {
  readonly register: Register;
  readonly dictionary: Dictionary;
  readonly unit: string;
  /** Records of this unit alone, not of those below it. */
  readonly exact: boolean;
  readonly columns: readonly Element[];
  readonly ground: Ground | null;
  readonly unmask: boolean;
}

/**
 * Decides before anything is looked up, so that a refusal says nothing about what there is.
 *
 * @throws Problem thing.missing outside the caller's reach, ledger.no-ground for personal facts without a ground
 */
export async function viewOf(
  db: Db | Trx,
  groundOfDemand: GroundOfDemand,
  { caller, now }: { caller: Caller; now: Date },
  asking: Asking,
): Promise<View> {
  const register = registerOf(asking.register);
  const unit = asking.unit ?? reachOf(caller);
  if (register === null || !isWithin(unit, reachOf(caller))) throw new Problem('thing.missing');
  const own = Ground.ofOwnPost(caller);
  const found =
    own?.covers(unit) === true ? own : asking.demand === undefined ? null : await groundOfDemand(db, caller, asking.demand, now);
  const covering = found?.covers(unit) === true ? found : null;
  // A ground speaks of one unit: where a whole township is looked at, what lies below it is seen without one.
  const exact = register.personal || levelOfCode(unit) === 'village' || (asking.unit !== undefined && covering !== null);
  const ground = exact ? covering : null;
  const dictionary = await dictionaryOf(db, caller.county);
  const columns = visible(register, columnsOf(register, dictionary), ground);
  if (columns === null || (asking.unmask === true && ground === null)) throw new Problem('ledger.no-ground');
  return { register, dictionary, unit, exact, columns, ground, unmask: asking.unmask === true };
}

/** The values that a view shows, masked unless asked for in full. */
export function shownValues({ columns, unmask }: Pick<View, 'columns' | 'unmask'>, values: HeldValues): Record<string, Held> {
  const shown: Record<string, Held> = {};
  for (const element of columns) {
    const value = values[element.key];
    if (value !== undefined) shown[element.key] = unmask ? value : masked(element, value);
  }
  return shown;
}

interface Seeing {
  readonly caller: Caller;
  readonly now: Date;
  readonly view: View;
  readonly how: Read['how'];
  readonly subjects: readonly string[];
  /** Where the whole of a register was read, how many. */
  readonly records?: number;
  readonly elements?: readonly string[];
}

/** Leaves a line for the unit whose facts they are. What is not about people is not logged. */
export async function noteReading(
  db: Db | Trx,
  { caller, now, view, how, subjects, records = subjects.length, elements }: Seeing,
): Promise<void> {
  const { register, columns, ground, unit, unmask } = view;
  const seen = columns
    .filter(({ key, sensitive }) => sensitive !== 'none' && (elements === undefined || elements.includes(key)))
    .map(({ key }) => key);
  if (records === 0 || (!register.personal && seen.length === 0)) return;
  if (ground === null) throw new Problem('ledger.no-ground');
  const read: Read = {
    ...readerOf(caller, now),
    unit,
    register: register.key,
    subjects,
    records,
    elements: seen,
    unmasked: unmask,
    how,
    ground: ground.kind,
    demand: ground.demand,
  };
  await insertReads(db, caller.county, [read]);
}

function readerOf(caller: Caller, now: Date): Pick<Read, 'id' | 'at' | 'person' | 'post' | 'byName' | 'byTitle' | 'organ'> {
  const { person, post, name: byName, title: byTitle } = caller;
  return { id: uuid7(now.getTime(), randomBytes(10)), at: now, person, post, byName, byTitle, organ: caller.organ?.name ?? null };
}

/** What units answered to a demand leaves as one table: a line for each of them, whatever was asked. */
export async function noteAnswersRead(
  db: Db | Trx,
  { caller, now }: { caller: Caller; now: Date },
  { demand, units, elements }: { demand: string; units: readonly string[]; elements: readonly string[] },
): Promise<void> {
  const reads = units.map((unit): Read => ({
    ...readerOf(caller, now),
    unit,
    register: 'units',
    subjects: [],
    records: 1,
    elements,
    unmasked: true,
    how: 'filled',
    ground: 'demand',
    demand,
  }));
  // A statement takes 65,535 parameters.
  for (let from = 0; from < reads.length; from += 1000) await insertReads(db, caller.county, reads.slice(from, from + 1000));
}

/** Is this record one that the view shows? What it does not show is not there. */
export function inView({ register, unit, exact, dictionary }: View, record: LedgerRecord | null): record is LedgerRecord {
  if (record === null || record.kind !== register.kind || (exact ? record.unit !== unit : !isWithin(record.unit, unit))) return false;
  return (
    !register.partial || columnsOf(register, dictionary).some(({ key }) => !register.also.includes(key) && record.values[key] !== undefined)
  );
}
