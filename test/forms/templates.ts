/**
 * Templates written as text, so that a person can read the table and its labels side by side. A line is a row, `|` parts cells, `<` goes on
 * from the left and `^` from above (merged), `~` is no cell at all, `#5` are five numbered blank rows, `*5` five blank ones. Below `---` stand the labels.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Box, Grid, GridCell } from '../../src/engines/forms/index.ts';

export interface Labelled {
  readonly name: string;
  readonly grid: Grid;
  readonly kinds: readonly (string | null)[];
  /** From 1, as people count; null where the form has no table of records. */
  readonly header: { readonly from: number; readonly to: number } | null;
  readonly firstDataRow: number | null;
  /** Answers that are right, by column letters; null among them: leaving it open is right. */
  readonly columns: ReadonlyMap<string, readonly (string | null)[]>;
  readonly cells: ReadonlyMap<string, readonly (string | null)[]>;
  readonly meta: ReadonlyMap<string, readonly (string | null)[]>;
}

export function templatesIn(file: string): readonly Labelled[] {
  const text = readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
  return text
    .split(/^=== /mu)
    .slice(1)
    .map((part) => {
      const [head = '', ...rest] = part.split('\n');
      const [body = '', labels = ''] = rest.join('\n').split(/^--- /mu);
      return labelled(
        head.trim(),
        gridOf(
          head.trim(),
          body.split('\n').filter((line) => line.trim() !== ''),
        ),
        labels.trim().split('\n'),
      );
    });
}

function labelled(name: string, grid: Grid, lines: readonly string[]): Labelled {
  const [kind = '', , rows, first] = (lines[0] ?? '').split(' ');
  const [from, to] = (rows ?? '').split('-').map(Number);
  const part = (word: string): string =>
    lines
      .find((line) => line.startsWith(word))
      ?.slice(word.length)
      .trim() ?? '';
  const words = part('columns')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const start = words[0]?.startsWith('@') === true ? lettersToIndex(words.shift()?.slice(1) ?? 'A') : firstColumn(grid, (from ?? 1) - 1);
  return {
    name,
    grid,
    kinds: kind.split('/').map((word) => (word === 'none' ? null : word)),
    header: from === undefined || to === undefined || Number.isNaN(from) ? null : { from, to },
    firstDataRow: first === undefined ? null : Number(first),
    columns: new Map(words.map((word, index) => [letters(start + index), answersOf(word)])),
    cells: placesOf(part('cells')),
    meta: placesOf(part('meta')),
  };
}

function placesOf(text: string): Labelled['cells'] {
  const found = new Map<string, readonly (string | null)[]>();
  for (const one of text.split(';')) {
    const [cell = '', answer] = one.trim().split(/\s+/u);
    if (answer !== undefined) found.set(cell, answersOf(answer));
  }
  return found;
}

function answersOf(word: string): readonly (string | null)[] {
  return word.split('/').map((one) => (one === '-' ? null : one));
}

function firstColumn(grid: Grid, row: number): number {
  return Math.min(...grid.cells.filter((cell) => cell.row === row && cell.text !== '').map((cell) => cell.column), 200);
}

export function gridOf(name: string, lines: readonly string[]): Grid {
  const rows = lines.flatMap((line) => expanded(line));
  const columns = Math.max(...rows.map((row) => row.length));
  const cells: GridCell[] = [];
  const owner = new Map<string, Box>();
  const boxes: { top: number; left: number; bottom: number; right: number }[] = [];
  const at = (row: number, column: number): (typeof boxes)[number] | undefined => owner.get(`${row},${column}`);
  let drawn = false;
  for (const [row, texts] of rows.entries()) {
    const single = texts.filter((text) => text !== '' && text !== '<' && text !== '^').length <= 1;
    const words = texts.filter((text) => text !== '' && text !== '<' && text !== '^');
    const foot = words.length > 0 && words.every((text) => /[:：]/u.test(text) || /^\s/u.test(text));
    drawn ||= !single && !foot;
    for (let column = 0; column < columns; column++) {
      const text = texts[column] ?? '~';
      if (text === '~') continue;
      const before = text === '<' ? at(row, column - 1) : text === '^' ? at(row - 1, column) : undefined;
      if (before !== undefined) {
        before.right = Math.max(before.right, column);
        before.bottom = Math.max(before.bottom, row);
        owner.set(`${row},${column}`, before);
        continue;
      }
      const box = { top: row, left: column, bottom: row, right: column };
      boxes.push(box);
      owner.set(`${row},${column}`, box);
      const formula = text.startsWith('=') ? text.slice(1) : null;
      const plain = formula === null ? text.replaceAll('\\n', '\n') : '';
      const type = /^\d+(?:\.\d+)?$/u.test(plain) ? 'number' : 'text';
      cells.push({ row, column, text: plain, type, formula, format: null, color: null, bordered: drawn && !foot });
    }
  }
  const merged = boxes.filter((box) => box.bottom > box.top || box.right > box.left);
  return { name, hidden: false, cells, merged, hiddenRows: [], hiddenColumns: [], validations: [], printArea: null, before: [] };
}

function expanded(line: string): string[][] {
  const repeat = /^([#*])(\d+)(.*)$/u.exec(line);
  if (repeat === null) return [line.split('|')];
  const tail = (repeat[3] ?? '').split('|').slice(1);
  return Array.from({ length: Number(repeat[2]) }, (_, index) => [repeat[1] === '#' ? String(index + 1) : '', ...tail]);
}

export function letters(column: number): string {
  let out = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) out = String.fromCharCode(65 + ((rest - 1) % 26)) + out;
  return out;
}

function lettersToIndex(text: string): number {
  let column = 0;
  for (const letter of text) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

export interface AskedHeading {
  readonly grid: Grid;
  readonly column: number;
  readonly expected: string | null;
}

/** Headings in a table of three more columns: `# subject title|heading|?|heading`, then a line each, with its element or "-". */
export function headingsIn(file: string): readonly (readonly [string, AskedHeading])[] {
  const found: (readonly [string, AskedHeading])[] = [];
  let columns: readonly string[] = [];
  let title = '';
  for (const line of readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8').split('\n')) {
    const [head = '', ...rest] = line.split('|');
    if (line.startsWith('# ')) {
      title = head.split(' ')[2] ?? '';
      columns = rest;
      continue;
    }
    const parts = /^(.+) (\S+)$/u.exec(line);
    if (parts === null) continue;
    const words = columns.map((column) => (column === '?' ? (parts[1] ?? '') : column));
    const rows = ['1', '2', '3'].map((number) => `${columns[0] === '序号' ? number : ''}${'|'.repeat(columns.length - 1)}`);
    const grid = gridOf(title, [`${title}${'|<'.repeat(columns.length - 1)}`, words.join('|'), ...rows]);
    found.push([`${title}: ${line}`, { grid, column: columns.indexOf('?'), expected: parts[2] === '-' ? null : (parts[2] ?? null) }]);
  }
  return found;
}
