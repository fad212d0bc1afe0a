/** Columns of a page: two columns of running text are read one after the other; lines that are parted otherwise stay lines. */
import { lineOfPieces, type Line, type Piece } from './pdf-lines.ts';

/** The box that paragraphs fill, by the lines that stand in it. */
export interface Column {
  readonly left: number;
  readonly right: number;
}

export interface Placed {
  readonly line: Line;
  readonly column: Column;
}

/** Fewest lines side by side that make two columns of a newspaper, and how much of its column such a line fills. */
const COLUMN_LINES = 5;
const COLUMN_FILL = 0.5;
/** Where on the page the gutter may lie. */
const GUTTER = [0.3, 0.7] as const;

/** `usual`: the edges of the text on pages of this width. */
export function columnsOf(width: number, lines: readonly Line[], usual: Column | undefined): Placed[] {
  const gutter = gutterOf(width, lines);
  if (gutter === null) {
    const column = usual ?? columnOf(lines);
    return lines.map((line) => ({ line, column }));
  }
  const placed: Placed[] = [];
  let band: Line[] = [];
  const flush = (): void => {
    for (const side of sidesOf(band, gutter)) for (const one of placedIn(side, side)) placed.push(one);
    band = [];
  };
  for (const line of lines) {
    if (line.pieces.some((piece) => piece.left < gutter && piece.right > gutter)) {
      flush();
      for (const one of placedIn([line], lines)) placed.push(one);
    } else band.push(line);
  }
  flush();
  return placed;
}

function placedIn(lines: readonly Line[], among: readonly Line[]): Placed[] {
  const column = columnOf(among);
  return lines.map((line) => ({ line, column }));
}

/** Edges at which at least two lines begin and end: one line that sticks out is not the edge. */
export function columnOf(lines: readonly Line[]): Column {
  const lefts = lines.map(({ left }) => left).sort((a, b) => a - b);
  const rights = lines.map(({ right }) => right).sort((a, b) => b - a);
  const second = lines.length > 3 ? 1 : 0;
  return { left: lefts[second] ?? 0, right: rights[second] ?? 0 };
}

function sidesOf(lines: readonly Line[], gutter: number): readonly [Line[], Line[]] {
  const left: Line[] = [];
  const right: Line[] = [];
  for (const line of lines) {
    const before = line.pieces.filter((piece) => piece.right <= gutter);
    const behind = line.pieces.filter((piece) => piece.right > gutter);
    if (before.length > 0) left.push(lineOfPieces(before, line.base, line.size));
    if (behind.length > 0) right.push(lineOfPieces(behind, line.base, line.size));
  }
  return [left, right];
}

function gutterOf(width: number, lines: readonly Line[]): number | null {
  const [from, to] = GUTTER;
  const gaps = lines.flatMap((line) => {
    const [before, behind, ...more] = line.pieces;
    if (before === undefined || behind === undefined || more.length > 0) return [];
    const middle = (before.right + behind.left) / 2;
    return middle < from * width || middle > to * width ? [] : [{ before, behind, middle }];
  });
  if (gaps.length < COLUMN_LINES) return null;
  const middles = gaps.map(({ middle }) => middle).sort((a, b) => a - b);
  const gutter = middles[middles.length >> 1] ?? 0;
  const { left, right } = columnOf(lines);
  const fills = (piece: Piece, room: number): boolean => piece.right - piece.left >= COLUMN_FILL * room;
  const prose = gaps.filter(
    ({ before, behind }) =>
      before.right <= gutter && behind.left >= gutter && fills(before, gutter - left) && fills(behind, right - gutter),
  );
  return prose.length >= COLUMN_LINES && prose.length >= 0.6 * gaps.length ? gutter : null;
}
