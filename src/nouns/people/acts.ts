import { hash, verify } from '@node-rs/argon2';
import { createHash, randomBytes } from 'node:crypto';
import { sourceOf } from '../../base/address.ts';
import { uuid7 } from '../../base/id.ts';
import { countyOfCode } from '../../base/place.ts';
import { dateInChina } from '../../base/time.ts';
import { Problem, type ProblemField } from '../../problem.ts';
import { Gather, type Db, type Trx } from '../../platform/db/index.ts';
import { Turns } from '../../platform/http/index.ts';
import { findOrganByName, findUnit } from '../units/index.ts';
import type { Caller, Post } from './people.ts';
import type { PersonRow } from './sheet.ts';
import {
  endPost,
  endSession,
  findCallers,
  findLogin,
  insertLogin,
  insertPerson,
  insertPost,
  insertSession,
  forgetTries,
  takeTry,
  postsOf,
  type Token,
} from './store.ts';

// RFC 9106 section 4, second recommended option scaled to a 2-core office machine; ASVS 5.0 asks at least 19 MiB with t=2.
const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const sessionHours = 12;

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), argon);
}

/** Compared with when there is no such name, so that the time taken does not tell which names exist. */
let decoy: Promise<string> | null = null;

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Address of the one who asks: the wait is of the name and the address together, so that a stranger's guesses do not keep the owner out. */
  readonly from: string;
}

// Behind one router a whole office may sign in at one moment with one name (a shared desk): they follow one another, so that each right one
// wipes the slate before the next takes its place.
const turns = new Turns(200);

/**
 * @throws Problem sign-in.wrong: no such name, a wrong password, or a delay that still runs. One answer for all, else it would tell which names exist.
 * @throws Problem rate.limited: too many at once for this name from this address, whether the name exists or not
 */
export async function signIn(db: Db, credentials: Credentials, now: Date): Promise<{ token: string }> {
  const source = sourceOf(credentials.from);
  return turns.take(`${source} ${credentials.name}`, () => tryIn(db, { ...credentials, source }, now));
}

async function tryIn(db: Db, { name, password, source }: Credentials & { source: string }, now: Date): Promise<{ token: string }> {
  const login = await findLogin(db, name);
  const tried = { name: login?.name ?? '', source };
  const free = await takeTry(db, tried, now);
  decoy ??= hashPassword('no such person');
  const right = await verify(login?.hash ?? (await decoy), password.normalize('NFC'));
  if (login === null || !free || !right) throw new Problem('sign-in.wrong');
  const [post] = await postsOf(db, login.county, login.person, dateInChina(now));
  if (post === undefined) throw new Problem('sign-in.wrong');
  await forgetTries(db, tried, now);
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
  await insertSession(db, { county: login.county, tokenHash: tokenHash(secret), post: post.id, at: now, expiresAt });
  // The county leads to the shard; it is no secret.
  return { token: `${login.county}.${secret}` };
}

function tokenHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function partsOf(token: string): { county: string; hash: Buffer } | null {
  const match = /^([0-9]{6})\.([A-Za-z0-9_-]{43})$/.exec(token);
  return match?.[1] === undefined || match[2] === undefined ? null : { county: match[1], hash: tokenHash(match[2]) };
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

export async function signOut(trx: Trx, token: string, now: Date): Promise<void> {
  const parts = partsOf(token);
  if (parts !== null) await endSession(trx, parts.county, parts.hash, now);
}

export interface NewPerson {
  readonly county: string;
  readonly id: string;
  readonly name: string;
  readonly login: { readonly name: string; readonly hash: string } | null;
  readonly posts: readonly Omit<Post, 'county' | 'person'>[];
}

export async function enrol(trx: Trx, { county, id, name, login, posts }: NewPerson, now: Date): Promise<void> {
  await insertPerson(trx, { county, id, name, createdAt: now });
  for (const post of posts) await insertPost(trx, { ...post, county, person: id });
  if (login !== null) await insertLogin(trx, { ...login, county, person: id });
}

/** Leaving a post ends its sessions at once: they are joined with the post at every request. */
export async function leavePost(trx: Trx, county: string, post: string, lastDay: string): Promise<void> {
  await endPost(trx, county, post, lastDay);
}

export interface Enrolled {
  readonly login: string;
  /** Made here, to be handed over; null where the office chose one. */
  readonly password: string | null;
}

/** Brings in people with their posts and sign-ins, all or none. @throws Problem import.rows naming rows whose place or organ is not known */
export async function importPeople(trx: Trx, rows: readonly PersonRow[], now: Date): Promise<Enrolled[]> {
  const enrolled: Enrolled[] = [];
  const problems: ProblemField[] = [];
  for (const row of rows) {
    const county = countyOfCode(row.place);
    const organ = row.organ === null ? null : await findOrganByName(trx, county, row.organ);
    const path = `第${row.row}行 row ${row.row}`;
    if ((await findUnit(trx, row.place)) === null)
      problems.push({ path, detail: `没有 ${row.place} 这个单位，先导入单位 the place is not known` });
    else if (row.organ !== null && organ === null)
      problems.push({ path, detail: `没有“${row.organ}”这个机关，先导入机关 the organ is not known` });
    else if ((await findLogin(trx, row.login)) !== null) problems.push({ path, detail: `“${row.login}”已经有人用 the login is taken` });
    else {
      const password = row.password ?? randomBytes(9).toString('base64url');
      const post = {
        id: newId(now),
        role: row.role,
        title: row.title,
        place: row.place,
        organ: organ?.id ?? null,
        validFrom: dateInChina(now),
        validTo: null,
      };
      await enrol(
        trx,
        { county, id: newId(now), name: row.name, login: { name: row.login, hash: await hashPassword(password) }, posts: [post] },
        now,
      );
      enrolled.push({ login: row.login, password: row.password === null ? password : null });
    }
  }
  if (problems.length > 0) throw new Problem('import.rows', { fields: problems.slice(0, 200), extra: { wrongRows: problems.length } });
  return enrolled;
}

function newId(now: Date): string {
  return uuid7(now.getTime(), randomBytes(10));
}
