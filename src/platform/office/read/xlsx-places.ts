/** Places in a sheet as OOXML writes them. What is no place is refused, never guessed. */
import { refusal, shownPart } from './refusal.ts';

export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export function parseRef(ref: string, place: string): { row: number; column: number } {
  const found = refIn(ref);
  if (found === null) throw refusal('file.hostile', `${place} ${shownPart(ref)}`, '表里的格子位置不对');
  return found;
}

export function parseRange(ref: string, place: string): Range {
  const [from = '', to = from] = ref.split(':');
  const a = parseRef(from, place);
  const b = parseRef(to, place);
  return boxOf(a, b);
}

/** `A1:B9`, `$A$1`, also with the sheet's name before it; null for what is no such range (a name, a formula, whole columns). */
export function rangeIn(text: string): { readonly sheet: string | null; readonly range: Range } | null {
  const match = /^=?(?:(?:'((?:[^']|'')*)'|([^'!:]+))!)?(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?$/u.exec(text.trim());
  if (match === null) return null;
  const a = refIn((match[3] ?? '').replaceAll('$', ''));
  const b = refIn((match[4] ?? match[3] ?? '').replaceAll('$', ''));
  if (a === null || b === null) return null;
  return { sheet: match[1]?.replaceAll("''", "'") ?? match[2] ?? null, range: boxOf(a, b) };
}

export function refOf(row: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

function refIn(ref: string): { row: number; column: number } | null {
  const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/u.exec(ref);
  let column = 0;
  for (const letter of match?.[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match?.[2] ?? 0);
  return match === null || column > 16_384 || row > 1_048_576 ? null : { row: row - 1, column: column - 1 };
}

function boxOf(a: { row: number; column: number }, b: { row: number; column: number }): Range {
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}
