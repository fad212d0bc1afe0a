import { clock, daysBetween, parts } from '../dates.ts';
import type { Range } from '../types.ts';
import type { Messages } from './zh.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
export const n = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 }).replace('-', '−');
export const many = (count: number, one: string, more = `${one}s`): string => `${n(count)} ${count === 1 ? one : more}`;

function span(minutes: number): readonly [string, string] {
  if (minutes >= 90) return [n(Math.round(minutes / 6) / 10), 'hours'];
  const whole = Math.max(1, Math.round(minutes));
  return [n(whole), whole === 1 ? 'minute' : 'minutes'];
}

export function about(range: Range): string {
  const [low, lowUnit] = span(range.low);
  const [high, highUnit] = span(range.high);
  if (low === high && lowUnit === highUnit) return `about ${high} ${highUnit}`;
  return lowUnit === highUnit || highUnit === `${lowUnit}s`
    ? `about ${low}–${high} ${highUnit}`
    : `about ${low} ${lowUnit} to ${high} ${highUnit}`;
}

export const dates: Messages['dates'] = {
  full: (time) => ((at) => `${at.day} ${months[at.month - 1] ?? ''} ${at.year}`)(parts(time)),
  fullClock: (time) => `${dates.full(time)}, ${clock(time)}`,
  weekday: (time) => weekdays[parts(time).weekday] ?? '',
  inWeek: (time) => weekdays[parts(time).weekday] ?? '',
  day: (time) => ((at) => `${at.day} ${months[at.month - 1] ?? ''}`)(parts(time)),
  time: clock,
  dayWeek: (time) => `${(weekdays[parts(time).weekday] ?? '').slice(0, 3)} ${dates.day(time)}`,
  dayClock: (time) => `${dates.dayWeek(time)}, ${clock(time)}`,
  relative: (time, now) => {
    const days = daysBetween(now, time);
    if (days === 0) return Date.parse(time) < Date.parse(now) ? 'today, past' : 'today';
    if (days === 1) return 'tomorrow';
    if (days === -1) return 'yesterday';
    return days > 0 ? `in ${n(days)} days` : `${n(-days)} days ago`;
  },
  ago: (time, now) => {
    const days = daysBetween(time, now);
    return days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${n(days)} days ago`;
  },
};

export const values = (count: number): string => many(count, 'value');
export const units = (count: number): string => many(count, 'unit');

export function why(organ: string, purpose: string): string {
  const plain = purpose.trim().replace(/[。.；;]+$/u, '');
  return plain === '' ? `Asked by ${organ}.` : `Asked by ${organ}: ${plain}.`;
}

export const list = (items: readonly string[]): string => items.join(', ');
