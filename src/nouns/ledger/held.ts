import { counted, fold, statistics, writeValue, type Fact, type HeldValues } from '../../engines/facts/index.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { Dictionary } from '../elements/index.ts';
import type { Act } from './ledger.ts';
import { wholeRegisters } from './store/imports.ts';
import { actsOf, entriesOf, subjectsEver } from './store/records.ts';

interface Where {
  readonly county: string;
  readonly unit: string;
  readonly dictionary: Dictionary;
}

interface AsOf {
  readonly on: string;
  readonly knownAt: Date | null;
}

/** The records of one kind as they stood on a day, known then; without those that had left or were joined to another. */
export async function valuesAsOf(db: Db | Trx, { county, unit, dictionary }: Where, kind: string, asOf: AsOf): Promise<HeldValues[]> {
  const entries = await entriesOf(db, county, await subjectsEver(db, county, kind, unit));
  return [...entries.values()].flatMap((ofSubject) => {
    const facts = fold(ofSubject, { ...asOf, yearly: yearlyIn(dictionary) });
    const end = facts.get('$ended')?.value;
    return facts.size === 0 || facts.has('$mergedInto') || (typeof end === 'string' && end <= asOf.on)
      ? []
      : [Object.fromEntries([...facts].map(([key, { value }]) => [key, value]))];
  });
}

const yearlyIn =
  (dictionary: Dictionary) =>
  (key: string): boolean =>
    dictionary.find(key)?.period === 'year';

/** What a unit's registers say of it by count, on a day. */
export async function countedOf(db: Db | Trx, where: Where, asOf: AsOf) {
  const [persons, households, land] = [
    await valuesAsOf(db, where, 'person', asOf),
    await valuesAsOf(db, where, 'household', asOf),
    await valuesAsOf(db, where, 'land', asOf),
  ];
  return statistics(where.dictionary.all, { persons, households, land }, asOf.on);
}

export interface HeldOfUnit {
  /** Recorded as such, with the act that recorded it. */
  readonly said: ReadonlyMap<string, { readonly fact: Fact; readonly act: Act | null }>;
  /** Counted from registers; sure where the register is a whole one and every record says what decides. */
  readonly counted: ReadonlyMap<string, { readonly value: number; readonly how: string; readonly sure: boolean }>;
}

/** What is held about a unit of certain elements on a day: what was said, and what its registers count to. Registers are read only where one can count. */
export async function heldOfUnit(db: Db | Trx, where: Where, elements: readonly string[], on: string): Promise<HeldOfUnit> {
  const { county, unit, dictionary } = where;
  const [entries = []] = (await entriesOf(db, county, await subjectsEver(db, county, 'unit', unit))).values();
  const facts = fold(entries, { on, yearly: yearlyIn(dictionary) });
  const asked = elements.flatMap((key) => (facts.has(key) ? [[key, facts.get(key)] as const] : []));
  const acts = await actsOf(db, county, asked.flatMap(([, fact]) => fact?.act ?? [])); // prettier-ignore
  const counts = elements.some((key) => counted.has(key)) ? await countedOf(db, where, { on, knownAt: null }) : [];
  // A register that grew line by line may lack half of the village: only a file that was said to be the whole is one.
  const whole = counts.length === 0 ? new Set<string>() : await wholeRegisters(db, county, unit);
  return {
    said: new Map(asked.flatMap(([key, fact]) => (fact === undefined ? [] : [[key, { fact, act: acts.get(fact.act) ?? null }] as const]))),
    counted: new Map(
      counts
        .filter(({ element }) => elements.includes(element))
        .map(({ element, value, how, undecided, of }) => [element, { value, how, sure: undecided === 0 && whole.has(of) }]),
    ),
  };
}

/**
 * Figures that the unit told otherwise than its own complete registers count to, with the reason that it gave: one of the two wants mending,
 * and only who keeps the register can tell which. Null: there is none.
 */
export async function saidOtherwise(db: Db | Trx, where: Where, on: string) {
  const { county, unit, dictionary } = where;
  const [subject] = await subjectsEver(db, county, 'unit', unit);
  if (subject === undefined) return null;
  const { said, counted: counts } = await heldOfUnit(db, where, [...counted], on);
  const doubts = [...counts].flatMap(([element, { value, how, sure }]) => {
    const own = said.get(element);
    // A register that grew line by line holds fewer than there are: that is no contradiction.
    if (own === undefined || own.fact.value === value || !sure) return [];
    const why = own.act?.reason == null ? '' : `，当时说：${own.act.reason}`;
    const message = `${dictionary.find(element)?.zh ?? element}报的是${writeValue(own.fact.value)}，按${how}数出来是${value}${why} was told otherwise`;
    return [{ elements: [element], message }];
  });
  return doubts.length === 0 ? null : { register: 'units', record: subject, title: '', doubts };
}
