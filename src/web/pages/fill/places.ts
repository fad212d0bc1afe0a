import { confirmedHeading, elementOf, SURE, type Answer, type Candidate, type TableUnderstanding } from '../../../engines/forms/index.ts';

/** Sure is filled; asked is proposed and waits for a yes; open is nothing that the dictionary holds: a person fills it. */
export type Standing = 'sure' | 'asked' | 'open' | 'own';

/** One thing that a table asks, wherever it stands: a column, a labelled cell, a cell of a statistic. */
export interface Place {
  readonly id: string;
  readonly table: number;
  readonly kind: 'column' | 'label' | 'cell';
  readonly path: readonly string[];
  readonly row: number | null;
  readonly column: number;
  readonly element: string | null;
  readonly unit: string | null;
  readonly standing: Standing;
  readonly alternatives: readonly Candidate[];
  readonly why: readonly string[];
}

function standingOf({ element, confidence }: Answer): Standing {
  if (element === null) return 'open';
  return confidence >= SURE ? 'sure' : 'asked';
}

export function placesOf(tables: readonly TableUnderstanding[]): readonly Place[] {
  return tables.flatMap((table, nth) => [
    ...table.meta.map((cell) => ({
      ...shared(cell),
      id: `${nth}-m${cell.row}-${cell.column}`,
      table: nth,
      kind: 'label' as const,
      path: [cell.label],
      row: cell.row,
      column: cell.column,
    })),
    ...table.columns.map((column) => ({
      ...shared(column),
      id: `${nth}-c${column.column}`,
      table: nth,
      kind: 'column' as const,
      path: column.path,
      row: null,
      column: column.column,
      standing: column.role === 'value' ? standingOf(column) : ('own' as const),
    })),
    ...table.cells.map((cell) => ({
      ...shared(cell),
      id: `${nth}-s${cell.row}-${cell.column}`,
      table: nth,
      kind: 'cell' as const,
      path: [...cell.rowPath, ...cell.columnPath],
      row: cell.row,
      column: cell.column,
      standing: cell.formula ? ('own' as const) : standingOf(cell),
    })),
  ]);
}

function shared(answer: Answer): Pick<Place, 'element' | 'unit' | 'standing' | 'alternatives' | 'why'> {
  const { element, unit, alternatives, why } = answer;
  return { element, unit, standing: standingOf(answer), alternatives, why };
}

/** As confirmations name a heading. */
export function headingOf(place: Pick<Place, 'path'>): string {
  return confirmedHeading(place.path);
}

export interface Count {
  readonly sure: number;
  readonly asked: number;
  readonly open: number;
}

export function countOf(places: readonly Place[]): Count {
  const of = (standing: Standing): number => places.filter((place) => place.standing === standing).length;
  return { sure: of('sure'), asked: of('asked'), open: of('open') };
}

export function nameOf(key: string): string {
  return elementOf(key)?.zh ?? key;
}
