import { transaction, type Db } from '../../../platform/db/index.ts';
import { Problem } from '../../../problem.ts';
import type { Caller } from '../people.ts';
import { loginOf, updateHash, type Login } from '../store/people.ts';
import { endSessionsOf } from '../store/sessions.ts';
import { forgetTries, takeTry } from '../store/tries.ts';
import { hashOfToken } from '../token.ts';
import { assertSound, hashPassword, isPassword } from './passwords.ts';

/**
 * Who is signed in says the password again before what a session left open must not do.
 *
 * @throws Problem password.wrong, also while a delay runs: guesses here are counted like those at the door
 */
export async function assertPassword(db: Db, caller: Caller, password: string, now: Date): Promise<Login> {
  const login = await loginOf(db, caller.county, caller.person);
  const tried = { name: `again ${caller.county} ${caller.person}`, source: '' };
  const free = await takeTry(db, tried, now);
  if (login === null || !(await isPassword(login.hash, password)) || !free) throw new Problem('password.wrong');
  await forgetTries(db, tried, now);
  return login;
}

/** A new password ends every other session of its owner. */
export async function changePassword(
  db: Db,
  { caller, token, now }: { caller: Caller; token: string; now: Date },
  { current, next }: { current: string; next: string },
  breached: string | null,
): Promise<{ ended: number }> {
  const login = await assertPassword(db, caller, current, now);
  await assertSound(next, [caller.name, login.name], breached);
  const hash = await hashPassword(next);
  return transaction(db, async (trx) => {
    await updateHash(trx, login.name, hash);
    return { ended: await endSessionsOf(trx, caller, { but: hashOfToken(token) }, now) };
  });
}
