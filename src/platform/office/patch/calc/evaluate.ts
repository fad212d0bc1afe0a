/** Values of formulas, where they are the plain ones that forms use; anything else is `unknown`. */
import { functions } from './functions.ts';
import type { Node } from './parse.ts';
import { compare, fault, isFault, isUnknown, toNumber, toText, toTruth, unknown, type Value } from './values.ts';

export interface Block {
  readonly sheet: string | null;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sight {
  /** The cell's value; the name of the sheet is null for the formula's own. */
  readonly cell: (sheet: string | null, row: number, column: number) => Value;
  /** Last row and column that hold anything: what lies beyond is blank. */
  readonly extent: (sheet: string | null) => { readonly rows: number; readonly columns: number };
  /** The place of the formula. */
  readonly row: number;
  readonly column: number;
  /** How far the formula stands from where its text was written: what is not fixed with $ moves along. */
  readonly down: number;
  readonly across: number;
}

/** More cells than this in one range are not worth recomputing here: the spreadsheet does it. */
const RANGE = 1_000_000;

export function evaluate(node: Node, sight: Sight): Value {
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'boolean':
      return node.value;
    case 'missing':
      return null;
    case 'range': {
      const block = blockOf(node, sight);
      if (block === null) return fault('#REF!');
      // A range where one value is wanted means a cell of it by place (implicit intersection) or an array: not ours.
      return node.to === null ? sight.cell(block.sheet, block.top, block.left) : unknown;
    }
    case 'unary': {
      const of = toNumber(evaluate(node.of, sight));
      return typeof of === 'number' ? (node.sign === '-' ? -of : node.sign === '%' ? of / 100 : of) : of;
    }
    case 'binary':
      return binary(node.operator, evaluate(node.left, sight), evaluate(node.right, sight));
    case 'call':
      return call(node, sight);
  }
}

export function blockOf(node: Extract<Node, { kind: 'range' }>, sight: Sight): Block | null {
  const at = (corner: typeof node.from): readonly [number, number] => [
    corner.row + (corner.rowFixed ? 0 : sight.down),
    corner.column + (corner.columnFixed ? 0 : sight.across),
  ];
  const [top, left] = at(node.from);
  const [bottom, right] = at(node.to ?? node.from);
  if (Math.min(top, bottom, left, right) < 0) return null;
  return {
    sheet: node.sheet,
    top: Math.min(top, bottom),
    left: Math.min(left, right),
    bottom: Math.max(top, bottom),
    right: Math.max(left, right),
  };
}

/** The values of a range by row; null where it is too large. */
export function valuesOf(block: Block, sight: Sight): Value[] | null {
  const { rows, columns } = sight.extent(block.sheet);
  const bottom = Math.min(block.bottom, rows);
  const right = Math.min(block.right, columns);
  if ((bottom - block.top + 1) * (right - block.left + 1) > RANGE) return null;
  const values: Value[] = [];
  for (let row = block.top; row <= bottom; row++)
    for (let column = block.left; column <= right; column++) values.push(sight.cell(block.sheet, row, column));
  return values;
}

function binary(operator: string, left: Value, right: Value): Value {
  if (operator === '&') {
    const [a, b] = [toText(left), toText(right)];
    return typeof a !== 'string' ? a : typeof b !== 'string' ? b : a + b;
  }
  if (/[=<>]/u.test(operator)) {
    const order = compare(left, right);
    if (typeof order !== 'number') return order;
    return { '=': order === 0, '<>': order !== 0, '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0 }[operator] ?? unknown;
  }
  const [a, b] = [toNumber(left), toNumber(right)];
  if (isFault(a) || isUnknown(a)) return a;
  if (isFault(b) || isUnknown(b)) return b;
  if (operator === '+' || operator === '-') return nearZero(operator === '+' ? a + b : a - b, a);
  if (operator === '*') return finite(a * b);
  if (operator === '/') return b === 0 ? fault('#DIV/0!') : finite(a / b);
  return finite(a ** b);
}

/** A difference that is only the dust of binary fractions is nought, as spreadsheets show it. */
function nearZero(result: number, operand: number): Value {
  return result !== 0 && Math.abs(result) < Math.abs(operand) * 1e-15 ? 0 : finite(result);
}

function finite(result: number): Value {
  return Number.isFinite(result) ? result : fault('#NUM!');
}

function call({ name, parts }: Extract<Node, { kind: 'call' }>, sight: Sight): Value {
  if (name === 'IF') {
    const [condition, then, otherwise] = parts;
    if (condition === undefined || then === undefined || parts.length > 3) return unknown;
    const truth = toTruth(evaluate(condition, sight));
    if (typeof truth !== 'boolean') {
      for (const part of parts.slice(1)) evaluate(part, sight);
      return truth;
    }
    const chosen = truth ? then : otherwise;
    return chosen === undefined ? false : (evaluate(chosen, sight) ?? 0);
  }
  if (name === 'IFERROR') {
    const [value, otherwise] = parts;
    if (value === undefined || otherwise === undefined) return unknown;
    const first = evaluate(value, sight);
    return isFault(first) ? (evaluate(otherwise, sight) ?? 0) : (first ?? 0);
  }
  if (name === 'ROW' || name === 'COLUMN') {
    const [of] = parts;
    if (of === undefined) return (name === 'ROW' ? sight.row : sight.column) + 1;
    const block = of.kind === 'range' && of.to === null ? blockOf(of, sight) : null;
    return block === null ? unknown : (name === 'ROW' ? block.top : block.left) + 1;
  }
  const args = parts.map((part) => {
    if (part.kind !== 'range') return { values: [evaluate(part, sight)], range: false };
    const block = blockOf(part, sight);
    return { values: block === null ? [fault('#REF!')] : (valuesOf(block, sight) ?? [unknown]), range: true };
  });
  const compute = functions[name];
  return compute === undefined ? unknown : compute(args);
}
