/** How well templates are understood: right, missed and wrong, with the confidence that was given. */
import { presentUnderstanding, understand, type Grid, type PresentedTable } from '../../src/engines/forms/index.ts';
import type { Labelled } from './templates.ts';

export interface Given {
  readonly form: string;
  readonly place: string;
  readonly words: string;
  readonly expected: readonly (string | null)[];
  readonly got: string | null;
  readonly confidence: number;
  readonly outcome: 'right' | 'missed' | 'wrong' | 'open';
}

export interface Scored {
  readonly given: readonly Given[];
  readonly layoutFaults: readonly string[];
}

export function score(forms: readonly Labelled[], change: (grid: Grid) => Grid = (grid) => grid): Scored {
  const given: Given[] = [];
  const layoutFaults: string[] = [];
  for (const form of forms) {
    const [table] = presentUnderstanding(understand([change(form.grid)])).sheets;
    if (table === undefined) continue;
    layoutFaults.push(...faultsOf(form, table));
    given.push(...answersOf(form, table));
  }
  return { given, layoutFaults };
}

function faultsOf(form: Labelled, table: PresentedTable): readonly string[] {
  const faults: string[] = [];
  if (!form.kinds.includes(table.kind)) faults.push(`${form.name}: kind ${table.kind}, not ${form.kinds.join('/')}`);
  if (form.header !== null && (table.header?.from !== form.header.from || table.header.to !== form.header.to))
    faults.push(`${form.name}: header ${table.header?.from}-${table.header?.to}, not ${form.header.from}-${form.header.to}`);
  if (form.firstDataRow !== null && table.firstDataRow !== form.firstDataRow)
    faults.push(`${form.name}: first record ${table.firstDataRow}, not ${form.firstDataRow}`);
  return faults;
}

function answersOf(form: Labelled, table: PresentedTable): readonly Given[] {
  const found = new Map<string, { readonly element: string | null; readonly confidence: number; readonly words: string }>();
  for (const cell of table.cells ?? []) found.set(cell.cell, { ...cell, words: [...cell.row, ...cell.column].join('/') });
  for (const cell of table.meta) found.set(cell.cell, { ...cell, words: cell.label });
  for (const column of table.columns) found.set(column.column, { ...column, words: column.path.join('/') });
  const wanted = new Map([...form.columns, ...form.cells, ...form.meta]);
  const places = new Set([...found.keys(), ...wanted.keys()]);
  return [...places].map((place): Given => {
    const answer = found.get(place);
    const expected = wanted.get(place) ?? [null];
    const got = answer?.element ?? null;
    const outcome = expected.includes(got) ? (got === null ? 'open' : 'right') : got === null ? 'missed' : 'wrong';
    return { form: form.name, place, words: answer?.words ?? '', expected, got, confidence: answer?.confidence ?? 0, outcome };
  });
}

export function summary({ given }: Scored): {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly wrong: number;
} {
  const count = (outcome: Given['outcome']): number => given.filter((one) => one.outcome === outcome).length;
  const right = count('right');
  const wrong = count('wrong');
  const missed = count('missed') + given.filter((one) => one.outcome === 'wrong' && !one.expected.includes(null)).length;
  const precision = right + wrong === 0 ? 1 : right / (right + wrong);
  const recall = right + missed === 0 ? 1 : right / (right + missed);
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall), wrong };
}
