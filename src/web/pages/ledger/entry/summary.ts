import type { Row } from '../../../grid/index.ts';
import { changed, isBlank, sendingOf, type Standing } from './standing.ts';

export interface Summary {
  /** Rows with something to record. */
  readonly ready: readonly string[];
  readonly waiting: readonly string[];
  readonly done: readonly string[];
  readonly conflicts: readonly string[];
}

export function summaryOf(rows: readonly Row[], standingOf: (id: string) => Standing): Summary {
  const all = rows.map((row) => ({ row, standing: standingOf(row.id) }));
  const ids = (which: (one: { row: Row; standing: Standing }) => boolean): string[] => all.filter(which).map(({ row }) => row.id);
  return {
    ready: ids(({ row, standing }) => standing.sending === null && sendingOf(row, standing, '') !== null),
    waiting: ids(({ standing }) => standing.sending !== null),
    done: ids(
      ({ row, standing }) =>
        standing.record !== null &&
        standing.sending === null &&
        standing.conflict === null &&
        !isBlank(row) &&
        changed(row, standing).length === 0,
    ),
    conflicts: ids(({ standing }) => standing.conflict !== null),
  };
}
