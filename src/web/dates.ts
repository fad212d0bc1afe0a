/**
 * Times come as RFC 3339 and are shown in the county's own time (+08:00) on every machine: 18:00 on a receipt must not become 10:00
 * on a laptop that is set to another zone.
 */
const offsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

export interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  /** Whole days since 1970 in the county's time, to count days between. */
  readonly serial: number;
}

export function parts(time: string | number): Parts {
  // A bare date is a day of the county, not midnight in Greenwich.
  const ms = typeof time === 'number' ? time : Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(time) ? `${time}T00:00:00+08:00` : time);
  const local = new Date(ms + offsetMs);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    serial: Math.floor((ms + offsetMs) / dayMs),
  };
}

export function daysBetween(from: string | number, to: string | number): number {
  return parts(to).serial - parts(from).serial;
}

export function clock(time: string | number): string {
  const at = parts(time);
  return `${two(at.hour)}:${two(at.minute)}`;
}

/** What `<input type="date">` holds. */
export function dateValue(time: string): string {
  const at = parts(time);
  return `${at.year}-${two(at.month)}-${two(at.day)}`;
}

export function atTime(date: string, time: string): string {
  return `${date}T${time}:00+08:00`;
}

/** Workdays after a date, weekends only: the server knows the holidays and sets the date that binds. */
export function plusWorkdays(date: string, count: number): string {
  let ms = Date.parse(`${date}T00:00:00+08:00`);
  let left = count;
  while (left > 0) {
    ms += dayMs;
    const weekday = parts(ms).weekday;
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return dateValue(new Date(ms).toISOString());
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
