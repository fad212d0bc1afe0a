import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.ts';

export interface Holding {
  readonly element: string;
  readonly unit: string;
  readonly latest: string;
}

/** A register is looked into, not read: that a village keeps a column shows in its first records. */
const looked = 50;

/** Which units hold which elements in records of one kind: no value, and nobody, is read out. */
export async function holdingsOf(
  db: Db,
  county: string,
  { kind, units, elements }: { kind: string; units: readonly string[]; elements: readonly string[] },
): Promise<Holding[]> {
  if (elements.length === 0 || units.length === 0) return [];
  const { rows } = await sql<Holding>`
    select k.key as element, u.unit, max(r.valid_from)::text as latest
    from unnest(${units}::text[]) u (unit)
    cross join lateral (
      select "values", valid_from from ledger_record
      where county = ${county} and kind = ${kind} and unit = u.unit and live order by id limit ${looked}
    ) r
    join unnest(${elements}::text[]) k (key) on jsonb_typeof(r."values" -> k.key) in ('string', 'number', 'boolean')
    group by k.key, u.unit`.execute(db);
  return rows;
}

/** Units whose register of one kind a confirmed file said to be complete. */
export async function completeIn(db: Db, county: string, register: string, units: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('ledger_import')
    .select('unit')
    .distinct()
    .where('county', '=', county)
    .where(sql<boolean>`unit = any(${units}::text[])`)
    .where('register', '=', register)
    .where('whole', '=', true)
    .where('state', '=', 'confirmed')
    .execute();
  return rows.map(({ unit }) => unit);
}
