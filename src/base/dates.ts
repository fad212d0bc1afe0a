/** Calendar arithmetic on ISO dates (YYYY-MM-DD), proleptic Gregorian, without clock and without time zone. */

const DAY = 86_400_000;

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function lastDayOfMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (daysInMonth[month - 1] ?? 0);
}

/** The ISO date, or null where there is no such day. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  if (month < 1 || month > 12 || day < 1 || day > lastDayOfMonth(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The parts of an ISO date or of a time that begins with one; null where it is no date. */
export function dateParts(iso: string): DateParts | null {
  if (iso.length < 10 || iso.charCodeAt(4) !== HYPHEN || iso.charCodeAt(7) !== HYPHEN) return null;
  const year = digits(iso, 0, 4);
  const month = digits(iso, 5, 7);
  const day = digits(iso, 8, 10);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOfMonth(year, month) ? { year, month, day } : null;
}

const HYPHEN = 0x2d;

/** The number that stands in [from, to), or -1. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Days since 1970-01-01. Years begin in March, so that the leap day is the last of its year and months have a rule. */
export function dayNumber(iso: string): number {
  const parts = dateParts(iso);
  if (!parts) return Number.NaN;
  const year = parts.month <= 2 ? parts.year - 1 : parts.year;
  const dayOfYear = Math.floor((153 * ((parts.month + 9) % 12) + 2) / 5) + parts.day - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - MARCH_FIRST;
}

/** Days from 0000-03-01 to 1970-01-01. */
const MARCH_FIRST = 719_468;

export function dateOfDayNumber(day: number): string {
  const utc = new Date(day * DAY);
  return isoDate(utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate()) ?? '';
}

export function addDays(iso: string, days: number): string {
  return dateOfDayNumber(dayNumber(iso) + days);
}

/** Calendar days from one date to another; negative when the second lies before the first. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO 8601 day of the week: Monday 1 … Sunday 7. */
export function weekday(iso: string): number {
  return ((((dayNumber(iso) + 3) % 7) + 7) % 7) + 1;
}
