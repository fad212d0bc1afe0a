/** The rows of a sheet as they are written: untouched ones byte for byte, the others cell by cell. */
import { movedRow } from './a1.ts';
import type { Book } from './book.ts';
import type { Formula } from './formulas.ts';
import { attributeOf, withAttribute } from './markup.ts';
import type { RawCell, RawRow } from './rows.ts';
import type { Sheet } from './sheet.ts';

export function emitRows(sheet: Sheet, book: Book, write: (text: string) => void): void {
  const { prefix, head, tail } = sheet.layout;
  if (sheet.finalRows.length === 0) return write(sheet.source.xml.slice(head.length, sheet.source.xml.length - tail.length));
  const open = /<(?:[\w.-]+:)?sheetData\b[^>]*?\/?>/u.exec(sheet.source.xml)?.[0].replace(/\s*\/?>$/u, '>') ?? `<${prefix}sheetData>`;
  write(open);
  for (const row of sheet.finalRows) writeRow(sheet, book, row, write);
  write(`</${prefix}sheetData>`);
}

/** Pieces of XML, in order; a formula always stands whole in one piece. */
type Write = (piece: string) => void;

function writeRow(sheet: Sheet, book: Book, row: number, write: Write): void {
  const old = sheet.oldRow(row);
  const columns = sheet.source.writes?.columnsOf(row) ?? [];
  const from = old ?? sheet.patternOf(row);
  const formulas = sheet.formulas.get(from);
  if (old !== null && row === old && columns.length === 0 && (formulas === undefined || !changes(sheet, book, formulas, row)))
    return write(sheet.rawText(old));
  const raw = sheet.row(from);
  const p = sheet.layout.prefix;
  const attributes = raw?.attributes ?? '';
  write(`<${p}row r="${row + 1}"${old === null ? withAttribute(attributes, 'spans', null) : widened(sheet, attributes)}`);
  let empty = true;
  writeCells(sheet, book, { row, columns, raw, formulas, copy: old === null }, (piece) => {
    if (empty) write('>');
    empty = false;
    write(piece);
  });
  write(empty ? '/>' : `</${p}row>`);
}

/** Does a formula of this row, which stays where it is, read or compute anything new? */
function changes(sheet: Sheet, book: Book, formulas: ReadonlyMap<number, Formula>, row: number): boolean {
  const moved = sheet.source.insertion !== null;
  return [...formulas.values()].some(
    (formula) => (moved && !sheet.rawText(row).includes(formula.xml)) || book.formula(sheet, formula, row).fresh,
  );
}

interface Line {
  readonly row: number;
  readonly columns: readonly number[];
  readonly raw: RawRow | null;
  readonly formulas: ReadonlyMap<number, Formula> | undefined;
  /** A new row: look and formulas of the pattern, not its values. */
  readonly copy: boolean;
}

function writeCells(sheet: Sheet, book: Book, { row, columns, raw, formulas, copy }: Line, write: Write): void {
  const number = String(row + 1);
  let next = 0;
  const put = (column: number, cell: RawCell | null): void => {
    const value = sheet.source.writes?.at(row, column) ?? null;
    if (value !== null) sheet.writeValue(write, { column, number }, value, cell?.attributes ?? sheet.freshAttributes(raw, column), cell);
  };
  for (const cell of raw?.cells ?? []) {
    for (; (columns[next] ?? Infinity) < cell.column; next++) put(columns[next] ?? 0, null);
    const wanted = columns[next] === cell.column;
    if (wanted) next++;
    const formula = formulas?.get(cell.column);
    if (formula !== undefined) write(formulaCell(sheet, book, { row, cell, formula, copy }));
    else if (wanted) put(cell.column, copy && cell.body !== '' ? { ...cell, body: '' } : cell);
    else write(plainCell(sheet, row, cell, copy));
  }
  for (; next < columns.length; next++) put(columns[next] ?? 0, null);
}

function plainCell(sheet: Sheet, row: number, cell: RawCell, copy: boolean): string {
  const p = sheet.layout.prefix;
  const head = `<${p}c r="${sheet.name(cell.column)}${row + 1}"${copy ? sheet.meta(cell.attributes).bare : cell.attributes}`;
  return copy || cell.body === '' ? `${head}/>` : `${head}>${cell.body}</${p}c>`;
}

function formulaCell(sheet: Sheet, book: Book, one: { row: number; cell: RawCell; formula: Formula; copy: boolean }): string {
  const { row, cell, formula, copy } = one;
  const { value, fresh } = book.formula(sheet, formula, row);
  if (copy) return sheet.formulaXml(row, cell.column, sheet.copiedXml(formula, row), cell.attributes, value);
  if (fresh) return sheet.formulaXml(row, cell.column, formula.xml, cell.attributes, value);
  return plainCell(sheet, row, { ...cell, body: withFormula(cell.body, formula.xml) }, false);
}

/** The stored value stays; only the formula's text may have moved. */
function withFormula(body: string, formula: string): string {
  return body.replace(/<(?:[\w.-]+:)?f\b[^>]*?(?:\/>|>[^<]*<\/(?:[\w.-]+:)?f\s*>)/u, () => formula);
}

/** `spans` is a hint of where the row's cells stand; one that has become too narrow is left out. */
function widened(sheet: Sheet, attributes: string): string {
  const spans = attributeOf(attributes, 'spans');
  if (spans === null) return attributes;
  const last = Number(spans.split(':').at(-1));
  return (sheet.source.writes?.lastColumn() ?? -1) + 1 > last ? withAttribute(attributes, 'spans', null) : attributes;
}

/** Where an unmoved part says its own extent (`dimension`), it is widened; null: nothing changes. */
export function dimensionAfter(sheet: Sheet, ref: string): string | null {
  const match = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/u.exec(ref);
  if (match === null) return null;
  const [, left = 'A', top = '1', right = left, bottom = top] = match;
  const insertion = sheet.source.insertion;
  const moved = insertion === null ? Number(bottom) : movedRow(Number(bottom) - 1, insertion) + 1;
  const last = Math.max(moved, sheet.lastRow + 1 > Number(bottom) && insertion !== null ? sheet.lastRow + 1 : moved);
  return last === Number(bottom) ? null : `${left}${top}:${right}${last}`;
}
