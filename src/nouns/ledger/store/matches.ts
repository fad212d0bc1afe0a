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
