/** Straight lines of a page, from which tables are told: strokes along the axes, and the thin filled boxes that word processors draw instead. */
import type { PdfLibrary } from './pdf-library.ts';
import { identity, matrixOf, moved, times, type Matrix, type Rule, type Rules } from './pdf-place.ts';

const MOVE = 0;
const LINE = 1;
const CLOSE = 4;
/** How many numbers follow each code of a path: move, line, cubic, quadratic, close. */
const NUMBERS = [2, 2, 6, 4, 0] as const;
const THIN = 3;
const SHORTEST = 6;
/** A page of more lines is a drawing, not a table. */
const MAX_RULES = 4_000;

export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export function rulesOf(list: Operators, operators: PdfLibrary['operators'], view: Matrix): Rules {
  const found: { vertical: Rule[]; horizontal: Rule[] } = { vertical: [], horizontal: [] };
  const saved: Matrix[] = [];
  let current = view;
  for (let at = 0; at < list.fnArray.length; at++) {
    const operator = list.fnArray[at];
    const given = list.argsArray[at];
    const args: readonly unknown[] = Array.isArray(given) ? given : [];
    if (operator === operators.save) saved.push(current);
    else if (operator === operators.restore) current = saved.pop() ?? view;
    else if (operator === operators.transform) current = times(current, matrixOf(args));
    else if (operator === operators.paintFormXObjectBegin) {
      saved.push(current);
      current = times(current, args[0] === null || args[0] === undefined ? identity : matrixOf(args[0]));
    } else if (operator === operators.paintFormXObjectEnd) current = saved.pop() ?? view;
    else if (operator === operators.constructPath && args[0] !== operators.endPath) {
      const path: unknown = Array.isArray(args[1]) ? args[1][0] : null;
      if (path instanceof Float32Array) readPath(path, isStroke(args[0], operators), current, found);
      if (found.vertical.length + found.horizontal.length > MAX_RULES) return { vertical: [], horizontal: [] };
    }
  }
  return found;
}

function isStroke(painted: unknown, operators: PdfLibrary['operators']): boolean {
  const strokes = ['stroke', 'closeStroke', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'] as const;
  return strokes.some((name) => operators[name] === painted);
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Of a stroke each straight piece counts, of a filled shape only its box, and only where that is thin. */
function readPath(path: Float32Array, stroke: boolean, current: Matrix, found: { vertical: Rule[]; horizontal: Rule[] }): void {
  let box: Box | null = null;
  let first: readonly [number, number] = [0, 0];
  let last: readonly [number, number] = [0, 0];
  const end = (): void => {
    if (!stroke && box !== null) keep(box, found);
    box = null;
  };
  for (let at = 0; at < path.length;) {
    const code = path[at] ?? MOVE;
    const count = NUMBERS[code] ?? 0;
    if (code === MOVE) end();
    if (stroke && code === CLOSE) keep(boxOf(last, first), found);
    if (count > 0) {
      const point = moved(current, path[at + count - 1] ?? 0, path[at + count] ?? 0);
      if (stroke && code === LINE) keep(boxOf(last, point), found);
      box = box === null ? boxOf(point, point) : around(box, point);
      last = point;
      if (code === MOVE) first = point;
    }
    at += 1 + count;
  }
  end();
}

function boxOf([x, y]: readonly [number, number], [u, v]: readonly [number, number]): Box {
  return { left: Math.min(x, u), top: Math.min(y, v), right: Math.max(x, u), bottom: Math.max(y, v) };
}

function around(box: Box, [x, y]: readonly [number, number]): Box {
  return { left: Math.min(box.left, x), top: Math.min(box.top, y), right: Math.max(box.right, x), bottom: Math.max(box.bottom, y) };
}

function keep({ left, top, right, bottom }: Box, found: { vertical: Rule[]; horizontal: Rule[] }): void {
  if (right - left <= THIN && bottom - top >= SHORTEST) found.vertical.push({ at: (left + right) / 2, from: top, to: bottom });
  else if (bottom - top <= THIN && right - left >= SHORTEST) found.horizontal.push({ at: (top + bottom) / 2, from: left, to: right });
}
