/** Numbers and dates of cells as they read. ECMA-376 18.8.30 lists the built-in formats; a date is a number with a date format. */
import type { Package } from './gate.ts';
import { readXml } from './xml.ts';

export interface Formats {
  /** By index of the cell's style: is it a date, and does it show a time? */
  readonly kinds: readonly ('number' | 'date' | 'time' | 'dateTime')[];
  readonly from1904: boolean;
}

export function readFormats(pkg: Package, part: string | null, from1904: boolean): Formats {
  const custom = new Map<number, string>();
  const kinds: Formats['kinds'][number][] = [];
  let inCells = false;
  if (part !== null) {
    readXml(pkg, part, {
      open(local, attribute) {
        if (local === 'numFmt') custom.set(Number(attribute('numFmtId')), (attribute('formatCode') ?? '').slice(0, 500));
        if (local === 'cellXfs') inCells = true;
        if (local === 'xf' && inCells && kinds.length < 70_000) {
          const id = Number(attribute('numFmtId'));
          kinds.push(custom.has(id) ? kindOfCode(custom.get(id) ?? '') : kindOfBuiltIn(id));
        }
      },
      close(local) {
        if (local === 'cellXfs') inCells = false;
      },
    });
  }
  return { kinds, from1904 };
}

function kindOfBuiltIn(id: number): Formats['kinds'][number] {
  if (id === 22) return 'dateTime';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || (id >= 55 && id <= 56)) return 'time';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  return 'number';
}

function kindOfCode(code: string): Formats['kinds'][number] {
  // Literals, escapes and conditions say nothing; [h] counts hours beyond a day and is time.
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*./gu, '').replace(/\[(?![hms]+\])[^\]]*\]/giu, '');
  const date = /[yd年]|m{1,5}(?=[-/.月])|月/iu.test(bare);
  const time = /[hs时]|:m|m:/iu.test(bare);
  if (/general/iu.test(bare)) return 'number';
  if (date && time) return 'dateTime';
  return date ? 'date' : time ? 'time' : 'number';
}

export function cellText(value: string, style: number, formats: Formats): { type: 'number' | 'date'; text: string } {
  const kind = formats.kinds[style] ?? 'number';
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return { type: 'number', text: value };
  if (kind === 'number' || number < 0 || number >= 2_958_466) return { type: 'number', text: shortest(value, number) };
  return { type: 'date', text: dateText(number, kind, formats.from1904) };
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
