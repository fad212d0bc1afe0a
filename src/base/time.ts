/** China has one time zone, +08:00, and no summer time since 1991. */
const offset = 8 * 3_600_000;

export function dateInChina(at: Date): string {
  return new Date(at.getTime() + offset).toISOString().slice(0, 10);
}

/** RFC 3339 with the offset of the people who read it. */
export function timeInChina(at: Date): string {
  return `${new Date(at.getTime() + offset).toISOString().slice(0, 19)}+08:00`;
}

const moment = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2}))?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Is this RFC 3339 text a moment that the calendar has, in a century that people plan for? 30 February and 25 o'clock are none. */
export function isMoment(text: string): boolean {
  const [, date = '', minute = '', second = '00'] = moment.exec(text) ?? [];
  const local = new Date(`${date}T${minute}:${second}Z`);
  if (Number.isNaN(local.getTime()) || Number.isNaN(Date.parse(text))) return false;
  return local.toISOString().startsWith(`${date}T${minute}:${second}`) && date >= '2000' && date < '2200';
}

/** Midnight at the start of a day there. */
export function startOfDay(date: string): Date {
  return new Date(`${date}T00:00:00+08:00`);
}
