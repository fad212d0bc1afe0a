import { randomBytes } from 'node:crypto';
import { dateParts } from '../../../base/dates.ts';
import { countyOfCode } from '../../../base/place.ts';
import { dateInChina } from '../../../base/time.ts';
import type { Trx } from '../../../platform/db/index.ts';
import { Problem } from '../../../problem.ts';
import { appendLeaf, type LogKeys } from '../../log/index.ts';
import { findOrganByName, findUnit } from '../../units/index.ts';
import { administrators, type Caller, type Post, type PostVerb, type Role } from '../people.ts';
import { findLogin, insertLogin, insertPerson, insertPost, loginOf, updateHash } from '../store/people.ts';
import { dropFactor } from '../store/factors.ts';
import { actingFor, endPost, findPerson, insertPostAct, lockPost, rolesOf } from '../store/posts.ts';
import { endSessionsOf, endSessionsOfPost } from '../store/sessions.ts';
import { newId } from './enrol.ts';
import { hashPassword } from './passwords.ts';

export interface Desk {
  readonly caller: Caller;
  readonly log: LogKeys;
  readonly now: Date;
}

export interface Appointment {
  /** Somebody who is known here, or a new person with a sign-in of their own. */
  readonly person: string | { readonly name: string; readonly login: string };
  readonly role: Role;
  readonly title: string;
  readonly place: string;
  /** Full name of an organ of the county. */
  readonly organ: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Stands in for this post: role, place and organ are its own. */
  readonly actingFor: string | null;
  readonly reason: string;
}

export interface Appointed {
  readonly person: string;
  readonly post: string;
  /** Of a new person: made here, shown once. */
  readonly password: string | null;
}

/** @throws Problem input.invalid naming what does not fit, staff.own for one's own person, staff.apart for two administrators in one person */
export async function appoint(trx: Trx, desk: Desk, wanted: Appointment): Promise<Appointed> {
  const { caller, now } = desk;
  const post = await plan(trx, desk, wanted);
  const { id: person, password } = await personOf(trx, desk, wanted.person);
  await assertApart(trx, caller, person, post.role, now);
  const id = newId(now);
  await insertPost(trx, { ...post, id, person, county: caller.county });
  await record(trx, desk, { ...post, id }, { verb: 'appointed', reason: wanted.reason, successor: null });
  return { person, post: id, password };
}

type Planned = Omit<Post, 'id' | 'person' | 'county'>;

async function plan(
  trx: Trx,
  { caller, now }: Desk,
  { role, title, place, organ, from, to, actingFor: stood }: Appointment,
): Promise<Planned> {
  const today = dateInChina(now);
  const [validFrom, validTo] = [from ?? today, to];
  const wrong = (path: string, detail: string): never => {
    throw new Problem('input.invalid', { fields: [{ path, detail }] });
  };
  for (const [path, given] of [
    ['/from', from],
    ['/to', to],
  ] as const)
    if (given !== null && dateParts(given) === null) wrong(path, '没有这一天 there is no such day');
  if (validTo !== null && (validTo < validFrom || validTo < today)) wrong('/to', '最后一天已经过了 the last day has passed');
  if (stood !== null) {
    const other = await lockPost(trx, caller.county, stood);
    if (other === null || other.endedAt !== null) throw new Problem('thing.missing');
    if (validTo === null) wrong('/to', '代理要写到哪一天 an acting post needs a last day');
    return {
      role: other.role,
      title: title || `代${other.title}`,
      place: other.place,
      organ: other.organ,
      validFrom,
      validTo,
      actingFor: stood,
    };
  }
  const unit = countyOfCode(place) === caller.county ? await findUnit(trx, place) : null;
  if (unit === null) return wrong('/place', '本县没有这个单位 there is no such place in this county');
  if ((role === 'village' || role === 'township') && unit.level !== role)
    wrong('/place', '岗位和单位的层级不一样 another level than the post');
  const named = organ === null ? null : await findOrganByName(trx, caller.county, organ);
  if (named === null && organ !== null) wrong('/organ', '本县没有这个机关，请写全称 no organ of this county has that full name');
  if (named === null && (role === 'department' || role === 'gatekeeper'))
    wrong('/organ', '要写是哪个机关的岗位 an organ of this county is needed');
  return { role, title, place, organ: named?.id ?? null, validFrom, validTo, actingFor: null };
}

async function personOf(trx: Trx, { caller, now }: Desk, person: Appointment['person']): Promise<{ id: string; password: string | null }> {
  if (typeof person === 'string') {
    if (person === caller.person) throw new Problem('staff.own');
    if ((await findPerson(trx, caller.county, person)) === null) throw new Problem('thing.missing');
    return { id: person, password: null };
  }
  if ((await findLogin(trx, person.login)) !== null)
    throw new Problem('input.invalid', { fields: [{ path: '/person/login', detail: '这个登录名已经有人用 the login is taken' }] });
  const [id, password] = [newId(now), newPassword()];
  await insertPerson(trx, { county: caller.county, id, name: person.name, createdAt: now });
  await insertLogin(trx, { name: person.login, county: caller.county, person: id, hash: await hashPassword(password) });
  return { id, password };
}

/** 三员分立: system, security and audit lie in three pairs of hands. */
async function assertApart(trx: Trx, { county }: Caller, person: string, role: Role, now: Date): Promise<void> {
  if (!administrators.includes(role)) return;
  const held = await rolesOf(trx, county, person, dateInChina(now));
  if (held.some((other) => other !== role && administrators.includes(other))) throw new Problem('staff.apart');
}

export interface Leaving {
  readonly reason: string;
  /** Who goes on in the same post, from now; null: it stays empty. */
  readonly successor: string | null;
}

/**
 * A post ends this moment, and its sessions with it. With a successor the post passes on, and whoever stood in for it stands down.
 *
 * @throws Problem thing.missing where there is no such post or it has ended, staff.own for one's own
 */
export async function leavePost(trx: Trx, desk: Desk, id: string, { reason, successor }: Leaving): Promise<{ post: string | null }> {
  const { caller, now } = desk;
  const post = await lockPost(trx, caller.county, id);
  if (post === null || post.endedAt !== null) throw new Problem('thing.missing');
  if (post.person === caller.person) throw new Problem('staff.own');
  await end(trx, post.county, id, now);
  if (successor === null) {
    await record(trx, desk, post, { verb: 'ended', reason, successor: null });
    return { post: null };
  }
  const next = await personOf(trx, desk, successor);
  if (next.id === post.person)
    throw new Problem('input.invalid', { fields: [{ path: '/successor', detail: '接手的是另一个人 somebody else takes over' }] });
  await assertApart(trx, caller, next.id, post.role, now);
  for (const acting of await actingFor(trx, caller.county, id)) await end(trx, caller.county, acting, now);
  const { role, title, place, organ, county } = post;
  const follows = { county, id: newId(now), person: next.id, role, title, place, organ, validFrom: dateInChina(now), validTo: null };
  await insertPost(trx, follows);
  await record(trx, desk, post, { verb: 'handedOver', reason, successor: follows.id });
  return { post: follows.id };
}

async function end(trx: Trx, county: string, post: string, now: Date): Promise<void> {
  await endPost(trx, county, post, { at: now, lastDay: dateInChina(now) });
  await endSessionsOfPost(trx, county, post, now);
}

/** A new password for somebody who lost theirs, shown once; every session of theirs ends. */
export async function resetPassword(trx: Trx, desk: Desk, post: string, reason: string): Promise<{ password: string }> {
  const { held, login } = await accountOf(trx, desk, post);
  const password = newPassword();
  await updateHash(trx, login, await hashPassword(password));
  await endSessionsOf(trx, held, 'all', desk.now);
  await record(trx, desk, held, { verb: 'passwordReset', reason, successor: null });
  return { password };
}

/** For somebody who lost the device and the recovery codes: the factor goes, and every session of theirs with it. */
export async function resetFactor(trx: Trx, desk: Desk, post: string, reason: string): Promise<void> {
  const { held } = await accountOf(trx, desk, post);
  await dropFactor(trx, held);
  await endSessionsOf(trx, held, 'all', desk.now);
  await record(trx, desk, held, { verb: 'factorReset', reason, successor: null });
}

async function accountOf(trx: Trx, { caller }: Desk, post: string): Promise<{ held: Post; login: string }> {
  const held = await lockPost(trx, caller.county, post);
  const login = held === null ? null : await loginOf(trx, caller.county, held.person);
  if (held === null || held.endedAt !== null || login === null) throw new Problem('thing.missing');
  if (held.person === caller.person) throw new Problem('staff.own');
  return { held, login: login.name };
}

/** The act and its leaf: what happened to which post of which place, by whose post; never a name. */
async function record(
  trx: Trx,
  { caller, log, now }: Desk,
  post: Pick<Post, 'id' | 'role' | 'place'>,
  { verb, reason, successor }: { verb: PostVerb; reason: string; successor: string | null },
): Promise<void> {
  const fields = { what: `post.${verb}`, post: post.id, role: post.role, place: post.place, by: caller.post, reason, successor };
  const leaf = await appendLeaf(
    trx,
    log,
    caller.county,
    { type: 'change', unit: caller.place.code, role: caller.role, prev: [], fields },
    now,
  );
  await insertPostAct(trx, {
    county: caller.county, id: newId(now), post: post.id, verb, byPost: caller.post, reason, successor, leaf: leaf.id, at: now,
  }); // prettier-ignore
}

function newPassword(): string {
  return randomBytes(12).toString('base64url');
}
