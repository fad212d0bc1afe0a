import { ratioOf, scaled, type Element } from '../forms/index.ts';
import { readValue, type Held } from './value.ts';

type Answered = number | string | boolean;

const numeric: ReadonlySet<Element['type']> = new Set(['integer', 'decimal', 'money', 'area']);

/** What an answered value says, in the unit of its element; undefined: nothing that could be kept as a fact. */
export function factOf(element: Element, unit: string | null, value: Answered): Held | undefined {
  if (!numeric.has(element.type))
    return readValue(element, { text: typeof value === 'boolean' ? (value ? '是' : '否') : String(value) }).value;
  if (typeof value !== 'number') return undefined;
  const ratio = ratioOf(element.unit, unit);
  const exact = ratio === null ? null : scaled(String(value), { by: ratio.over, over: ratio.by }, 10);
  return exact === null ? undefined : readValue(element, { text: exact }).value;
}

/** A held value as a question in this unit wants it; undefined: it does not answer the question. */
export function answerOf(element: Element, unit: string | null, held: Held): Answered | undefined {
  if (held === null || typeof held === 'object') return undefined;
  if (typeof held !== 'number' || !numeric.has(element.type)) return held;
  const ratio = ratioOf(element.unit, unit);
  const exact = ratio === null ? null : scaled(String(held), ratio, 10);
  return exact === null ? undefined : Number(exact);
}
