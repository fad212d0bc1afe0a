import type { Spot } from './state.ts';

/** What a key asks for; null: it is left to the cell. */
export type Step =
  | { readonly kind: 'move'; readonly to: Spot; readonly extend: boolean }
  | { readonly kind: 'edit' | 'revert' | 'leave' | 'all' | 'clear' | 'undo' | 'redo' };

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

interface Where {
  readonly here: Spot;
  /** Something is being typed: left and right move in the text, not in the grid. */
  readonly editing: boolean;
  readonly rows: number;
  readonly columns: number;
}

const PAGE = 10;

/** The keys of a spreadsheet, so that nobody has to learn any. */
export function steps(event: Pressed, { here, editing, rows, columns }: Where): Step | null {
  const { key, shiftKey } = event;
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return withControl(key.toLowerCase(), shiftKey, editing);
  const to = (row: number, column: number, extend = false): Step => ({
    kind: 'move',
    to: { row: here.row + row, column: here.column + column },
    extend,
  });
  const within = (row: number): number => Math.min(Math.max(0, here.row + row), rows - 1) - here.row;
  switch (key) {
    case 'Enter':
      return shiftKey ? to(within(-1), 0) : to(1, 0);
    case 'ArrowDown':
      return to(within(1), 0, shiftKey && !editing);
    case 'ArrowUp':
      return to(within(-1), 0, shiftKey && !editing);
    case 'PageDown':
      return to(within(PAGE), 0);
    case 'PageUp':
      return to(within(-PAGE), 0);
    case 'Tab':
      return tab(here, shiftKey, rows, columns);
    case 'ArrowLeft':
    case 'ArrowRight':
      return editing ? null : to(0, key === 'ArrowLeft' ? -1 : 1, shiftKey);
    case 'Home':
    case 'End':
      return editing ? null : to(0, key === 'Home' ? -here.column : columns - 1 - here.column, shiftKey);
    case 'F2':
      return { kind: 'edit' };
    case 'Escape':
      return { kind: editing ? 'revert' : 'leave' };
    case 'Delete':
    case 'Backspace':
      return editing ? null : { kind: 'clear' };
    default:
      return null;
  }
}

function withControl(key: string, shiftKey: boolean, editing: boolean): Step | null {
  if (key === 'z') return editing ? { kind: 'revert' } : { kind: shiftKey ? 'redo' : 'undo' };
  if (editing) return null;
  return key === 'y' ? { kind: 'redo' } : key === 'a' ? { kind: 'all' } : null;
}

/** To the next cell, over the end of the row; from the last cell out of the grid, so that nobody is caught in it. */
function tab({ row, column }: Spot, back: boolean, rows: number, columns: number): Step | null {
  const at = row * columns + column + (back ? -1 : 1);
  if (at < 0 || at >= rows * columns) return null;
  return { kind: 'move', to: { row: Math.floor(at / columns), column: at % columns }, extend: false };
}
