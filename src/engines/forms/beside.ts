/** Tables side by side, and lists of codes beside a table: parted by columns that hold nothing, not even lines. */
import type { Grid } from './grid.ts';
import { isBlank, width, type View } from './view.ts';

export interface Columns {
  readonly left: number;
  readonly right: number;
}

/** The blocks of columns of a sheet, from left to right; one where nothing parts it. */
export function blocksBeside(grid: Grid, view: View): readonly Columns[] {
  const drawn = grid.cells.some((cell) => cell.bordered);
  const blocks: { left: number; right: number }[] = [];
  let open: { left: number; right: number } | null = null;
  for (let column = 0; column < view.columns; column++) {
    if (drawn ? isGap(view, column) : false) open = null;
    else if (open === null) blocks.push((open = { left: column, right: column }));
    else open.right = column;
  }
  const tables = blocks.filter((block) => isTable(view, block));
  return tables.length < 2 ? [{ left: 0, right: view.columns - 1 }] : tables;
}

/** Nothing stands in the column; a title over both blocks does not count. */
function isGap(view: View, column: number): boolean {
  for (let row = 0; row < view.rows; row++) {
    const region = view.at(row, column);
    const title = width(region) > 1 && view.inRow(row).filter((other) => !isBlank(other)).length === 1;
    if (!title && (!isBlank(region) || region.bordered || width(region) > 1)) return false;
  }
  return true;
}

function isTable(view: View, { left, right }: Columns): boolean {
  let rows = 0;
  for (let row = 0; row < view.rows; row++)
    if (view.inRow(row, left, right).filter((region) => !isBlank(region) && region.left >= left).length >= 2) rows++;
  return right > left && rows >= 2;
}
