/** Days as spreadsheets count them (ECMA-376 18.17.4.1). */
import type { Format } from './styles.ts';

const DAY = 86_400_000;

/** Null where the format would show what is not known (the day of a month), or cannot show the date at all: then it is written as text. */
export function serialOf(iso: string, format: Format, from1904: boolean): number | null {
  if (format.kind !== 'date') return null;
  const [year, month, day] = iso.split('-').map(Number);
  if (year === undefined || !Number.isFinite(year)) return null;
  if (month === undefined ? format.shows.month || format.shows.day : day === undefined && format.shows.day) return null;
  const time = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  if (from1904) return time < Date.UTC(1904, 0, 1) ? null : Math.round((time - Date.UTC(1904, 0, 1)) / DAY);
  // The 1900 system has a 29 February 1900 that never was: days before it count one less.
  const serial = Math.round((time - Date.UTC(1899, 11, 30)) / DAY);
  if (serial >= 61) return serial;
  return serial >= 2 ? serial - 1 : null;
}
