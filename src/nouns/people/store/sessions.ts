import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/index.ts';

export interface NewSession {
  readonly county: string;
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly post: string;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly device: string;
  readonly source: string;
  /** A second factor was shown. */
  readonly steppedUp: boolean;
}

export async function insertSession(db: Db | Trx, session: NewSession): Promise<void> {
  await db
    .insertInto('session')
    .values({
      county: session.county,
      id: session.id,
      token_hash: session.tokenHash,
      post: session.post,
      created_at: session.at,
      expires_at: session.expiresAt,
      device: session.device,
      source: session.source,
      stepped_up: session.steppedUp,
    })
    .execute();
}

export type HeldSession = Omit<NewSession, 'tokenHash'> & { readonly tokenHash: Buffer };

export async function findSession(db: Db | Trx, county: string, tokenHash: Buffer): Promise<HeldSession | null> {
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('county', '=', county)
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : sessionOf(row);
}

export async function endSession(db: Db | Trx, county: string, tokenHash: Buffer, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ ended_at: at })
    .where('county', '=', county)
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute();
}

export async function stepUp(trx: Trx, county: string, tokenHash: Buffer): Promise<void> {
  await trx.updateTable('session').set({ stepped_up: true }).where('county', '=', county).where('token_hash', '=', tokenHash).execute();
}

/** Those that still live, of all posts of one person, the newest first. */
export async function sessionsOf(db: Db | Trx, county: string, person: string, now: Date): Promise<HeldSession[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('county', '=', county)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('post', 'in', (sub) => sub.selectFrom('post').select('id').where('county', '=', county).where('person', '=', person))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map(sessionOf);
}

/** @param which of the person's sessions: one by its id, all but the one of a token, or all */
export async function endSessionsOf(
  trx: Trx,
  { county, person }: { county: string; person: string },
  which: { id: string } | { but: Buffer } | 'all',
  at: Date,
): Promise<number> {
  let query = trx
    .updateTable('session')
    .set({ ended_at: at })
    .where('county', '=', county)
    .where('ended_at', 'is', null)
    .where('post', 'in', (sub) => sub.selectFrom('post').select('id').where('county', '=', county).where('person', '=', person));
  if (which !== 'all') query = 'id' in which ? query.where('id', '=', which.id) : query.where('token_hash', '<>', which.but);
  const [result] = await query.execute();
  return Number(result?.numUpdatedRows ?? 0n);
}

export async function endSessionsOfPost(trx: Trx, county: string, post: string, at: Date): Promise<void> {
  await trx
    .updateTable('session')
    .set({ ended_at: at })
    .where('county', '=', county)
    .where('post', '=', post)
    .where('ended_at', 'is', null)
    .execute();
}

export interface Forgotten {
  readonly sessions: number;
  readonly replies: number;
  readonly tries: number;
}

export async function forgetDead(db: Db, at: Date): Promise<Forgotten> {
  const { rows } = await sql<Forgotten>`select sessions, replies, tries from forget_dead(${at})`.execute(db);
  return rows[0] ?? { sessions: 0, replies: 0, tries: 0 };
}

function sessionOf(row: {
  county: string;
  id: string;
  token_hash: Buffer;
  post: string;
  created_at: Date;
  expires_at: Date;
  device: string;
  source: string;
  stepped_up: boolean;
}): HeldSession {
  return {
    county: row.county,
    id: row.id,
    tokenHash: row.token_hash,
    post: row.post,
    at: row.created_at,
    expiresAt: row.expires_at,
    device: row.device,
    source: row.source,
    steppedUp: row.stepped_up,
  };
}
