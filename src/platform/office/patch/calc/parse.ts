/** Formulas as trees: the grammar of ECMA-376 part 1, 18.17.2, as far as forms use it. What is beyond it is null, never guessed. */
import { columnOf } from '../a1.ts';

interface Corner {
  readonly row: number;
  readonly column: number;
  readonly rowFixed: boolean;
  readonly columnFixed: boolean;
}

export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'missing' }
  | { readonly kind: 'range'; readonly sheet: string | null; readonly from: Corner; readonly to: Corner | null }
  | { readonly kind: 'unary'; readonly sign: '+' | '-' | '%'; readonly of: Node }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Node[] };

const TOKEN =
  /\s+|(?<text>"(?:[^"]|"")*")|(?<sheet>(?:'(?:[^']|'')*'|[\p{L}_][\p{L}\p{N}_.]*)!)?(?<from>\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(?<to>\$?[A-Za-z]{1,3}\$?\d{1,7}))?(?![\p{L}\p{N}_.(![:])|(?<name>[\p{L}_][\p{L}\p{N}_.]*)|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(?<sign><=|>=|<>|[-+*/^&=<>%(),])/uy;

type Token =
  | { readonly kind: 'text' | 'name' | 'number' | 'sign'; readonly text: string }
  | { readonly kind: 'range'; readonly node: Node };

const DEPTH = 60;
const TOKENS = 2_000;

/** Null where the formula says something that we do not compute. */
export function parseFormula(formula: string): Node | null {
  const tokens = tokensOf(formula.replace(/^=/u, ''));
  if (tokens === null) return null;
  const parser = new Parser(tokens);
  try {
    const node = parser.expression(0);
    return parser.done ? node : null;
  } catch (error) {
    if (error instanceof Beyond) return null;
    throw error;
  }
}

class Beyond extends Error {}

function tokensOf(formula: string): Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < formula.length) {
    const groups = TOKEN.exec(formula)?.groups;
    if (groups === undefined || tokens.length > TOKENS) return null;
    const { text, sheet, from, to, name, number, sign } = groups;
    if (text !== undefined) tokens.push({ kind: 'text', text: text.slice(1, -1).replaceAll('""', '"') });
    else if (from !== undefined) tokens.push({ kind: 'range', node: rangeOf(sheet, from, to) });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

function rangeOf(sheet: string | undefined, from: string, to: string | undefined): Node {
  const bare = sheet?.slice(0, -1);
  const name = bare === undefined ? null : bare.startsWith("'") ? bare.slice(1, -1).replaceAll("''", "'") : bare;
  return { kind: 'range', sheet: name, from: cornerOf(from), to: to === undefined ? null : cornerOf(to) };
}

function cornerOf(reference: string): Corner {
  const [, columnFixed, letters = '', rowFixed, digits] = /^(\$?)([A-Za-z]+)(\$?)(\d+)$/u.exec(reference) ?? [];
  return { row: Number(digits) - 1, column: columnOf(letters), rowFixed: rowFixed === '$', columnFixed: columnFixed === '$' };
}

/** Precedence: comparison, &, + -, * /, ^; unary minus binds tighter than ^, as in spreadsheets; % is put behind. */
const levels: readonly (readonly string[])[] = [['=', '<>', '<', '>', '<=', '>='], ['&'], ['+', '-'], ['*', '/'], ['^']];

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  expression(level: number): Node {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.expression(level + 1);
    for (let sign = this.#sign(operators); sign !== null; sign = this.#sign(operators))
      left = { kind: 'binary', operator: sign, left, right: this.expression(level + 1) };
    return left;
  }

  #unary(): Node {
    if (++this.#depth > DEPTH) throw new Beyond();
    const sign = this.#sign(['+', '-']);
    let node: Node = sign === '+' || sign === '-' ? { kind: 'unary', sign, of: this.#unary() } : this.#primary();
    while (this.#sign(['%']) !== null) node = { kind: 'unary', sign: '%', of: node };
    this.#depth--;
    return node;
  }

  #primary(): Node {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Beyond();
    if (token.kind === 'range') return token.node;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'text', value: token.text };
    if (token.kind === 'name') return this.#named(token.text);
    if (token.text !== '(') throw new Beyond();
    const inner = this.expression(0);
    if (this.#sign([')']) === null) throw new Beyond();
    return inner;
  }

  #named(name: string): Node {
    const upper = name.toUpperCase().replace(/^_XLFN\./u, '');
    if (this.#sign(['(']) === null) {
      if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'boolean', value: upper === 'TRUE' };
      throw new Beyond();
    }
    const parts: Node[] = [];
    if (this.#sign([')']) !== null) return { kind: 'call', name: upper, parts };
    for (;;) {
      parts.push(this.#peek([',', ')']) ? { kind: 'missing' } : this.expression(0));
      if (this.#sign([')']) !== null) return { kind: 'call', name: upper, parts };
      if (this.#sign([',']) === null) throw new Beyond();
    }
  }

  #peek(signs: readonly string[]): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'sign' && signs.includes(token.text);
  }

  #sign(signs: readonly string[]): string | null {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return null;
    this.#at++;
    return token.text;
  }
}
