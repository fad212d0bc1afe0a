import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../platform/db/index.ts';
import type { PastJudgement, PastJudgements } from '../../rules/index.ts';
import type { Draft } from '../demand.ts';
import type { Inspection } from '../../rules/index.ts';

interface Row {
  readonly at: Date;
  readonly demand: string;
  readonly nth: number;
  readonly version: number;
  readonly organ: string;
  readonly draft: Draft;
  readonly findings: Inspection['findings'];
  readonly cost: Omit<Inspection, 'findings'>;
}

/** What was sent to the gate, oldest first: the rules look at it again, and know nothing else of demands. */
export const pastJudgements: PastJudgements = {
  sent: (db, county, since, after, limit) => page(db, county, lastSince(since), after, limit),
  countSent: (db, county, since) => count(db, county, lastSince(since)),
  judged: (db, county, after, limit) => page(db, county, sql`true`, after, limit),
  countJudged: (db, county) => count(db, county, sql`true`),
};

/** The last time that each demand was sent, where that is not longer ago. */
function lastSince(since: Date): RawBuilder<unknown> {
  return sql`a.at >= ${since} and not exists (
    select 1 from demand_act b where b.county = a.county and b.demand = a.demand and b.kind = 'submit' and b.nth > a.nth)`;
}

async function page(
  db: Db,
  county: string,
  wanted: RawBuilder<unknown>,
  after: readonly string[] | null,
  limit: number,
): Promise<readonly PastJudgement[]> {
  const { rows } = await sql<Row>`
    select a.at, a.demand, a.nth, a.draft_version as version, o.name as organ, x.draft, x.findings, x.cost
    from demand_act a
    join demand d on d.county = a.county and d.id = a.demand
    join organ o on o.county = d.county and o.id = d.organ
    join demand_draft x on x.county = a.county and x.demand = a.demand and x.version = a.draft_version
    where a.county = ${county} and a.kind = 'submit' and ${wanted}
      and ${after === null ? sql`true` : sql`(a.at, a.demand, a.nth) > (${after[0]}::timestamptz, ${after[1]}::uuid, ${Number(after[2])}::int)`}
    order by a.at, a.demand, a.nth limit ${limit}`.execute(db);
  return rows.map(({ at, demand, nth, version, organ, draft, findings, cost }) => ({
    demand,
    draftVersion: version,
    title: draft.title,
    organ,
    inspected: {
      text: draft.text,
      metadata: draft.metadata,
      fields: draft.fields,
      level: draft.audience.level,
      deadline: draft.deadline,
    },
    inspection: { ...cost, findings, judged: cost.judged ?? null },
    key: [at.toISOString(), demand, String(nth)],
  }));
}

async function count(db: Db, county: string, wanted: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from demand_act a where a.county = ${county} and a.kind = 'submit' and ${wanted}`.execute(db);
  return rows[0]?.n ?? 0;
}
