/** Where the tables, rows and cells of a Word document stand in its XML, counted as the reader counts them. */
import { TAG, attributeOf, textElement, unescapeXml } from './markup.ts';
import type { TextEdit } from './strings.ts';

export interface WordCell {
  /** Of the grid, from 0. */
  readonly column: number;
  readonly innerStart: number;
  readonly innerEnd: number;
}

export interface WordRow {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly WordCell[];
}

export interface WordTable {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly WordRow[];
}

/** What the reader leaves out is no part of the table. */
const dropped = new Set([
  'del',
  'moveFrom',
  'rt',
  'instrText',
  'delText',
  'sdtPr',
  'Fallback',
  'tcPrChange',
  'trPrChange',
  'rPrChange',
  'pPrChange',
]);

interface OpenRow {
  readonly start: number;
  column: number;
  readonly cells: WordCell[];
}

/** Tables inside cells are text of the cell. */
export function scanTables(xml: string): readonly WordTable[] {
  const tables: WordTable[] = [];
  let depth = 0;
  let start = 0;
  let rows: WordRow[] = [];
  let row: OpenRow | null = null;
  let cell: { at: number; span: number } | null = null;
  forEachTag(xml, ({ local, attributes, opens, closes, from, to }) => {
    if (local === 'tbl') {
      if (opens && depth++ === 0) [start, rows] = [from, []];
      if (closes && --depth === 0) tables.push({ start, end: to, rows });
    }
    if (depth !== 1) return;
    if (local === 'tr') {
      if (opens) row = { start: from, column: 0, cells: [] };
      if (closes && row !== null) rows.push({ start: row.start, end: to, cells: row.cells });
    } else if (local === 'gridBefore' && row !== null) row.column += small(attributes);
    else if (local === 'tc') {
      if (opens) cell = { at: to, span: 1 };
      if (!closes || row === null || cell === null) return;
      row.cells.push({ column: row.column, innerStart: cell.at, innerEnd: from });
      row.column += cell.span;
      cell = null;
    } else if (local === 'gridSpan' && cell !== null) cell.span = Math.max(1, small(attributes));
  });
  return tables;
}

function small(attributes: string): number {
  const value = attributeOf(attributes, 'val') ?? '';
  return /^\d{1,3}$/u.test(value) ? Number(value) : 0;
}

interface Tag {
  readonly local: string;
  readonly attributes: string;
  readonly opens: boolean;
  readonly closes: boolean;
  readonly from: number;
  readonly to: number;
}

function forEachTag(xml: string, see: (tag: Tag) => void): void {
  let skipping: { local: string; depth: number } | null = null;
  for (const match of xml.matchAll(TAG)) {
    const [whole, slash, , local = '', attributes = '', empty] = match;
    const [opens, closes] = [slash !== '/', slash === '/' || empty === '/'];
    if (skipping !== null) {
      if (local === skipping.local) skipping.depth += (opens ? 1 : 0) - (closes ? 1 : 0);
      if (skipping.depth === 0) skipping = null;
    } else if (dropped.has(local)) {
      if (opens && !closes) skipping = { local, depth: 1 };
    } else see({ local, attributes, opens, closes, from: match.index, to: match.index + whole.length });
  }
}

interface Piece {
  /** Offset in the text that the reader shows. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
  readonly text: string;
}

/** Replaces pieces of a cell's text and keeps the runs around them. */
export function editedPieces(inner: string, edits: readonly TextEdit[]): string {
  const pieces = piecesOf(inner);
  const sorted = [...edits].sort((a, b) => b.start - a.start);
  let result = inner;
  for (const [at, piece] of [...pieces.entries()].reverse()) {
    const last = at === pieces.length - 1;
    let { text } = piece;
    for (const edit of sorted) {
      const starts = edit.start >= piece.from && (edit.start < piece.from + piece.text.length || (last && edit.start >= piece.from));
      const from = Math.min(Math.max(edit.start, piece.from) - piece.from, text.length);
      const to = Math.min(edit.end, piece.from + piece.text.length) - piece.from;
      if (starts || to > from) text = text.slice(0, from) + (starts ? edit.text : '') + text.slice(Math.max(from, to));
    }
    if (text !== piece.text) result = result.slice(0, piece.start) + textElement(piece.prefix, text) + result.slice(piece.end);
  }
  return result;
}

function piecesOf(inner: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let open: { start: number; inside: number; prefix: string } | null = null;
  forEachTag(inner, ({ local, opens, closes, from, to }) => {
    if (local === 't') {
      if (opens && !closes) open = { start: from, inside: to, prefix: /^<((?:[\w.-]+:)?)/u.exec(inner.slice(from, from + 40))?.[1] ?? '' };
      else if (open !== null) {
        const text = unescapeXml(inner.slice(open.inside, from));
        pieces.push({ from: at, start: open.start, end: to, prefix: open.prefix, text });
        at += text.length;
        open = null;
      }
    } else if (opens && ['br', 'cr', 'tab', 'sym'].includes(local)) at++;
    else if (local === 'p' && closes) at++;
  });
  return pieces;
}
