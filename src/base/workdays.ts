import { calendarCn, type CalendarYear } from './calendar-cn.ts';
import { addDays, dateParts, dayNumber, weekday } from './dates.ts';

/** How far one may look for workdays: beyond ten years a count is a mistake of the caller, not a deadline. */
const HORIZON = 3660;

const byYear = new Map<number, CalendarYear>(calendarCn.map((entry) => [entry.year, entry]));

/** False where the year's holidays are not in the calendar file: its workdays are then plain Monday to Friday. */
export function calendarKnown(iso: string): boolean {
  const parts = dateParts(iso);
  return parts !== null && byYear.has(parts.year);
}

export function isWorkday(iso: string): boolean {
  const parts = dateParts(iso);
  if (!parts) return false;
  const day = iso.slice(5, 10);
  const entry = byYear.get(parts.year);
  if (entry?.worked.includes(day)) return true;
  if (entry?.off.some(([first, last]) => first <= day && day <= last)) return false;
  return weekday(iso) <= 5;
}

/** The n-th workday after a date; the date itself is not counted (民法典 201: 开始的当日不计入). n = 0 gives the date. */
export function addWorkdays(iso: string, n: number): string {
  let day = iso.slice(0, 10);
  let left = n;
  for (let steps = 0; left > 0 && steps < HORIZON; steps += 1) {
    day = addDays(day, 1);
    if (isWorkday(day)) left -= 1;
  }
  return day;
}

/** Workdays after `from` up to and including `to`; 0 when `to` is not later. */
export function workdaysBetween(from: string, to: string): number {
  let count = 0;
  let day = from.slice(0, 10);
  const steps = Math.min(dayNumber(to) - dayNumber(from), HORIZON);
  for (let step = 0; step < steps; step += 1) {
    day = addDays(day, 1);
    if (isWorkday(day)) count += 1;
  }
  return count;
}
