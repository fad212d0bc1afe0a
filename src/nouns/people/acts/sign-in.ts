import { randomBytes } from 'node:crypto';
import { sourceOf } from '../../../base/address.ts';
import { dateInChina } from '../../../base/time.ts';
import type { Seal } from '../../../platform/crypto/index.ts';
import { Gather, type Db, type Trx } from '../../../platform/db/index.ts';
import { Turns } from '../../../platform/http/index.ts';
import { Problem } from '../../../problem.ts';
import { deviceOf, networkOf } from '../device.ts';
import type { Caller } from '../people.ts';
import { findFactor } from '../store/factors.ts';
import { findCallers, findLogin, type Token } from '../store/people.ts';
import { lastPostOf, postsOf } from '../store/posts.ts';
import { endSession, findSession, insertSession, type NewSession } from '../store/sessions.ts';
import { forgetTries, takeTry } from '../store/tries.ts';
import { partsOf, tokenHash } from '../token.ts';
import { newId } from './enrol.ts';
import { assertCode } from './codes.ts';
import { decoyHash, isPassword } from './passwords.ts';

const sessionHours = 12;

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Six digits of an authenticator, or a recovery code, from those who have set one up. */
  readonly code?: string;
  /** Address of the one who asks: the wait is of the name and the address together, so that a stranger's guesses do not keep the owner out. */
  readonly from: string;
  /** What the browser says of itself. */
  readonly agent?: string;
}

// Behind one router a whole office may sign in at one moment with one name (a shared desk): they follow one another, so that each right one
// wipes the slate before the next takes its place.
const turns = new Turns(200);

/**
 * @throws Problem sign-in.wrong: no such name, a wrong password, or a delay that still runs. One answer for all, else it would tell which names exist.
 * @throws Problem sign-in.code-needed, sign-in.code-wrong: the password is right, and the person has a second factor
 * @throws Problem rate.limited: too many at once for this name from this address, whether the name exists or not
 */
export async function signIn(db: Db, credentials: Credentials, now: Date, seal: Seal | null = null): Promise<{ token: string }> {
  return turns.take(`${sourceOf(credentials.from)} ${credentials.name}`, () => tryIn(db, credentials, now, seal));
}

async function tryIn(db: Db, credentials: Credentials, now: Date, seal: Seal | null): Promise<{ token: string }> {
  const { name, password, code, from, agent = '' } = credentials;
  const login = await findLogin(db, name);
  const tried = { name: login?.name ?? '', source: sourceOf(from) };
  const free = await takeTry(db, tried, now);
  const right = await isPassword(login?.hash ?? (await decoyHash()), password);
  if (login === null || !free || !right) throw new Problem('sign-in.wrong');
  const posts = (await postsOf(db, login.county, login.person, dateInChina(now))).map(({ id }) => id);
  const [first] = posts;
  if (first === undefined) throw new Problem('sign-in.wrong');
  await forgetTries(db, tried, now);
  const factor = await findFactor(db, login);
  const steppedUp = factor?.confirmed === true;
  if (steppedUp) await assertCode(db, { ...login, code: code ?? null, seal }, factor, now);
  const post = posts.length === 1 ? first : ((await lastPostOf(db, login.county, posts)) ?? first);
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
  return open(db, { county: login.county, post, at: now, expiresAt, device: deviceOf(agent), source: networkOf(from), steppedUp });
}

async function open(db: Db | Trx, session: Omit<NewSession, 'id' | 'tokenHash'>): Promise<{ token: string }> {
  const secret = randomBytes(32).toString('base64url');
  await insertSession(db, { ...session, id: newId(session.at), tokenHash: tokenHash(secret) });
  // The county leads to the shard; it is no secret.
  return { token: `${session.county}.${secret}` };
}

/** Goes on in another of one's own posts, under a new token; the old one ends. @throws Problem thing.missing for a post that is not one's own */
export async function choosePost(trx: Trx, caller: Caller, token: string, post: string, now: Date): Promise<{ token: string }> {
  const parts = partsOf(token);
  const session = parts === null ? null : await findSession(trx, parts.county, parts.hash);
  const own = await postsOf(trx, caller.county, caller.person, dateInChina(now));
  if (session === null || !own.some(({ id }) => id === post)) throw new Problem('thing.missing');
  await endSession(trx, session.county, session.tokenHash, now);
  const { county, expiresAt, device, source, steppedUp } = session;
  return open(trx, { county, post, at: now, expiresAt, device, source, steppedUp });
}

export async function signOut(trx: Trx, token: string, now: Date): Promise<void> {
  const parts = partsOf(token);
  if (parts !== null) await endSession(trx, parts.county, parts.hash, now);
}

export async function identify(db: Db, token: string | null, now: Date): Promise<Caller | null> {
  const parts = token === null ? null : partsOf(token);
  return parts === null ? null : gathering(db).ask(parts.county, { ...parts, now });
}

const gathered = new WeakMap<Db, Gather<Token & { readonly now: Date }, Caller | null>>();

/** Requests of one moment are looked up together. */
function gathering(db: Db): Gather<Token & { readonly now: Date }, Caller | null> {
  const known = gathered.get(db);
  if (known !== undefined) return known;
  const gather = new Gather<Token & { readonly now: Date }, Caller | null>((tokens) => {
    const now = new Date(Math.max(...tokens.map((one) => one.now.getTime())));
    return findCallers(db, tokens, now, dateInChina(now));
  });
  gathered.set(db, gather);
  return gather;
}
