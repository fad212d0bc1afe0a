import { addDays, weekday } from '../src/base/dates.ts';
import { isWorkday } from '../src/base/workdays.ts';

/** Days laid around the day on which the demo is loaded, so that a demo loaded in any month has its deadlines ahead. */
export interface Day {
  /** 2026-11-25 */
  readonly iso: string;
  /** 2026年11月25日 */
  readonly full: string;
  /** 11月25日 */
  readonly short: string;
  /** 周三 */
  readonly weekday: string;
  /** RFC 3339 in Chinese time; `clock` is HH:MM. */
  at(clock: string): string;
}

export interface Layout {
  readonly year: number;
  /** The n-th workday after today (before it when negative); 0 is today, or the next workday when today is none. */
  day(workdays: number): Day;
}

const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

export function layoutOf(today: string): Layout {
  const zero = settle(today, 1);
  return {
    year: Number(zero.slice(0, 4)),
    day(workdays) {
      const step = Math.sign(workdays) || 1;
      let date = zero;
      for (let left = Math.abs(workdays); left > 0; left -= 1) date = settle(addDays(date, step), step);
      return dayOf(date);
    },
  };
}

function settle(from: string, step: number): string {
  let date = from;
  while (!isWorkday(date)) date = addDays(date, step);
  return date;
}

function dayOf(iso: string): Day {
  const [year, month, day] = iso.split('-').map(Number);
  const short = `${month}月${day}日`;
  return { iso, full: `${year}年${short}`, short, weekday: weekdays[weekday(iso) - 1] ?? '', at: (clock) => `${iso}T${clock}:00+08:00` };
}
