/** One sheet of a workbook: what is stored, as text, and where. Hidden rows and columns are read and named, never dropped. */
import type { Package } from './gate.ts';
import { limits } from './limits.ts';
import { refusal, shownPart } from './refusal.ts';
import { parseRange, parseRef, refOf, type Range } from './xlsx-places.ts';
import { plain, type Styles } from './xlsx-styles.ts';
import { cellText, isLossy } from './xlsx-values.ts';
import { ValidationReader, type RawValidation } from './xlsx-validations.ts';
import { readXml, sheetBounds } from './xml.ts';

export interface Cell {
  readonly ref: string;
  /** Zero-based. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly type: 'text' | 'number' | 'date' | 'boolean' | 'error';
  /** The formula without its "="; the text is its stored result. "" where a shared formula stands elsewhere. */
  readonly formula: string | null;
  /** A number of more than 15 digits: a spreadsheet keeps only the first fifteen (identity numbers!). */
  readonly lostDigits: boolean;
  /** Code of the number format; null is General. */
  readonly format: string | null;
  /** RRGGBB of the font; null for black, automatic and theme colours. */
  readonly color: string | null;
  readonly bordered: boolean;
}

export interface ColumnWidth {
  readonly from: number;
  readonly to: number;
  /** In characters of the default font. */
  readonly width: number;
}

export interface RawSheet {
  readonly cells: readonly Cell[];
  readonly merged: readonly Range[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  readonly columnWidths: readonly ColumnWidth[];
  readonly validations: readonly RawValidation[];
}

interface Open {
  ref: string;
  type: string;
  style: number;
  value: string;
  inline: string;
  formula: string | null;
}

type Attribute = (local: string) => string | null;

export function readSheet(pkg: Package, part: string, strings: readonly string[], styles: Styles, budget: { cells: number }): RawSheet {
  const reader = new SheetReader(shownPart(part), strings, styles, budget);
  readXml(pkg, part, reader, sheetBounds);
  return reader.finish();
}

class SheetReader {
  readonly #place: string;
  readonly #strings: readonly string[];
  readonly #styles: Styles;
  readonly #budget: { cells: number };
  readonly #cells: Cell[] = [];
  readonly #merged: Range[] = [];
  readonly #hiddenRows: number[] = [];
  readonly #hiddenColumns: number[] = [];
  readonly #widths: ColumnWidth[] = [];
  readonly #validations = new ValidationReader();
  #row = -1;
  #column = -1;
  #cell: Open | null = null;
  #inside: 'value' | 'inline' | 'formula' | null = null;
  #phonetic = 0;

  constructor(place: string, strings: readonly string[], styles: Styles, budget: { cells: number }) {
    this.#place = place;
    this.#strings = strings;
    this.#styles = styles;
    this.#budget = budget;
  }

  open(local: string, attribute: Attribute): void {
    this.#inside = null;
    if (local === 'row') this.#openRow(attribute);
    else if (local === 'c') this.#openCell(attribute);
    else if (this.#cell !== null) this.#insideCell(local);
    else if (local === 'mergeCell') this.#merge(attribute('ref') ?? '');
    else if (local === 'col') this.#openColumns(attribute);
    else this.#validations.open(local, attribute);
  }

  text(text: string): void {
    const cell = this.#cell;
    if (cell === null) this.#validations.text(text);
    else if (this.#inside === 'value') cell.value = append(cell.value, text, `${this.#place} ${cell.ref}`);
    else if (this.#inside === 'inline') cell.inline = append(cell.inline, text, `${this.#place} ${cell.ref}`);
    else if (this.#inside === 'formula') cell.formula = append(cell.formula ?? '', text, `${this.#place} ${cell.ref}`);
  }

  close(local: string): void {
    this.#inside = null;
    if (this.#cell === null) return this.#validations.close(local);
    if (local === 'rPh') this.#phonetic--;
    if (local !== 'c') return;
    this.#cells.push(this.#finishCell(this.#cell));
    this.#cell = null;
  }

  finish(): RawSheet {
    return {
      cells: this.#cells,
      merged: this.#merged,
      hiddenRows: this.#hiddenRows,
      hiddenColumns: this.#hiddenColumns,
      columnWidths: this.#widths,
      validations: this.#validations.found,
    };
  }

  #openRow(attribute: Attribute): void {
    this.#row = numberOf(attribute('r'), this.#row + 2) - 1;
    this.#column = -1;
    if (this.#row >= limits.rows || this.#row < 0) throw refusal('file.too-large', this.#place, `表超过${limits.rows / 10_000}万行`);
    if (isOn(attribute('hidden'))) this.#hiddenRows.push(this.#row);
  }

  #openCell(attribute: Attribute): void {
    if (--this.#budget.cells < 0) throw refusal('file.too-large', this.#place, '表里的格子太多');
    const at = attribute('r');
    const position = at === null ? { row: this.#row, column: this.#column + 1 } : parseRef(at, this.#place);
    if (position.column >= limits.columns) throw refusal('file.too-large', this.#place, `表超过${limits.columns}列`);
    if (position.row !== this.#row || position.column <= this.#column)
      throw refusal('file.hostile', `${this.#place} ${at ?? ''}`, '表里的格子位置前后矛盾');
    this.#column = position.column;
    this.#phonetic = 0;
    this.#cell = {
      ref: refOf(this.#row, this.#column),
      type: attribute('t') ?? 'n',
      style: numberOf(attribute('s'), 0),
      value: '',
      inline: '',
      formula: null,
    };
  }

  #insideCell(local: string): void {
    if (local === 'rPh') this.#phonetic++;
    else if (local === 'v') this.#inside = 'value';
    else if (local === 't' && this.#phonetic === 0) this.#inside = 'inline';
    else if (local === 'f' && this.#cell !== null) {
      this.#cell.formula = '';
      this.#inside = 'formula';
    }
  }

  #merge(ref: string): void {
    this.#merged.push(parseRange(ref, this.#place));
    if (this.#merged.length > limits.rows) throw refusal('file.too-large', this.#place, '合并的格子太多');
  }

  #openColumns(attribute: Attribute): void {
    const from = numberOf(attribute('min'), 1) - 1;
    const to = Math.min(numberOf(attribute('max'), 0), limits.columns) - 1;
    if (isOn(attribute('hidden'))) for (let column = from; column <= to; column++) this.#hiddenColumns.push(column);
    const width = Number(attribute('width'));
    if (width > 0 && to >= from && this.#widths.length < limits.columns) this.#widths.push({ from, to, width });
  }

  #finishCell(cell: Open): Cell {
    const { kind, format, color, bordered } = this.#styles.cells[cell.style] ?? plain;
    const place = `${this.#place} ${cell.ref}`;
    const facts = {
      ref: cell.ref,
      row: this.#row,
      column: this.#column,
      formula: cell.formula,
      lostDigits: false,
      format,
      color,
      bordered,
    };
    switch (cell.type) {
      case 's': {
        const text = this.#strings[numberOf(cell.value, -1)];
        if (text === undefined) throw refusal('file.damaged', place, '表里有一格的文字找不到');
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
        return { ...facts, ...cellText(cell.value, kind, this.#styles.from1904), lostDigits: isLossy(cell.value) };
    }
  }
}

export function append(current: string, text: string, place: string): string {
  if (current.length + text.length > limits.cellCharacters)
    throw refusal('file.hostile', shownPart(place), `一格里的文字超过${limits.cellCharacters}个`);
  return current + text;
}

/** ST_Xstring: _x000D_ is a character that XML cannot hold; _x005F_ protects a literal underscore. */
function unescape(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

function isOn(value: string | null): boolean {
  return value === '1' || value === 'true';
}

function numberOf(value: string | null, otherwise: number): number {
  return value !== null && /^\d{1,9}$/u.test(value) ? Number(value) : otherwise;
}
