import { prefixOfCode } from '../../../base/place.ts';
import type { Held } from '../../../engines/facts/index.ts';
import type { Db, Trx } from '../../../platform/db/index.ts';

/** A doubt of somebody above about a value: a reason and never another value. */
export interface Challenge {
  readonly id: string;
  readonly subject: string;
  readonly register: string;
  readonly unit: string;
  readonly element: string;
  /** The value that it doubts, as it was then. */
  readonly value: Held;
  readonly reason: string;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly organ: string | null;
  readonly at: Date;
  readonly reply: { readonly outcome: 'kept' | 'corrected'; readonly reply: string; readonly byName: string; readonly at: Date } | null;
}

export async function insertChallenge(trx: Trx, county: string, challenge: Omit<Challenge, 'reply'>): Promise<void> {
  const { byName, value, ...rest } = challenge;
  await trx
    .insertInto('ledger_challenge')
    .values({ county, ...rest, by_name: byName, value: JSON.stringify(value) })
    .execute();
}

export async function insertReply(
  trx: Trx,
  county: string,
  reply: {
    challenge: string;
    outcome: 'kept' | 'corrected';
    reply: string;
    act: string | null;
    person: string;
    post: string;
    byName: string;
    at: Date;
  },
): Promise<void> {
  const { byName, ...rest } = reply;
  await trx
    .insertInto('ledger_reply')
    .values({ county, ...rest, by_name: byName })
    .execute();
}

interface Asked {
  readonly under?: string;
  readonly subject?: string;
  readonly id?: string;
  /** Only those of one person. */
  readonly person?: string;
  readonly limit: number;
}

export async function listChallenges(db: Db | Trx, county: string, { under, subject, id, person, limit }: Asked): Promise<Challenge[]> {
  let query = db
    .selectFrom('ledger_challenge as c')
    .leftJoin('ledger_reply as r', (join) => join.onRef('r.county', '=', 'c.county').onRef('r.challenge', '=', 'c.id'))
    .select([
      'c.id',
      'c.subject',
      'c.register',
      'c.unit',
      'c.element',
      'c.value',
      'c.reason',
      'c.person',
      'c.post',
      'c.by_name',
      'c.organ',
      'c.at',
    ])
    .select(['r.outcome', 'r.reply', 'r.by_name as reply_by', 'r.at as reply_at'])
    .where('c.county', '=', county)
    .orderBy('c.id', 'desc')
    .limit(limit);
  if (under !== undefined) query = query.where('c.unit', '>=', prefixOfCode(under)).where('c.unit', '<', `${prefixOfCode(under)}~`);
  if (subject !== undefined) query = query.where('c.subject', '=', subject);
  if (id !== undefined) query = query.where('c.id', '=', id);
  if (person !== undefined) query = query.where('c.person', '=', person);
  const rows = await query.execute();
  return rows.map(({ by_name: byName, value, outcome, reply, reply_by: replyBy, reply_at: replyAt, ...rest }) => ({
    ...rest,
    byName,
    value: value as Held,
    reply:
      outcome === null || reply === null || replyBy === null || replyAt === null
        ? null
        : { outcome: outcome as 'kept' | 'corrected', reply, byName: replyBy, at: replyAt },
  }));
}
