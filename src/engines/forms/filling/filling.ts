/** From what a form asks and what registers hold to the cells that are written, and a list of what is left with the reason. */
import { emptyGrid, type Grid } from '../grid.ts';
import type { Understanding } from '../understanding.ts';
import { scopeIn } from './belonging.ts';
import { fillCardTable, bearerOf } from './card.ts';
import { textsOf, type Context, type Task } from './context.ts';
import { dayIn, type Period } from './period.ts';
import type { Registers } from './registers.ts';
import { fillRoster } from './roster.ts';
import { SheetFill, type Missing, type Provenance } from './sheet-fill.ts';
import { conflictOf, titlesOf } from './head.ts';
import { fillSingles } from './single.ts';

export interface Filling {
  readonly sheets: readonly SheetFill[];
  readonly filled: number;
  readonly missing: readonly Missing[];
  readonly provenance: readonly Provenance[];
}

export interface FillOptions {
  readonly unit: string | null;
  readonly period: Period | null;
  readonly accept: boolean;
  /** Identity number, household code or name of the one whom a card is about. */
  readonly record: string | null;
  readonly fileName: string;
}

export function fillForm(
  understanding: Understanding,
  grids: readonly Grid[],
  registers: Registers,
  { fileName, ...options }: FillOptions,
): Filling {
  const context: Context = { ...options, registers, missing: [], provenance: [] };
  const fills = new Map<number, SheetFill>();
  const tasks = understanding.tables.flatMap((table): Task[] => {
    const grid = grids[table.grid];
    if (grid === undefined || table.kind === null) return [];
    const fill = fills.get(table.grid) ?? new SheetFill(table.sheet, table.grid);
    fills.set(table.grid, fill);
    const day = dayIn([...table.noteRows.flatMap((row) => [...(textsOf(grid).get(row)?.values() ?? [])]), table.title ?? '']);
    return [{ table, grid, fill, moment: { day: day ?? options.period?.last ?? null, year: options.period?.year ?? null } }];
  });
  // Lines are put in first: every other place of the sheet may move by them.
  const scope = scopeIn(notesOf(understanding, grids));
  const open = tasks.filter((task) => !stopped(task, context));
  for (const task of open)
    if (task.table.kind === 'roster')
      fillRoster(task, context, { titles: titlesOf(task, tasks), around: [task.table.sheet, fileName.replace(/\.\w+$/u, '')], scope });
  for (const task of open) {
    const bearer = task.table.kind === 'card' ? bearerOf(task, context) : null;
    if (task.table.kind === 'card' && bearer !== null) fillCardTable(task, context, bearer);
    fillSingles(task, context, bearer);
  }
  const sheets = [...fills.values()].filter((fill) => fill.filled > 0);
  return { sheets, filled: sheets.reduce((sum, { filled }) => sum + filled, 0), missing: context.missing, provenance: context.provenance };
}

/** Another year or another place stands above the table: what we hold would be filled under a wrong head. */
function stopped(task: Task, context: Context): boolean {
  const conflict = conflictOf(task, context);
  if (conflict === null) return false;
  const { table, fill } = task;
  const places = [
    ...table.columns.map(({ element, column }) => ({ element, row: table.firstDataRow ?? 0, column })),
    ...table.cells,
    ...table.meta,
  ];
  for (const { element, row, column } of places)
    if (element !== null) context.missing.push({ sheet: fill.sheet, row, column, element, reason: conflict });
  return true;
}

/** Sentences of the whole file outside its tables: notes below them, and sheets that hold only notes. */
function notesOf({ tables }: Understanding, grids: readonly Grid[]): readonly string[] {
  return tables.flatMap((table) => {
    const texts = textsOf(grids[table.grid] ?? emptyGrid);
    const rows = table.kind === null ? [...texts.keys()] : table.noteRows;
    return rows.flatMap((row) => [...(texts.get(row)?.values() ?? [])]);
  });
}
