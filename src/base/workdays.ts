import { calendarCn, type CalendarYear } from './calendar-cn.ts';
import { dateOfDayNumber, dateParts, dayNumber, isoDate, weekday } from './dates.ts';

/** How far one may look for workdays: beyond ten years a count is a mistake of the caller, not a deadline. */
const HORIZON = 3660;

const byYear = new Map<number, CalendarYear>(calendarCn.map((entry) => [entry.year, entry]));

/** False where the year's holidays are not in the calendar file: its workdays are then plain Monday to Friday. */
export function calendarKnown(iso: string): boolean {
  const parts = dateParts(iso);
  return parts !== null && byYear.has(parts.year);
}

export function isWorkday(iso: string): boolean {
  return dateParts(iso) !== null && isWorkdayNumber(dayNumber(iso));
}

interface Year {
  readonly first: number;
  /** One for each day of the year that is a workday. */
  readonly days: Uint8Array;
}

const years = new Map<number, Year>();

/** Laid out once a year that is asked for: deadlines are counted day by day. */
function daysOf(year: number): Year {
  const known = years.get(year);
  if (known) return known;
  const entry = byYear.get(year);
  const first = dayNumber(isoDate(year, 1, 1) ?? '');
  const days = new Uint8Array(366);
  for (let nth = 0; nth < days.length; nth += 1) {
    const iso = dateOfDayNumber(first + nth);
    const day = iso.slice(5, 10);
    const off = entry?.off.some(([from, to]) => from <= day && day <= to) === true;
    if (entry?.worked.includes(day) === true || (!off && weekday(iso) <= 5)) days[nth] = 1;
  }
  const made = { first, days };
  years.set(year, made);
  return made;
}

/** A year has 365.2425 days, so the guess is the year or the one before. */
function isWorkdayNumber(day: number): boolean {
  const guess = daysOf(Math.floor((day - 0.5) / 365.2425) + 1970);
  const next = day - guess.first;
  if (next >= 0 && next < 365) return guess.days[next] === 1;
  const year = dateParts(dateOfDayNumber(day))?.year;
  if (year === undefined) return false;
  const { first, days } = daysOf(year);
  return days[day - first] === 1;
}

/** The n-th workday after a date; the date itself is not counted (民法典 201: 开始的当日不计入). n = 0 gives the date. */
export function addWorkdays(iso: string, n: number): string {
  if (n <= 0) return iso.slice(0, 10);
  let day = dayNumber(iso);
  let left = n;
  for (let steps = 0; left > 0 && steps < HORIZON; steps += 1) {
    day += 1;
    if (isWorkdayNumber(day)) left -= 1;
  }
  return dateOfDayNumber(day);
}

/** Workdays after `from` up to and including `to`; 0 when `to` is not later. */
export function workdaysBetween(from: string, to: string): number {
  let count = 0;
  const first = dayNumber(from);
  const steps = Math.min(dayNumber(to) - first, HORIZON);
  for (let step = 1; step <= steps; step += 1) if (isWorkdayNumber(first + step)) count += 1;
  return count;
}
