import { sql } from 'kysely';
import { prefixOfCode } from '../../../base/place.ts';
import type { Db, Trx } from '../../../platform/db/index.ts';
import type { DemandState, Draft } from '../demand.ts';
import { withOrgan, type DemandRecord } from './records.ts';

export interface DemandQuery {
  readonly county: string;
  readonly organ: string | null;
  readonly submitted: boolean;
  readonly admitted: boolean;
  readonly addressed: string | null;
  readonly states: readonly DemandState[] | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export async function listDemands(
  db: Db | Trx,
  { county, organ, submitted, admitted, addressed, states, after, limit }: DemandQuery,
): Promise<DemandRecord[]> {
  let query = withOrgan(db)
    .where('demand.county', '=', county)
    .orderBy('demand.updated_at', 'desc')
    .orderBy('demand.id', 'desc')
    .limit(limit);
  if (organ !== null) query = query.where('demand.organ', '=', organ);
  if (submitted) query = query.where('demand.submitted_at', 'is not', null);
  if (admitted) query = query.where('demand.terms_version', 'is not', null);
  if (states !== null) query = query.where('demand.state', 'in', states);
  if (after !== null) query = query.where(sql<boolean>`(demand.updated_at, demand.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  if (addressed !== null) {
    const prefix = prefixOfCode(addressed);
    query = query.where((where) =>
      where.exists(
        where
          .selectFrom('demand_target')
          .select('unit')
          .whereRef('demand_target.county', '=', 'demand.county')
          .whereRef('demand_target.demand', '=', 'demand.id')
          .where('unit', '>=', prefix)
          .where('unit', '<', `${prefix}~`),
      ),
    );
  }
  return (await query.execute()).map((row) => ({ ...row, state: row.state as DemandState }));
}

/** Demands that the gate kept away since a moment, newest first. */
export async function listKept(db: Db, county: string, since: Date): Promise<(DemandRecord & { audience: Draft['audience'] })[]> {
  const rows = await withOrgan(db)
    .innerJoin('demand_draft', (join) =>
      join
        .onRef('demand_draft.county', '=', 'demand.county')
        .onRef('demand_draft.demand', '=', 'demand.id')
        .onRef('demand_draft.version', '=', 'demand.draft_version'),
    )
    .select(sql<Draft['audience']>`demand_draft.draft -> 'audience'`.as('audience'))
    .where('demand.county', '=', county)
    .where('demand.state', 'in', ['returned', 'refused'])
    .where('demand.terms_version', 'is', null)
    .where('demand.updated_at', '>=', since)
    .orderBy('demand.updated_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as DemandState }));
}

export interface TodayRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly organId: string;
  readonly organName: string;
  readonly purpose: string;
  readonly deadline: Date;
  readonly expiresAt: Date;
  readonly version: number;
  readonly fields: number;
  readonly low: number;
  readonly high: number;
  readonly answer: { readonly at: Date; readonly late: boolean; readonly leaf: string; readonly version: number } | null;
}

/** What is in force for one unit, by deadline, with its last answer to any version. */
export async function listToday(db: Db, county: string, unit: string, now: Date): Promise<TodayRow[]> {
  const { rows } = await sql<{
    id: string;
    number: string;
    title: string;
    kind: string;
    organ: string;
    organ_name: string;
    purpose: string;
    deadline: Date;
    expires_at: Date;
    version: number;
    fields: number;
    low: number;
    high: number;
    at: Date | null;
    late: boolean | null;
    leaf: string | null;
    answered_version: number | null;
  }>`
    select d.id, d.number, t.body ->> 'title' as title, t.body ->> 'kind' as kind, d.organ, o.name as organ_name, t.body ->> 'purpose' as purpose, t.deadline, t.expires_at,
      t.version, jsonb_array_length(t.body -> 'fields') as fields, (t.body -> 'minutes' ->> 'low')::float8 as low, (t.body -> 'minutes' ->> 'high')::float8 as high,
      a.at, a.late, a.leaf, a.version as answered_version
    from demand_target g
    join demand d on d.county = g.county and d.id = g.demand and d.terms_version = g.version
    join terms t on t.county = d.county and t.demand = d.id and t.version = d.terms_version
    join organ o on o.county = d.county and o.id = d.organ
    left join lateral (
      select at, late, leaf, version from answer x where x.county = g.county and x.demand = g.demand and x.unit = g.unit order by nth desc limit 1
    ) a on true
    where g.county = ${county} and g.unit = ${unit} and d.withdrawn_at is null and t.expires_at > ${now}
    order by t.deadline, d.id limit 300`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    kind: row.kind,
    organId: row.organ,
    organName: row.organ_name,
    purpose: row.purpose,
    deadline: row.deadline,
    expiresAt: row.expires_at,
    version: row.version,
    fields: row.fields,
    low: row.low,
    high: row.high,
    answer:
      row.at === null || row.leaf === null
        ? null
        : { at: row.at, late: row.late === true, leaf: row.leaf, version: row.answered_version ?? row.version },
  }));
}

export interface AskedBy {
  readonly element: string;
  readonly demand: string;
  readonly title: string;
  readonly organ: string;
  readonly deadline: Date;
}

/** Demands of other organs in force that ask some of these elements of some of these units. */
export async function askedBy(
  db: Db,
  {
    county,
    organ,
    elements,
    units,
    now,
  }: { county: string; organ: string; elements: readonly string[]; units: readonly string[]; now: Date },
): Promise<AskedBy[]> {
  const { rows } = await sql<AskedBy>`
    select f ->> 'key' as element, d.id as demand, t.body ->> 'title' as title, t.body -> 'organ' ->> 'name' as organ, d.deadline
    from demand d
    join terms t on t.county = d.county and t.demand = d.id and t.version = d.terms_version
    cross join lateral jsonb_array_elements(t.body -> 'fields') f
    where d.county = ${county} and d.organ <> ${organ}::uuid and d.withdrawn_at is null and d.expires_at > ${now} and f ->> 'key' = any(${elements}::text[])
      and exists (
        select 1 from demand_target g
        where g.county = d.county and g.demand = d.id and g.version = d.terms_version and g.unit = any(${units}::text[])
      )
    order by d.deadline, d.id limit 200`.execute(db);
  return rows;
}
