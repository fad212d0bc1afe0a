/** A table of any order of columns to a register: its headings are keys of the dictionary, or the words that the dictionary has for them. */
import { elementOf, elements } from '../elements.ts';
import { emptyGrid, type Grid, type GridCell } from '../grid.ts';
import { understand } from '../understand.ts';
import { SURE } from './context.ts';
import { isIdNumber } from './identity.ts';
import { LOST, type Register } from './registers.ts';

export interface RawTable {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Places whose number a spreadsheet has shortened. */
  readonly lost?: readonly { readonly row: number; readonly column: number }[];
}

/** The cells of a sheet as rows; blank lines keep their place, so that a row is the row of the file. */
export function rawTableOf(
  name: string,
  cells: readonly { readonly row: number; readonly column: number; readonly text: string; readonly lostDigits: boolean }[],
): RawTable {
  const rows: string[][] = [];
  const lost: { row: number; column: number }[] = [];
  for (const cell of cells) {
    const row = (rows[cell.row] ??= []);
    while (row.length < cell.column) row.push('');
    row[cell.column] = cell.text.trim();
    if (cell.lostDigits) lost.push({ row: cell.row, column: cell.column });
  }
  return { name, rows: Array.from(rows, (row) => row ?? []), lost };
}

const byWord = new Map(elements.map((element) => [folded(element.zh), element.key]));

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s*＊]/gu, '')
    .toLowerCase();
}

/** How many of the first rows may be a title or a note above the headings. */
const ABOVE = 10;
/** Rows of records that help to understand the headings. */
const SAMPLE = 20;

interface Headings {
  readonly header: number;
  readonly keys: readonly (string | null)[];
}

/** Null where no row of it reads as headings of a register. */
export function registerOf(table: RawTable): Register | null {
  const found = plainHeadings(table) ?? understoodHeadings(table);
  if (found === null || found.keys.every((key) => key === null)) return null;
  const lost = new Map<number, Set<number>>();
  for (const { row, column } of table.lost ?? []) lost.set(row, (lost.get(row) ?? new Set<number>()).add(column));
  const numbers = found.keys.flatMap((key, column) => (key !== null && elementOf(key)?.type === 'idNumber' ? [column] : []));
  const rows: (readonly string[])[] = [];
  for (let at = found.header + 1; at < table.rows.length; at++) {
    const row = table.rows[at] ?? [];
    if (row.every((cell) => cell.trim() === '')) continue;
    rows.push(believed(row, lost.get(at), numbers));
  }
  return { name: table.name, keys: found.keys, rows };
}

/** Headings in a department's own words, understood as those of any form; what is not sure is left out. */
function understoodHeadings({ name, rows }: RawTable): Headings | null {
  const width = Math.max(0, ...rows.slice(0, ABOVE).map((row) => row.length));
  const cells = rows.slice(0, ABOVE + SAMPLE).flatMap((row, at) =>
    Array.from({ length: width }, (_, column): GridCell => ({
      row: at,
      column,
      text: (row[column] ?? '').trim(),
      type: 'text',
      formula: null,
      format: null,
      color: null,
      bordered: true,
    })),
  );
  const grid: Grid = { ...emptyGrid, name, cells };
  const table = understand([grid], { fileName: name }).tables.find(({ kind, header }) => kind === 'roster' && header !== null);
  if (table?.header == null) return null;
  const keys = Array.from({ length: width }, (): string | null => null);
  for (const { column, element, confidence } of table.columns) if (confidence >= SURE) keys[column] = element;
  return { header: table.header.to, keys };
}

function plainHeadings({ rows }: RawTable): Headings | null {
  for (const [header, row] of rows.slice(0, ABOVE).entries()) {
    const keys = row.map((cell) => (elementOf(cell.trim()) === null ? (byWord.get(folded(cell)) ?? null) : cell.trim()));
    const known = keys.filter((key) => key !== null).length;
    const named = row.filter((cell) => cell.trim() !== '').length;
    // A heading that is a key settles it; words may stand in a title too, so most of the row must be known.
    if (row.some((cell) => elementOf(cell.trim()) !== null) || (known >= 2 && known >= named * 0.6)) return { header, keys };
  }
  return null;
}

/** 9.90127E+17, and eighteen digits that end in noughts and fail their check, are numbers that a spreadsheet has shortened. */
function believed(row: readonly string[], lost: ReadonlySet<number> | undefined, idNumbers: readonly number[]): readonly string[] {
  const bad = (column: number): boolean => {
    const text = row[column]?.trim() ?? '';
    return /^\d(?:\.\d+)?E\+\d+$/iu.test(text) || (/^\d{15}000$/u.test(text) && !isIdNumber(text));
  };
  if (lost === undefined && !idNumbers.some(bad)) return row;
  return row.map((cell, column) => (lost?.has(column) === true || (idNumbers.includes(column) && bad(column)) ? LOST : cell));
}
