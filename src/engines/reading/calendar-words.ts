import { isoDate } from '../../base/dates.ts';
import { isArabic, isNumeral, numberAt } from './numbers.ts';

/** A calendar date as written: parts that are not there are null. `end` is behind its last character. */
export interface WrittenDate {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly start: number;
  readonly end: number;
}

const plausibleYear = (year: number): boolean => year >= 1949 && year <= 2100;

/** 2026年3月5日, 二〇二六年三月五日, 3月5日, 3月5号, 3月, 5日, 2026-03-05, 2026.3.5, 2026/3/5 at a place. */
export function dateAt(text: string, place: number): WrittenDate | null {
  if (!isNumeral(text[place]) || isNumeral(text[place - 1])) return null;
  const first = numberAt(text, place);
  if (!first || first.value > 9999 || !Number.isInteger(first.value)) {
    const dotted = isArabic(text[place]) ? numericDate(text, place) : null;
    return dotted;
  }
  const next = text[first.end];
  if (next === '年' && plausibleYear(first.value)) {
    const rest = monthAt(text, first.end + 1);
    return rest
      ? { ...rest, year: first.value, start: place }
      : { year: first.value, month: null, day: null, start: place, end: first.end + 1 };
  }
  return monthAt(text, place) ?? dayAt(text, place, null) ?? numericDate(text, place);
}

function monthAt(text: string, place: number): WrittenDate | null {
  const month = numberAt(text, place);
  if (!month || text[month.end] !== '月' || month.value < 1 || month.value > 12 || !Number.isInteger(month.value)) return null;
  if (text[month.end + 1] === '份') return { year: null, month: month.value, day: null, start: place, end: month.end + 2 };
  const day = dayAt(text, month.end + 1, month.value);
  return day ? { ...day, start: place } : { year: null, month: month.value, day: null, start: place, end: month.end + 1 };
}

function dayAt(text: string, place: number, month: number | null): WrittenDate | null {
  const day = numberAt(text, place);
  if (!day || day.value < 1 || day.value > 31 || !Number.isInteger(day.value)) return null;
  const unit = text[day.end];
  if (unit !== '日' && unit !== '号') return null;
  // 5号楼, 3号文件, 10日内 name no day of a month.
  const after = text[day.end + 1] ?? '';
  if (month === null && '楼令文机线桥'.includes(after) && after !== '') return null;
  if (month === null && (after === '内' || after === '以')) return null;
  return { year: null, month, day: day.value, start: place, end: day.end + 1 };
}

function numericDate(text: string, place: number): WrittenDate | null {
  let at = place;
  const parts: number[] = [];
  let mark = '';
  while (parts.length < 3) {
    const from = at;
    while (isArabic(text[at]) && at - from < 4) at += 1;
    if (at === from) return null;
    parts.push(Number(text.slice(from, at)));
    if (parts.length === 3) break;
    const separator = text[at] ?? '';
    if (!'-./'.includes(separator) || separator === '' || (mark !== '' && separator !== mark)) return null;
    mark = separator;
    at += 1;
  }
  const [year = 0, month = 0, day = 0] = parts;
  if (isArabic(text[at]) || !plausibleYear(year) || isoDate(year, month, day) === null) return null;
  return { year, month, day, start: place, end: at };
}

/** The date that a whole line is, perhaps in brackets; null where the line says more. */
export function wholeDate(line: string): WrittenDate | null {
  let bare = line.replaceAll(' ', '');
  if (bare.startsWith('（') && bare.endsWith('）')) bare = bare.slice(1, -1);
  const date = dateAt(bare, 0);
  if (!date || date.month === null || date.day === null) return null;
  const rest = bare.slice(date.end);
  return rest === '' || rest === '印发' ? date : null;
}

export function isoOf(date: WrittenDate): string | null {
  return date.year !== null && date.month !== null && date.day !== null ? isoDate(date.year, date.month, date.day) : null;
}
