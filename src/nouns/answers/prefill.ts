import { daysBetween } from '../../base/dates.ts';
import { timeInChina } from '../../base/time.ts';
import { answerOf, writeValue, type Held as FactValue } from '../../engines/facts/index.ts';
import type { Element } from '../../engines/forms/index.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import { findDemand, type Field, type StoredTerms } from '../demands/index.ts';
import { dictionaryOf } from '../elements/index.ts';
import { heldOfUnit, type HeldOfUnit } from '../ledger/index.ts';
import type { Caller } from '../people/index.ts';
import { faults, isState, type Value } from './answer.ts';
import { dayOf, elementsAsked, type AskedElement } from './facts.ts';

/** One thing that the ledger holds about a question. */
export interface Held {
  readonly key: string;
  /** In the unit of the question. */
  readonly value: Exclude<Value, null>;
  /** Fills the answer; else it is only told beside the question: out of date, incomplete, or said in two ways. */
  readonly sure: boolean;
  readonly validFrom: string;
  readonly recordedAt: string | null;
  readonly by: string | null;
  readonly file: string | null;
  readonly demand: string | null;
  /** How it was counted from registers; null: it was recorded as such. */
  readonly how: string | null;
}

/** What was counted longer ago than this is asked again. */
const fresh = 366;

/** What the ledger already holds of the questions of one demand, about the caller's own unit. */
export async function prefill(db: Db | Trx, caller: Caller, terms: StoredTerms, now: Date): Promise<Held[]> {
  const asked = await elementsAsked(db, caller.county, terms);
  if (asked.length === 0) return [];
  const on = dayOf(terms.body.asOf, now);
  const dictionary = await dictionaryOf(db, caller.county);
  const where = { county: caller.county, unit: caller.place.code, dictionary };
  const held = await heldOfUnit(db, where, asked.map(({ element }) => element.key), on); // prettier-ignore
  const titles = new Map<string, string>();
  for (const id of new Set([...held.said.values()].flatMap(({ act }) => act?.source.demand ?? [])))
    titles.set(id, (await findDemand(db, caller.county, id))?.title ?? '');
  return asked.flatMap((one) => heldFor(one, held, on, titles));
}

function heldFor({ field, element }: AskedElement, { said, counted }: HeldOfUnit, on: string, titles: ReadonlyMap<string, string>): Held[] {
  const found: Held[] = [];
  const own = said.get(element.key);
  const ownValue = own === undefined ? undefined : fitting(field, answering(element, field.unit, own.fact.value));
  if (own !== undefined && ownValue !== undefined) {
    const { fact, act } = own;
    const lasting = element.period === 'timeless' || daysBetween(fact.validFrom, on) <= fresh;
    const demand = act?.source.demand ?? null;
    found.push({ key: field.key, value: ownValue, sure: lasting, validFrom: fact.validFrom, recordedAt: timeInChina(fact.recordedAt), by: act?.byName ?? null, file: act?.source.file ?? null, demand: demand === null ? null : (titles.get(demand) ?? null), how: null }); // prettier-ignore
  }
  const count = counted.get(element.key);
  const countedValue = count === undefined ? undefined : fitting(field, answerOf(element, field.unit, count.value));
  if (count !== undefined && countedValue !== undefined)
    found.push({ key: field.key, value: countedValue, sure: count.sure, validFrom: on, recordedAt: null, by: null, file: null, demand: null, how: count.how }); // prettier-ignore
  const sure = found.filter((one) => one.sure);
  // Said in two ways, nobody but the unit can tell which holds.
  if (new Set(sure.map(({ value }) => writeValue(value))).size > 1) return found.map((one) => ({ ...one, sure: false }));
  return sure.length > 0 ? sure.slice(0, 1) : found;
}

/** Only what the question would take. */
function fitting(field: Field, value: Exclude<Value, null> | undefined): Exclude<Value, null> | undefined {
  return value === undefined || faults([field], { [field.key]: value }).length > 0 ? undefined : value;
}

/** That something does not apply answers a question; that nobody knew it then does not. */
export function answering(element: Element, unit: string | null, held: FactValue): Exclude<Value, null> | undefined {
  return isState(held) && held.is === 'notApplicable' ? held : answerOf(element, unit, held);
}
