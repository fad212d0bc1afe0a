import type { ASTNode } from '@marcbachmann/cel-js';

export type Expression = () => unknown;

/** A function of the expressions: it is told names, or one list of them. */
export interface RuleFunction {
  readonly takes: readonly 'string'[] | 'list<string>';
  readonly gives: 'bool' | 'double' | 'string';
  readonly run: (one: string, other: string, list: readonly string[]) => unknown;
}

/** What an expression may look at: the fields of `demand` with their types, and the functions. */
export interface Scope {
  readonly fields: Readonly<Record<string, string>>;
  readonly field: (name: string) => Expression | null;
  readonly functions: Readonly<Record<string, RuleFunction>>;
}

/**
 * An expression that has been parsed and type-checked, as closures: the library walks its tree anew each time, and four hundred of them are
 * asked of every notice. Only what rules use; whatever else the language has is left to the library (null).
 */
export function closureOf(node: ASTNode, scope: Scope): Expression | null {
  if (node.op === 'value') {
    const { args: value } = node;
    return () => value;
  }
  if (node.op === '.') {
    const [owner, name] = node.args;
    return owner.op === 'id' && owner.args === 'demand' ? scope.field(name) : null;
  }
  if (node.op === 'call') return calling(...node.args, scope);
  if (node.op === '!_') return joined([node.args], scope, (one) => () => one() !== true);
  if (node.op === '&&') return joined(node.args, scope, (one, other) => () => one() === true && other() === true);
  if (node.op === '||') return joined(node.args, scope, (one, other) => () => one() === true || other() === true);
  if (node.op === '?:') return joined(node.args, scope, (when, one, other) => () => (when() === true ? one() : other()));
  if (node.op === '==') return joined(node.args, scope, (one, other) => () => same(one(), other()));
  if (node.op === '!=') return joined(node.args, scope, (one, other) => () => !same(one(), other()));
  if (node.op === 'in') {
    const [item, list] = node.args;
    const names = namesOf(list);
    if (names !== null) return joined([item], scope, (one) => () => holds(names, one()));
    return joined([item, list], scope, (one, other) => () => holds(other(), one()));
  }
  return isReckoned(node) ? ofNumbers(node.args, scope, reckoning[node.op]) : null;
}

/** Numbers here are doubles, or whole numbers written as such, which compare with doubles as doubles. */
const reckoning = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
} as const satisfies Readonly<Record<string, (a: number, b: number) => number | boolean>>;

const isReckoned = (node: ASTNode): node is Extract<ASTNode, { readonly op: keyof typeof reckoning }> => Object.hasOwn(reckoning, node.op);

function ofNumbers(args: readonly [ASTNode, ASTNode], scope: Scope, apply: (a: number, b: number) => unknown): Expression | null {
  if (!args.every((node) => isNumber(node, scope))) return null;
  return joined(args, scope, (one, other) => () => apply(Number(one()), Number(other())));
}

function isNumber(node: ASTNode, scope: Scope): boolean {
  if (node.op === 'value') return typeof node.args === 'number' || typeof node.args === 'bigint';
  if (node.op === '.') return scope.fields[node.args[1]] === 'double';
  if (node.op === 'call') return scope.functions[node.args[0]]?.gives === 'double';
  if (node.op === '?:') return isNumber(node.args[1], scope) && isNumber(node.args[2], scope);
  return (node.op === '+' || node.op === '-' || node.op === '*') && node.args.every((part) => isNumber(part, scope));
}

/** The calls and fields of an expression, as they are written. */
export function questionsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(questionsOf);
  if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return [];
  const { op, args } = node;
  const asks = op === 'call' || op === '.';
  return asks && 'input' in node && 'start' in node && 'end' in node
    ? [String(node.input).slice(Number(node.start), Number(node.end))]
    : questionsOf(args);
}

const nothing: Expression = () => null;

function joined(
  nodes: readonly ASTNode[],
  scope: Scope,
  make: (one: Expression, other: Expression, third: Expression) => Expression,
): Expression | null {
  const parts: Expression[] = [];
  for (const node of nodes) {
    const part = closureOf(node, scope);
    if (part === null) return null;
    parts.push(part);
  }
  const [one = nothing, other = nothing, third = nothing] = parts;
  return make(one, other, third);
}

/** A call with its names written out. */
function calling(name: string, args: readonly ASTNode[], { functions }: Scope): Expression | null {
  const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (called === undefined) return null;
  const { run } = called;
  const [first] = args;
  const list = first === undefined || args.length > 1 ? null : namesOf(first);
  if (list !== null) return () => run('', '', list);
  const names = args.flatMap((node) => (node.op === 'value' && typeof node.args === 'string' ? [node.args] : []));
  const [one = '', other = ''] = names;
  return names.length === args.length ? () => run(one, other, []) : null;
}

/** The names of a list that is written out. */
function namesOf(node: ASTNode): readonly string[] | null {
  if (node.op !== 'list') return null;
  const names = node.args.flatMap((item) => (item.op === 'value' && typeof item.args === 'string' ? [item.args] : []));
  return names.length === node.args.length ? names : null;
}

const holds = (list: unknown, item: unknown): boolean => Array.isArray(list) && list.includes(item);

function same(a: unknown, b: unknown): boolean {
  return typeof a === 'bigint' || typeof b === 'bigint' ? Number(a) === Number(b) : a === b;
}
