import { addDays, dateParts, isoDate, lastDayOfMonth, weekday } from '../../base/dates.ts';
import { addWorkdays } from '../../base/workdays.ts';
import { dateAt, type WrittenDate } from './calendar-words.ts';
import { codesOf, isNumeral, isNumeralCode, numberAt } from './numbers.ts';
import type { Repeats } from './reading.ts';

/** What dates are counted from. `year` helps where only a document number or a heading gives the year. */
export interface TimeBase {
  readonly date: string | null;
  readonly sentOn: string | null;
  readonly year: number | null;
}

/** A stretch of text that names a time. */
export interface TimeAt {
  readonly start: number;
  readonly end: number;
  readonly date: string | null;
  readonly repeats: Repeats | null;
  readonly anchor: 'issue' | 'receipt' | 'event' | null;
  /** date: a day · relative: 今天, 周五 · span: N日内 · period: 月底, 年底. */
  readonly kind: 'date' | 'relative' | 'span' | 'period' | 'repeat';
}

/** First characters of 今天, 明早, 后天, 次日, 本周, 这周, 下周, 周三, 星期, 礼拜, 月底, 年底, 收到, 接到, 自印发, 印发之日, 通知下发. */
const beginnings = new Set('今明后当次本这下周星礼月年收接自印通');

const starts = codesOf(`${[...beginnings].join('')}每`);
/** Whether a time can begin with a character: asked of every character of a text. */
export const beginsTime = (code: number): boolean => starts[code] === 1 || isNumeralCode(code);

/** The time that begins at a place, or null. */
export function timeAt(text: string, at: number, base: TimeBase): TimeAt | null {
  const char = text[at] ?? '';
  if (char === '每') return repeatAt(text, at, base);
  if (isNumeral(char)) return spanAt(text, at, base) ?? writtenAt(text, at, base);
  if (!beginnings.has(char)) return null;
  return relativeAt(text, at, base) ?? anchorAt(text, at, base) ?? nextYearAt(text, at, base);
}

/** 次年3月底, 明年1月10日. */
function nextYearAt(text: string, at: number, base: TimeBase): TimeAt | null {
  if (!text.startsWith('次年', at) && !text.startsWith('明年', at)) return null;
  const written = dateAt(text, at + 2);
  const from = dateParts(base.date ?? base.sentOn ?? '');
  if (!written || written.year !== null || written.month === null) return null;
  const dated = { ...written, year: from ? from.year + 1 : null };
  if (written.day === null) {
    const part = monthPart(text, dated, base);
    return part && { ...part, start: at };
  }
  return { start: at, end: written.end, date: from ? resolve(dated, base) : null, repeats: null, anchor: null, kind: 'date' };
}

function writtenAt(text: string, at: number, base: TimeBase): TimeAt | null {
  const written = dateAt(text, at);
  if (!written) return null;
  if (written.day === null) return monthPart(text, written, base);
  return { start: at, end: written.end, date: resolve(written, base), repeats: null, anchor: null, kind: 'date' };
}

const monthParts: readonly (readonly [string, number])[] = [
  ['底', 31],
  ['末', 31],
  ['上旬', 10],
  ['中旬', 20],
  ['下旬', 31],
  ['初', 5],
];

/** 11月底, 3月上旬, 12月中旬, and a bare month as the end of a task. */
function monthPart(text: string, written: WrittenDate, base: TimeBase): TimeAt | null {
  const { end } = written;
  if (written.month === null) {
    const part = written.year !== null && (text.startsWith('年底', end - 1) || text.startsWith('底', end) || text.startsWith('末', end));
    return part
      ? { start: written.start, end: end + 1, date: isoDate(written.year ?? 0, 12, 31), repeats: null, anchor: null, kind: 'period' }
      : null;
  }
  for (const [word, day] of monthParts) {
    if (!text.startsWith(word, end)) continue;
    const year = written.year ?? yearFor(written.month, base);
    const date = year === null ? null : isoDate(year, written.month, Math.min(day, lastDayOfMonth(year, written.month)));
    return { start: written.start, end: end + word.length, date, repeats: null, anchor: null, kind: 'period' };
  }
  return null;
}

/** A date without a year belongs to the document's year; a month long past by the document's date means the next year. */
function resolve(written: WrittenDate, base: TimeBase): string | null {
  const { year, month, day } = written;
  if (day === null) return null;
  const known = base.date ?? base.sentOn;
  if (month === null) return known === null ? null : dayOfMonth(day, known);
  const full = year ?? yearFor(month, base);
  return full === null ? null : isoDate(full, month, day);
}

function yearFor(month: number, base: TimeBase): number | null {
  const known = base.date ?? base.sentOn;
  const parts = known === null ? null : dateParts(known);
  if (!parts) return base.year;
  // A notice of December that says 1月10日 means next year; one of March that says 2月20日 looks back.
  return parts.month - month >= 6 || (parts.month === 12 && month < 6) ? parts.year + 1 : parts.year;
}

/** 25日: this month, or the next one where that day has passed. */
function dayOfMonth(day: number, known: string): string | null {
  const parts = dateParts(known);
  if (!parts) return null;
  if (day >= parts.day) return isoDate(parts.year, parts.month, day);
  return parts.month === 12 ? isoDate(parts.year + 1, 1, day) : isoDate(parts.year, parts.month + 1, day);
}

type SpanUnit = 'day' | 'workday' | 'hour' | 'week' | 'month';
const spanUnits: readonly (readonly [string, SpanUnit])[] = [
  ['个工作日', 'workday'],
  ['个自然日', 'day'],
  ['工作日', 'workday'],
  ['日', 'day'],
  ['天', 'day'],
  ['个小时', 'hour'],
  ['小时', 'hour'],
  ['周', 'week'],
  ['个星期', 'week'],
  ['个月', 'month'],
];

/** The length of 内, 以内 or 之内 at a place. */
function insideAt(text: string, at: number): number {
  if (text.startsWith('内', at)) return 1;
  return text.startsWith('以内', at) || text.startsWith('之内', at) ? 2 : 0;
}

/** 3日内, 5个工作日内, 10天之内, 24小时内, 一周内, 半月内: counted from receipt or issue. */
function spanAt(text: string, at: number, base: TimeBase): TimeAt | null {
  const number = numberAt(text, at);
  if (!number || number.value <= 0 || number.value > 400) return null;
  for (const [unit, kind] of spanUnits) {
    if (!text.startsWith(unit, number.end)) continue;
    let end = number.end + unit.length;
    const inside = insideAt(text, end);
    if (inside === 0) return null;
    end += inside;
    const from = base.date ?? base.sentOn;
    return { start: at, end, date: from === null ? null : addSpan(from, number.value, kind), repeats: null, anchor: null, kind: 'span' };
  }
  return null;
}

function addSpan(from: string, count: number, kind: SpanUnit): string {
  if (kind === 'workday') return addWorkdays(from, count);
  if (kind === 'hour') return addDays(from, Math.floor(count / 24));
  if (kind === 'week') return addDays(from, count * 7);
  if (kind === 'day') return addDays(from, count);
  const parts = dateParts(from);
  if (!parts) return from;
  const month = parts.month - 1 + count;
  const year = parts.year + Math.floor(month / 12);
  const target = (month % 12) + 1;
  return isoDate(year, target, Math.min(parts.day, lastDayOfMonth(year, target))) ?? from;
}

const anchors: readonly (readonly [string, 'issue' | 'receipt'])[] = [
  ['收到', 'receipt'],
  ['接到', 'receipt'],
  ['接通知', 'receipt'],
  ['自印发', 'issue'],
  ['自发布', 'issue'],
  ['印发之日', 'issue'],
  ['自通知', 'issue'],
  ['通知印发', 'issue'],
  ['通知下发', 'issue'],
];

/** 自印发之日起, 收到通知后 stand before a span: they name its anchor. */
function anchorAt(text: string, at: number, base: TimeBase): TimeAt | null {
  const found = anchors.find(([word]) => text.startsWith(word, at));
  if (!found) return null;
  for (let look = at + found[0].length; look < Math.min(text.length, at + 18); look += 1) {
    if ('。；，\n'.includes(text[look] ?? '')) return null;
    if (!isNumeral(text[look])) continue;
    const span = spanAt(text, look, base);
    if (span) return { ...span, start: at, anchor: found[1] };
  }
  return null;
}

const weekdays: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 7 };

/** 今天, 明早, 后天, 本周五, 下周一, 周三, 月底, 年底, 季度末. */
function relativeAt(text: string, at: number, base: TimeBase): TimeAt | null {
  const day = relativeDay(text, at);
  const from = base.sentOn ?? base.date;
  if (day)
    return {
      start: at,
      end: at + day.length,
      date: from === null ? null : addDays(from, day.days),
      repeats: null,
      anchor: null,
      kind: 'relative',
    };
  const week = weekAt(text, at);
  if (week)
    return {
      start: at,
      end: week.end,
      date: from === null ? null : dayOfWeek(from, week.day, week.shift),
      repeats: null,
      anchor: null,
      kind: 'relative',
    };
  return periodAt(text, at, base);
}

const dayWords: readonly (readonly [string, number])[] = [
  ['今日', 0],
  ['今天', 0],
  ['今晚', 0],
  ['今夜', 0],
  ['今早', 0],
  ['当天', 0],
  ['当日', 0],
  ['当晚', 0],
  ['明日', 1],
  ['明天', 1],
  ['明早', 1],
  ['明晚', 1],
  ['明晨', 1],
  ['后天', 2],
  ['后日', 2],
  ['次日', 1],
];

function relativeDay(text: string, at: number): { readonly length: number; readonly days: number } | null {
  const found = dayWords.find(([word]) => text.startsWith(word, at));
  if (!found || text[at - 1] === '每') return null;
  return { length: found[0].length, days: found[1] };
}

function weekAt(text: string, at: number): { readonly end: number; readonly day: number; readonly shift: 0 | 1 | null } | null {
  let place = at;
  let shift: 0 | 1 | null = null;
  if (text[place] === '本' || text[place] === '这') shift = 0;
  else if (text[place] === '下') shift = 1;
  if (shift !== null) place += 1;
  const head = text.startsWith('星期', place) ? 2 : text.startsWith('礼拜', place) ? 2 : text[place] === '周' ? 1 : 0;
  if (text[at - 1] === '（') return null;
  if (head === 0 || (shift === null && '每一两上隔半'.includes(text[at - 1] ?? ' '))) return null;
  const day = weekdays[text[place + head] ?? ''];
  if (day === undefined || (text[place + head] === '一' && '年个岁'.includes(text[place + head + 1] ?? ' '))) return null;
  return { end: place + head + 1, day, shift };
}

/** ISO weeks, Monday first. A bare weekday that has passed is next week's; the same day is today. */
export function dayOfWeek(from: string, day: number, shift: 0 | 1 | null): string {
  const today = weekday(from);
  if (shift !== null) return addDays(from, day - today + shift * 7);
  return addDays(from, day >= today ? day - today : day - today + 7);
}

function periodAt(text: string, at: number, base: TimeBase): TimeAt | null {
  const from = base.date ?? base.sentOn;
  const parts = from === null ? null : dateParts(from);
  const year = parts?.year ?? base.year;
  const make = (length: number, date: string | null): TimeAt => ({
    start: at,
    end: at + length,
    date,
    repeats: null,
    anchor: null,
    kind: 'period',
  });
  for (const word of ['本月底', '月底', '本月末', '月末', '当月底']) {
    if (text.startsWith(word, at))
      return make(word.length, parts && isoDate(parts.year, parts.month, lastDayOfMonth(parts.year, parts.month)));
  }
  for (const word of ['今年年底', '今年底', '本年底', '年底', '年末', '年终']) {
    if (text.startsWith(word, at)) return make(word.length, year === null ? null : isoDate(year, 12, 31));
  }
  for (const word of ['本周内', '这周内', '本周之内']) {
    if (text.startsWith(word, at)) return { ...make(word.length, from === null ? null : dayOfWeek(from, 7, 0)), kind: 'span' };
  }
  for (const word of ['本月内', '当月内', '月内', '本月之内']) {
    if (text.startsWith(word, at) && !/[个\d一二两三四五六七八九十半]/u.test(text[at - 1] ?? ' '))
      return { ...make(word.length, parts && isoDate(parts.year, parts.month, lastDayOfMonth(parts.year, parts.month))), kind: 'span' };
  }
  if (text.startsWith('下月底', at) && parts) {
    const next = parts.month === 12 ? { year: parts.year + 1, month: 1 } : { year: parts.year, month: parts.month + 1 };
    return make(3, isoDate(next.year, next.month, lastDayOfMonth(next.year, next.month)));
  }
  return null;
}

/** 每月25日, 每周五, 每日17时, 每季度末: the first one on or after the document's date. */
function repeatAt(text: string, at: number, base: TimeBase): TimeAt | null {
  const from = base.date ?? base.sentOn;
  const make = (end: number, repeats: Repeats, date: string | null): TimeAt => ({
    start: at,
    end,
    date,
    repeats,
    anchor: null,
    kind: 'repeat',
  });
  const rest = text.slice(at + 1, at + 4);
  if (/^(日|天|晚)/u.test(rest)) return make(at + 2, 'daily', from);
  if (rest.startsWith('周') || rest.startsWith('星期')) {
    const head = rest.startsWith('周') ? 2 : 3;
    const day = weekdays[text[at + head] ?? ''];
    return day === undefined
      ? make(at + head, 'weekly', null)
      : make(at + head + 1, 'weekly', from === null ? null : dayOfWeek(from, day, null));
  }
  if (rest.startsWith('隔一周') || rest.startsWith('隔7天')) return make(at + 4, 'weekly', null);
  if (rest.startsWith('月') || rest.startsWith('个月')) {
    const head = at + (rest.startsWith('月') ? 2 : 3);
    const day = numberAt(text, head);
    if (day && (text[day.end] === '日' || text[day.end] === '号'))
      return make(day.end + 1, 'monthly', from === null ? null : dayOfMonth(day.value, from));
    const parts = from === null ? null : dateParts(from);
    if (text[head] === '底' || text[head] === '末')
      return make(head + 1, 'monthly', parts && isoDate(parts.year, parts.month, lastDayOfMonth(parts.year, parts.month)));
    return make(head, 'monthly', null);
  }
  if (rest.startsWith('季')) {
    const parts = from === null ? null : dateParts(from);
    const head = at + (rest.startsWith('季度') ? 3 : 2);
    const last = text[head] === '末' || text[head] === '底';
    const month = parts ? Math.ceil(parts.month / 3) * 3 : 0;
    return make(last ? head + 1 : head, 'quarterly', parts && last ? isoDate(parts.year, month, lastDayOfMonth(parts.year, month)) : null);
  }
  if (!rest.startsWith('年')) return null;
  const day = dateAt(text, at + 2);
  return day?.month && day.day ? make(day.end, 'yearly', resolve(day, base)) : make(at + 2, 'yearly', null);
}
