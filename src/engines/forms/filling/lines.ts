/** Which rows of a template can take a record, and which already say whose they are. */
import type { Box, Grid } from '../grid.ts';
import { isPrompt } from '../rows.ts';
import type { TableUnderstanding } from '../understanding.ts';
import { textsOf } from './context.ts';

/** A row that the template has named already: by column, what stands there. */
export interface NamedRow {
  readonly row: number;
  readonly says: ReadonlyMap<string, string>;
}

export interface Lines {
  /** Rows without a word of their own, the first of each record. */
  readonly free: readonly number[];
  readonly named: readonly NamedRow[];
  /** Rows of one record: 2 where every cell is merged over two. */
  readonly step: number;
  /** Columns that are one cell over several records. */
  readonly shared: ReadonlySet<number>;
}

/** What tells one record from the others. */
const naming =
  /^(?:person\.(?:name|idNumber|disabilityCertNumber|studentNumber|bankAccount)|household\.(?:code|headName|headIdNumber)|unit\.(?:name|code|townName|villageName)|site\.name|house\.code|land\.code)$/u;

/** A reason instead of rows where what is printed there cannot be told apart from records. */
export function linesOf(table: TableUnderstanding, grid: Grid): Lines | string {
  const { firstDataRow, lastTemplateRow } = table;
  const first = firstDataRow ?? 0;
  const last = lastTemplateRow ?? first - 1;
  const merged = grid.merged.filter((box) => box.bottom >= first && box.top <= last && inTable(table, box));
  const widest = Math.max(2, table.columns.length * 0.6);
  const texts = textsOf(grid);
  if (merged.some((box) => box.right - box.left + 1 >= widest && (texts.get(box.top)?.get(box.left) ?? '') !== ''))
    return '表里分了段，看不出每段填谁';
  const tall = merged.filter((box) => box.bottom > box.top && box.bottom <= last);
  const shared = new Set(tall.filter((box) => isShared(box, tall, table)).map(({ left }) => left));
  const step = stepOf(tall.filter((box) => !shared.has(box.left)), table, first, last, shared); // prettier-ignore
  if (step === null) return '每条记录占几行看不出来';
  return { step, shared, ...rowsOf(table, texts, first, last, step, shared) };
}

function inTable(table: TableUnderstanding, box: Box): boolean {
  return table.columns.some(({ column }) => column >= box.left && column <= box.right);
}

/** One cell over all the records of a part: a place, a remark. */
function isShared(box: Box, tall: readonly Box[], table: TableUnderstanding): boolean {
  const same = tall.filter((other) => other.top === box.top && other.bottom === box.bottom).length;
  return same <= Math.max(1, table.columns.length / 4);
}

function stepOf(tall: readonly Box[], table: TableUnderstanding, first: number, last: number, shared: ReadonlySet<number>): number | null {
  const [one] = tall;
  if (one === undefined) return 1;
  const step = one.bottom - one.top + 1;
  const even = tall.every((box) => box.bottom - box.top + 1 === step && (box.top - first) % step === 0);
  const columns = table.columns.filter(({ column }) => !shared.has(column));
  const covered = (row: number): boolean =>
    columns.every(({ column }) => tall.some((box) => box.top === row && column >= box.left && column <= box.right));
  for (let row = first; row + step - 1 <= last; row += step) if (!covered(row)) return null;
  return even ? step : null;
}

function rowsOf(
  table: TableUnderstanding,
  texts: ReadonlyMap<number, ReadonlyMap<number, string>>,
  first: number,
  last: number,
  step: number,
  shared: ReadonlySet<number>,
): Pick<Lines, 'free' | 'named'> {
  const free: number[] = [];
  const named: NamedRow[] = [];
  const columns = table.columns.filter(({ role, column }) => role === 'value' && !shared.has(column));
  for (let row = first; row <= last; row += step) {
    const says = new Map<string, string>();
    for (const { column, element } of columns) {
      const text = (texts.get(row)?.get(column) ?? '').trim();
      if (text === '' || isPrompt(text)) continue;
      says.set(element !== null && naming.test(element) ? element : `column ${column}`, text);
    }
    if (says.size === 0 || isSame(table, texts, { row, first, last, step }, says)) free.push(row);
    else named.push({ row, says });
  }
  return { free, named };
}

/** What stands in every row alike (a standard, a year) names nobody. */
function isSame(
  table: TableUnderstanding,
  texts: ReadonlyMap<number, ReadonlyMap<number, string>>,
  rows: { readonly row: number; readonly first: number; readonly last: number; readonly step: number },
  says: ReadonlyMap<string, string>,
): boolean {
  for (const [place, text] of says) {
    if (!place.startsWith('column ')) return false;
    const column = Number(place.slice(7));
    if (table.columns.some((one) => one.column === column && one.element !== null)) return false;
    for (let row = rows.first; row <= rows.last; row += rows.step) if ((texts.get(row)?.get(column) ?? '').trim() !== text) return false;
  }
  return true;
}
