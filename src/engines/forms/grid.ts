/** What understanding looks at: the cells of one sheet of a workbook, or of one table of a Word document. Rows and columns count from 0. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly type: 'text' | 'number' | 'date' | 'boolean' | 'error';
  /** The formula without its "=", null where the cell holds none. A cell of a shared formula may hold "". */
  readonly formula: string | null;
  /** The code of the number format; null is General. */
  readonly format: string | null;
  /** RRGGBB of the font where it is set outright; null for black, automatic and theme colours. */
  readonly color: string | null;
  /** The cell has a line on at least one side: templates draw their tables. */
  readonly bordered: boolean;
}

export interface Validation {
  readonly ranges: readonly Box[];
  readonly type: 'list' | 'whole' | 'decimal' | 'date' | 'time' | 'textLength' | 'custom' | 'other';
  /** The choices of a list, also where they stand in cells elsewhere in the book; null where they cannot be told. */
  readonly list: readonly string[] | null;
}

export interface Grid {
  readonly name: string;
  readonly hidden: boolean;
  /** By row, then column; empty cells stand here where the template styles them. */
  readonly cells: readonly GridCell[];
  readonly merged: readonly Box[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  readonly validations: readonly Validation[];
  readonly printArea: Box | null;
  /** Paragraphs before a table of a document since the last table: its title stands outside. Empty for a workbook. */
  readonly before: readonly string[];
}

/** A sheet with nothing in it, to begin one that no file holds. */
export const emptyGrid: Grid = {
  name: '',
  hidden: false,
  cells: [],
  merged: [],
  hiddenRows: [],
  hiddenColumns: [],
  validations: [],
  printArea: null,
  before: [],
};
