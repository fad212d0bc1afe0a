/** What is asked of a sheet. Rows and columns count from 0; places are those after the insertion. */
import type { Insertion } from './a1.ts';
import type { TextEdit } from './strings.ts';

/** A day or a part of one; written as a number where the cell's format shows dates, else as the text. */
export interface DateValue {
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly iso: string;
  readonly text: string;
}

/** Changes in the text that stands in the cell (a ticked box, a value behind a label): the runs around them keep their look. */
export interface EditValue {
  readonly edits: readonly TextEdit[];
}

/** Text stays text whatever it looks like; a number becomes text where the cell's format is text. */
export type CellValue = string | number | DateValue | EditValue;

/** Values of rows that follow each other, column by column. */
export interface ValueBlock {
  readonly firstRow: number;
  readonly columns: ReadonlyMap<number, readonly (CellValue | null)[]>;
}

export interface SheetPatch {
  /** Name of the sheet. */
  readonly sheet: string;
  readonly insertion: Insertion | null;
  readonly blocks: readonly ValueBlock[];
  /** Single cells by row, then column. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, CellValue>>;
}

export class Writes {
  readonly #patch: SheetPatch;

  constructor(patch: SheetPatch) {
    this.#patch = patch;
  }

  at(row: number, column: number): CellValue | null {
    const single = this.#patch.cells.get(row)?.get(column);
    if (single !== undefined) return single;
    for (const block of this.#patch.blocks) {
      const value = block.columns.get(column)?.[row - block.firstRow];
      if (value !== undefined && value !== null) return value;
    }
    return null;
  }

  /** Columns with a value in this row, from left to right. */
  columnsOf(row: number): readonly number[] {
    const [block, ...others] = this.#patch.blocks;
    if (block !== undefined && others.length === 0 && !this.#patch.cells.has(row)) {
      const at = row - block.firstRow;
      return this.#sorted(block).filter(([, list]) => (list[at] ?? null) !== null).map(([column]) => column); // prettier-ignore
    }
    const columns = new Set(this.#patch.cells.get(row)?.keys());
    for (const { firstRow, columns: values } of this.#patch.blocks)
      for (const [column, list] of values) if ((list[row - firstRow] ?? null) !== null) columns.add(column);
    return [...columns].sort((a, b) => a - b);
  }

  #order: readonly (readonly [number, readonly (CellValue | null)[]])[] | null = null;

  #sorted({ columns }: ValueBlock): readonly (readonly [number, readonly (CellValue | null)[]])[] {
    return (this.#order ??= [...columns].sort(([a], [b]) => a - b));
  }

  /** Rows with a value, from top to bottom. */
  rows(): number[] {
    const rows = new Set(this.#patch.cells.keys());
    for (const { firstRow, columns } of this.#patch.blocks) {
      const lists = [...columns.values()];
      const height = lists.reduce((most, list) => Math.max(most, list.length), 0);
      for (let at = 0; at < height; at++) if (lists.some((list) => (list[at] ?? null) !== null)) rows.add(firstRow + at);
    }
    return [...rows].sort((a, b) => a - b);
  }

  lastColumn(): number {
    let last = -1;
    for (const columns of this.#patch.cells.values()) for (const column of columns.keys()) last = Math.max(last, column);
    for (const { columns } of this.#patch.blocks) for (const column of columns.keys()) last = Math.max(last, column);
    return last;
  }
}
