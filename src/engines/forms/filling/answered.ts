/** From what units answered to the cells of the department's own table: every value goes where the terms say that it was asked. */
import type { Grid } from '../grid.ts';
import type { TableUnderstanding, Understanding } from '../understanding.ts';
import { textsOf } from './context.ts';
import { labelEdits, tickEdits } from './inline.ts';
import { continueSerials } from './serials.ts';
import { SheetFill } from './sheet-fill.ts';
import { dateWriter, type CellText } from './values.ts';

export interface AnsweredUnit {
  readonly name: string;
  /** Of the town that it lies in; null: it is a town itself. */
  readonly town: string | null;
  readonly code: string;
  /** By place, as terms name it. A place without a value stays empty. */
  readonly values: ReadonlyMap<string, AnsweredValue>;
}

export interface AnsweredValue {
  readonly value: string | number | boolean;
  readonly type: 'integer' | 'decimal' | 'text' | 'date' | 'choice' | 'boolean';
}

export interface AnswersFilled {
  readonly sheets: readonly SheetFill[];
  readonly filled: number;
  /** Places that already say something else, or that the table does not have. */
  readonly left: readonly { readonly unit: string; readonly place: string }[];
}

interface Place {
  readonly sheet: string;
  readonly column: number;
  /** Null: a column with one row a unit. */
  readonly row: number | null;
}

export function placeOf(text: string): Place | null {
  const [, sheet = '', letters = '', row = ''] = /^(.+)!([A-Z]{1,3})(\d{0,7})$/u.exec(text) ?? [];
  if (sheet === '') return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { sheet, column, row: row === '' ? null : Number(row) - 1 };
}

/** One table for each unit, or one with a row for each? A single cell can hold one unit's value only. */
export function isPerUnit(places: readonly string[]): boolean {
  return places.some((place) => placeOf(place)?.row !== null);
}

/** @param units one where the table is one unit's, all of them where each is a row */
export function fillAnswers({ tables }: Understanding, grids: readonly Grid[], units: readonly AnsweredUnit[]): AnswersFilled {
  const fills = new Map<string, SheetFill>();
  const left: { unit: string; place: string }[] = [];
  const places = [...new Set(units.flatMap(({ values }) => [...values.keys()]))].map((text) => ({ text, place: placeOf(text) }));
  for (const [at, grid] of grids.entries()) {
    const fill = new SheetFill(grid.name, at);
    fills.set(grid.name, fill);
    const [only, ...others] = units;
    for (const table of tables.filter((one) => one.grid === at)) {
      const columns = places.flatMap(({ text, place }) =>
        place !== null && place.row === null && place.sheet === grid.name && table.columns.some(({ column }) => column === place.column)
          ? [{ text, column: place.column }]
          : [],
      );
      if (columns.length > 0) fillRows(table, grid, fill, columns, units);
      // Whose table it is, where it is one unit's.
      if (only !== undefined && others.length === 0 && table.kind !== null) fillNames(table, grid, fill, only);
    }
    const texts = textsOf(grid);
    for (const { text, place } of places) {
      if (place === null || place.row === null || place.sheet !== grid.name) continue;
      const [unit] = units;
      const value = unit?.values.get(text);
      if (unit === undefined || value === undefined) continue;
      const written = writtenIn(texts.get(place.row)?.get(place.column) ?? '', value, labelAt(tables, at, place));
      if (written === null) left.push({ unit: unit.name, place: text });
      else fill.put(place.row, place.column, written);
    }
  }
  const sheets = [...fills.values()].filter(({ filled }) => filled > 0);
  return { sheets, filled: sheets.reduce((sum, { filled }) => sum + filled, 0), left };
}

function labelAt(tables: readonly TableUnderstanding[], grid: number, { row, column }: Place): string | null {
  const found = tables.filter((table) => table.grid === grid).flatMap(({ meta }) => meta.find((one) => one.row === row && one.column === column) ?? [])[0]; // prettier-ignore
  return found?.inline === true ? found.label : null;
}

/** Null: the cell says something already, and nothing is written over. */
function writtenIn(standing: string, { value, type }: AnsweredValue, label: string | null): CellText | null {
  const text = typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
  if (label !== null) {
    const edits = labelEdits(label, text, standing);
    return edits === null ? null : { edits };
  }
  const edits = typeof value === 'number' ? null : tickEdits('', text, standing);
  if (edits !== null) return { edits };
  // A figure that stood in the blank table, and a blank drawn for a date, are what is asked.
  if (!/^[\s\u3000_＿年月日/\-—.\d]*$/u.test(standing)) return null;
  if (type !== 'date') return typeof value === 'number' ? value : text;
  const written = dateWriter('date', { element: '', unit: null, list: null, hints: '', samples: standing === '' ? [] : [standing], format: null })(text); // prettier-ignore
  return typeof written === 'object' && 'refused' in written ? text : written;
}

const naming = (element: string, { name, town, code }: AnsweredUnit, withTown: boolean): string | null => {
  switch (element) {
    case 'unit.code':
      return code;
    case 'unit.townName':
      return town ?? name;
    case 'unit.villageName':
      return town === null ? null : name;
    case 'unit.name':
      return withTown ? name : `${town ?? ''}${name}`;
    default:
      return null;
  }
};

function fillNames({ meta }: TableUnderstanding, grid: Grid, fill: SheetFill, unit: AnsweredUnit): void {
  const texts = textsOf(grid);
  const withTown = meta.some(({ element }) => element === 'unit.townName');
  for (const { element, row, column, label, inline } of meta) {
    const name = element === null ? null : naming(element, unit, withTown);
    if (name === null) continue;
    const written = writtenIn(texts.get(row)?.get(column) ?? '', { value: name, type: 'text' }, inline ? label : null);
    if (written !== null) fill.put(row, column, written);
  }
}

const bare = (text: string): string => text.normalize('NFKC').replaceAll(/[\s（(].*$|\s/gu, '');

/** A row for each unit: the row that names it where the table lists the units, else the next empty one; rows are put in where it has too few. */
function fillRows(
  table: TableUnderstanding,
  grid: Grid,
  fill: SheetFill,
  columns: readonly { readonly text: string; readonly column: number }[],
  units: readonly AnsweredUnit[],
): void {
  const { firstDataRow, lastTemplateRow } = table;
  if (firstDataRow === null || lastTemplateRow === null) return;
  const texts = textsOf(grid);
  const names = table.columns.filter(({ element }) => element !== null && /^unit\.(?:name|code|townName|villageName)$/u.test(element));
  const withTown = names.some(({ element }) => element === 'unit.townName');
  const rowOf = new Map<AnsweredUnit, number>();
  const free: number[] = [];
  const listed = names.filter(({ element }) => element !== 'unit.townName');
  for (let row = firstDataRow; row <= lastTemplateRow; row++) {
    const said = listed.map(({ column }) => bare(texts.get(row)?.get(column) ?? '')).filter((text) => text !== '');
    if (said.length === 0) free.push(row);
    const unit = units.find((one) => !rowOf.has(one) && said.some((text) => [one.name, `${one.town ?? ''}${one.name}`, one.code].includes(text))); // prettier-ignore
    if (unit !== undefined) rowOf.set(unit, row);
  }
  const rest = units.filter((unit) => !rowOf.has(unit));
  const lacking = rest.length - free.length;
  if (lacking > 0 && fill.insertion === null) fill.insertion = { after: lastTemplateRow, count: lacking };
  for (const [nth, unit] of rest.entries()) {
    const row = free[nth];
    if (row !== undefined) rowOf.set(unit, row);
    else if (fill.insertion?.after === lastTemplateRow) rowOf.set(unit, lastTemplateRow + 1 + nth - free.length);
  }
  for (const [unit, row] of rowOf) {
    // Rows that were put in stand behind the template's last one; `put` would move them once more.
    const to = row > lastTemplateRow ? row : fill.moved(row);
    const write = (column: number, value: CellText | null): void => {
      if (value === null) return;
      fill.cells.set(to, (fill.cells.get(to) ?? new Map<number, CellText>()).set(column, value));
      fill.filled++;
    };
    for (const { column, element } of names)
      if ((texts.get(row)?.get(column) ?? '') === '' || row > lastTemplateRow)
        write(column, element === null ? null : naming(element, unit, withTown));
    for (const { text, column } of columns) {
      const value = unit.values.get(text);
      if (value !== undefined) write(column, writtenIn(row > lastTemplateRow ? '' : (texts.get(row)?.get(column) ?? ''), value, null));
    }
  }
  if (fill.insertion !== null) continueSerials({ table, grid, fill, moment: { day: null, year: null } });
}
