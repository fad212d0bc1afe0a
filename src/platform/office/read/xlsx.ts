/** Sheets to cells: what is stored, as text; merged ranges; hidden rows and columns are read and named, never dropped. */
import { cellText, isLossy, readFormats, type Formats } from './xlsx-values.ts';
import type { Package } from './gate.ts';
import { limits } from './limits.ts';
import { relationshipsOf } from './parts.ts';
import { refusal, shownPart } from './refusal.ts';
import { readXml, sheetBounds } from './xml.ts';

export interface Cell {
  readonly ref: string;
  /** Zero-based. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly type: 'text' | 'number' | 'date' | 'boolean' | 'error';
  /** The text is the stored result of a formula. */
  readonly formula: boolean;
  /** A number of more than 15 digits: a spreadsheet keeps only the first fifteen (identity numbers!). */
  readonly lostDigits: boolean;
}

export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly Cell[];
  readonly merged: readonly Range[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
}

export function readWorkbook(pkg: Package, main: string): Workbook {
  const relations = relationshipsOf(pkg, main);
  const part = (type: string): string | null =>
    relations.find((relation) => relation.type === type && pkg.has(relation.target))?.target ?? null;
  const listed: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  readXml(pkg, main, {
    open(local, attribute) {
      if (local === 'workbookPr') from1904 = attribute('date1904') === '1' || attribute('date1904') === 'true';
      if (local === 'sheet')
        listed.push({
          name: (attribute('name') ?? '').slice(0, 100),
          id: attribute('id') ?? '',
          hidden: (attribute('state') ?? 'visible') !== 'visible',
        });
    },
    close() {},
  });
  const stylesPart = part('styles');
  const formats = readFormats(pkg, stylesPart, from1904);
  const stringsPart = part('sharedStrings');
  const strings = stringsPart === null ? [] : readStrings(pkg, stringsPart);
  const budget = { cells: limits.cells };
  const sheets: Sheet[] = [];
  for (const { name, id, hidden } of listed) {
    const relation = relations.find((candidate) => candidate.id === id && candidate.type === 'worksheet');
    if (relation === undefined) continue;
    sheets.push({ name, hidden, ...readSheet(pkg, relation.target, strings, formats, budget) });
  }
  if (sheets.length === 0) throw refusal('file.damaged', shownPart(main), '文件里没有工作表');
  return { sheets };
}

/** Shared strings: runs of rich text joined, phonetic guides left out. */
function readStrings(pkg: Package, part: string): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = 0;
  readXml(
    pkg,
    part,
    {
      open(local) {
        if (local === 'si') current = '';
        if (local === 'rPh') phonetic++;
        inText = local === 't';
      },
      text(text) {
        if (inText && phonetic === 0) current = append(current, text, part);
      },
      close(local) {
        inText = false;
        if (local === 'rPh') phonetic--;
        if (local === 'si') strings.push(current);
        if (strings.length > limits.cells) throw refusal('file.too-large', shownPart(part), '表里的文字太多');
      },
    },
    sheetBounds,
  );
  return strings;
}

function append(current: string, text: string, place: string): string {
  if (current.length + text.length > limits.cellCharacters)
    throw refusal('file.hostile', shownPart(place), `一格里的文字超过${limits.cellCharacters}个`);
  return current + text;
}

interface Open {
  ref: string;
  type: string;
  style: number;
  value: string;
  inline: string;
  formula: boolean;
}

function readSheet(
  pkg: Package,
  part: string,
  strings: readonly string[],
  formats: Formats,
  budget: { cells: number },
): Omit<Sheet, 'name' | 'hidden'> {
  const cells: Cell[] = [];
  const merged: Range[] = [];
  const hiddenRows: number[] = [];
  const hiddenColumns: number[] = [];
  let row = -1;
  let column = -1;
  let cell: Open | null = null;
  let inside: 'value' | 'inline' | null = null;
  const place = shownPart(part);
  readXml(
    pkg,
    part,
    {
      open(local, attribute) {
        if (local === 'row') {
          row = numberOf(attribute('r'), row + 2) - 1;
          column = -1;
          if (row >= limits.rows || row < 0) throw refusal('file.too-large', place, `表超过${limits.rows / 10_000}万行`);
          if (isOn(attribute('hidden'))) hiddenRows.push(row);
        } else if (local === 'c') {
          if (--budget.cells < 0) throw refusal('file.too-large', place, '表里的格子太多');
          const at = attribute('r');
          const position = at === null ? { row, column: column + 1 } : parseRef(at, place);
          if (position.column >= limits.columns) throw refusal('file.too-large', place, `表超过${limits.columns}列`);
          if (position.row !== row || position.column <= column)
            throw refusal('file.hostile', `${place} ${at ?? ''}`, '表里的格子位置前后矛盾');
          column = position.column;
          cell = {
            ref: refOf(row, column),
            type: attribute('t') ?? 'n',
            style: numberOf(attribute('s'), 0),
            value: '',
            inline: '',
            formula: false,
          };
        } else if (local === 'f' && cell !== null) cell.formula = true;
        else if (local === 'mergeCell') merged.push(parseRange(attribute('ref') ?? '', place));
        else if (local === 'col' && isOn(attribute('hidden'))) pushColumns(hiddenColumns, attribute('min'), attribute('max'));
        inside = local === 'v' ? 'value' : local === 't' ? 'inline' : null;
        if (merged.length > limits.rows) throw refusal('file.too-large', place, '合并的格子太多');
      },
      text(text) {
        if (cell === null || inside === null) return;
        if (inside === 'value') cell.value = append(cell.value, text, `${place} ${cell.ref}`);
        else cell.inline = append(cell.inline, text, `${place} ${cell.ref}`);
      },
      close(local) {
        inside = null;
        if (local !== 'c' || cell === null) return;
        cells.push(finishCell(cell, row, column, strings, formats, place));
        cell = null;
      },
    },
    sheetBounds,
  );
  return { cells, merged, hiddenRows, hiddenColumns };
}

function finishCell(cell: Open, row: number, column: number, strings: readonly string[], formats: Formats, place: string): Cell {
  const facts = { ref: cell.ref, row, column, formula: cell.formula, lostDigits: false };
  switch (cell.type) {
    case 's': {
      const text = strings[numberOf(cell.value, -1)];
      if (text === undefined) throw refusal('file.damaged', `${place} ${cell.ref}`, '表里有一格的文字找不到');
      return { ...facts, type: 'text', text: unescape(text) };
    }
    case 'inlineStr':
      return { ...facts, type: 'text', text: unescape(cell.inline) };
    case 'str':
      return { ...facts, type: 'text', text: unescape(cell.value) };
    case 'b':
      return { ...facts, type: 'boolean', text: cell.value === '1' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { ...facts, type: 'error', text: cell.value };
    case 'd':
      return { ...facts, type: 'date', text: cell.value };
    default:
      return { ...facts, ...cellText(cell.value, cell.style, formats), lostDigits: isLossy(cell.value) };
  }
}

/** ST_Xstring: _x000D_ is a character that XML cannot hold; _x005F_ protects a literal underscore. */
function unescape(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

function parseRef(ref: string, place: string): { row: number; column: number } {
  const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/u.exec(ref);
  let column = 0;
  for (const letter of match?.[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match?.[2] ?? 0);
  if (match === null || column > 16_384 || row > 1_048_576)
    throw refusal('file.hostile', `${place} ${shownPart(ref)}`, '表里的格子位置不对');
  return { row: row - 1, column: column - 1 };
}

function parseRange(ref: string, place: string): Range {
  const [from = '', to = from] = ref.split(':');
  const a = parseRef(from, place);
  const b = parseRef(to, place);
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

export function refOf(row: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

function pushColumns(hidden: number[], min: string | null, max: string | null): void {
  const last = Math.min(numberOf(max, 0), limits.columns);
  for (let column = numberOf(min, 1); column <= last; column++) hidden.push(column - 1);
}

function isOn(value: string | null): boolean {
  return value === '1' || value === 'true';
}

function numberOf(value: string | null, otherwise: number): number {
  return value !== null && /^\d{1,9}$/u.test(value) ? Number(value) : otherwise;
}
