import type { Field } from '../../../nouns/demands/terms.ts';
import { draftKey } from '../../outbox.ts';
import { readJson } from '../../storage.ts';
import { stateWords } from '../../strings/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { Value, Values } from '../../types.ts';

/** What is in the boxes: text, as typed. */
export type Typed = Readonly<Record<string, string>>;

export function stateIn(typed: string): keyof typeof stateWords | null {
  const text = typed.trim();
  return text === stateWords.notApplicable ? 'notApplicable' : text === stateWords.unknown ? 'unknown' : null;
}

/** A value as it stands in the box. */
export function textOf(value: Exclude<Value, null>): string {
  return typeof value === 'object' ? stateWords[value.is] : String(value);
}

export type Judged = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly says: string };

const longest = 2_000;

/** People paste from sheets: full-width digits, thousands commas and blanks are the same number. */
function plainNumber(text: string): string {
  return text
    .replace(/[０-９．－]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\s,，]/gu, '')
    .replace('−', '-');
}

export function judge(field: Field, typed: string, t: Messages): Judged {
  const text = typed.trim();
  if (text === '') {
    if (!field.required) return { ok: true, value: null };
    return {
      ok: false,
      says: field.type === 'integer' || field.type === 'decimal' ? t.answer.invalid.required : t.answer.invalid.requiredOther,
    };
  }
  const state = stateIn(text);
  if (state !== null) return { ok: true, value: { is: state } };
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return judgeNumber(field, plainNumber(text), t);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text))
        ? { ok: true, value: text }
        : { ok: false, says: t.answer.invalid.date };
    case 'choice':
      return field.choices === null || field.choices.includes(text)
        ? { ok: true, value: text }
        : { ok: false, says: t.answer.invalid.choice };
    case 'boolean':
      return text === 'true' || text === 'false' ? { ok: true, value: text === 'true' } : { ok: false, says: t.answer.invalid.choice };
    case 'text':
      return text.length <= longest ? { ok: true, value: text } : { ok: false, says: t.answer.invalid.long };
  }
}

function judgeNumber(field: Field, text: string, t: Messages): Judged {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/u.test(text)) return { ok: false, says: t.answer.invalid.number };
  const value = Number(text);
  if (field.type === 'integer' && !Number.isSafeInteger(value)) return { ok: false, says: t.answer.invalid.integer };
  if (field.min !== null && value < field.min) return { ok: false, says: t.answer.invalid.min(field.min) };
  if (field.max !== null && value > field.max) return { ok: false, says: t.answer.invalid.max(field.max) };
  return { ok: true, value };
}

export interface Outcome {
  readonly values: Values;
  readonly wrong: Record<string, string>;
}

export function judgeAll(fields: readonly Field[], typed: Typed, t: Messages): Outcome {
  const values: Record<string, Value> = {};
  const wrong: Record<string, string> = {};
  for (const field of fields) {
    const judged = judge(field, typed[field.key] ?? '', t);
    if (judged.ok) values[field.key] = judged.value;
    else wrong[field.key] = judged.says;
  }
  return { values, wrong };
}

export function typedOf(values: Values): Typed {
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, textOf(value)]])));
}

export interface Kept {
  readonly typed: Typed;
  /** The typed values belong to older terms: the person is told that the terms changed. */
  readonly older: boolean;
}

export function keptDraft(demand: string, version: number, unit: string): Kept | null {
  for (let each = version; each >= 1; each -= 1) {
    const held = readJson<Values>(draftKey(demand, each, unit));
    if (held !== null) return { typed: typedOf(held), older: each !== version };
  }
  return null;
}

export function given(fields: readonly Field[], typed: Typed): number {
  return fields.filter((field) => (typed[field.key] ?? '').trim() !== '').length;
}
