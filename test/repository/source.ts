import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, posix } from 'node:path';

/** Path from the repository's root → text. The checks see nothing else, so that a violation can be planted in memory. */
export type Tree = ReadonlyMap<string, string>;

export const root = fileURLToPath(new URL('../..', import.meta.url));

const ignored = new Set(['node_modules', 'dist', '.git', 'qingdan-data', '.cache', 'test-results']);
const texts =
  /\.(ts|tsx|mjs|js|json|md|css|html|yaml|yml|sql|svg|snap)$|^\.[a-z]+rc(\.json)?$|^(bin\/qingdan|\.ci\/run|LICENSE|\.gitignore|\.editorconfig)$/;

export function readTree(folder = root): Tree {
  const tree = new Map<string, string>();
  walk('');
  return tree;

  function walk(below: string): void {
    for (const name of readdirSync(join(folder, below)).sort()) {
      const path = posix.join(below, name);
      if (ignored.has(name) || name.endsWith('.log')) continue;
      if (statSync(join(folder, path)).isDirectory()) walk(path);
      else if (texts.test(path) || texts.test(name)) tree.set(path, readFileSync(join(folder, path), 'utf8'));
    }
  }
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path);
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('test/');
}

/** The product's own code: what ships. */
export function productCode(tree: Tree): [string, string][] {
  return [...tree].filter(([path]) => path.startsWith('src/') && isCode(path) && !isTest(path));
}

/**
 * The code without comments, line by line as before; with `strings: false` also without the insides of strings and templates (the code in
 * `${…}` stays), with `regExps: false` without regular expressions. Enough of a scanner for house style, not for all of ECMAScript.
 */
export function codeOf(text: string, { strings = true, regExps = true } = {}): string {
  const key = `${strings} ${regExps} ${text}`;
  const known = scanned.get(key);
  if (known !== undefined) return known;
  const code = scan(text, strings, regExps);
  scanned.set(key, code);
  return code;
}

/** Every check reads the whole tree: each file is scanned once. */
const scanned = new Map<string, string>();

function scan(text: string, strings: boolean, regExps: boolean): string {
  let out = '';
  let at = 0;
  const templates: number[] = [];
  const keep = (part: string, shown: boolean): void => {
    out += shown ? part : part.replaceAll(/[^\n]/g, ' ');
  };
  while (at < text.length) {
    const rest = text.slice(at, at + 2);
    const char = text[at] ?? '';
    if (rest === '//' || rest === '/*') {
      const end = rest === '//' ? text.indexOf('\n', at) : text.indexOf('*/', at) + 2;
      const until = end < at + 2 ? text.length : end;
      keep(text.slice(at, until), false);
      at = until;
    } else if (char === "'" || char === '"') {
      const end = endOfString(text, at + 1, char);
      out += char;
      keep(text.slice(at + 1, end), strings);
      out += text[end] ?? '';
      at = end + 1;
    } else if (char === '`' || (char === '}' && templates.at(-1) === 0)) {
      if (char === '}') templates.pop();
      const end = endOfTemplate(text, at + 1);
      out += char;
      keep(text.slice(at + 1, end.at), strings);
      out += text.slice(end.at, end.at + end.mark);
      if (end.mark === 2) templates.push(0);
      at = end.at + end.mark;
    } else if (char === '/' && startsRegExp(out)) {
      const end = endOfRegExp(text, at + 1);
      keep(text.slice(at, end), regExps);
      at = end;
    } else {
      const open = templates.length - 1;
      if (char === '{' && open >= 0) templates[open] = (templates[open] ?? 0) + 1;
      if (char === '}' && open >= 0) templates[open] = (templates[open] ?? 0) - 1;
      out += char;
      at++;
    }
  }
  return out;
}

function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote || text[at] === '\n') return at;
  }
  return text.length;
}

function endOfTemplate(text: string, from: number): { at: number; mark: 1 | 2 } {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return { at, mark: 1 };
    else if (text.startsWith('${', at)) return { at, mark: 2 };
  }
  return { at: text.length, mark: 1 };
}

/** A slash divides after a value and begins a regular expression anywhere else. */
function startsRegExp(before: string): boolean {
  const last = before.trimEnd();
  return last === '' || /[(,=:[!&|?{};+\-*%<>~^]$/.test(last) || /(^|[^\w$])(return|typeof|case|in|of|=>)$/.test(last);
}

function endOfRegExp(text: string, from: number): number {
  let inClass = false;
  for (let at = from; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    else if (text[at] === '/' && !inClass) return at + 1;
  }
  return from;
}

export interface Import {
  readonly from: string;
  /** What it names: a path from the root for own files, else the package or `node:` name. */
  readonly to: string;
  readonly own: boolean;
  readonly typesOnly: boolean;
  readonly line: number;
}

export function importsOf(path: string, text: string): Import[] {
  const code = codeOf(text);
  const found: Import[] = [];
  const pattern =
    /(?:^|[;\n])\s*(import|export)\s+(type\s+)?([^;'"`]*?\bfrom\s*)?(['"])([^'"\n]+)\4|\bimport\(\s*(['"])([^'"\n]+)\6|new URL\(\s*(['"])(\.[^'"\n]+\.(?:ts|tsx|mjs|js))\8\s*,\s*import\.meta\.url/g;
  for (const match of code.matchAll(pattern)) {
    const name = match[5] ?? match[7] ?? match[9] ?? '';
    const clause = match[3] ?? '';
    const braces = /^\{(.*)\}\s*from\s*$/s.exec(clause.trim());
    const eachIsType =
      braces !== null && (braces[1] ?? '').split(',').every((part) => part.trim() === '' || part.trim().startsWith('type '));
    const own = name.startsWith('.');
    found.push({
      from: path,
      to: own ? posix.normalize(posix.join(posix.dirname(path), name)).replace(/\?.*$/, '') : packageOf(name),
      own,
      typesOnly: match[2] !== undefined || eachIsType,
      line: lineAt(code, match.index + match[0].length - match[0].replace(/^[;\s]+/, '').length),
    });
  }
  return found;
}

function packageOf(name: string): string {
  if (name.startsWith('node:')) return name;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
