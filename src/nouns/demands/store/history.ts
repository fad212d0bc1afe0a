import { sql, type RawBuilder } from 'kysely';
import type { Db, Trx } from '../../../platform/db/index.ts';
import type { HistoryFinding, KeptHistory } from '../history.ts';

export async function insertHistory(trx: Trx, county: string, kept: KeptHistory): Promise<void> {
  const { demand, nth, asOf, product, version, program, input, told, known, outcome } = kept;
  await trx
    .insertInto('demand_history')
    .values({
      county,
      demand,
      nth,
      as_of: asOf,
      product: Buffer.from(product, 'hex'),
      version,
      program,
      input: JSON.stringify(input),
      told: JSON.stringify(told),
      known: JSON.stringify(known),
      outcome: Buffer.from(outcome, 'hex'),
    })
    .execute();
}

interface Row {
  readonly demand: string;
  readonly title: string;
  readonly nth: number;
  readonly as_of: string;
  readonly product: Buffer;
  readonly version: number;
  readonly program: string;
  readonly input: unknown;
  readonly told: readonly HistoryFinding[];
  readonly known: readonly HistoryFinding[];
  readonly outcome: Buffer;
}

/** What was kept under the acts of one demand, by act. */
export async function findHistory(db: Db | Trx, county: string, demand: string): Promise<KeptHistory[]> {
  return select(db, county, sql`h.demand = ${demand}`, sql`h.nth`, 1000);
}

/** A page of everything that was kept, after a demand and an act. */
export async function listHistory(db: Db | Trx, county: string, after: readonly string[] | null, limit: number): Promise<TitledHistory[]> {
  const beyond = after === null ? sql`true` : sql`(h.demand, h.nth) > (${after[0]}::uuid, ${Number(after[1])}::int)`;
  return select(db, county, beyond, sql`h.demand, h.nth`, limit);
}

export interface TitledHistory extends KeptHistory {
  readonly title: string;
}

export async function countHistory(db: Db | Trx, county: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from demand_history where county = ${county}`.execute(db);
  return rows[0]?.n ?? 0;
}

async function select(
  db: Db | Trx,
  county: string,
  wanted: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<TitledHistory[]> {
  const { rows } = await sql<Row>`
    select h.demand, d.title, h.nth, h.as_of::text as as_of, h.product, h.version, h.program, h.input, h.told, h.known, h.outcome
    from demand_history h
    join demand d on d.county = h.county and d.id = h.demand
    where h.county = ${county} and ${wanted} order by ${order} limit ${limit}`.execute(db);
  return rows.map(({ as_of: asOf, product, outcome, ...row }) => ({
    ...row,
    asOf,
    product: product.toString('hex'),
    outcome: outcome.toString('hex'),
  }));
}
