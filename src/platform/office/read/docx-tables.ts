/** The tables of a Word document as sheets 表1, 表2 …: grid columns by gridSpan, merged cells by vMerge. Tables inside cells are text of the cell. */
import { symbol } from './docx-symbols.ts';
import type { Package } from './gate.ts';
import { limits } from './limits.ts';
import { refusal } from './refusal.ts';
import { refOf, type Range } from './xlsx-places.ts';
import { append, type Cell } from './xlsx-sheet.ts';
import type { Sheet, Workbook } from './xlsx.ts';
import { bodyBounds, readXml, type XmlHandler } from './xml.ts';

export function readDocxTables(pkg: Package, main: string): Workbook {
  const tables = new DocxTables();
  readXml(pkg, main, tables, bodyBounds);
  if (tables.sheets.length === 0) throw refusal('file.kind', null, '这个文档里没有表', '请放带表的 .docx 或 .xlsx 进来。');
  return { sheets: tables.sheets };
}

type Attribute = (local: string) => string | null;

/** Deleted text, phonetic guides, codes of fields and old properties are not what the table says. */
const dropped = new Set([
  'del',
  'moveFrom',
  'rt',
  'instrText',
  'delText',
  'sdtPr',
  'Fallback',
  'tcPrChange',
  'trPrChange',
  'rPrChange',
  'pPrChange',
]);

interface OpenCell {
  text: string;
  span: number;
  merge: 'restart' | 'continue' | null;
  color: string | null;
}

interface OpenTable {
  readonly cells: Cell[];
  readonly merged: Range[];
  /** By column: the merge that goes on from the row above. */
  readonly open: Map<number, { top: number; right: number }>;
  row: number;
  column: number;
}

class DocxTables implements XmlHandler {
  readonly sheets: Sheet[] = [];
  #table: OpenTable | null = null;
  #cell: OpenCell | null = null;
  #tables = 0;
  #before: string[] = [];
  #paragraph = '';
  #skip = 0;
  #depth = 0;
  #budget: number = limits.cells;
  #inText = false;

  open(local: string, attribute: Attribute): void {
    this.#depth++;
    if (this.#skip > 0) return;
    this.#inText = local === 't';
    if (dropped.has(local)) this.#skip = this.#depth;
    else if (local === 'tbl') this.#openTable();
    else if (this.#tables <= 1) this.#structure(local, attribute);
    if (local === 'br' || local === 'cr') this.#add('\n');
    else if (local === 'tab') this.#add(' ');
    else if (local === 'sym') this.#add(symbol(attribute('font') ?? '', attribute('char') ?? ''));
  }

  text(text: string): void {
    if (this.#inText && this.#skip === 0) this.#add(text);
  }

  close(local: string): void {
    this.#inText = false;
    if (this.#skip === this.#depth) this.#skip = 0;
    else if (this.#skip === 0) this.#closed(local);
    this.#depth--;
  }

  #openTable(): void {
    if (this.#tables++ === 0) this.#table = { cells: [], merged: [], open: new Map(), row: -1, column: 0 };
  }

  #structure(local: string, attribute: Attribute): void {
    const table = this.#table;
    const cell = this.#cell;
    const value = attribute('val');
    if (local === 'tr' && table !== null) {
      table.row++;
      table.column = 0;
      if (table.row >= limits.rows) throw refusal('file.too-large', null, `表超过${limits.rows / 10_000}万行`);
    } else if (local === 'gridBefore' && table !== null) table.column += small(value);
    else if (local === 'tc') this.#cell = { text: '', span: 1, merge: null, color: null };
    else if (cell === null) return;
    else if (local === 'gridSpan') cell.span = Math.max(1, small(value));
    else if (local === 'vMerge') cell.merge = value === 'restart' ? 'restart' : 'continue';
    else if (local === 'color' && cell.color === null && /^[0-9A-Fa-f]{6}$/u.test(value ?? '') && value !== '000000')
      cell.color = value?.toUpperCase() ?? null;
  }

  #closed(local: string): void {
    if (local === 'p') this.#closeParagraph();
    else if (local === 'tc' && this.#tables === 1) this.#closeCell();
    else if (local === 'tbl' && --this.#tables === 0) this.#closeTable();
  }

  #add(text: string): void {
    if (this.#cell !== null) this.#cell.text = append(this.#cell.text, text, `表${this.sheets.length + 1}`);
    else if (this.#tables === 0 && this.#paragraph.length < 1_000) this.#paragraph += text;
  }

  #closeParagraph(): void {
    if (this.#cell !== null) {
      this.#add('\n');
      return;
    }
    if (this.#paragraph.trim() !== '' && this.#before.length < 200) this.#before.push(this.#paragraph.trim());
    this.#paragraph = '';
  }

  #closeCell(): void {
    const table = this.#table;
    const cell = this.#cell;
    this.#cell = null;
    if (table === null || cell === null) return;
    const { row, column } = table;
    const right = column + cell.span - 1;
    table.column = right + 1;
    if (right >= limits.columns || --this.#budget < 0) throw refusal('file.too-large', null, `表超过${limits.columns}列`);
    const above = table.open.get(column);
    if (cell.merge === 'continue' && above !== undefined) return;
    if (above !== undefined) this.#closeMerge(table, column, row - 1);
    if (cell.merge === 'restart') table.open.set(column, { top: row, right });
    else if (cell.span > 1) table.merged.push({ top: row, left: column, bottom: row, right });
    table.cells.push({
      ref: refOf(row, column),
      row,
      column,
      text: cell.text.replace(/\n+$/u, ''),
      type: 'text',
      formula: null,
      lostDigits: false,
      format: null,
      color: cell.color,
      bordered: true,
    });
  }

  #closeMerge(table: OpenTable, column: number, bottom: number): void {
    const merge = table.open.get(column);
    table.open.delete(column);
    if (merge !== undefined && (bottom > merge.top || merge.right > column))
      table.merged.push({ top: merge.top, left: column, bottom, right: merge.right });
  }

  #closeTable(): void {
    const table = this.#table;
    this.#table = null;
    if (table === null) return;
    for (const column of table.open.keys()) this.#closeMerge(table, column, table.row);
    this.sheets.push({
      name: `表${this.sheets.length + 1}`,
      hidden: false,
      cells: table.cells,
      merged: table.merged,
      hiddenRows: [],
      hiddenColumns: [],
      columnWidths: [],
      validations: [],
      printArea: null,
      before: this.#before,
    });
    this.#before = [];
  }
}

function small(value: string | null): number {
  return value !== null && /^\d{1,3}$/u.test(value) ? Number(value) : 0;
}
