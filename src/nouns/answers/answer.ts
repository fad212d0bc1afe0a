import { exactSum } from '../../base/decimal.ts';
import type { ProblemField } from '../../problem.ts';
import type { Field } from '../demands/index.ts';

/** `null` is blank. That something does not apply, or that nobody knows it, is an answer: neither is a zero, nor silence. */
export type Value = number | string | boolean | null | ValueState;
export type ValueState = { readonly is: 'notApplicable' | 'unknown' };
export type Values = Readonly<Record<string, Value>>;

export type DemandStanding = 'open' | 'late' | 'expired' | 'withdrawn';

export function standing(
  { deadline, expiresAt, withdrawnAt }: { deadline: Date; expiresAt: Date; withdrawnAt: Date | null },
  now: Date,
): DemandStanding {
  if (withdrawnAt !== null) return 'withdrawn';
  if (now >= expiresAt) return 'expired';
  return now > deadline ? 'late' : 'open';
}

/** Everything that is wrong with the values, in the order of the terms; blank (null) is not zero and is an answer only where not required. */
export function faults(fields: readonly Field[], values: Readonly<Record<string, unknown>>): ProblemField[] {
  const known = new Set(fields.map((field) => field.key));
  const strange = Object.keys(values)
    .filter((key) => !known.has(key))
    .map((key) => ({ path: `/values/${key.slice(0, 80)}`, detail: '条款里没有要这一项 the terms do not ask this' }));
  return [...fields.flatMap((field) => fault(field, valueOf(values, field)) ?? []), ...strange];
}

function fault(field: Field, value: unknown): ProblemField | null {
  const say = (detail: string): ProblemField => ({ path: `/values/${field.key}`, detail: `“${field.label}”${detail}` });
  if (value === undefined || value === null) return field.required ? say('还没有填 is still missing') : null;
  if (typeof value === 'object') return isState(value) ? null : say('认不出 is not understood');
  switch (field.type) {
    case 'integer':
    case 'decimal':
      if (typeof value !== 'number' || !Number.isFinite(value)) return say('要填数字 must be a number');
      if (field.type === 'integer' && !Number.isSafeInteger(value)) return say('要填整数 must be a whole number');
      if (field.min !== null && value < field.min) return say(`不能小于${field.min} at least ${field.min}`);
      return field.max !== null && value > field.max ? say(`不能大于${field.max} at most ${field.max}`) : null;
    case 'text':
      if (typeof value !== 'string') return say('要填文字 must be text');
      if (!value.isWellFormed()) return say('里有认不出的字 holds a broken character');
      return value.length > 5000 ? say('最多5000个字 at most 5,000 characters') : null;
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : say('要写成 2026-01-31 must be a date');
    case 'choice':
      return typeof value === 'string' && (field.choices ?? []).includes(value)
        ? null
        : say(`只能选 one of ${(field.choices ?? []).join('、')}`);
    case 'boolean':
      return typeof value === 'boolean' ? null : say('要选是或否 must be yes or no');
  }
}

export function isState(value: unknown): value is ValueState {
  if (typeof value !== 'object' || value === null || !('is' in value)) return false;
  return value.is === 'notApplicable' || value.is === 'unknown';
}

/** A field may be called `constructor`: only what was sent counts. */
function valueOf(values: Readonly<Record<string, unknown>>, { key }: Field): unknown {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Only what the terms ask, every field once: what is stored, counted and committed to. */
export function settled(fields: readonly Field[], values: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    fields.map((field) => {
      const value = (valueOf(values, field) ?? null) as Value;
      return [field.key, isState(value) ? { is: value.is } : value];
    }),
  );
}

export interface Counts {
  readonly answered: number;
  /** Exact decimals as text: a difference of two numbers need not be a number that JavaScript has. */
  readonly sums: readonly string[];
  readonly counts: readonly number[];
  /** Answers that say so, by field. */
  readonly notApplicable: readonly number[];
  readonly unknown: readonly number[];
}

/** What one answer adds to the roll-up of its place; a correction takes away what it replaces. Booleans count as 1 and 0. */
export function moved(fields: readonly Field[], now: Values, before: Values | null): Counts {
  return {
    answered: before === null ? 1 : 0,
    sums: fields.map(({ key }) => exactSum(before === null ? [weight(now[key])] : [weight(now[key]), -weight(before[key])])),
    counts: fields.map(({ key }) => held(now[key]) - (before === null ? 0 : held(before[key]))),
    notApplicable: fields.map(({ key }) => said(now[key], 'notApplicable') - said(before?.[key], 'notApplicable')),
    unknown: fields.map(({ key }) => said(now[key], 'unknown') - said(before?.[key], 'unknown')),
  };
}

/** What two answers add together. */
export function added(a: Counts, b: Counts): Counts {
  const each = (one: readonly number[], other: readonly number[]): number[] => one.map((count, at) => count + (other[at] ?? 0));
  return {
    answered: a.answered + b.answered,
    sums: a.sums.map((sum, at) => exactSum([sum, b.sums[at] ?? '0'])),
    counts: each(a.counts, b.counts),
    notApplicable: each(a.notApplicable, b.notApplicable),
    unknown: each(a.unknown, b.unknown),
  };
}

function weight(value: Value | undefined): number {
  return typeof value === 'number' ? value : value === true ? 1 : 0;
}

function held(value: Value | undefined): number {
  return value === null || value === undefined || isState(value) ? 0 : 1;
}

function said(value: Value | undefined, state: ValueState['is']): number {
  return isState(value) && value.is === state ? 1 : 0;
}
