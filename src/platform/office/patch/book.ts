/** Values across the sheets of a workbook after filling, and which of them changed by it. */
import { evaluate } from './calc/evaluate.ts';
import { parseFormula, type Node } from './calc/parse.ts';
import { unknown, type Value } from './calc/values.ts';
import type { Formula } from './formulas.ts';
import type { RawCell } from './rows.ts';
import type { Sheet } from './sheet.ts';

interface Seen {
  readonly value: Value;
  /** Depends on something that was filled. */
  readonly fresh: boolean;
}

/** A chain of formulas longer than this is left to the spreadsheet. */
const DEPTH = 120;
const WIDTH = 16_384;
/** Stored values kept for one sheet: above it nothing is recomputed. */
const KEPT = 400_000;

export class Book {
  readonly #sheets = new Map<string, Sheet>();
  readonly #load: (name: string) => Sheet | null;
  readonly #done = new Map<Sheet, Map<number, Seen>>();
  readonly #stored = new Map<Sheet, Map<number, Value> | null>();
  readonly #trees = new Map<string, Node | null>();
  readonly #running = new Set<string>();
  #fresh = false;

  constructor(sheets: readonly Sheet[], load: (name: string) => Sheet | null) {
    for (const sheet of sheets) this.#sheets.set(sheet.source.name.toLowerCase(), sheet);
    this.#load = load;
  }

  /** The value of a formula's cell at its new place. */
  formula(sheet: Sheet, formula: Formula, row: number): Seen {
    const done = this.#done.get(sheet) ?? new Map<number, Seen>();
    this.#done.set(sheet, done);
    const key = row * WIDTH + formula.column;
    const known = done.get(key);
    if (known !== undefined) return known;
    const name = `${sheet.source.name}!${key}`;
    if (this.#running.has(name) || this.#running.size > DEPTH) return { value: unknown, fresh: true };
    this.#running.add(name);
    const outer = this.#fresh;
    // A formula in a new row was never computed before.
    this.#fresh = sheet.oldRow(row) === null;
    const value = this.#compute(sheet, formula, row);
    const seen = { value, fresh: this.#fresh };
    this.#fresh = outer || seen.fresh;
    this.#running.delete(name);
    done.set(key, seen);
    return seen;
  }

  #compute(sheet: Sheet, formula: Formula, row: number): Value {
    const text = formula.text;
    let tree = text === null ? null : this.#trees.get(text);
    if (tree === undefined) {
      tree = parseFormula(text ?? '');
      this.#trees.set(text ?? '', tree);
    }
    if (tree === null || /^<[^>]*\st=["'](?:array|dataTable)/u.test(formula.xml)) {
      this.#fresh = true;
      return unknown;
    }
    return evaluate(tree, {
      row,
      column: formula.column,
      down: row - formula.newRow,
      across: 0,
      cell: (name, r, c) => this.#cell(name === null ? sheet : this.#sheet(name), r, c),
      extent: (name) => {
        const other = name === null ? sheet : this.#sheet(name);
        return { rows: other?.lastRow ?? 0, columns: WIDTH - 1 };
      },
    });
  }

  #sheet(name: string): Sheet | null {
    const known = this.#sheets.get(name.toLowerCase());
    if (known !== undefined) return known;
    const loaded = this.#load(name);
    if (loaded !== null) this.#sheets.set(name.toLowerCase(), loaded);
    return loaded;
  }

  #cell(sheet: Sheet | null, row: number, column: number): Value {
    if (sheet === null) return unknown;
    const old = sheet.oldRow(row);
    const formula = sheet.formulas.get(old ?? sheet.patternOf(row))?.get(column);
    if (formula !== undefined) {
      const seen = this.formula(sheet, formula, row);
      this.#fresh ||= seen.fresh;
      return seen.value;
    }
    const written = sheet.source.writes?.at(row, column) ?? null;
    if (written !== null) {
      this.#fresh = true;
      if (typeof written === 'string') return written;
      const { attributes, cell } = attributesAt(sheet, old ?? sheet.patternOf(row), column);
      return sheet.stored(written, attributes, cell).value;
    }
    if (old === null) {
      this.#fresh = true;
      return null;
    }
    const stored = this.#storedOf(sheet);
    return stored === null ? unknown : (stored.get(old * WIDTH + column) ?? null);
  }

  /** Everything that the sheet's template stores, read once. */
  #storedOf(sheet: Sheet): Map<number, Value> | null {
    let stored = this.#stored.get(sheet);
    if (stored !== undefined) return stored;
    stored = new Map<number, Value>();
    for (const { row } of sheet.layout.rows) {
      if (!sheet.rawText(row).includes(`</${sheet.layout.prefix}c>`)) continue;
      for (const cell of sheet.row(row)?.cells ?? []) {
        const value = sheet.storedValue(cell);
        if (value !== null) stored.set(row * WIDTH + cell.column, value);
      }
      if (stored.size <= KEPT) continue;
      stored = null;
      break;
    }
    this.#stored.set(sheet, stored);
    return stored;
  }
}

/** Where a written cell gets its style from: the template's own cell, or its row's or column's. */
export function attributesAt(sheet: Sheet, row: number, column: number): { readonly attributes: string; readonly cell: RawCell | null } {
  const raw = sheet.row(row);
  const cell = raw?.cells.find((one) => one.column === column) ?? null;
  return { attributes: cell?.attributes ?? sheet.freshAttributes(raw, column), cell };
}
