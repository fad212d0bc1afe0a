import { exactSum } from '../../base/decimal.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Field } from '../demands/index.ts';
import { findUnits } from '../units/index.ts';
import { moved, type Values } from './answer.ts';
import { rollupOf, unitsAsked, type AskedUnit, type PlaceCounts } from './store.ts';

export interface FieldCounts {
  readonly sum: number;
  readonly count: number;
  /** Asked, and not said: no answer, or a blank one. */
  readonly missing: number;
  /** Only where somebody said so. */
  readonly notApplicable?: number;
  readonly unknown?: number;
}

export interface RollupRow {
  readonly unit: string;
  readonly name: string;
  readonly asked: number;
  readonly answered: number;
  readonly fields: Readonly<Record<string, FieldCounts>>;
}

export interface Rollup {
  readonly demandId: string;
  readonly rows: readonly RollupRow[];
  readonly total: Omit<RollupRow, 'unit' | 'name'>;
  /** Asked and not answered, by place. Missing is not a fault: never ranked. */
  readonly missing: readonly { readonly unit: string; readonly name: string }[];
}

const shownMissing = 300;

/** The roll-up of one version of the terms below a place, read from the partial aggregates that the answers moved. */
export async function rollUp(
  db: Db,
  county: string,
  demand: { id: string; version: number; level: 'township' | 'village'; fields: readonly Field[] },
  under: string,
  by: 'township' | 'village',
): Promise<Rollup> {
  // Where townships are asked themselves, each is its own line.
  const oneByOne = by === 'village' || demand.level === 'township';
  const asked = await unitsAsked(db, { county, demand: demand.id, version: demand.version, under, withValues: oneByOne });
  const rows = oneByOne ? asked.map((unit) => rowOfUnit(unit, demand.fields)) : await rowsOfPlaces(db, county, demand, under, asked);
  return {
    demandId: demand.id,
    rows,
    total: totalOf(rows, demand.fields),
    missing: asked
      .filter((unit) => !unit.answered)
      .slice(0, shownMissing)
      .map(({ unit, name }) => ({ unit, name })),
  };
}

async function rowsOfPlaces(
  db: Db,
  county: string,
  demand: { id: string; version: number; fields: readonly Field[] },
  under: string,
  asked: readonly AskedUnit[],
): Promise<RollupRow[]> {
  const byTownship = new Map<string, number>();
  for (const { unit } of asked) byTownship.set(townshipOf(unit), (byTownship.get(townshipOf(unit)) ?? 0) + 1);
  const counted = new Map((await rollupOf(db, county, demand.id, demand.version, under)).map((counts) => [counts.place, counts]));
  const names = new Map((await findUnits(db, [...byTownship.keys()])).map((unit) => [unit.code, unit.name]));
  return [...byTownship].map(([unit, number]) => rowOf(unit, names.get(unit) ?? unit, number, counted.get(unit), demand.fields));
}

function townshipOf(unit: string): string {
  return unit.slice(0, 9).padEnd(12, '0');
}

function rowOfUnit({ unit, name, values }: AskedUnit, fields: readonly Field[]): RollupRow {
  const counts = values === null ? undefined : { place: unit, ...countsOf(fields, values) };
  return rowOf(unit, name, 1, counts, fields);
}

function countsOf(fields: readonly Field[], values: Values): Omit<PlaceCounts, 'place'> {
  const { sums, ...counts } = moved(fields, values, null);
  return { ...counts, sums: sums.map(Number) };
}

function rowOf(unit: string, name: string, asked: number, counts: PlaceCounts | undefined, fields: readonly Field[]): RollupRow {
  const answered = counts?.answered ?? 0;
  return {
    unit,
    name,
    asked,
    answered,
    fields: Object.fromEntries(
      fields.map((field, index) => {
        const [count, notApplicable, unknown] = [
          counts?.counts[index] ?? 0,
          counts?.notApplicable[index] ?? 0,
          counts?.unknown[index] ?? 0,
        ];
        return [
          field.key,
          countsOfField({ sum: counts?.sums[index] ?? 0, count, missing: asked - count - notApplicable - unknown, notApplicable, unknown }),
        ];
      }),
    ),
  };
}

function countsOfField({ notApplicable, unknown, ...counts }: Required<FieldCounts>): FieldCounts {
  return { ...counts, ...(notApplicable === 0 ? {} : { notApplicable }), ...(unknown === 0 ? {} : { unknown }) };
}

function totalOf(rows: readonly RollupRow[], fields: readonly Field[]): Rollup['total'] {
  const add = (pick: (row: RollupRow) => number): number => Number(exactSum(rows.map(pick)));
  return {
    asked: add((row) => row.asked),
    answered: add((row) => row.answered),
    fields: Object.fromEntries(
      fields.map(({ key }) => [
        key,
        countsOfField({
          sum: add((row) => row.fields[key]?.sum ?? 0),
          count: add((row) => row.fields[key]?.count ?? 0),
          missing: add((row) => row.fields[key]?.missing ?? 0),
          notApplicable: add((row) => row.fields[key]?.notApplicable ?? 0),
          unknown: add((row) => row.fields[key]?.unknown ?? 0),
        }),
      ]),
    ),
  };
}
