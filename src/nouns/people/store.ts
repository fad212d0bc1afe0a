import type { UnitLevel } from '../../base/place.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { Caller, Post, Role } from './people.ts';

export async function insertPerson(trx: Trx, person: { county: string; id: string; name: string; createdAt: Date }): Promise<void> {
  await trx
    .insertInto('person')
    .values({ county: person.county, id: person.id, name: person.name, created_at: person.createdAt })
    .execute();
}

export async function insertPost(trx: Trx, post: Post): Promise<void> {
  const { validFrom, validTo, ...rest } = post;
  await trx
    .insertInto('post')
    .values({ ...rest, valid_from: validFrom, valid_to: validTo })
    .execute();
}

export async function endPost(trx: Trx, county: string, post: string, on: string): Promise<void> {
  await trx.updateTable('post').set({ valid_to: on }).where('county', '=', county).where('id', '=', post).execute();
}

export interface Login {
  readonly name: string;
  readonly county: string;
  readonly person: string;
  readonly hash: string;
  readonly failures: number;
  readonly waitUntil: Date | null;
}

export async function insertLogin(trx: Trx, login: { name: string; county: string; person: string; hash: string }): Promise<void> {
  await trx.insertInto('login').values(login).execute();
}

export async function findLogin(db: Db | Trx, name: string): Promise<Login | null> {
  const row = await db.selectFrom('login').selectAll().where('name', '=', name).executeTakeFirst();
  if (row === undefined) return null;
  const { wait_until: waitUntil, ...login } = row;
  return { ...login, waitUntil };
}

/** Counts in the database: guesses sent at one moment are each counted. @returns how many there are now */
export async function countFailure(db: Db | Trx, name: string): Promise<number> {
  const row = await db
    .updateTable('login')
    .set((set) => ({ failures: set('failures', '+', 1) }))
    .where('name', '=', name)
    .returning('failures')
    .executeTakeFirst();
  return row?.failures ?? 0;
}

export async function waitUntil(db: Db | Trx, name: string, until: Date | null): Promise<void> {
  await db.updateTable('login').set({ wait_until: until }).where('name', '=', name).execute();
}

export async function forgetFailures(db: Db | Trx, name: string): Promise<void> {
  await db.updateTable('login').set({ failures: 0, wait_until: null }).where('name', '=', name).execute();
}

export async function postsOf(db: Db | Trx, county: string, person: string, on: string): Promise<{ id: string }[]> {
  return db
    .selectFrom('post')
    .select('id')
    .where('county', '=', county)
    .where('person', '=', person)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', on)]))
    .orderBy('valid_from')
    .execute();
}

export async function insertSession(
  db: Db | Trx,
  session: { county: string; tokenHash: Buffer; post: string; at: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      county: session.county,
      token_hash: session.tokenHash,
      post: session.post,
      created_at: session.at,
      expires_at: session.expiresAt,
    })
    .execute();
}

export async function endSession(db: Db | Trx, county: string, tokenHash: Buffer, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ ended_at: at })
    .where('county', '=', county)
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute();
}

/** The caller behind a token, now: an ended session, an expired one or a post that was left gives null, at once. */
export async function findCaller(db: Db | Trx, county: string, tokenHash: Buffer, now: Date, today: string): Promise<Caller | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('post', (join) => join.onRef('post.county', '=', 'session.county').onRef('post.id', '=', 'session.post'))
    .innerJoin('person', (join) => join.onRef('person.county', '=', 'post.county').onRef('person.id', '=', 'post.person'))
    .innerJoin('unit', 'unit.code', 'post.place')
    .leftJoin('organ', (join) => join.onRef('organ.county', '=', 'post.county').onRef('organ.id', '=', 'post.organ'))
    .select([
      'person.id as person',
      'person.name as name',
      'post.id as post',
      'post.role',
      'post.title',
      'unit.code as place',
      'unit.name as place_name',
      'unit.level',
      'organ.id as organ',
      'organ.name as organ_name',
      'organ.short_name as organ_short_name',
      'organ.kind as organ_kind',
      'organ.level as organ_level',
    ])
    .where('session.county', '=', county)
    .where('session.token_hash', '=', tokenHash)
    .where('session.ended_at', 'is', null)
    .where('session.expires_at', '>', now)
    .where('post.valid_from', '<=', today)
    .where((where) => where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>=', today)]))
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    county,
    person: row.person,
    name: row.name,
    post: row.post,
    role: row.role as Role,
    title: row.title,
    place: { code: row.place, name: row.place_name, level: row.level as UnitLevel },
    organ:
      row.organ === null || row.organ_name === null
        ? null
        : {
            id: row.organ,
            name: row.organ_name,
            shortName: row.organ_short_name ?? row.organ_name,
            kind: row.organ_kind ?? 'department',
            level: (row.organ_level ?? 'county') as UnitLevel,
          },
  };
}
