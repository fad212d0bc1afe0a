/** A day as registers write it: 1958-03-01, 1958/3/1, 1958.3.1, 1958年3月1日, 19580301. */
export function isoDay(text: string): string | null {
  const match = /^(\d{4})(?:\D(\d{1,2})\D(\d{1,2})\D?|(\d{2})(\d{2}))(?:[ T].*)?$/u.exec(text.trim());
  if (match === null) return null;
  const [month, day] = [match[2] ?? match[4] ?? '', match[3] ?? match[5] ?? ''];
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  return `${match[1]}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
