import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/index.ts';

export interface Decision {
  readonly low: string;
  readonly high: string;
  readonly nth: number;
  readonly decision: 'same' | 'different' | 'undone';
  readonly reason: string;
  readonly score: number;
  /** The act that joined them. */
  readonly act: string | null;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly at: Date;
}

/** Every decision of the pairs that a set of records stands in, in order. */
export async function decisionsOf(db: Db | Trx, county: string, ids: readonly string[]): Promise<Decision[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('ledger_match')
    .selectAll()
    .where('county', '=', county)
    .where(sql<boolean>`(low = any(${ids}::uuid[]) or high = any(${ids}::uuid[]))`)
    .orderBy('nth')
    .execute();
  return rows.map(({ by_name: byName, decision, ...rest }) => ({ ...rest, byName, decision: decision as Decision['decision'] }));
}

export async function insertDecision(trx: Trx, county: string, decision: Decision): Promise<void> {
  const { byName, ...rest } = decision;
  await trx
    .insertInto('ledger_match')
    .values({ county, ...rest, by_name: byName })
    .execute();
}

/** What stands decided about the records of one unit, the latest first; what was taken back does not. */
export async function standingOf(
  db: Db | Trx,
  county: string,
  { kind, unit, limit }: { kind: string; unit: string; limit: number },
): Promise<Decision[]> {
  const { rows } = await sql<Omit<Decision, 'byName'> & { by_name: string }>`
    select low, high, nth, decision, reason, score, act, person, post, by_name, at from (
      select distinct on (m.low, m.high) m.* from ledger_match m
      join ledger_record r on r.county = m.county and r.id = m.low and r.kind = ${kind} and r.unit = ${unit}
      where m.county = ${county} order by m.low, m.high, m.nth desc
    ) last where decision <> 'undone' order by at desc, low limit ${limit}`.execute(db);
  return rows.map(({ by_name: byName, ...rest }) => ({ ...rest, byName }));
}
