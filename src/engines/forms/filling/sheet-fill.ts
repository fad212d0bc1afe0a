/** What is to be written into one sheet, and what is left open and why. */
import type { CellText } from './values.ts';

export interface Missing {
  readonly sheet: string;
  /** Places after rows were put in, from 0. */
  readonly row: number;
  readonly column: number;
  readonly element: string;
  readonly reason: string;
}

export interface Provenance {
  readonly sheet: string;
  /** A whole column of a roster has row null. */
  readonly row: number | null;
  readonly column: number;
  readonly element: string;
  readonly from: string;
  /** Day or year of the fact as far as the registers tell. */
  readonly asOf: string | null;
  readonly confidence: number;
  readonly filled: number;
  /** Understood, but not sure enough to be filled without a word from a person. */
  readonly proposed: boolean;
}

export interface Insertion {
  readonly after: number;
  readonly count: number;
}

export interface Block {
  readonly firstRow: number;
  readonly columns: ReadonlyMap<number, readonly (CellText | null)[]>;
}

export class SheetFill {
  readonly sheet: string;
  readonly grid: number;
  insertion: Insertion | null = null;
  readonly blocks: Block[] = [];
  readonly cells = new Map<number, Map<number, CellText>>();
  filled = 0;

  constructor(sheet: string, grid: number) {
    this.sheet = sheet;
    this.grid = grid;
  }

  /** Row of the template after rows were put in. */
  moved(row: number): number {
    return this.insertion !== null && row > this.insertion.after ? row + this.insertion.count : row;
  }

  /** Puts a value into a cell of the template; its row is that of the template. */
  put(row: number, column: number, value: CellText): void {
    const cells = this.cells.get(this.moved(row)) ?? new Map<number, CellText>();
    this.cells.set(this.moved(row), cells.set(column, value));
    this.filled++;
  }
}
