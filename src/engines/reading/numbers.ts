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

const chineseNumerals = new Set([...Object.keys(digits), ...Object.keys(units)]);

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
  return isArabic(text[place]) ? arabicAt(text, place) : chineseAt(text, place);
}

function arabicAt(text: string, place: number): NumberAt | null {
  let end = place;
  let dots = 0;
  while (end - place < MAX_LENGTH) {
    const char = text[end];
    if (isArabic(char)) end += 1;
    else if ((char === '.' || char === ',') && isArabic(text[end + 1]) && dots === 0) {
      dots += char === '.' ? 1 : 0;
      end += 1;
    } else break;
  }
  let value = Number(text.slice(place, end).replaceAll(',', ''));
  if (Number.isNaN(value)) return null;
  const unit = text[end] === '万' || text[end] === '亿' ? units[text[end] ?? ''] : undefined;
  if (unit !== undefined) {
    value *= unit;
    end += 1;
  }
  return { value, end };
}

function chineseAt(text: string, place: number): NumberAt | null {
  let end = place;
  while (end - place < MAX_LENGTH && chineseNumerals.has(text[end] ?? '')) end += 1;
  if (end === place) return null;
  const word = text.slice(place, end);
  if (word[0] !== undefined && word[0] in units && word[0] !== '十' && word[0] !== '拾') return null;
  return { value: chineseValue(word), end };
}

function chineseValue(word: string): number {
  if (![...word].some((char) => char in units)) return Number([...word].map((char) => digits[char] ?? 0).join(''));
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const char of word) {
    const unit = units[char];
    if (unit === undefined) digit = digits[char] ?? 0;
    else if (unit >= 10_000) {
      total = (total + section + digit) * unit;
      section = 0;
      digit = 0;
    } else {
      section += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return total + section + digit;
}
