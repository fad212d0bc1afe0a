import { elementOf, registerOf, type Element } from '../../../../engines/forms/index.ts';
import type { Block } from '../../../grid/index.ts';
import type { Column } from '../types.ts';

/** Elements that a county admitted stand in no list of the page: what the server says of them is enough to judge a cell. */
export function elementOfColumn({ key, zh, type, unit, definition, choices }: Column): Element {
  return (
    elementOf(key) ?? {
      key,
      zh,
      subject: '',
      type: type as Element['type'], // the server's own list of types
      unit,
      codeList: type === 'code' ? (choices ?? []).map((choice) => ({ code: choice, zh: choice })) : null,
      definition,
      derivedFrom: null,
      sensitive: 'none',
      period: 'pointInTime',
    }
  );
}

const FIRST = 8;

/** What is recorded itself and not worked out, as many as one looks at together. */
export function columnsAtFirst(columns: readonly Column[]): string[] {
  return columns.filter((column) => elementOfColumn(column).derivedFrom === null).slice(0, FIRST).map(({ key }) => key); // prettier-ignore
}

export interface Received {
  readonly keys: readonly string[];
  readonly rows: Block;
  /** Headings that the register has no column for. */
  readonly unknown: readonly string[];
}

/** A pasted block with its headings on top, in whatever words; null: it has none, and its cells stand where they were put. */
export function withHeadings(block: Block, columns: readonly Column[]): Received | null {
  const [head, ...rest] = block;
  if (head === undefined || rest.length === 0) return null;
  const own = new Set(columns.map(({ key }) => key));
  const named = new Map(columns.map(({ key, zh }) => [plain(zh), key]));
  const understood = registerOf({ name: '', rows: block.slice(0, 8) });
  const first = understood !== null && understood.rows.length === Math.min(block.length, 8) - 1 ? understood.keys : [];
  const keys = head
    .map((text, at) => named.get(plain(text)) ?? first[at] ?? null)
    .map((key) => (key !== null && own.has(key) ? key : null));
  const known = keys.filter((key) => key !== null);
  const filled = head.filter((text) => text !== '').length;
  if (known.length < 2 || known.length < filled * 0.5 || new Set(known).size < known.length) return null;
  return {
    keys: known,
    rows: rest.map((row) => keys.flatMap((key, at) => (key === null ? [] : [row[at] ?? '']))),
    unknown: head.filter((text, at) => text !== '' && keys[at] === null),
  };
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s*]/gu, '');
}
