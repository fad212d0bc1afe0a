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

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
const dayLength = 86_400_000;

/** Saturdays and Sundays are left out; holidays are not known this far ahead, so the demo does not pretend to know them. */
export function layoutOf(today: string): Layout {
  const start = Date.parse(`${today}T00:00:00Z`);
  if (Number.isNaN(start)) throw new RangeError(`not a date: ${today}`);
  const zero = settle(start, 1);
  return {
    year: new Date(zero).getUTCFullYear(),
    day(workdays) {
      const step = Math.sign(workdays) || 1;
      let time = zero;
      for (let left = Math.abs(workdays); left > 0; left -= 1) time = settle(time + step * dayLength, step);
      return dayOf(time);
    },
  };
}

function settle(time: number, step: number): number {
  let at = time;
  while ([0, 6].includes(new Date(at).getUTCDay())) at += step * dayLength;
  return at;
}

function dayOf(time: number): Day {
  const date = new Date(time);
  const iso = date.toISOString().slice(0, 10);
  const short = `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return {
    iso,
    full: `${date.getUTCFullYear()}年${short}`,
    short,
    weekday: weekdays[date.getUTCDay()] ?? '',
    at: (clock) => `${iso}T${clock}:00+08:00`,
  };
}
