/** China has one time zone, +08:00, and no summer time since 1991. */
const offset = 8 * 3_600_000;

export function dateInChina(at: Date): string {
  return new Date(at.getTime() + offset).toISOString().slice(0, 10);
}

/** RFC 3339 with the offset of the people who read it. */
export function timeInChina(at: Date): string {
  return `${new Date(at.getTime() + offset).toISOString().slice(0, 19)}+08:00`;
}

/** Midnight at the start of a day there. */
export function startOfDay(date: string): Date {
  return new Date(`${date}T00:00:00+08:00`);
}
