import { randomBytes } from 'node:crypto';
import type { Seal } from '../../../platform/crypto/index.ts';
import { transaction, type Db } from '../../../platform/db/index.ts';
import { Problem } from '../../../problem.ts';
import type { Caller } from '../people.ts';
import { beginFactor, confirmFactor, dropFactor, findFactor, replaceRecoveryCodes } from '../store/factors.ts';
import { stepUp } from '../store/sessions.ts';
import { hashOfToken } from '../token.ts';
import { authenticatorLink, base32 } from '../totp.ts';
import { assertPassword } from './account.ts';
import { aboutOf, assertCode, hashOf } from './codes.ts';

const recoveryCodes = 8;

export interface Account {
  readonly caller: Caller;
  readonly now: Date;
  readonly seal: Seal;
}

/** A new secret, which counts from its confirmation on. @throws Problem factor.there where one is confirmed already */
export async function offerFactor(db: Db, { caller, now, seal }: Account, password: string): Promise<{ secret: string; link: string }> {
  const login = await assertPassword(db, caller, password, now);
  const secret = randomBytes(20);
  if (!(await beginFactor(db, caller, seal.seal(secret, aboutOf(caller)), now))) throw new Problem('factor.there');
  return { secret: base32(secret), link: authenticatorLink(secret, login.name) };
}

/** The first right code confirms it. @returns the recovery codes, shown this once */
export async function takeFactor(
  db: Db,
  { caller, now, seal }: Account,
  token: string,
  code: string,
): Promise<{ recoveryCodes: string[] }> {
  const factor = await findFactor(db, caller);
  if (factor === null || factor.confirmed) throw new Problem(factor === null ? 'thing.missing' : 'factor.there');
  await assertCode(db, { ...caller, code, seal }, factor, now);
  const codes = Array.from({ length: recoveryCodes }, () => base32(randomBytes(15)));
  await transaction(db, async (trx) => {
    await confirmFactor(trx, caller, now);
    await stepUp(trx, caller.county, hashOfToken(token));
    await replaceRecoveryCodes(trx, caller, codes.map(hashOf));
  });
  return { recoveryCodes: codes.map((one) => one.replace(/(.{4})(?=.)/g, '$1-')) };
}

/** Taking it off needs the password and a code: a session left open is not enough. */
export async function leaveFactor(
  db: Db,
  { caller, now, seal }: Account,
  { password, code }: { password: string; code: string },
): Promise<void> {
  const factor = await findFactor(db, caller);
  if (factor === null) throw new Problem('thing.missing');
  await assertPassword(db, caller, password, now);
  if (factor.confirmed) await assertCode(db, { ...caller, code, seal }, factor, now);
  await transaction(db, (trx) => dropFactor(trx, caller));
}
