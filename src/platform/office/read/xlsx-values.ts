/** Numbers and dates of cells as they read. ECMA-376 18.8.30 lists the built-in formats; a date is a number with a date format. */
export type NumberKind = 'number' | 'date' | 'time' | 'dateTime';

export function kindOfBuiltIn(id: number): NumberKind {
  if (id === 22) return 'dateTime';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || (id >= 55 && id <= 56)) return 'time';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  return 'number';
}

export function kindOfCode(code: string): NumberKind {
  // Literals, escapes and conditions say nothing; [h] counts hours beyond a day and is time.
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*./gu, '').replace(/\[(?![hms]+\])[^\]]*\]/giu, '');
  const date = /[yd年]|m{1,5}(?=[-/.月])|月/iu.test(bare);
  const time = /[hs时]|:m|m:/iu.test(bare);
  if (/general/iu.test(bare)) return 'number';
  if (date && time) return 'dateTime';
  return date ? 'date' : time ? 'time' : 'number';
}

export function cellText(value: string, kind: NumberKind, from1904: boolean): { type: 'number' | 'date'; text: string } {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return { type: 'number', text: value };
  if (kind === 'number' || number < 0 || number >= 2_958_466) return { type: 'number', text: shortest(value, number) };
  return { type: 'date', text: dateText(number, kind, from1904) };
}

/** Codes of the built-in formats that occur in templates; others are known by their kind only. */
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  17: 'mmm-yy',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  31: 'yyyy"年"m"月"d"日"',
  49: '@',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

export function builtInCode(id: number): string | null {
  return builtIn[id] ?? null;
}

/** Spreadsheets show fifteen digits: 0.30000000000000004 is 0.3. Whole numbers stay as stored. */
function shortest(value: string, number: number): string {
  if (/^-?\d+$/u.test(value)) return value;
  const rounded = Number(number.toPrecision(15));
  const magnitude = Math.abs(rounded);
  return magnitude >= 1e21 || (magnitude > 0 && magnitude < 1e-6)
    ? String(rounded)
    : rounded.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

export function isLossy(value: string): boolean {
  const number = Number(value);
  return Number.isFinite(number) && Math.abs(number) >= 1e15;
}

function dateText(serial: number, kind: 'date' | 'time' | 'dateTime', from1904: boolean): string {
  const days = Math.floor(serial);
  const seconds = Math.round((serial - days) * 86_400);
  const time = new Date(seconds * 1000).toISOString().slice(11, seconds % 60 === 0 ? 16 : 19);
  if (kind === 'time' && days === 0) return time;
  const date = dayText(days, from1904);
  return kind === 'date' || (kind === 'time' && seconds === 0) ? date : `${date} ${time}`;
}

/** Day 60 of the 1900 system is 29 February 1900, which never was; it is shown as stored, not moved to another day. */
function dayText(days: number, from1904: boolean): string {
  if (from1904) return isoDay(Date.UTC(1904, 0, 1) + days * 86_400_000);
  if (days === 60) return '1900-02-29';
  return isoDay(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
