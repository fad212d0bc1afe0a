/** How often a duty falls due between the day after it begins and the day it ends. */
import { addDays, daysBetween } from '../../base/dates.ts';
import { workdaysBetween } from '../../base/workdays.ts';
import type { Frequency } from '../reading/index.ts';
import type { Range, Tariff } from './costing.ts';
import { exactly, one, range, shown, times } from './range.ts';

export interface Period {
  /** Null where the notice has no date: then an open period is counted in months from nowhere. */
  readonly from: string | null;
  readonly until: string | null;
}

export interface Occurrences {
  readonly count: Range;
  /** After the figure for one time: “到12月4日共9个工作日”; empty when once. */
  readonly why: string;
}

export const once: Occurrences = { count: one, why: '' };

const daysPerTurn: Partial<Record<Frequency, number>> = {
  weekly: 7,
  tenDays: 10,
  halfMonthly: 15,
  monthly: 30,
  quarterly: 91,
  halfYearly: 182,
  yearly: 365,
};
const turnName: Partial<Record<Frequency, string>> = {
  weekly: '周',
  tenDays: '旬',
  halfMonthly: '个半月',
  monthly: '个月',
  quarterly: '个季度',
  halfYearly: '个半年',
  yearly: '年',
};

export function occurrences(frequency: Frequency, perTurn: number | null, period: Period, tariff: Tariff): Occurrences {
  const often = exactly(perTurn !== null && perTurn > 0 ? perTurn : 1);
  switch (frequency) {
    case 'once':
      return often.likely === 1 ? once : { count: often, why: `，共${often.likely}次` };
    case 'onEvent':
      return { count: times(tariff.events, often), why: `，有事才报，估${shown(tariff.events)}次` };
    case 'daily':
      return repeated(workdays(period, tariff), often, period, '个工作日');
    case 'continuous':
      // 随时更新: between once a fortnight and every workday, ordinarily once a week.
      return repeated(continuous(period, tariff), often, period, '次更新');
    case 'weekly':
    case 'tenDays':
    case 'halfMonthly':
    case 'monthly':
    case 'quarterly':
    case 'halfYearly':
    case 'yearly':
      return repeated(turns(frequency, period, tariff), often, period, turnName[frequency] ?? '次');
  }
}

function repeated(turnCount: Range, often: Range, period: Period, name: string): Occurrences {
  const each = often.likely === 1 ? '' : `，每${name.replace(/^个/u, '')}${often.likely}次`;
  return { count: times(turnCount, often), why: `，${endOf(period)}共${shown(turnCount)}${name}${each}` };
}

function endOf(period: Period): string {
  if (period.until === null || period.from === null) return '没有写到什么时候为止，按几个月算，';
  return `到${Number(period.until.slice(5, 7))}月${Number(period.until.slice(8, 10))}日`;
}

/** From the first to the last workday at least one: a deadline of the same day is still one time. */
function workdays(period: Period, tariff: Tariff): Range {
  if (period.from === null || period.until === null) return times(tariff.openEndedMonths, exactly(21));
  return exactly(Math.max(1, workdaysBetween(period.from, period.until)));
}

function turns(frequency: Frequency, period: Period, tariff: Tariff): Range {
  const length = daysPerTurn[frequency] ?? 1;
  const count = (days: number): number => Math.max(1, Math.round(days / length));
  const days = daysOf(period, tariff);
  return range(count(days.low), count(days.likely), count(days.high));
}

function continuous(period: Period, tariff: Tariff): Range {
  const days = daysOf(period, tariff);
  const count = (value: number, length: number): number => Math.max(1, Math.round(value / length));
  return range(count(days.low, 14), count(days.likely, 7), Math.max(1, Math.round((days.high * 5) / 7)));
}

function daysOf(period: Period, tariff: Tariff): Range {
  if (period.from === null || period.until === null) return times(tariff.openEndedMonths, exactly(30));
  return exactly(Math.max(1, daysBetween(period.from, period.until)));
}

/** At most a year: the longest that a demand may bind. */
export function periodOf(from: string | null, until: string | null): Period {
  if (from === null || until === null) return { from, until: null };
  const latest = addDays(from, 365);
  return { from, until: until > latest ? latest : until };
}
