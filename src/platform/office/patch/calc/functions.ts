/** The functions that forms use. A function that is not here makes the formula `unknown`. */
import { fault, isFault, isUnknown, matcher, toNumber, toText, toTruth, unknown, type Value } from './values.ts';

export interface Argument {
  readonly values: readonly Value[];
  /** A reference: text and truth in it do not count as numbers. */
  readonly range: boolean;
}

type Compute = (args: readonly Argument[]) => Value;

/** Numbers as SUM takes them; a fault or an unknown among them wins. */
function numbersOf(args: readonly Argument[]): number[] | Value {
  const numbers: number[] = [];
  for (const { values, range } of args) {
    for (const value of values) {
      if (isFault(value) || isUnknown(value)) return value;
      if (typeof value === 'number') numbers.push(value);
      else if (!range && value !== null) {
        const number = toNumber(value);
        if (typeof number !== 'number') return number;
        numbers.push(number);
      }
    }
  }
  return numbers;
}

const overNumbers =
  (compute: (numbers: readonly number[]) => Value): Compute =>
  (args) => {
    const numbers = numbersOf(args);
    return Array.isArray(numbers) ? compute(numbers) : numbers; // the other half of the union
  };

/** Kahan's sum: 0.1 added ten times is 1. */
function sum(numbers: readonly number[]): number {
  let [total, rest] = [0, 0];
  for (const number of numbers) {
    const y = number - rest;
    const t = total + y;
    rest = t - total - y;
    total = t;
  }
  return total;
}

const scalar = (argument: Argument | undefined): Value =>
  argument === undefined ? unknown : argument.values.length === 1 ? (argument.values[0] ?? null) : unknown;

const ofNumber =
  (compute: (...numbers: number[]) => Value, least: number, most = least): Compute =>
  (args) => {
    if (args.length < least || args.length > most) return unknown;
    const numbers: number[] = [];
    for (const argument of args) {
      const number = toNumber(scalar(argument));
      if (typeof number !== 'number') return number;
      numbers.push(number);
    }
    return compute(...numbers);
  };

const ofText =
  (compute: (text: string, ...numbers: number[]) => Value, most: number): Compute =>
  ([first, ...rest]) => {
    const text = toText(scalar(first));
    if (typeof text !== 'string' || rest.length > most) return typeof text === 'string' ? unknown : text;
    const numbers: number[] = [];
    for (const argument of rest) {
      const number = toNumber(scalar(argument));
      if (typeof number !== 'number') return number;
      numbers.push(number);
    }
    return compute(text, ...numbers);
  };

/** Half away from zero on the decimal that is shown, not on its binary shadow: ROUND(1.005,2) is 1.01. */
function round(value: number, digits: number, way: 'near' | 'up' | 'down' = 'near'): Value {
  const places = Math.trunc(digits);
  if (Math.abs(places) > 15) return unknown;
  const scaled = Number(`${Math.abs(value)}e${places}`);
  if (!Number.isFinite(scaled)) return unknown;
  const clean = Number(scaled.toPrecision(15));
  const whole = way === 'near' ? Math.round(clean) : way === 'up' ? Math.ceil(clean) : Math.floor(clean);
  return Math.sign(value) * Number(`${whole}e${-places}`);
}

const truths =
  (decide: (truths: readonly boolean[]) => boolean): Compute =>
  (args) => {
    const found: boolean[] = [];
    for (const { values, range } of args) {
      for (const value of values) {
        if (range && (value === null || typeof value === 'string')) continue;
        const truth = toTruth(value);
        if (typeof truth !== 'boolean') return truth;
        found.push(truth);
      }
    }
    return found.length === 0 ? fault('#VALUE!') : decide(found);
  };

const countIf: Compute = ([range, condition]) => {
  const fits = matcher(scalar(condition));
  if (range === undefined || fits === null) return unknown;
  if (range.values.some(isUnknown)) return unknown;
  return range.values.filter(fits).length;
};

const sumIf: Compute = ([range, condition, summed]) => {
  const fits = matcher(scalar(condition));
  const from = summed ?? range;
  if (range === undefined || from === undefined || fits === null || from.values.length !== range.values.length) return unknown;
  if (range.values.some(isUnknown)) return unknown;
  return functions['SUM']?.([{ values: from.values.filter((_, at) => fits(range.values[at] ?? null)), range: true }]) ?? unknown;
};

/** Counts look at faults as values; only what we do not know stops them. */
const counting =
  (counts: (value: Value, range: boolean) => boolean): Compute =>
  (args) => {
    if (args.some(({ values }) => values.some(isUnknown))) return unknown;
    return args.reduce((total, { values, range }) => total + values.filter((value) => counts(value, range)).length, 0);
  };

const is =
  (test: (value: Value) => boolean): Compute =>
  ([first]) => {
    const value = scalar(first);
    return isUnknown(value) ? value : test(value);
  };

export const functions: Readonly<Record<string, Compute>> = Object.assign(Object.create(null) as Record<string, Compute>, {
  SUM: overNumbers(sum),
  PRODUCT: overNumbers((numbers) => numbers.reduce((product, number) => product * number, numbers.length === 0 ? 0 : 1)),
  AVERAGE: overNumbers((numbers) => (numbers.length === 0 ? fault('#DIV/0!') : sum(numbers) / numbers.length)),
  MIN: overNumbers((numbers) => numbers.reduce((least, number) => Math.min(least, number), numbers[0] ?? 0)),
  MAX: overNumbers((numbers) => numbers.reduce((most, number) => Math.max(most, number), numbers[0] ?? 0)),
  COUNT: counting((value, range) => typeof value === 'number' || (!range && typeof toNumber(value) === 'number')),
  COUNTA: counting((value) => value !== null),
  COUNTBLANK: counting((value) => value === null || value === ''),
  COUNTIF: countIf,
  SUMIF: sumIf,
  ROUND: ofNumber((value, digits = 0) => round(value, digits), 2),
  ROUNDUP: ofNumber((value, digits = 0) => round(value, digits, 'up'), 2),
  ROUNDDOWN: ofNumber((value, digits = 0) => round(value, digits, 'down'), 2),
  INT: ofNumber(Math.floor, 1),
  ABS: ofNumber(Math.abs, 1),
  MOD: ofNumber((value, by = 0) => (by === 0 ? fault('#DIV/0!') : value - by * Math.floor(value / by)), 2),
  AND: truths((all) => all.every(Boolean)),
  OR: truths((all) => all.some(Boolean)),
  NOT: ((args) => {
    const truth = toTruth(scalar(args[0]));
    return typeof truth === 'boolean' ? !truth : truth;
  }) satisfies Compute,
  LEN: ofText((text) => text.length, 0),
  TRIM: ofText((text) => text.trim().replaceAll(/ +/gu, ' '), 0),
  LEFT: ofText((text, count = 1) => text.slice(0, Math.max(0, count)), 1),
  RIGHT: ofText((text, count = 1) => (count <= 0 ? '' : text.slice(-count)), 1),
  MID: ofText((text, from = 1, count = 0) => (from < 1 || count < 0 ? fault('#VALUE!') : text.slice(from - 1, from - 1 + count)), 2),
  CONCATENATE: ((args) => {
    let whole = '';
    for (const argument of args) {
      const text = toText(scalar(argument));
      if (typeof text !== 'string') return text;
      whole += text;
    }
    return whole;
  }) satisfies Compute,
  ISBLANK: is((value) => value === null),
  ISNUMBER: is((value) => typeof value === 'number'),
  ISTEXT: is((value) => typeof value === 'string'),
  ISERROR: is(isFault),
});
