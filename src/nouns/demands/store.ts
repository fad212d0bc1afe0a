import { sql, type Selectable } from 'kysely';
import { prefixOfCode } from '../../base/place.ts';
import type { Db, Schema, Trx } from '../../platform/db/index.ts';
import type { DemandActKind, DemandState, Draft, FindingReason } from './demand.ts';
import type { Inspection } from '../rules/index.ts';
import type { Terms } from './terms.ts';

export type DemandRecord = Selectable<Schema['demand']> & { organ_name: string; state: DemandState };

export async function insertDemand(trx: Trx, row: Selectable<Schema['demand']>): Promise<void> {
  await trx.insertInto('demand').values(row).execute();
}

export async function updateDemand(trx: Trx, county: string, id: string, set: Partial<Selectable<Schema['demand']>>): Promise<void> {
  await trx.updateTable('demand').set(set).where('county', '=', county).where('id', '=', id).execute();
}

/** Locks the row: acts on one demand follow one another. */
export async function lockDemand(trx: Trx, county: string, id: string): Promise<DemandRecord | null> {
  await trx.selectFrom('demand').select('id').where('county', '=', county).where('id', '=', id).forUpdate().execute();
  return findDemand(trx, county, id);
}

export async function findDemand(db: Db | Trx, county: string, id: string): Promise<DemandRecord | null> {
  const row = await withOrgan(db).where('demand.county', '=', county).where('demand.id', '=', id).executeTakeFirst();
  return row === undefined ? null : { ...row, state: row.state as DemandState };
}

function withOrgan(db: Db | Trx) {
  return db
    .selectFrom('demand')
    .innerJoin('organ', (join) => join.onRef('organ.county', '=', 'demand.county').onRef('organ.id', '=', 'demand.organ'))
    .selectAll('demand')
    .select('organ.name as organ_name');
}

export async function insertDraft(
  trx: Trx,
  county: string,
  demand: string,
  version: number,
  draft: Draft,
  inspection: Inspection,
  at: Date,
): Promise<void> {
  const { findings, ...rest } = inspection;
  await trx
    .insertInto('demand_draft')
    .values({ county, demand, version, draft: JSON.stringify(draft), findings: JSON.stringify(findings), cost: JSON.stringify(rest), at })
    .execute();
}

export interface StoredDraft {
  readonly version: number;
  readonly draft: Draft;
  readonly inspection: Inspection;
}

export async function findDraft(db: Db | Trx, county: string, demand: string, version: number): Promise<StoredDraft | null> {
  const row = await db
    .selectFrom('demand_draft')
    .selectAll()
    .where('county', '=', county)
    .where('demand', '=', demand)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return null;
  // Written by insertDraft and nobody else: the grant forbids changes.
  const inspection = { ...(row.cost as Omit<Inspection, 'findings'>), findings: row.findings as Inspection['findings'] };
  return { version: row.version, draft: row.draft as Draft, inspection };
}

export interface StoredAct {
  readonly kind: DemandActKind;
  readonly at: Date;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly draftVersion: number;
  readonly reason: string | null;
  readonly reasons: readonly FindingReason[];
}

export async function insertAct(trx: Trx, county: string, demand: string, nth: number, act: StoredAct): Promise<void> {
  await trx
    .insertInto('demand_act')
    .values({
      county,
      demand,
      nth,
      kind: act.kind,
      at: act.at,
      person: act.person,
      post: act.post,
      by_name: act.byName,
      by_title: act.byTitle,
      draft_version: act.draftVersion,
      reason: act.reason,
      reasons: JSON.stringify(act.reasons),
    })
    .execute();
}

export async function findActs(db: Db | Trx, county: string, demands: readonly string[]): Promise<Map<string, StoredAct[]>> {
  const acts = new Map<string, StoredAct[]>(demands.map((demand) => [demand, []]));
  if (demands.length === 0) return acts;
  const rows = await db
    .selectFrom('demand_act')
    .selectAll()
    .where('county', '=', county)
    .where('demand', 'in', demands)
    .orderBy('demand')
    .orderBy('nth')
    .execute();
  for (const row of rows) {
    acts.get(row.demand)?.push({
      kind: row.kind as DemandActKind,
      at: row.at,
      person: row.person,
      post: row.post,
      byName: row.by_name,
      byTitle: row.by_title,
      draftVersion: row.draft_version,
      reason: row.reason,
      reasons: row.reasons as FindingReason[],
    });
  }
  return acts;
}

export interface StoredTerms {
  readonly body: Terms;
  readonly digest: Buffer;
  readonly leaf: string;
  readonly leafHash: Buffer;
  readonly deadline: Date;
  readonly expiresAt: Date;
  readonly admittedAt: Date;
}

export async function insertTerms(trx: Trx, county: string, terms: StoredTerms): Promise<void> {
  await trx
    .insertInto('terms')
    .values({
      county,
      demand: terms.body.demand,
      version: terms.body.version,
      body: JSON.stringify(terms.body),
      digest: terms.digest,
      leaf: terms.leaf,
      leaf_hash: terms.leafHash,
      deadline: terms.deadline,
      expires_at: terms.expiresAt,
      admitted_at: terms.admittedAt,
    })
    .execute();
}

export async function findTermsVersions(db: Db | Trx, county: string, demand: string): Promise<StoredTerms[]> {
  const rows = await db
    .selectFrom('terms')
    .selectAll()
    .where('county', '=', county)
    .where('demand', '=', demand)
    .orderBy('version')
    .execute();
  return rows.map(storedTerms);
}

function storedTerms(row: {
  body: unknown;
  digest: Buffer;
  leaf: string;
  leaf_hash: Buffer;
  deadline: Date;
  expires_at: Date;
  admitted_at: Date;
}): StoredTerms {
  return {
    body: row.body as Terms,
    digest: row.digest,
    leaf: row.leaf,
    leafHash: row.leaf_hash,
    deadline: row.deadline,
    expiresAt: row.expires_at,
    admittedAt: row.admitted_at,
  };
}

const kept = new Map<string, StoredTerms>();
const mostKept = 500;

/** One version of terms. It never changes once it is there, so it is read once; the ids are random, so no two databases share one. */
export async function findTerms(db: Db | Trx, county: string, demand: string, version: number): Promise<StoredTerms | null> {
  const key = `${county} ${demand} ${version}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const row = await db
    .selectFrom('terms')
    .selectAll()
    .where('county', '=', county)
    .where('demand', '=', demand)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return null;
  const terms = storedTerms(row);
  // In a transaction that may yet roll back it is not there for good.
  if (!db.isTransaction) {
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '');
    kept.set(key, terms);
  }
  return terms;
}

export async function insertTargets(trx: Trx, county: string, demand: string, version: number, units: readonly string[]): Promise<void> {
  for (let from = 0; from < units.length; from += 1000) {
    await trx
      .insertInto('demand_target')
      .values(units.slice(from, from + 1000).map((unit) => ({ county, demand, version, unit })))
      .execute();
  }
}

/** Draws N: the row lock makes the numbers of one gate and year gapless, since a rolled back admission gives its number back. */
export async function drawNumber(trx: Trx, county: string, year: number): Promise<number> {
  const row = await trx
    .insertInto('gate_number')
    .values({ county, year, last: 1 })
    .onConflict((conflict) => conflict.columns(['county', 'year']).doUpdateSet({ last: sql`gate_number.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}

/** Does any version of the terms address a unit at or below this place? */
export async function addresses(db: Db | Trx, county: string, demand: string, place: string): Promise<boolean> {
  const prefix = prefixOfCode(place);
  const row = await db
    .selectFrom('demand_target')
    .select('unit')
    .where('county', '=', county)
    .where('demand', '=', demand)
    .where('unit', '>=', prefix)
    .where('unit', '<', `${prefix}~`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

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
