import { sql } from 'kysely';
import { prefixOfCode } from '../../../base/place.ts';
import type { Db, Trx } from '../../../platform/db/index.ts';
import type { Terms } from '../terms.ts';

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
