import { sql } from 'kysely';
import { prefixOfCode } from '../../base/place.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { HeldValues } from '../../engines/facts/index.ts';
import { heldBefore, tellFacts, type Telling } from '../ledger/index.ts';
import type { MadeLeaf } from '../log/index.ts';
import { added, type Counts, type Values } from './answer.ts';

/** Whose answer to which demand. */
export interface Question {
  readonly county: string;
  readonly demand: string;
  readonly unit: string;
}

export interface Asked {
  /** Version of the terms in force; null: not admitted yet. */
  readonly version: number | null;
  readonly withdrawnAt: Date | null;
  /** False: addressed by an earlier version only, or seen by the caller's township: exists, but is not theirs to answer. */
  readonly addressed: boolean;
  readonly current: { readonly values: Values; readonly nth: number; readonly leafHash: Buffer } | null;
  readonly lastNth: number;
  /** What the ledger records of the unit; looked up for a first answer only. */
  readonly held: HeldValues;
  /** One of its registers is complete: figures may be counted from it; likewise. */
  readonly complete: boolean;
}

/**
 * What decides an answer, for many at once and nothing locked (`limit 1` keeps the planner from reading whole tables for a few keys): two answers of a unit at one moment meet at answer_nth_key, and the later
 * one starts again from what the first one left.
 */
export async function askedOf(db: Db | Trx, questions: readonly Question[]): Promise<(Asked | null)[]> {
  const { rows } = await sql<{
    n: number;
    version: number | null;
    withdrawn_at: Date | null;
    addressed: boolean;
    values: Values | null;
    nth: number | null;
    answer_leaf: Buffer | null;
    last_nth: number;
    held: HeldValues | null;
    complete: boolean | null;
  }>`
    select q.n::int as n, f.* from unnest(${questions.map((one) => one.county)}::text[], ${questions.map((one) => one.demand)}::uuid[],
      ${questions.map((one) => one.unit)}::text[]) with ordinality q(county, demand, unit, n)
    cross join lateral (
      select d.terms_version as version, d.withdrawn_at, g.unit is not null as addressed, c.values, c.nth, a.leaf_hash as answer_leaf,
        coalesce((select x.nth from answer x where x.county = q.county and x.demand = q.demand and x.unit = q.unit order by x.nth desc limit 1), 0) as last_nth,
        h.held, h.complete
      from demand d
      left join demand_target g on g.county = q.county and g.demand = q.demand and g.version = d.terms_version and g.unit = q.unit
      left join answer_current c on c.county = q.county and c.demand = q.demand and c.version = d.terms_version and c.unit = q.unit
      left join answer a on a.county = c.county and a.id = c.answer
      left join lateral (select ${heldBefore(sql`q.county`, sql`q.unit`)}) h on c.answer is null
      where d.county = q.county and d.id = q.demand limit 1
    ) f`.execute(db);
  const found: (Asked | null)[] = questions.map(() => null);
  for (const row of rows) {
    const { values, nth, answer_leaf: leafHash } = row;
    found[row.n - 1] = {
      version: row.version,
      withdrawnAt: row.withdrawn_at,
      addressed: row.addressed,
      current: values === null || nth === null || leafHash === null ? null : { values, nth, leafHash },
      lastNth: row.last_nth,
      held: row.held ?? {},
      complete: row.complete === true,
    };
  }
  return found;
}

export interface NewAnswer extends Question {
  readonly id: string;
  readonly version: number;
  readonly place: string;
  readonly nth: number;
  readonly values: Values;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly at: Date;
  readonly late: boolean;
  readonly leaf: MadeLeaf;
  readonly moved: Counts;
  readonly facts: Telling['facts'];
}

/**
 * Answers, the facts that they tell, the units' current answers, the roll-ups of their places and the two rows of each leaf move in one
 * statement.
 *
 * @returns for each whether it was stored; not stored is what was withdrawn or has new terms since it was looked at
 */
export async function insertAnswers(db: Db | Trx, answers: readonly NewAnswer[]): Promise<boolean[]> {
  const column = <T>(of: (answer: NewAnswer) => T): T[] => answers.map(of);
  const places = perPlace(answers);
  const { rows } = await sql<{ id: string }>`
    with sent as materialized (
      select s.* from unnest(
        ${column((one) => one.county)}::text[], ${column((one) => one.id)}::uuid[], ${column((one) => one.demand)}::uuid[], ${column((one) => one.version)}::integer[],
        ${column((one) => one.unit)}::text[], ${column((one) => one.nth)}::integer[], ${column((one) => JSON.stringify(one.values))}::jsonb[],
        ${column((one) => one.person)}::uuid[], ${column((one) => one.post)}::uuid[], ${column((one) => one.byName)}::text[],
        ${column((one) => one.at.toISOString())}::timestamptz[], ${column((one) => one.late)}::boolean[], ${column((one) => one.leaf.id)}::text[],
        ${column((one) => Buffer.from(one.leaf.leafHash))}::bytea[], ${column((one) => one.leaf.turn)}::bigint[], ${column((one) => one.leaf.idBytes)}::bytea[],
        ${column((one) => one.leaf.shard)}::text[], ${column((one) => one.leaf.entry)}::bytea[], ${column((one) => one.leaf.seed)}::bytea[],
        ${column((one) => one.leaf.content)}::text[]
      ) s(county, id, demand, version, unit, nth, "values", person, post, by_name, at, late, leaf, leaf_hash, turn, leaf_id, shard, entry, seed, content)
    ), standing as materialized (
      select county, id as demand, terms_version as version from demand
      where (county, id) in (select county, demand from sent) and withdrawn_at is null order by county, id for key share
    ), fact as (
      insert into answer (county, id, demand, version, unit, nth, "values", person, post, by_name, at, late, leaf, leaf_hash)
      select county, id, demand, version, unit, nth, "values", person, post, by_name, at, late, leaf, leaf_hash from sent join standing using (county, demand, version)
      returning id
    ), entry as (
      insert into log_pending (county, turn, id, shard, entry, leaf_hash)
      select county, turn, leaf_id, shard, entry, leaf_hash from sent join standing using (county, demand, version)
    ), opening as (
      insert into log_opening (county, id, seed, content) select county, leaf_id, seed, content from sent join standing using (county, demand, version)
    ), current as (
      insert into answer_current (county, demand, version, unit, answer, "values", nth, at)
      select county, demand, version, unit, id, "values", nth, at from sent join standing using (county, demand, version)
      on conflict on constraint answer_current_pkey
        do update set answer = excluded.answer, "values" = excluded."values", nth = excluded.nth, at = excluded.at
    ), moved as (
      insert into rollup (county, demand, version, place, answered, sums, counts, not_applicable, unknown)
      select county, demand, version, place, answered, sums::numeric[], counts::integer[], absent::integer[], obscure::integer[] from unnest(
        ${places.map((one) => one.county)}::text[], ${places.map((one) => one.demand)}::uuid[], ${places.map((one) => one.version)}::integer[],
        ${places.map((one) => one.place)}::text[], ${places.map((one) => one.moved.answered)}::integer[],
        ${places.map((one) => `{${one.moved.sums.join()}}`)}::text[], ${places.map((one) => `{${one.moved.counts.join()}}`)}::text[],
        ${places.map((one) => sparse(one.moved.notApplicable))}::text[], ${places.map((one) => sparse(one.moved.unknown))}::text[]
      ) m(county, demand, version, place, answered, sums, counts, absent, obscure) join standing using (county, demand, version)
      on conflict on constraint rollup_pkey do update set
        answered = rollup.answered + excluded.answered,
        sums = (select coalesce(array_agg(a + b order by i), '{}') from unnest(rollup.sums, excluded.sums) with ordinality u(a, b, i)),
        counts = (select coalesce(array_agg(a + b order by i), '{}') from unnest(rollup.counts, excluded.counts) with ordinality u(a, b, i)),
        not_applicable = (select coalesce(array_agg(coalesce(a, 0) + coalesce(b, 0) order by i), '{}') from unnest(rollup.not_applicable, excluded.not_applicable) with ordinality u(a, b, i)),
        unknown = (select coalesce(array_agg(coalesce(a, 0) + coalesce(b, 0) order by i), '{}') from unnest(rollup.unknown, excluded.unknown) with ordinality u(a, b, i))
    )${tellFacts(answers.map((one) => ({ ...one, leaf: one.leaf.id })))}
    select id from fact`.execute(db);
  const stored = new Set(rows.map(({ id }) => id));
  return answers.map(({ id }) => stored.has(id));
}

/** Most demands have none of them: nothing is stored for nothing. */
function sparse(counts: readonly number[]): string {
  return counts.some((count) => count !== 0) ? `{${counts.join()}}` : '{}';
}

type Moved = Pick<NewAnswer, 'county' | 'demand' | 'version' | 'place' | 'moved'>;

/** A statement may touch a roll-up row once; in one order, so that two processes cannot wait for each other. */
function perPlace(answers: readonly NewAnswer[]): Moved[] {
  const rows = new Map<string, Moved>();
  for (const { county, demand, version, place, moved } of answers) {
    const key = `${county} ${demand} ${version} ${place}`;
    const row = rows.get(key);
    rows.set(key, { county, demand, version, place, moved: row === undefined ? moved : added(row.moved, moved) });
  }
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
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
  readonly notApplicable: readonly number[];
  readonly unknown: readonly number[];
}

export async function rollupOf(db: Db | Trx, county: string, demand: string, version: number, under: string): Promise<PlaceCounts[]> {
  const prefix = prefixOfCode(under);
  return db
    .selectFrom('rollup')
    .select(['place', 'answered', 'sums', 'counts', 'not_applicable as notApplicable', 'unknown'])
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
