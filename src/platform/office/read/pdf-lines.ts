/** Runs of letters to lines, and what stands inside ruled boxes to tables. */
import type { Rule, Rules, Run } from './pdf-place.ts';

/** Words without a wide gap between them. */
export interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

export interface Line extends Piece {
  readonly base: number;
  readonly size: number;
  /** More than one where wide gaps part the line: columns without rules, a number beside a name. Tabs in `text`. */
  readonly pieces: readonly Piece[];
}

export interface Grid {
  readonly top: number;
  readonly bottom: number;
  readonly rows: readonly (readonly string[])[];
}

/** A gap of this many letters parts two cells; a smaller one that shows is a space. */
const PARTED = 0.9;
const SPACED = 0.22;
const NEAR = 2;

/** Lines from top to bottom, each from left to right. */
export function linesOf(runs: readonly Run[]): Line[] {
  const groups: Run[][] = [];
  for (const run of [...runs].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const group = groups.at(-1);
    const first = group?.[0];
    // Raised and lowered figures stand a little off the line.
    if (group !== undefined && first !== undefined && run.base - first.base < 0.45 * Math.min(run.size, first.size)) group.push(run);
    else groups.push([run]);
  }
  return groups.map(lineOf);
}

function lineOf(group: Run[]): Line {
  group.sort((a, b) => a.left - b.left);
  const pieces: Piece[] = [];
  let before: Run | null = null;
  for (const run of group) {
    const piece = pieces.at(-1);
    // Printed twice, a hair apart: how some programs make letters bold.
    if (before !== null && run.text === before.text && Math.abs(run.left - before.left) < 0.2 * run.size) continue;
    const gap = before === null ? PARTED : (run.left - before.right) / Math.max(run.size, before.size);
    if (piece === undefined || gap >= PARTED) pieces.push({ text: run.text, left: run.left, right: run.right });
    else {
      const space = gap >= SPACED && !/\s$/u.test(piece.text) && !/^\s/u.test(run.text) ? ' ' : '';
      pieces[pieces.length - 1] = { text: piece.text + space + run.text, left: piece.left, right: Math.max(piece.right, run.right) };
    }
    before = run;
  }
  const sizes = group.map(({ size }) => size).sort((a, b) => a - b);
  return lineOfPieces(pieces, group[0]?.base ?? 0, sizes[sizes.length >> 1] ?? 1);
}

export function lineOfPieces(pieces: readonly Piece[], base: number, size: number): Line {
  return {
    text: pieces.map(({ text }) => text.trim()).join('\t'),
    left: pieces[0]?.left ?? 0,
    right: pieces.at(-1)?.right ?? 0,
    base,
    size,
    pieces,
  };
}

interface Cell {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly runs: Run[];
}

/** Takes the runs that stand in boxes of rules: each box a cell, boxes side by side a row, what hangs together a table. */
export function gridsOf(runs: readonly Run[], rules: Rules): { readonly grids: readonly Grid[]; readonly rest: readonly Run[] } {
  const vertical = [...rules.vertical].sort((a, b) => a.at - b.at);
  const horizontal = [...rules.horizontal].sort((a, b) => a.at - b.at);
  if (vertical.length < 2 || horizontal.length < 2) return { grids: [], rest: runs };
  const cells = new Map<string, Cell>();
  const rest: Run[] = [];
  for (const run of runs) {
    const x = (run.left + run.right) / 2;
    const y = run.base - run.size / 3;
    const sides = around(vertical, x, y);
    const ends = around(horizontal, y, x);
    if (sides === null || ends === null) {
      rest.push(run);
      continue;
    }
    const key = [sides[0], ends[0], sides[1], ends[1]].map(Math.round).join(' ');
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { left: sides[0], right: sides[1], top: ends[0], bottom: ends[1], runs: [run] });
    else cell.runs.push(run);
  }
  const tables = tablesOf([...cells.values()]);
  // One box around a text is a frame, not a table.
  for (const table of tables) if (table.length === 1) for (const { runs: framed } of table) rest.push(...framed);
  return { grids: tables.filter((table) => table.length > 1).map(gridOf), rest };
}

/** The nearest rules on both sides of a place that reach past it. */
function around(rules: readonly Rule[], place: number, across: number): readonly [number, number] | null {
  let before: number | null = null;
  for (const { at, from, to } of rules) {
    if (across < from - NEAR || across > to + NEAR) continue;
    if (at <= place) before = at;
    else return before === null ? null : [before, at];
  }
  return null;
}

/** Cells that touch or follow one another without a gap belong together. */
function tablesOf(cells: readonly Cell[]): Cell[][] {
  const tables: Cell[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const cell of [...cells].sort((a, b) => a.top - b.top || a.left - b.left)) {
    const table = tables.at(-1);
    if (table === undefined || cell.top > bottom + 2 * NEAR) tables.push([cell]);
    else table.push(cell);
    bottom = Math.max(bottom, cell.bottom);
  }
  return tables;
}

/** Columns are the different left edges of the table: a cell that stands further right has empty ones before it. */
function gridOf(cells: readonly Cell[]): Grid {
  const edges = distinct(cells.map(({ left }) => left));
  const tops = distinct(cells.map(({ top }) => top));
  const rows: string[][] = tops.map(() => edges.map(() => ''));
  for (const cell of cells) {
    const row = rows[indexOf(tops, cell.top)];
    if (row !== undefined) row[indexOf(edges, cell.left)] = wordsOf(cell);
  }
  return {
    top: tops[0] ?? 0,
    bottom: cells.reduce((bottom, cell) => Math.max(bottom, cell.bottom), 0),
    rows,
  };
}

function distinct(numbers: readonly number[]): number[] {
  const kept: number[] = [];
  for (const number of [...numbers].sort((a, b) => a - b))
    if (kept.length === 0 || number - (kept.at(-1) ?? 0) > 2 * NEAR) kept.push(number);
  return kept;
}

function indexOf(sorted: readonly number[], number: number): number {
  let index = 0;
  while (index + 1 < sorted.length && (sorted[index + 1] ?? 0) <= number + NEAR) index++;
  return index;
}

/** A line that fills its cell goes on in the next one. */
function wordsOf(cell: Cell): string {
  let words = '';
  let before: Line | null = null;
  for (const line of linesOf(cell.runs)) {
    if (before !== null) words += cell.right - before.right < 2 * line.size ? glue(words, line.text) : '\n';
    words += line.text.replaceAll('\t', ' ');
    before = line;
  }
  return words;
}

/** Between two lines of one paragraph: Latin words keep a space, Chinese and the digits of one number need none. */
export function glue(before: string, after: string): string {
  return /[A-Za-z,.;:)]$/u.test(before) && /^[\w(]/u.test(after) ? ' ' : '';
}
