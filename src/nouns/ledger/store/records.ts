import { sql } from 'kysely';
import { prefixOfCode } from '../../../base/place.ts';
import type { Entry, HeldValues } from '../../../engines/facts/index.ts';
import type { Db, Trx } from '../../../platform/db/index.ts';
import type { Act, ActKind, LedgerRecord, Source } from '../ledger.ts';

interface RecordRow {
  id: string;
  kind: string;
  unit: string;
  key: string;
  values: unknown;
  valid_from: string;
  recorded_at: Date;
  nth: number;
  live: boolean;
}

function recordOf({ valid_from: validFrom, recorded_at: recordedAt, values, ...rest }: RecordRow): LedgerRecord {
  return { ...rest, validFrom, recordedAt, values: values as HeldValues };
}

const recordColumns = ['id', 'kind', 'unit', 'key', 'values', 'valid_from', 'recorded_at', 'nth', 'live'] as const;

export async function findRecord(db: Db | Trx, county: string, id: string, { lock = false } = {}): Promise<LedgerRecord | null> {
  let query = db.selectFrom('ledger_record').select(recordColumns).where('county', '=', county).where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row === undefined ? null : recordOf(row);
}

export async function findByKeys(db: Db | Trx, county: string, kind: string, keys: readonly string[]): Promise<LedgerRecord[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('ledger_record')
    .select(recordColumns)
    .where('county', '=', county)
    .where('kind', '=', kind)
    .where(sql<boolean>`key = any(${keys}::text[])`)
    .execute();
  return rows.map(recordOf);
}

export interface RecordQuery {
  readonly county: string;
  readonly kind: string;
  readonly under: string;
  /** Of this unit alone, not of those below it. */
  readonly exact: boolean;
  /** Only records that hold one of these elements. */
  readonly holding: readonly string[] | null;
  /** Text in one of these elements. */
  readonly find: { readonly text: string; readonly elements: readonly string[] } | null;
  readonly after: readonly [unit: string, id: string] | null;
  readonly limit: number;
}

/** A page of live records below a place, in the order of units and of their coming in: one range of ledger_record_of_unit. */
export async function listRecords(
  db: Db | Trx,
  { county, kind, under, exact, holding, find, after, limit }: RecordQuery,
): Promise<LedgerRecord[]> {
  const prefix = prefixOfCode(under);
  let query = db
    .selectFrom('ledger_record')
    .select(recordColumns)
    .where('county', '=', county)
    .where('kind', '=', kind)
    .where('unit', '>=', prefix)
    .where('unit', '<', `${prefix}~`)
    .where('live', '=', sql.lit(true))
    .orderBy('unit')
    .orderBy('id')
    .limit(limit);
  if (exact) query = query.where('unit', '=', under);
  if (after !== null) query = query.where(sql<boolean>`(unit, id) > (${after[0]}, ${after[1]}::uuid)`);
  if (holding !== null) query = query.where(sql<boolean>`"values" ?| ${holding}::text[]`);
  if (find !== null) {
    const like = `%${find.text.replaceAll(/[\\%_]/gu, '\\$&')}%`;
    query = query.where(
      sql<boolean>`exists (select 1 from unnest(${find.elements}::text[]) e (key) where "values" ->> e.key like ${like})`,
    );
  }
  return (await query.execute()).map(recordOf);
}

export interface UnitCount {
  readonly kind: string;
  readonly records: number;
  readonly latest: Date | null;
}

export async function countRecords(db: Db | Trx, county: string, under: string): Promise<UnitCount[]> {
  const prefix = prefixOfCode(under);
  return db
    .selectFrom('ledger_record')
    .select(['kind', (of) => of.fn.countAll<number>().as('records'), (of) => of.fn.max('recorded_at').as('latest')])
    .where('county', '=', county)
    .where('unit', '>=', prefix)
    .where('unit', '<', `${prefix}~`)
    .where('live', '=', sql.lit(true))
    .groupBy('kind')
    .execute();
}

export async function insertAct(trx: Trx, county: string, act: Act, leaf: string): Promise<void> {
  const { byName, validFrom, source, ...rest } = act;
  await trx
    .insertInto('ledger_act')
    .values({ county, ...rest, by_name: byName, valid_from: validFrom, source: JSON.stringify(source), leaf })
    .execute();
}

export interface NewEntry {
  readonly subject: string;
  readonly nth: number;
  readonly act: string;
  readonly row?: number | null;
  readonly unit: string;
  readonly validFrom: string;
  readonly at: Date;
  readonly values: HeldValues;
  readonly was: HeldValues;
}

export async function insertEntry(trx: Trx, county: string, entry: NewEntry): Promise<void> {
  const { subject, nth, act, unit, row = null } = entry;
  await trx
    .insertInto('ledger_entry')
    .values({
      county,
      subject,
      nth,
      act,
      unit,
      row,
      valid_from: entry.validFrom,
      recorded_at: entry.at,
      values: JSON.stringify(entry.values),
      was: JSON.stringify(entry.was),
    })
    .execute();
}

export async function insertRecord(trx: Trx, county: string, record: Omit<LedgerRecord, 'live'>, act: string): Promise<void> {
  const { validFrom, recordedAt, values, ...rest } = record;
  await trx
    .insertInto('ledger_record')
    .values({ county, ...rest, values: JSON.stringify(values), valid_from: validFrom, recorded_at: recordedAt, act })
    .execute();
}

export async function updateRecord(
  trx: Trx,
  county: string,
  record: Omit<LedgerRecord, 'live' | 'kind' | 'unit'>,
  act: string,
): Promise<void> {
  const { id, key, nth, values } = record;
  await trx
    .updateTable('ledger_record')
    .set({ key, nth, values: JSON.stringify(values), valid_from: record.validFrom, recorded_at: record.recordedAt, act })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

export async function entriesOf(
  db: Db | Trx,
  county: string,
  subjects: readonly string[],
): Promise<Map<string, (Entry & { row: number | null })[]>> {
  const rows = await db
    .selectFrom('ledger_entry')
    .select(['subject', 'nth', 'act', 'row', 'valid_from', 'recorded_at', 'values'])
    .where('county', '=', county)
    .where(sql<boolean>`subject = any(${subjects}::uuid[])`)
    .orderBy('subject')
    .orderBy('nth')
    .execute();
  const found = new Map<string, (Entry & { row: number | null })[]>(subjects.map((subject) => [subject, []]));
  for (const { subject, nth, act, row, valid_from: validFrom, recorded_at: recordedAt, values } of rows)
    found.get(subject)?.push({ nth, act, row, validFrom, recordedAt, values: values as HeldValues });
  return found;
}

/** All subjects of a kind that a unit ever had, for what was known once. */
export async function subjectsEver(db: Db | Trx, county: string, kind: string, unit: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ledger_record')
    .select('id')
    .where('county', '=', county)
    .where('kind', '=', kind)
    .where('unit', '=', unit)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function actsOf(db: Db | Trx, county: string, ids: readonly string[]): Promise<Map<string, Act>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('ledger_act')
    .selectAll()
    .where('county', '=', county)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, actOf(row)]));
}

function actOf(row: {
  id: string;
  kind: string;
  register: string;
  unit: string;
  person: string;
  post: string;
  by_name: string;
  at: Date;
  valid_from: string | null;
  reason: string | null;
  source: unknown;
  undoes: string | null;
}): Act {
  const { kind, by_name: byName, valid_from: validFrom, source, id, register, unit, person, post, at, reason, undoes } = row;
  return { id, register, unit, person, post, at, reason, undoes, kind: kind as ActKind, byName, validFrom, source: source as Source };
}

/**
 * Makes the current values of subjects from their entries again, by the same rule as `fold`: for one day the later recorded, of days the
 * latest. The slow path, for what was recorded about an earlier day and for what was taken back.
 */
export async function refold(trx: Trx, county: string, subjects: readonly string[], { act, at }: { act: string; at: Date }): Promise<void> {
  for (let from = 0; from < subjects.length; from += 2000) {
    const some = subjects.slice(from, from + 2000);
    await sql`
      with slot as (
        select distinct on (e.subject, kv.k, e.valid_from) e.subject, kv.k, kv.v, e.valid_from
        from ledger_entry e, jsonb_each(e."values") kv (k, v)
        where e.county = ${county} and e.subject = any(${some}::uuid[])
        order by e.subject, kv.k, e.valid_from, e.nth desc
      ), standing as (
        select distinct on (subject, k) subject, k, v, valid_from from slot where v <> '{"is":"withdrawn"}'::jsonb order by subject, k, valid_from desc
      ), folded as (
        select subject, jsonb_object_agg(k, v) as "values", max(valid_from) as valid_from from standing group by subject
      ), last as (
        select subject, max(nth) as nth from ledger_entry where county = ${county} and subject = any(${some}::uuid[]) group by subject
      )
      update ledger_record r set "values" = coalesce(f."values", '{}'), valid_from = coalesce(f.valid_from, r.valid_from), nth = last.nth, act = ${act}::uuid,
        recorded_at = ${at}::timestamptz
      from last left join folded f on f.subject = last.subject
      where r.county = ${county} and r.id = last.subject`.execute(trx);
  }
}

/**
 * Takes back what an act recorded: each value returns to what had been recorded for the same day before, or to nothing. What somebody
 * changed since stays. By so many subjects at a time, behind the last one. @returns the subjects that it moved
 */
export async function insertUndoing(
  trx: Trx,
  county: string,
  undone: string,
  { act, at, after, limit }: { act: string; at: Date; after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`
    with moved as (
      select distinct subject from ledger_entry where county = ${county} and act = ${undone}::uuid and (${after}::uuid is null or subject > ${after}::uuid) order by subject limit ${limit}
    ), fact as (
      select e.subject, e.nth, e.act, e.unit, e.valid_from, kv.k, kv.v, lag(kv.v) over day as before, lead(e.nth) over day as later, max(e.nth) over (partition by e.subject) as last
      from moved m join ledger_entry e on e.county = ${county} and e.subject = m.subject, jsonb_each(e."values") kv (k, v)
      window day as (partition by e.subject, kv.k, e.valid_from order by e.nth)
    )
    insert into ledger_entry (county, subject, nth, act, unit, valid_from, recorded_at, "values", was)
    select ${county}, subject, last + row_number() over (partition by subject order by nth), ${act}::uuid, unit, valid_from, ${at}::timestamptz,
      jsonb_object_agg(k, coalesce(before, '{"is":"withdrawn"}'::jsonb)), jsonb_object_agg(k, v)
    from fact where act = ${undone}::uuid and later is null group by subject, nth, unit, valid_from, last
    returning subject`.execute(trx);
  return [...new Set(rows.map(({ subject }) => subject))].toSorted();
}
