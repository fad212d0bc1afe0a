/** What one filling works with. */
import type { Grid } from '../grid.ts';
import type { Answer, TableUnderstanding } from '../understanding.ts';
import type { Moment } from './holding.ts';
import type { Period } from './period.ts';
import { valueOf, type Held, type Registers } from './registers.ts';
import type { Missing, Provenance, SheetFill } from './sheet-fill.ts';

export interface Context {
  readonly registers: Registers;
  /** 12 digits; null: whatever the registers hold. */
  readonly unit: string | null;
  readonly period: Period | null;
  /** Takes what is proposed too. */
  readonly accept: boolean;
  /** Identity number, household code or name of the one whom a card is about. */
  readonly record: string | null;
  readonly missing: Missing[];
  readonly provenance: Provenance[];
}

export interface Task {
  readonly table: TableUnderstanding;
  readonly grid: Grid;
  readonly fill: SheetFill;
  readonly moment: Moment;
}

/** Below it a place is only proposed; below 0.5 understanding says nothing at all. */
export const SURE = 0.85;

export function isTaken(answer: Pick<Answer, 'element' | 'confidence'>, context: Context): boolean {
  return answer.element !== null && (context.accept ? answer.confidence >= 0.5 : answer.confidence >= SURE);
}

/** A village has its own code; a town's (…000) and a county's (…000000) take in what begins with their digits. */
export function isUnder(code: string, unit: string | null): boolean {
  return unit === null || code.startsWith(unit.replace(/(?:000){1,2}$/u, ''));
}

export function ofUnitOnly(records: readonly Held[], context: Context): Held[] {
  return records.filter((record) => isUnder(valueOf(record, 'unit.code') ?? '', context.unit));
}

/** Texts of the template by row, then column; blank cells are not in it. */
export function textsOf(grid: Grid): ReadonlyMap<number, ReadonlyMap<number, string>> {
  const rows = new Map<number, Map<number, string>>();
  for (const { row, column, text } of grid.cells) {
    if (text.trim() === '') continue;
    const cells = rows.get(row) ?? new Map<number, string>();
    rows.set(row, cells.set(column, text));
  }
  return rows;
}
