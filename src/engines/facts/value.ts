import { isoDate } from '../../base/dates.ts';
import type { Element } from '../forms/index.ts';
import { readIdNumber } from './id-number.ts';
import { halfWidth } from './text.ts';

/** A value as it is held. `null` is blank: asked, and left empty. Zero is a value. A key that is absent was never recorded. */
export type Held = string | number | boolean | null | { readonly is: 'notApplicable' | 'unknown' | 'withdrawn' };
export type HeldValues = Readonly<Record<string, Held>>;
export type ValueState = 'value' | 'blank' | 'notApplicable' | 'unknown';

export const notApplicable: Held = { is: 'notApplicable' };
export const unknown: Held = { is: 'unknown' };

export function stateOf(value: Held): ValueState | 'withdrawn' {
  if (value === null) return 'blank';
  return typeof value === 'object' ? value.is : 'value';
}

export function sameHeld(a: Held | undefined, b: Held | undefined): boolean {
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) return a.is === b.is;
  return a === b;
}

export interface ReadCell {
  /** Undefined: the cell is empty and says nothing. */
  readonly value: Held | undefined;
  /** Why the cell cannot be believed; then there is no value. */
  readonly fault: string | null;
  /** Believable, but somebody should look. */
  readonly doubt: string | null;
}

export interface Cell {
  readonly text: string;
  /** The spreadsheet kept it as a number of more than fifteen digits. */
  readonly lostDigits?: boolean;
}

const nothing: ReadCell = { value: undefined, fault: null, doubt: null };
const take = (value: Held, doubt: string | null = null): ReadCell => ({ value, fault: null, doubt });
const refuse = (fault: string): ReadCell => ({ value: undefined, fault, doubt: null });

const absent = new Set(['不适用', '无此项', '/', '／', '—', '——', 'N/A', 'n/a']);
const obscure = new Set(['不详', '不清楚', '未知', '不明']);

/** One cell as a person typed it → the one canonical value of its element, or why not. */
export function readValue(element: Element, { text, lostDigits = false }: Cell): ReadCell {
  const typed = text.trim();
  if (typed === '') return nothing;
  if (absent.has(typed)) return take(notApplicable);
  if (obscure.has(typed)) return take(unknown);
  // Tab and line breaks occur inside cells; no other control character does.
  // oxlint-disable-next-line no-control-regex
  if (!typed.isWellFormed() || /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u.test(typed))
    return refuse('里有认不出的字符 holds a broken character');
  if (lostDigits && element.type !== 'text' && element.type !== 'address')
    return refuse('存成了数字，后几位已经丢了，请按文本重填 digits were lost');
  return readers[element.type](element, halfWidth(typed), typed);
}

type Reader = (element: Element, half: string, typed: string) => ReadCell;

const words =
  (limit: number): Reader =>
  (_, __, typed) => {
    if ([...typed].length > limit) return refuse(`最多${limit}个字 at most ${limit} characters`);
    return take(typed.normalize('NFC'), /\p{Co}/u.test(typed) ? '有自造字，请换成标准字 a private-use character' : null);
  };

const number =
  (whole: boolean): Reader =>
  ({ unit, type }, half) => {
    const measure = unit?.split('/')[0] ?? '';
    const bare = half.replaceAll(/[,\s]/gu, '');
    const digits = measure !== '' && bare.endsWith(measure) ? bare.slice(0, -measure.length) : bare;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/u.test(digits)) return refuse(`“${shown(half)}”不是数字 is not a number`);
    const value = Number(digits);
    if (whole && !Number.isInteger(value)) return refuse('要填整数 must be a whole number');
    if (Math.abs(value) >= 1e15) return refuse('这个数大得存不准 is too large to be exact');
    return take(value === 0 ? 0 : value, value < 0 && (whole || type === 'area') ? '是负数 is negative' : null);
  };

const digitsOnly =
  (pattern: RegExp, say: string): Reader =>
  (_, half) => {
    if (/e\+\d/iu.test(half)) return refuse('存成了科学记数，后几位已经丢了，请按文本重填 digits were lost');
    const bare = half.replaceAll(/[\s-]/gu, '');
    return pattern.test(bare) ? take(bare) : refuse(say);
  };

const readers: Readonly<Record<Element['type'], Reader>> = {
  text: words(1000),
  name: words(60),
  address: words(200),
  integer: number(true),
  decimal: number(false),
  money: number(false),
  area: number(false),
  date: (_, half) => {
    const iso = readDate(half);
    return iso === null ? refuse(`“${shown(half)}”不是日期，写成 2026-01-31 is not a date`) : take(iso);
  },
  month: (_, half) => {
    const [, year = '', month = ''] = /^(\d{4})(?:[-/.年]?)(\d{1,2})(?:月|[-/.]?\d{1,2}日?|月\d{1,2}日)?$/u.exec(half) ?? [];
    const iso = isoDate(Number(year), Number(month), 1);
    return iso === null ? refuse(`“${shown(half)}”不是年月，写成 2026-01 is not a month`) : take(iso.slice(0, 7));
  },
  year: (_, half) => {
    const [, year] = /^(\d{4})年?(?:度)?$/u.exec(half) ?? [];
    return year !== undefined && year >= '1800' && year < '2200' ? take(Number(year)) : refuse(`“${shown(half)}”不是年份 is not a year`);
  },
  code: ({ codeList }, half, typed) => {
    const entry = (codeList ?? []).find(({ code, zh }) => zh === typed || halfWidth(zh) === half || code === half);
    if (entry !== undefined) return take(entry.zh);
    return refuse(`“${shown(typed)}”不在可选的里：${(codeList ?? []).map(({ zh }) => zh).join('、')} is not one of them`);
  },
  boolean: (_, half) => {
    if (['是', '有', '1', '√', '✓', '☑', 'TRUE', 'true', 'Y', 'y'].includes(half)) return take(true);
    if (['否', '无', '没有', '0', '2', '×', 'FALSE', 'false', 'N', 'n'].includes(half)) return take(false);
    return refuse(`“${shown(half)}”要写是或否 must be yes or no`);
  },
  idNumber: (_, half) => {
    const read = readIdNumber(half);
    return 'fault' in read ? refuse(read.fault) : take(read.number, read.doubt);
  },
  phone: (_, half) =>
    /^[0-9+()\- ]{5,20}$/u.test(half) ? take(half.replaceAll(/\s/gu, '')) : refuse(`“${shown(half)}”不是电话号码 is not a phone number`),
  bank: (element, half, typed) =>
    // The name of a bank and the number of an account have one type in the dictionary.
    /\p{L}/u.test(half) && !/^[\d.]+e/iu.test(half)
      ? words(80)(element, half, typed)
      : digitsOnly(/^\d{6,32}$/u, '账号要6到32位数字 an account has 6 to 32 digits')(element, half, typed),
  divisionCode: digitsOnly(/^\d{12}$/u, '区划代码要12位数字 a division code has 12 digits'),
};

export function readDate(half: string): string | null {
  const match =
    /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[ T]00:00(?::00)?)?$/u.exec(half) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(half);
  if (match === null) return null;
  return isoDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

function shown(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

/** As a person reads it. Codes and words are held as they are written; a state is said in words. */
export function writeValue(value: Held | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') return value.is === 'notApplicable' ? '不适用' : value.is === 'unknown' ? '不详' : '';
  return String(value);
}

/** What a reader sees without having asked for the whole: enough to tell two people apart, not enough to use. */
export function masked(element: Element, value: Held): Held {
  if (typeof value !== 'string') return value;
  switch (element.type) {
    case 'idNumber':
      return value.length < 15 ? '*'.repeat(value.length) : `${value.slice(0, 6)}${'*'.repeat(value.length - 10)}${value.slice(-4)}`;
    case 'bank':
      return /^\d+$/u.test(value) ? `${'*'.repeat(Math.max(value.length - 4, 4))}${value.slice(-4)}` : value;
    case 'phone':
      return value.length < 7 ? '*'.repeat(value.length) : `${value.slice(0, 3)}${'*'.repeat(value.length - 7)}${value.slice(-4)}`;
    case 'address':
    case 'area':
    case 'boolean':
    case 'code':
    case 'date':
    case 'decimal':
    case 'divisionCode':
    case 'integer':
    case 'money':
    case 'month':
    case 'name':
    case 'text':
    case 'year':
      return element.key === 'person.disabilityCertNumber'
        ? `${value.slice(0, 6)}${'*'.repeat(Math.max(value.length - 8, 4))}${value.slice(-2)}`
        : value;
  }
}
