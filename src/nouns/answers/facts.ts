import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../base/id.ts';
import { dateInChina } from '../../base/time.ts';
import { factOf, sameHeld, type Held } from '../../engines/facts/index.ts';
import type { Element } from '../../engines/forms/index.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { Field, StoredTerms } from '../demands/index.ts';
import { dictionaryOf } from '../elements/index.ts';
import { aboutUnits, type Telling } from '../ledger/index.ts';
import { isState, type Values } from './answer.ts';

/** A field that asks one defined thing of the unit itself. */
export interface AskedElement {
  readonly field: Field;
  readonly element: Element;
}

const known = new WeakMap<StoredTerms, Promise<readonly AskedElement[]>>();

/** The fields whose answers are facts of the unit. Terms never change, so the dictionary is asked once for all their answers. */
export function elementsAsked(db: Db | Trx, county: string, terms: StoredTerms): Promise<readonly AskedElement[]> {
  const found = known.get(terms) ?? elementsOf(db, county, terms.body.fields);
  known.set(terms, found);
  found.catch(() => known.delete(terms));
  return found;
}

async function elementsOf(db: Db | Trx, county: string, fields: readonly Field[]): Promise<readonly AskedElement[]> {
  if (!fields.some(({ key }) => key.startsWith('unit.'))) return [];
  const elements = new Map(aboutUnits(await dictionaryOf(db, county)).map((element) => [element.key, element]));
  return fields.flatMap((field) => {
    const element = elements.get(field.key);
    return element === undefined ? [] : [{ field, element }];
  });
}

/** The day of which an answer speaks: the terms' 时点; what lies ahead is nobody's knowledge yet. */
export function dayOf(asOf: string | undefined, now: Date): string {
  const today = dateInChina(now);
  return asOf === undefined || asOf > today ? today : asOf;
}

interface Given {
  readonly asked: readonly AskedElement[];
  readonly asOf: string | undefined;
  readonly values: Values;
  /** What the answer that this one corrects had said. */
  readonly before: Values | null;
  readonly reasons: Readonly<Record<string, string>>;
  readonly now: Date;
}

/**
 * What an answer tells the ledger. A blank is no knowledge and takes nothing away from what is held; where it corrects a value it says
 * that there is none.
 */
export function factsOf({ asked, asOf, values, before, reasons, now }: Given): Telling['facts'] {
  const told: Record<string, Held> = {};
  const why: string[] = [];
  for (const { field, element } of asked) {
    const [value, was] = [heldIn(values, field, element), heldIn(before, field, element)];
    const fact = value === undefined && was !== undefined ? null : value;
    if (fact === undefined || (before !== null && sameHeld(fact, was))) continue;
    told[element.key] = fact;
    const reason = Object.hasOwn(reasons, field.key) ? (reasons[field.key] ?? '').trim() : '';
    if (reason !== '') why.push(`${field.label}：${reason}`);
  }
  if (Object.keys(told).length === 0) return null;
  const reason = why.length === 0 ? null : why.join('；').slice(0, 2000);
  return { values: told, validFrom: dayOf(asOf, now), reason, subject: uuid7(now.getTime(), randomBytes(10)) };
}

function heldIn(values: Values | null, { key, unit }: Field, element: Element): Held | undefined {
  const value = values?.[key] ?? null;
  return value === null ? undefined : isState(value) ? value : factOf(element, unit, value);
}
