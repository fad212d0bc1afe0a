import { check, derive, readValue, sameHeld, writeValue, type Held, type HeldValues } from '../../engines/facts/index.ts';
import type { SheetRow } from '../../platform/office/index.ts';
import type { Dictionary } from '../elements/index.ts';
import { unquoted, type Header } from './intake.ts';
import { ended, mergedInto, type LedgerRecord, type RowStatus } from './ledger.ts';
import { keyOf, type Register } from './registers.ts';

export interface ReadRow {
  readonly row: number;
  readonly values: HeldValues;
  readonly key: string | null;
  readonly validFrom: string;
  /** Why none of the row can be believed. */
  readonly faults: readonly string[];
  readonly doubts: readonly string[];
  readonly cells: readonly string[];
}

export interface Reading {
  readonly register: Register;
  readonly dictionary: Dictionary;
  readonly header: Header;
  readonly unit: string;
  readonly validFrom: string;
}

/** One line of the file, understood by itself. An empty cell says nothing: it takes nothing away. */
export function readRow({ register, header, unit, validFrom }: Reading, { row, cells, lost = [] }: SheetRow): ReadRow {
  const values: Record<string, Held> = {};
  const faults: string[] = [];
  const doubts: string[] = [];
  for (const [at, element] of header.elements.entries()) {
    const text = cells[at];
    if (element === null || text === undefined || text === '') continue;
    const { value, fault, doubt } = readValue(element, lost.includes(at) ? { text, lostDigits: true } : { text: unquoted(text) });
    if (fault !== null) faults.push(`“${element.zh}”${fault}`);
    else if (value !== undefined) values[element.key] = value;
    if (doubt !== null) doubts.push(`“${element.zh}”${doubt}`);
  }
  if (cells.length > header.elements.length && cells.slice(header.elements.length).some((cell) => cell.trim() !== ''))
    faults.push('这一行比表头长，格子错位了 is longer than the header');
  const code = header.unitColumn === null ? '' : (cells[header.unitColumn] ?? '').trim();
  if (code !== '' && code !== unit) faults.push('这一行是别的单位的，由那个单位自己记 belongs to another unit');
  const key = keyOf(register, values);
  if (faults.length === 0 && key === null) faults.push('认不出这一行是谁（是哪一条） nothing names the record');
  return { row, values, key, validFrom: dateOf(header, cells, validFrom), faults, doubts, cells };
}

/** A row of a year holds at the end of that year, or on the day of the file while the year runs. */
function dateOf({ yearColumn }: Header, cells: readonly string[], validFrom: string): string {
  const [year] = yearColumn === null ? [] : (/^\d{4}/u.exec((cells[yearColumn] ?? '').trim()) ?? []);
  if (year === undefined) return validFrom;
  return `${year}-12-31` < validFrom ? `${year}-12-31` : validFrom;
}

export interface Compared {
  readonly status: RowStatus;
  readonly values: HeldValues;
  readonly was: HeldValues;
  readonly reasons: readonly string[];
}

/** What a row would do to the record that it names. */
export function compareRow(
  { register, dictionary }: Pick<Reading, 'register' | 'dictionary'>,
  read: ReadRow,
  held: LedgerRecord | null,
  elsewhere: boolean,
): Compared {
  const before = held?.values ?? {};
  const { values, was } = movedFrom(before, withoutDerived(dictionary, read, before));
  if (held !== null && !held.live && before[mergedInto] === undefined && ended in before) values[ended] = false;
  const of = (status: RowStatus, reasons: readonly string[]): Compared => ({ status, values, was, reasons });
  if (isEmpty(values)) return of('same', []);
  const doubts = [...read.doubts];
  for (const { elements, message } of check(dictionary, held === null ? values : { ...before, ...values }, read.validFrom))
    if (elements.some((key) => key in values)) doubts.push(message);
  if (elsewhere) return of('conflicting', ['本县另一个单位的台账里也有这个人 stands in another unit’s register too', ...doubts]);
  if (held !== null && read.validFrom < held.validFrom && !isEmpty(was))
    return of('conflicting', [`台账里的是${held.validFrom}的，比这份文件新 the register is newer than the file`, ...doubts]);
  if (held !== null) doubts.push(...unlikely(register, before, values));
  if (doubts.length > 0) return of('suspicious', doubts);
  return of(held === null || !held.live ? 'new' : 'changed', []);
}

/** Plain loops: this runs for each of a million rows, and copies of wide objects were half of its time. */
function movedFrom(before: HeldValues, said: HeldValues): { values: Record<string, Held>; was: Record<string, Held> } {
  const values: Record<string, Held> = {};
  const was: Record<string, Held> = {};
  for (const key in said) {
    const [now, old] = [said[key], before[key]];
    if (now === undefined || sameHeld(old, now)) continue;
    values[key] = now;
    if (old !== undefined) was[key] = old;
  }
  return { values, was };
}

/** What follows from what is held is not recorded a second time; what contradicts it is recorded and doubted. */
function withoutDerived(dictionary: Dictionary, { values, validFrom }: ReadRow, before: HeldValues): HeldValues {
  const derivable = Object.keys(values).filter((key) => dictionary.find(key)?.derivedFrom != null && before[key] === undefined);
  if (derivable.length === 0) return values;
  const grounds = { ...before, ...values };
  for (const key of derivable) delete grounds[key];
  const derived = derive(dictionary.all, grounds, validFrom);
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => !derivable.includes(key) || !sameHeld(derived.get(key)?.value, value)),
  );
}

function isEmpty(values: object): boolean {
  for (const _ in values) return false;
  return true;
}

/** A record whose name changes is likelier another record under its number. */
function unlikely({ title }: Register, before: HeldValues, moved: HeldValues): string[] {
  return title.flatMap((element) => {
    const [old, now] = [before[element], moved[element]];
    return typeof old === 'string' && typeof now === 'string'
      ? [`名字从“${old}”变成了“${writeValue(now)}”，是不是同一个 is it the same one?`]
      : [];
  });
}
