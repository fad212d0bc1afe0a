/** Arabic and Chinese numerals as they stand in notices: 20, 二十, 一百二十, 两, 二〇二六, 1.2万. */

const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000, 万: 10_000, 亿: 100_000_000 };

/** Longest numeral that is still a number in a notice; longer runs are identifiers. */
const MAX_LENGTH = 16;

export interface NumberAt {
  readonly value: number;
  readonly end: number;
}

export const isArabic = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9' && char.length === 1;
/**
 * A table of some characters by their codes. Loops over every character of a text ask codes: text[at] makes a new string of each Chinese
 * character, and collecting those costs more than the reading.
 */
export function codesOf(chars: string): Uint8Array {
  const table = new Uint8Array(65_536);
  for (let at = 0; at < chars.length; at += 1) table[chars.charCodeAt(at)] = 1;
  return table;
}

const numerals = new Set([...'0123456789', ...Object.keys(digits), '十', '百', '千']);
export const isNumeral = (char: string | undefined): boolean => char !== undefined && numerals.has(char);
const numeralCodes = codesOf([...numerals].join(''));
export const isNumeralCode = (code: number): boolean => numeralCodes[code] === 1;

/** The number that begins at a place, or null. */
export function numberAt(text: string, place: number): NumberAt | null {
  return isArabicCode(text.charCodeAt(place)) ? arabicAt(text, place) : chineseAt(text, place);
}

const isArabicCode = (code: number): boolean => code >= 0x30 && code <= 0x39;
const [DOT, COMMA, TEN_THOUSAND, HUNDRED_MILLION] = [0x2e, 0x2c, 0x4e07, 0x4ebf];

/** Values of the Chinese numerals by their codes: digits below 10, units from 10. */
const chineseValues = new Map<number, number>(
  [...Object.entries(digits), ...Object.entries(units)].map(([char, value]) => [char.charCodeAt(0), value]),
);
const chineseCodes = codesOf([...Object.keys(digits), ...Object.keys(units)].join(''));
/** 万 alone is no number: it begins none. */
const beginsNone = codesOf('百佰千仟万亿');

function arabicAt(text: string, place: number): NumberAt | null {
  let end = place;
  let dots = 0;
  let whole = 0;
  let plain = true;
  while (end - place < MAX_LENGTH) {
    const code = text.charCodeAt(end);
    if (isArabicCode(code)) {
      whole = whole * 10 + code - 0x30;
      end += 1;
    } else if ((code === DOT || code === COMMA) && dots === 0 && isArabicCode(text.charCodeAt(end + 1))) {
      plain = false;
      dots += code === DOT ? 1 : 0;
      end += 1;
    } else break;
  }
  const value = plain && end - place < MAX_LENGTH ? whole : Number(text.slice(place, end).replaceAll(',', ''));
  if (Number.isNaN(value)) return null;
  const unit = text.charCodeAt(end);
  if (unit === TEN_THOUSAND) return { value: value * 10_000, end: end + 1 };
  return unit === HUNDRED_MILLION ? { value: value * 100_000_000, end: end + 1 } : { value, end };
}

function chineseAt(text: string, place: number): NumberAt | null {
  let end = place;
  let united = false;
  while (end - place < MAX_LENGTH && chineseCodes[text.charCodeAt(end)] === 1) {
    united ||= (chineseValues.get(text.charCodeAt(end)) ?? 0) >= 10;
    end += 1;
  }
  if (end === place || beginsNone[text.charCodeAt(place)] === 1) return null;
  return { value: united ? unitedValue(text, place, end) : digitsValue(text, place, end), end };
}

/** 二〇二六: digit by digit. */
function digitsValue(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (chineseValues.get(text.charCodeAt(at)) ?? 0);
  return value;
}

/** 一百二十, 三万五: with units. */
function unitedValue(text: string, from: number, to: number): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (let at = from; at < to; at += 1) {
    const value = chineseValues.get(text.charCodeAt(at)) ?? 0;
    if (value < 10) digit = value;
    else if (value >= 10_000) {
      total = (total + section + digit) * value;
      section = 0;
      digit = 0;
    } else {
      section += (digit === 0 ? 1 : digit) * value;
      digit = 0;
    }
  }
  return total + section + digit;
}
