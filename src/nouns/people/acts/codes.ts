import { createHash } from 'node:crypto';
import type { Seal } from '../../../platform/crypto/index.ts';
import type { Db } from '../../../platform/db/index.ts';
import { Problem } from '../../../problem.ts';
import { useRecoveryCode, useStep, type Factor, type Whose } from '../store/factors.ts';
import { forgetTries, takeTry } from '../store/tries.ts';
import { matchingStep } from '../totp.ts';

/** A sealed secret opens for its owner only. */
export const aboutOf = ({ county, person }: Whose): string => `second factor of ${county} ${person}`;

/**
 * @throws Problem sign-in.code-needed where none was given, sign-in.code-wrong where it is not right, was used before, or a delay runs. The
 * delay is the person's, from wherever it is tried: who comes here knows the password.
 */
export async function assertCode(
  db: Db,
  { county, person, code, seal }: Whose & { code: string | null; seal: Seal | null },
  factor: Factor,
  now: Date,
): Promise<void> {
  if (code === null || code === '') throw new Problem('sign-in.code-needed');
  const tried = { name: `code of ${county} ${person}`, source: '' };
  if (!(await takeTry(db, tried, now))) throw new Problem('sign-in.code-wrong');
  const plain = code.replace(/[\s-]/g, '').toUpperCase();
  if (!(/^\d{6}$/.test(plain) ? await isCode(db, { county, person }, factor, plain, seal, now) : await isRecovery()))
    throw new Problem('sign-in.code-wrong');
  await forgetTries(db, tried, now);

  async function isRecovery(): Promise<boolean> {
    return /^[A-Z2-7]{24}$/.test(plain) && useRecoveryCode(db, { county, person }, hashOf(plain), now);
  }
}

async function isCode(db: Db, whose: Whose, factor: Factor, code: string, seal: Seal | null, now: Date): Promise<boolean> {
  if (seal === null) return false;
  const step = matchingStep(seal.open(factor.secret, aboutOf(whose)), code, now);
  return step !== null && useStep(db, whose, step);
}

// 120 random bits each: a fast hash is enough (ASVS 5.0, 6.5.2).
export function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
