import { sql } from 'kysely';
import { prefixOfCode } from '../../base/place.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { Terms } from '../demands/index.ts';
import type { LeafRows } from '../log/index.ts';
import type { Counts, Values } from './answer.ts';

export interface Asked {
  readonly terms: Terms | null;
  readonly termsLeafHash: Buffer | null;
  readonly termsDigest: Buffer | null;
  readonly deadline: Date | null;
  readonly expiresAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly addressed: boolean;
  /** Addressed by an earlier version only, or seen by the caller's township: exists, but is not theirs to answer. */
  readonly current: { readonly values: Values; readonly nth: number; readonly leafHash: Buffer } | null;
  readonly lastNth: number;
}

/**
 * Everything that decides one answer, in one round trip, and nothing locked: two answers of a unit at one moment meet at answer_nth_key,
 * and the later one starts again from what the first one left.
 */
export async function askedOf(trx: Db | Trx, county: string, demand: string, unit: string): Promise<Asked | null> {
  const { rows } = await sql<{
    body: Terms | null;
    leaf_hash: Buffer | null;
    digest: Buffer | null;
    deadline: Date | null;
    expires_at: Date | null;
    withdrawn_at: Date | null;
    addressed: boolean;
    values: Values | null;
    nth: number | null;
    answer_leaf: Buffer | null;
    last_nth: number;
  }>`
    with last as (
      select c.version, c.values, c.nth, a.leaf_hash from answer_current c join answer a on a.county = c.county and a.id = c.answer
      where c.county = ${county} and c.demand = ${demand} and c.unit = ${unit}
        and c.version = (select terms_version from demand where county = ${county} and id = ${demand})
    )
    select t.body, t.leaf_hash, t.digest, t.deadline, t.expires_at, d.withdrawn_at, g.unit is not null as addressed, l.values, l.nth, l.leaf_hash as answer_leaf,
      coalesce((select max(nth) from answer x where x.county = d.county and x.demand = d.id and x.unit = ${unit}), 0) as last_nth
    from demand d
    left join terms t on t.county = d.county and t.demand = d.id and t.version = d.terms_version
    left join demand_target g on g.county = d.county and g.demand = d.id and g.version = d.terms_version and g.unit = ${unit}
    left join last l on true
    where d.county = ${county} and d.id = ${demand}`.execute(trx);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    terms: row.body,
    termsLeafHash: row.leaf_hash,
    termsDigest: row.digest,
    deadline: row.deadline,
    expiresAt: row.expires_at,
    withdrawnAt: row.withdrawn_at,
    addressed: row.addressed,
    current:
      row.values === null || row.nth === null || row.answer_leaf === null
        ? null
        : { values: row.values, nth: row.nth, leafHash: row.answer_leaf },
    lastNth: row.last_nth,
  };
}

export interface NewAnswer {
  readonly county: string;
  readonly id: string;
  readonly demand: string;
  readonly version: number;
  readonly unit: string;
  readonly place: string;
  readonly nth: number;
  readonly values: Values;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly at: Date;
  readonly late: boolean;
  readonly leaf: string;
  readonly leafHash: Uint8Array;
}

/** The answer, the unit's current answer, the roll-up of its place and the two rows of its leaf move in one statement: one round trip. */
export async function insertAnswer(
  trx: Db | Trx,
  answer: NewAnswer,
  { answered, sums, counts }: Counts,
  { pending, opening }: LeafRows,
): Promise<boolean> {
  const values = JSON.stringify(answer.values);
  const { rows } = await sql<{ place: string }>`
    with standing as (
      select 1 from demand where county = ${answer.county} and id = ${answer.demand} and terms_version = ${answer.version} and withdrawn_at is null for key share
    ), fact as (
      insert into answer (county, id, demand, version, unit, nth, "values", person, post, by_name, at, late, leaf, leaf_hash)
      select ${answer.county}::text, ${answer.id}::uuid, ${answer.demand}::uuid, ${answer.version}::integer, ${answer.unit}::text, ${answer.nth}::integer, ${values}::jsonb,
        ${answer.person}::uuid, ${answer.post}::uuid, ${answer.byName}::text, ${answer.at}::timestamptz, ${answer.late}::boolean, ${answer.leaf}::text,
        ${Buffer.from(answer.leafHash)}::bytea from standing
      returning county, id, demand, version, unit, nth, "values", at
    ), entry as (
      insert into log_pending (county, at, id, shard, entry, leaf_hash)
      select ${pending.county}::text, ${pending.at}::bigint, ${pending.id}::bytea, ${pending.shard}::text, ${pending.entry}::bytea, ${pending.leaf_hash}::bytea from fact
    ), opening as (
      insert into log_opening (county, id, seed, content)
      select ${opening.county}::text, ${opening.id}::bytea, ${opening.seed}::bytea, ${opening.content}::text from fact
    ), current as (
      insert into answer_current (county, demand, version, unit, answer, "values", nth, at)
      select county, demand, version, unit, id, "values", nth, at from fact
      on conflict on constraint answer_current_pkey
        do update set answer = excluded.answer, "values" = excluded."values", nth = excluded.nth, at = excluded.at
    )
    insert into rollup (county, demand, version, place, answered, sums, counts)
    select county, demand, version, ${answer.place}::text, ${answered}::integer, ${sums}::numeric[], ${counts}::integer[] from fact
    on conflict on constraint rollup_pkey do update set
      answered = rollup.answered + excluded.answered,
      sums = (select coalesce(array_agg(a + b order by i), '{}') from unnest(rollup.sums, excluded.sums) with ordinality u(a, b, i)),
      counts = (select coalesce(array_agg(a + b order by i), '{}') from unnest(rollup.counts, excluded.counts) with ordinality u(a, b, i))
    returning place`.execute(trx);
  return rows.length > 0;
}

export interface CurrentAnswer {
  readonly id: string;
  readonly leaf: string;
  readonly values: Values;
  readonly at: Date;
  readonly late: boolean;
  readonly version: number;
  readonly byName: string;
}

/** The last answer of a unit to any version of the terms. */
export async function lastAnswer(db: Db | Trx, county: string, demand: string, unit: string): Promise<CurrentAnswer | null> {
  const row = await db
    .selectFrom('answer')
    .select(['id', 'leaf', 'values', 'at', 'late', 'version', 'by_name'])
    .where('county', '=', county)
    .where('demand', '=', demand)
    .where('unit', '=', unit)
    .orderBy('nth', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { by_name: byName, values, ...rest } = row;
  return { ...rest, byName, values: values as Values };
}

export interface PlaceCounts {
  readonly place: string;
  readonly answered: number;
  readonly sums: readonly number[];
  readonly counts: readonly number[];
}

export async function rollupOf(db: Db | Trx, county: string, demand: string, version: number, under: string): Promise<PlaceCounts[]> {
  const prefix = prefixOfCode(under);
  return db
    .selectFrom('rollup')
    .select(['place', 'answered', 'sums', 'counts'])
    .where('county', '=', county)
    .where('demand', '=', demand)
    .where('version', '=', version)
    .where('place', '>=', prefix)
    .where('place', '<', `${prefix}~`)
    .orderBy('place')
    .execute();
}

export interface AskedUnit {
  readonly unit: string;
  readonly name: string;
  readonly answered: boolean;
  /** Null where nothing was answered, and where they were not asked for. */
  readonly values: Values | null;
}

/** Every addressed unit below a place with its current values, in the order of places. */
export async function unitsAsked(
  db: Db | Trx,
  { county, demand, version, under, withValues }: { county: string; demand: string; version: number; under: string; withValues: boolean },
): Promise<AskedUnit[]> {
  const prefix = prefixOfCode(under);
  const rows = await db
    .selectFrom('demand_target as g')
    .innerJoin('unit as u', 'u.code', 'g.unit')
    .leftJoin('answer_current as c', (join) =>
      join
        .onRef('c.county', '=', 'g.county')
        .onRef('c.demand', '=', 'g.demand')
        .onRef('c.version', '=', 'g.version')
        .onRef('c.unit', '=', 'g.unit'),
    )
    // The values of a whole county are read only by who shows them one by one.
    .select(['g.unit', 'u.name', sql<boolean>`c.answer is not null`.as('answered'), withValues ? 'c.values' : sql<null>`null`.as('values')])
    .where('g.county', '=', county)
    .where('g.demand', '=', demand)
    .where('g.version', '=', version)
    .where('g.unit', '>=', prefix)
    .where('g.unit', '<', `${prefix}~`)
    .orderBy('g.unit')
    .execute();
  return rows.map((row) => ({ ...row, values: (row.values ?? null) as Values | null }));
}

export interface AnswerQuery {
  readonly county: string;
  /** Answers of units at or below this place. */
  readonly under: string;
  readonly year: number | null;
  readonly text: string | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export interface AnswerRow {
  readonly id: string;
  readonly leaf: string;
  readonly demand: string;
  readonly title: string;
  readonly number: string;
  readonly organId: string;
  readonly organName: string;
  readonly unit: string;
  readonly unitName: string;
  readonly at: Date;
  readonly late: boolean;
}

export async function listAnswers(db: Db, { county, under, year, text, after, limit }: AnswerQuery): Promise<AnswerRow[]> {
  const prefix = prefixOfCode(under);
  let query = db
    .selectFrom('answer as a')
    .innerJoin('terms as t', (join) =>
      join.onRef('t.county', '=', 'a.county').onRef('t.demand', '=', 'a.demand').onRef('t.version', '=', 'a.version'),
    )
    .innerJoin('unit as u', 'u.code', 'a.unit')
    .select(['a.id', 'a.leaf', 'a.demand', 'a.unit', 'u.name as unitName', 'a.at', 'a.late'])
    .select([
      sql<string>`t.body ->> 'title'`.as('title'),
      sql<string>`t.body ->> 'number'`.as('number'),
      sql<string>`t.body -> 'organ' ->> 'id'`.as('organId'),
      sql<string>`t.body -> 'organ' ->> 'name'`.as('organName'),
    ])
    .where('a.county', '=', county)
    .where('a.unit', '>=', prefix)
    .where('a.unit', '<', `${prefix}~`)
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit);
  if (year !== null)
    query = query
      .where('a.at', '>=', new Date(`${year}-01-01T00:00:00+08:00`))
      .where('a.at', '<', new Date(`${year + 1}-01-01T00:00:00+08:00`));
  if (text !== null) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) =>
      where.or([
        sql<boolean>`t.body ->> 'title' like ${like}`,
        sql<boolean>`t.body ->> 'number' like ${like}`,
        sql<boolean>`t.body -> 'organ' ->> 'name' like ${like}`,
        where('a.leaf', 'like', like.slice(1)),
      ]),
    );
  }
  if (after !== null) query = query.where(sql<boolean>`(a.at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}

/** Whose receipt is this? For the right to open it. */
export async function findAnswerByLeaf(
  db: Db | Trx,
  county: string,
  leaf: string,
): Promise<{ unit: string; demand: string; version: number; at: Date; late: boolean; id: string } | null> {
  const row = await db
    .selectFrom('answer')
    .select(['id', 'unit', 'demand', 'version', 'at', 'late'])
    .where('county', '=', county)
    .where('leaf', '=', leaf)
    .executeTakeFirst();
  return row ?? null;
}
