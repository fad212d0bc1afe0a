import { sql } from 'kysely';
import type { HeldValues } from '../../../engines/facts/index.ts';
import type { Db, Trx } from '../../../platform/db/index.ts';
import { noCounts, type Column, type Counts, type Import, type ImportState, type RowStatus } from '../ledger.ts';

export async function insertImport(
  db: Db | Trx,
  county: string,
  {
    person,
    post,
    ...given
  }: Omit<Import, 'counts' | 'failure' | 'digest' | 'act' | 'rows' | 'bytesDone'> & { person: string; post: string },
): Promise<void> {
  const { id, register, unit, byName, at, fileName, validFrom, whole, state, columns, bytes, touchedAt } = given;
  await db
    .insertInto('ledger_import')
    .values({
      county, id, register, unit, person, post, by_name: byName, at, file_name: fileName, valid_from: validFrom, whole, state, columns: JSON.stringify(columns),
      rows: 0, bytes_done: 0, bytes, counts: JSON.stringify(noCounts), touched_at: touchedAt,
    })
    .execute(); // prettier-ignore
}

export interface Progress {
  readonly state?: ImportState;
  readonly rows?: number;
  readonly bytesDone?: number;
  readonly bytes?: number;
  readonly counts?: Counts;
  readonly columns?: readonly Column[];
  readonly failure?: string;
  readonly digest?: string;
  readonly act?: string;
  readonly at: Date;
}

/** Moves an import on, from the state that it is believed to be in. @returns false where it is in another one: cancelled, or done by somebody else */
export async function moveImport(db: Db | Trx, county: string, id: string, from: readonly ImportState[], to: Progress): Promise<boolean> {
  const { state, rows, bytesDone, bytes, counts, columns, failure, digest, act, at } = to;
  const result = await db
    .updateTable('ledger_import')
    .set({
      touched_at: at,
      ...(state === undefined ? {} : { state }),
      ...(rows === undefined ? {} : { rows }),
      ...(bytesDone === undefined ? {} : { bytes_done: bytesDone }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(counts === undefined ? {} : { counts: JSON.stringify(counts) }),
      ...(columns === undefined ? {} : { columns: JSON.stringify(columns) }),
      ...(failure === undefined ? {} : { failure: JSON.stringify(failure) }),
      ...(digest === undefined ? {} : { digest }),
      ...(act === undefined ? {} : { act }),
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

function importOf(row: {
  id: string; register: string; unit: string; by_name: string; at: Date; file_name: string; valid_from: string; whole: boolean; state: string; columns: unknown; rows: number;
  bytes_done: number; bytes: number; counts: unknown; failure: unknown; digest: string | null; touched_at: Date; act: string | null;
}): Import {
  const { id, register, unit, at, whole, rows, bytes, digest, act } = row;
  return {
    id, register, unit, at, whole, rows, bytes, digest, act, byName: row.by_name, fileName: row.file_name, validFrom: row.valid_from, state: row.state as ImportState,
    columns: row.columns as readonly Column[], bytesDone: row.bytes_done, counts: row.counts as Counts, failure: row.failure as string | null, touchedAt: row.touched_at,
  };
} // prettier-ignore

export async function findImport(db: Db | Trx, county: string, id: string, { lock = false } = {}): Promise<Import | null> {
  let query = db.selectFrom('ledger_import').selectAll().where('county', '=', county).where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row === undefined ? null : importOf(row);
}

export async function listImports(db: Db, county: string, unit: string, limit: number): Promise<Import[]> {
  const rows = await db
    .selectFrom('ledger_import')
    .selectAll()
    .where('county', '=', county)
    .where('unit', '=', unit)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(importOf);
}

/** Registers of a unit that a confirmed file said to be complete. */
export async function wholeRegisters(db: Db | Trx, county: string, unit: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('ledger_import')
    .select('register')
    .distinct()
    .where('county', '=', county)
    .where('unit', '=', unit)
    .where('whole', '=', true)
    .where('state', '=', 'confirmed')
    .execute();
  return new Set(rows.map(({ register }) => register));
}

export interface StagedRow {
  readonly nth: number;
  /** As a person counts in the file; null: it is not in the file. */
  readonly row: number | null;
  readonly status: RowStatus;
  readonly subject: string | null;
  readonly key: string | null;
  readonly validFrom: string | null;
  readonly seen: number;
  readonly values: HeldValues | null;
  readonly was: HeldValues | null;
  /** What stood in the file, for a row that was not understood. */
  readonly cells: readonly string[] | null;
  readonly reasons: readonly string[];
}

/** A batch of rows as one parameter: the driver writes one text instead of quoting ten arrays. */
export async function stageRows(db: Db | Trx, county: string, id: string, unit: string, rows: readonly StagedRow[]): Promise<void> {
  const text = JSON.stringify(
    rows.map((row) => ({
      n: row.nth,
      r: row.row,
      s: row.status,
      i: row.subject,
      k: row.key,
      d: row.validFrom,
      e: row.seen,
      v: row.values,
      w: row.was,
      c: row.cells,
      y: row.reasons,
    })),
  );
  await sql`
    insert into ledger_import_row (county, import, nth, row, status, subject, unit, key, valid_from, seen, "values", was, cells, reasons)
    select ${county}, ${id}::uuid, n, r, s, i, ${unit}, k, d, e, v, w, c, y
    from json_to_recordset(${text}::json) as x (n int, r int, s text, i uuid, k text, d date, e int, v jsonb, w jsonb, c jsonb, y text[])`.execute(
    db,
  );
}

/** Records of the unit's register that the file does not name: gone, if the file is the whole. */
export async function stageGone(
  db: Db | Trx,
  county: string,
  {
    id,
    unit,
    kind,
    holding,
    from,
    on,
  }: { id: string; unit: string; kind: string; holding: readonly string[] | null; from: number; on: string },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with gone as (
      insert into ledger_import_row (county, import, nth, row, status, subject, unit, key, valid_from, seen, "values", was, cells, reasons)
      select r.county, ${id}::uuid, ${from} + row_number() over (order by r.id), null, 'gone', r.id, r.unit, r.key, ${on}::date, r.nth, jsonb_build_object('$ended', ${on}::text), '{}', null, '{}'
      from ledger_record r
      where r.county = ${county} and r.kind = ${kind} and r.unit = ${unit} and r.live and (${holding}::text[] is null or r."values" ?| ${holding}::text[])
        and not exists (select 1 from ledger_import_row i where i.county = r.county and i.import = ${id}::uuid and i.key = r.key)
      returning 1
    ) select count(*)::int as n from gone`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function listRows(
  db: Db | Trx,
  county: string,
  id: string,
  { statuses, after, limit }: { statuses: readonly RowStatus[]; after: number; limit: number },
): Promise<StagedRow[]> {
  const rows = await db
    .selectFrom('ledger_import_row')
    .selectAll()
    .where('county', '=', county)
    .where('import', '=', id)
    .where('status', 'in', statuses)
    .where('nth', '>', after)
    .orderBy('nth')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    nth: row.nth, row: row.row, status: row.status as RowStatus, subject: row.subject, key: row.key, validFrom: row.valid_from, seen: row.seen,
    values: row.values as HeldValues | null, was: row.was as HeldValues | null, cells: row.cells as readonly string[] | null, reasons: row.reasons,
  })); // prettier-ignore
}

export async function dropRows(
  trx: Db | Trx,
  county: string,
  id: string,
  { but = [] }: { but?: readonly RowStatus[] } = {},
): Promise<void> {
  let query = trx.deleteFrom('ledger_import_row').where('county', '=', county).where('import', '=', id);
  if (but.length > 0) query = query.where('status', 'not in', but);
  await query.execute();
}

interface Taking {
  readonly id: string;
  readonly kind: string;
  readonly statuses: readonly RowStatus[];
  /** Rows by number, from one to the next: a statement must end within the patience of the database. */
  readonly from: number;
  readonly to: number;
  readonly act: string;
  readonly at: Date;
}

/**
 * Waiting rows become entries and current values in one statement, whatever their number. Rows whose record moved since they were compared
 * are left where they are. @returns how many were taken, and the subjects whose values have to be folded again
 */
export async function takeRows(
  trx: Trx,
  county: string,
  { id, kind, statuses, from, to, act, at }: Taking,
): Promise<{ taken: number; again: string[] }> {
  await sql`
    select 1 from ledger_record r where r.county = ${county} and r.id in (
      select subject from ledger_import_row where county = ${county} and import = ${id}::uuid and nth > ${from} and nth <= ${to} and status = any(${statuses}::text[]) and seen > 0
    ) order by r.id for update`.execute(trx);
  const { rows } = await sql<{ taken: number; again: string[] }>`
    with compared as (
      select i.*, r.nth as record_nth, r.valid_from as record_from, min(i.seen) over same as least, max(i.seen) over same as most, count(*) over same as together
      from ledger_import_row i left join ledger_record r on r.county = i.county and r.id = i.subject
      where i.county = ${county} and i.import = ${id}::uuid and i.nth > ${from} and i.nth <= ${to} and i.status = any(${statuses}::text[])
      window same as (partition by i.subject)
    ), waiting as (
      select * from compared c where coalesce(record_nth, 0) = least
        and (least > 0 or not exists (select 1 from ledger_record o where o.county = c.county and o.kind = ${kind} and o.key = c.key and o.unit = c.unit))
    ), entries as (
      insert into ledger_entry (county, subject, nth, act, row, unit, valid_from, recorded_at, "values", was)
      select county, subject, seen + 1, ${act}::uuid, row, unit, valid_from, ${at}::timestamptz, "values", coalesce(was, '{}') from waiting
    ), records as (
      insert into ledger_record (county, id, kind, unit, key, "values", valid_from, recorded_at, act, nth)
      select county, subject, ${kind}, unit, key, "values", valid_from, ${at}::timestamptz, ${act}::uuid, seen + 1 from waiting where seen = most
      on conflict on constraint ledger_record_pkey do update set "values" = ledger_record."values" || excluded."values",
        valid_from = greatest(ledger_record.valid_from, excluded.valid_from), recorded_at = excluded.recorded_at, act = excluded.act, nth = excluded.nth
    )
    select count(*)::int as taken, coalesce(array_agg(distinct subject) filter (where together > 1 or least <> seen or valid_from < record_from), '{}')::text[] as again from waiting`.execute(
    trx,
  );
  return { taken: rows[0]?.taken ?? 0, again: rows[0]?.again ?? [] };
}
