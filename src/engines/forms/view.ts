/** A sheet as a person sees it: merged cells are one region. Only what a template can hold is looked at: far rows are records. */
import type { Box, Grid, GridCell } from './grid.ts';
import { headingOf, type Heading } from './text.ts';

export interface Region extends Box {
  readonly text: string;
  readonly heading: Heading;
  readonly formula: string | null;
  readonly type: GridCell['type'];
  readonly format: string | null;
  readonly color: string | null;
  readonly bordered: boolean;
  /** Neither words nor a formula. */
  readonly blank: boolean;
}

/** Rows beyond are records of a filled table; headings and footers of a template stand before. */
const MOST_ROWS = 3_000;
const MOST_COLUMNS = 200;

export class View {
  readonly rows: number;
  readonly columns: number;
  readonly #at: (Region | undefined)[];

  /** `within` leaves only the cells of these columns: a block beside others. */
  constructor(whole: Grid, within: { readonly left: number; readonly right: number } | null = null) {
    const grid = within === null ? whole : cut(whole, within.left, within.right);
    let rows = 0;
    let columns = 0;
    for (const cell of grid.cells) {
      if (cell.row < MOST_ROWS && cell.row >= rows) rows = cell.row + 1;
      if (cell.column < MOST_COLUMNS && cell.column >= columns) columns = cell.column + 1;
    }
    for (const box of grid.merged) {
      if (box.bottom < Math.min(MOST_ROWS, rows + 50)) rows = Math.max(rows, box.bottom + 1);
      if (box.right < MOST_COLUMNS) columns = Math.max(columns, box.right + 1);
    }
    this.rows = rows;
    this.columns = columns;
    this.#at = Array.from({ length: rows * columns });
    const spans = new Map<number, Box>();
    for (const box of grid.merged) if (box.top < rows && box.left < columns) spans.set(box.top * columns + box.left, box);
    for (const cell of grid.cells) {
      if (cell.row >= rows || cell.column >= columns) continue;
      const span = spans.get(cell.row * columns + cell.column);
      spans.delete(cell.row * columns + cell.column);
      this.#place(regionOf(cell, span ?? null, rows, columns));
    }
    for (const box of spans.values()) this.#place(regionOf({ ...blank, row: box.top, column: box.left }, box, rows, columns));
  }

  /** The region over a place; a blank one of one cell where nothing is stored. */
  at(row: number, column: number): Region {
    return this.#at[row * this.columns + column] ?? regionOf({ ...blank, row, column }, null, this.rows, this.columns);
  }

  /** Regions that lie in a row, from left to right, each once. */
  inRow(row: number, left = 0, right = this.columns - 1): readonly Region[] {
    const found: Region[] = [];
    for (let column = left; column <= right;) {
      const region = this.at(row, column);
      found.push(region);
      column = Math.max(region.right, column) + 1;
    }
    return found;
  }

  #place(region: Region): void {
    const covered = this.#at[region.top * this.columns + region.left];
    // A stored cell under a merge is not seen.
    if (covered !== undefined) return;
    for (let row = region.top; row <= region.bottom; row++)
      for (let column = region.left; column <= region.right; column++) this.#at[row * this.columns + column] ??= region;
  }
}

const blank: GridCell = { row: 0, column: 0, text: '', type: 'text', formula: null, format: null, color: null, bordered: false };

class CellRegion implements Region {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly text: string;
  readonly formula: string | null;
  readonly type: GridCell['type'];
  readonly format: string | null;
  readonly color: string | null;
  readonly bordered: boolean;
  readonly blank: boolean;
  #heading: Heading | null = null;

  constructor(cell: GridCell, bottom: number, right: number) {
    this.top = cell.row;
    this.left = cell.column;
    this.bottom = bottom;
    this.right = right;
    this.text = cell.text;
    this.formula = cell.formula;
    this.type = cell.type;
    this.format = cell.format;
    this.color = cell.color;
    this.bordered = cell.bordered;
    this.blank = cell.formula === null && (cell.text === '' || /^[\s\u3000_＿]*$/u.test(cell.text));
  }

  /** Most cells of a filled table are never read as a heading. */
  get heading(): Heading {
    this.#heading ??= headingOf(this.text.length > 200 ? this.text.slice(0, 200) : this.text);
    return this.#heading;
  }
}

function regionOf(cell: GridCell, span: Box | null, rows: number, columns: number): Region {
  return new CellRegion(cell, Math.min(span?.bottom ?? cell.row, rows - 1), Math.min(span?.right ?? cell.column, columns - 1));
}

export function isBlank(region: Region): boolean {
  return region.blank;
}

export function width(region: Box): number {
  return region.right - region.left + 1;
}

export function height(region: Box): number {
  return region.bottom - region.top + 1;
}

function cut(grid: Grid, left: number, right: number): Pick<Grid, 'cells' | 'merged'> {
  const inside = (column: number): boolean => column >= left && column <= right;
  return {
    cells: grid.cells.filter((cell) => inside(cell.column)),
    merged: grid.merged.filter((box) => inside(box.left)).map((box) => ({ ...box, right: Math.min(box.right, right) })),
  };
}
