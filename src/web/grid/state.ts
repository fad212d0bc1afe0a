/** What stands in an entry grid, and what a hand did to it: pure, so that page, draft and test agree. */
import type { Block } from './clipboard.ts';

export interface Row {
  readonly id: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** Undone and done again are the cells of all rows; rows share what did not change. */
export interface GridState {
  readonly rows: readonly Row[];
  readonly past: readonly (readonly Row[])[];
  readonly future: readonly (readonly Row[])[];
}

export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** From one corner to the other, in any direction. */
export interface Span {
  readonly from: Spot;
  readonly to: Spot;
}

export type Act =
  | { readonly kind: 'put'; readonly at: Spot; readonly text: string }
  | { readonly kind: 'paste'; readonly at: Spot; readonly block: Block; readonly ids: readonly string[] }
  | { readonly kind: 'clear'; readonly span: Span }
  | { readonly kind: 'drop'; readonly ids: ReadonlySet<string> }
  /** Behind the others, or instead of them where they are empty. */
  | { readonly kind: 'add'; readonly rows: readonly Row[]; readonly instead?: boolean }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

/** A day's work is fewer steps; a thousand rows a step share all that did not change. */
const STEPS = 200;

export function act(state: GridState, keys: readonly string[], doing: Act): GridState {
  const { rows, past, future } = state;
  if (doing.kind === 'undo') {
    const before = past.at(-1);
    return before === undefined ? state : { rows: before, past: past.slice(0, -1), future: [...future, rows] };
  }
  if (doing.kind === 'redo') {
    const after = future.at(-1);
    return after === undefined ? state : { rows: after, past: [...past, rows], future: future.slice(0, -1) };
  }
  const next = changed(rows, keys, doing);
  return next === rows ? state : { rows: next, past: [...past, rows].slice(-STEPS), future: [] };
}

function changed(rows: readonly Row[], keys: readonly string[], doing: Exclude<Act, { kind: 'undo' | 'redo' }>): readonly Row[] {
  switch (doing.kind) {
    case 'put':
      return written(rows, keys, doing.at, [[doing.text]]);
    case 'paste': {
      const missing = doing.at.row + doing.block.length - rows.length;
      const more = doing.ids.slice(0, Math.max(0, missing)).map((id) => ({ id, cells: {} }));
      return written([...rows, ...more], keys, doing.at, doing.block);
    }
    case 'clear': {
      const { top, bottom, left, right } = boxOf(doing.span);
      const blank = Array.from({ length: bottom - top + 1 }, () => Array.from({ length: right - left + 1 }, () => ''));
      return written(rows, keys, { row: top, column: left }, blank);
    }
    case 'drop':
      return rows.some(({ id }) => doing.ids.has(id)) ? rows.filter(({ id }) => !doing.ids.has(id)) : rows;
    case 'add':
      return doing.instead === true ? doing.rows : [...rows, ...doing.rows];
  }
}

function written(rows: readonly Row[], keys: readonly string[], { row: top, column: left }: Spot, block: Block): readonly Row[] {
  let any = false;
  const next = rows.map((row, at) => {
    const line = block[at - top];
    if (line === undefined) return row;
    const cells: Record<string, string> = { ...row.cells };
    let own = false;
    for (const [across, text] of line.entries()) {
      const key = keys[left + across];
      if (key === undefined || (cells[key] ?? '') === text) continue;
      cells[key] = text;
      own = true;
    }
    any ||= own;
    return own ? { ...row, cells } : row;
  });
  return any || next.length !== rows.length ? next : rows;
}

export function boxOf({ from, to }: Span): {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
} {
  return {
    top: Math.min(from.row, to.row),
    bottom: Math.max(from.row, to.row),
    left: Math.min(from.column, to.column),
    right: Math.max(from.column, to.column),
  };
}

export function blockIn(rows: readonly Row[], keys: readonly string[], span: Span): Block {
  const { top, bottom, left, right } = boxOf(span);
  return rows.slice(top, bottom + 1).map(({ cells }) => keys.slice(left, right + 1).map((key) => cells[key] ?? ''));
}
