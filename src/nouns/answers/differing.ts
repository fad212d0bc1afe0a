import { counted, writeValue, type HeldValues } from '../../engines/facts/index.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import type { Field, StoredTerms } from '../demands/index.ts';
import type { Caller } from '../people/index.ts';
import { isState, type Value, type Values } from './answer.ts';
import type { AskedElement } from './facts.ts';
import { answering, prefill } from './prefill.ts';

interface First {
  readonly asked: readonly AskedElement[];
  readonly values: Values;
  /** What the ledger records of the unit, and whether figures may be counted from its registers. */
  readonly held: HeldValues;
  readonly complete: boolean;
}

export interface Differing {
  readonly field: Field;
  /** What the ledger would have filled in. */
  readonly held: Exclude<Value, null>;
}

/** What a first answer says otherwise than the ledger. Most say what is held, or what was never held: they cost no further look. */
export async function differing(db: Db | Trx, caller: Caller, terms: StoredTerms, first: First, now: Date): Promise<Differing[]> {
  const { asked, values, held, complete } = first;
  const some = asked.filter(({ field, element }) => {
    const value = values[field.key] ?? null;
    if (value === null) return false;
    const own = held[element.key];
    return (own !== undefined && !sameValue(answering(element, field.unit, own), value)) || (complete && counted.has(element.key));
  });
  if (some.length === 0) return [];
  const filled = new Map((await prefill(db, caller, terms, now)).filter(({ sure }) => sure).map((one) => [one.key, one.value]));
  return some.flatMap(({ field }) => {
    const own = filled.get(field.key);
    return own === undefined || sameValue(own, values[field.key] ?? null) ? [] : [{ field, held: own }];
  });
}

const silent = '报的时候没有说为什么 no reason was given';

/**
 * Why each of them differs, for whoever keeps the ledger. Who had the form before them saw what is held and has to say why; a program that sends
 * bare values has not, and the ledger notes that nothing was said.
 *
 * @throws Problem answer.values
 */
export function explained(
  differ: readonly Differing[],
  reasons: Readonly<Record<string, string>>,
  sawForm: boolean,
): Record<string, string> {
  const why = ({ field: { key } }: Differing): string => (Object.hasOwn(reasons, key) ? (reasons[key] ?? '').trim() : '');
  const unsaid = differ.filter((one) => why(one) === '');
  if (sawForm && unsaid.length > 0)
    throw new Problem('answer.values', {
      fields: unsaid.map(({ field: { key, label }, held }) => ({
        path: `/values/${key}`,
        detail: `“${label}”台账里是${writeValue(held)}，和填的不一样，请写一句为什么 differs from the ledger: say why`,
      })),
    });
  return Object.fromEntries(differ.map((one) => [one.field.key, why(one) || silent]));
}

function sameValue(a: Value | undefined, b: Value): boolean {
  return isState(a) && isState(b) ? a.is === b.is : a === b;
}
