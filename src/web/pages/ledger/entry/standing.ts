/** Where a row of the entry grid stands towards the ledger: pure, so that nothing is lost by accident of timing. */
import type { Row } from '../../../grid/index.ts';

export type Cells = Readonly<Record<string, string>>;

/** One sending, kept until the server has said yes or no to exactly it: sent again with the same key it counts once. */
export interface Sending {
  readonly key: string;
  readonly record: string | null;
  readonly seen: number | null;
  readonly values: Cells;
}

/** What stands in the ledger of the same record, where it differs from what is typed here. */
export interface Conflict {
  readonly record: string;
  readonly version: number;
  readonly values: Cells;
}

export interface Standing {
  readonly record: string | null;
  readonly version: number | null;
  /** As the ledger holds it, as far as this row knows. */
  readonly base: Cells;
  readonly sending: Sending | null;
  readonly conflict: Conflict | null;
  /** What the server did not take, by element; '' for the row as a whole. */
  readonly faults: Readonly<Record<string, string>>;
}

export const fresh: Standing = { record: null, version: null, base: {}, sending: null, conflict: null, faults: {} };

const cell = (cells: Cells, key: string): string => cells[key] ?? '';

/** Elements in which the row differs from what the ledger holds. */
export function changed({ cells }: Row, { base }: Standing): string[] {
  return [...new Set([...Object.keys(cells), ...Object.keys(base)])].filter((key) => key in cells && cell(cells, key) !== cell(base, key));
}

export function isBlank({ cells }: Row): boolean {
  return Object.values(cells).every((text) => text === '');
}

/** The next sending of a row; null: there is nothing to send, or somebody has to decide first. */
export function sendingOf(row: Row, standing: Standing, key: string): Sending | null {
  if (standing.sending !== null) return standing.sending;
  if (standing.conflict !== null) return null;
  const values = Object.fromEntries(changed(row, standing).map((element) => [element, cell(row.cells, element)]));
  if (Object.keys(values).length === 0) return null;
  return { key, record: standing.record, seen: standing.version, values };
}

/** The server has it. What was typed meanwhile stays a change. */
export function taken(standing: Standing, sending: Sending, said: { readonly id: string; readonly version: number }): Standing {
  return { ...fresh, record: said.id, version: said.version, base: { ...standing.base, ...sending.values } };
}

/** Refused for good: it may be mended and sent anew. */
export function refused(standing: Standing, faults: Standing['faults']): Standing {
  return { ...standing, sending: null, faults };
}

export interface Merged {
  readonly cells: Cells;
  readonly standing: Standing;
}

/**
 * Somebody else wrote the record meanwhile. Where both say the same, or only one of them changed an element, there is nothing to decide;
 * else the row waits with both values.
 */
export function met(row: Row, standing: Standing, theirs: Conflict): Merged {
  const clashes = clashing(row, standing, theirs);
  if (clashes.length > 0) return { cells: row.cells, standing: { ...standing, sending: null, faults: {}, conflict: theirs } };
  return decided(row, standing, theirs, 'mine');
}

/** Elements that both have changed, to different values. */
export function clashing(row: Row, standing: Standing, theirs: Conflict): string[] {
  return changed(row, standing).filter(
    (key) => cell(theirs.values, key) !== cell(standing.base, key) && cell(theirs.values, key) !== cell(row.cells, key),
  );
}

export function decided(row: Row, standing: Standing, theirs: Conflict, whose: 'mine' | 'theirs'): Merged {
  const mine = new Set(changed(row, standing));
  const cells = Object.fromEntries(
    Object.keys(row.cells).map((key) => [
      key,
      // A cell that was left empty in a new row says nothing about the record that there is.
      mine.has(key) && whose === 'mine' ? cell(row.cells, key) : cell(theirs.values, key),
    ]),
  );
  return { cells, standing: { ...fresh, record: theirs.record, version: theirs.version, base: theirs.values } };
}
