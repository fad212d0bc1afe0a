import type { Db, Trx } from '../../../platform/db/index.ts';

export interface Template {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface NewTemplate extends Template {
  readonly county: string;
  readonly digest: Buffer;
  readonly organ: string;
  readonly at: Date;
}

export async function insertTemplate(trx: Trx, template: NewTemplate): Promise<void> {
  await trx
    .insertInto('template')
    .values(template)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findTemplate(db: Db | Trx, county: string, digest: string): Promise<Template | null> {
  const row = await db
    .selectFrom('template')
    .select(['name', 'bytes'])
    .where('county', '=', county)
    .where('digest', '=', Buffer.from(digest, 'hex'))
    .executeTakeFirst();
  return row ?? null;
}

export async function hasTemplate(trx: Trx, county: string, digest: string): Promise<boolean> {
  const row = await trx
    .selectFrom('template')
    .select('name')
    .where('county', '=', county)
    .where('digest', '=', Buffer.from(digest, 'hex'))
    .executeTakeFirst();
  return row !== undefined;
}
