import type { Db, Trx } from '../../../platform/db/index.ts';

export interface Whose {
  readonly county: string;
  readonly person: string;
}

export interface Factor {
  readonly secret: Buffer;
  readonly confirmed: boolean;
}

export async function findFactor(db: Db | Trx, { county, person }: Whose): Promise<Factor | null> {
  const row = await db
    .selectFrom('second_factor')
    .select(['secret', 'confirmed_at'])
    .where('county', '=', county)
    .where('person', '=', person)
    .executeTakeFirst();
  return row === undefined ? null : { secret: row.secret, confirmed: row.confirmed_at !== null };
}

/** One that was never confirmed gives way; one that was does not. @returns false where a confirmed one stands */
export async function beginFactor(db: Db | Trx, { county, person }: Whose, secret: Buffer, at: Date): Promise<boolean> {
  const row = await db
    .insertInto('second_factor')
    .values({ county, person, secret, last_step: 0, confirmed_at: null, created_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['county', 'person'])
        .doUpdateSet({ secret, last_step: 0, created_at: at })
        .where('second_factor.confirmed_at', 'is', null),
    )
    .returning('person')
    .executeTakeFirst();
  return row !== undefined;
}

/** A code serves once (RFC 6238 section 5.2). @returns false where its step, or a later one, was used before */
export async function useStep(db: Db | Trx, { county, person }: Whose, step: number): Promise<boolean> {
  const row = await db
    .updateTable('second_factor')
    .set({ last_step: step })
    .where('county', '=', county)
    .where('person', '=', person)
    .where('last_step', '<', step)
    .returning('person')
    .executeTakeFirst();
  return row !== undefined;
}

export async function confirmFactor(trx: Trx, { county, person }: Whose, at: Date): Promise<void> {
  await trx.updateTable('second_factor').set({ confirmed_at: at }).where('county', '=', county).where('person', '=', person).execute();
}

export async function dropFactor(trx: Trx, { county, person }: Whose): Promise<void> {
  await trx.deleteFrom('second_factor').where('county', '=', county).where('person', '=', person).execute();
  await trx.deleteFrom('recovery_code').where('county', '=', county).where('person', '=', person).execute();
}

export async function replaceRecoveryCodes(trx: Trx, { county, person }: Whose, hashes: readonly Buffer[]): Promise<void> {
  await trx.deleteFrom('recovery_code').where('county', '=', county).where('person', '=', person).execute();
  await trx
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ county, person, hash, used_at: null })))
    .execute();
}

export async function useRecoveryCode(db: Db | Trx, { county, person }: Whose, hash: Buffer, at: Date): Promise<boolean> {
  const row = await db
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('county', '=', county)
    .where('person', '=', person)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('person')
    .executeTakeFirst();
  return row !== undefined;
}

export async function recoveryCodesLeft(db: Db | Trx, { county, person }: Whose): Promise<number> {
  const rows = await db
    .selectFrom('recovery_code')
    .select('hash')
    .where('county', '=', county)
    .where('person', '=', person)
    .where('used_at', 'is', null)
    .execute();
  return rows.length;
}
