import type { Trx } from '../db/index.ts';

/** Whose keys: one post of one county. */
export interface Keeper {
  readonly county: string;
  readonly post: string;
}

export interface FirstReply {
  readonly digest: Buffer;
  readonly status: number;
  readonly body: unknown;
  readonly at: Date;
}

export async function findFirstReply(trx: Trx, { county, post }: Keeper, key: string): Promise<FirstReply | null> {
  const row = await trx
    .selectFrom('idempotency')
    .select(['digest', 'status', 'body', 'at'])
    .where('county', '=', county)
    .where('post', '=', post)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ?? null;
}

export async function keepFirstReply(
  trx: Trx,
  { county, post }: Keeper,
  key: string,
  { digest, status, body, at }: FirstReply,
): Promise<void> {
  await trx
    .insertInto('idempotency')
    .values({ county, post, key, digest, status, body: JSON.stringify(body ?? null), at })
    .execute();
}
