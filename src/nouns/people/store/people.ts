import { sql } from 'kysely';
import type { UnitLevel } from '../../../base/place.ts';
import type { Db, Trx } from '../../../platform/db/index.ts';
import type { Caller, Post, Role } from '../people.ts';

export async function insertPerson(trx: Trx, person: { county: string; id: string; name: string; createdAt: Date }): Promise<void> {
  await trx
    .insertInto('person')
    .values({ county: person.county, id: person.id, name: person.name, created_at: person.createdAt })
    .execute();
}

export async function insertPost(trx: Trx, post: Post): Promise<void> {
  const { validFrom, validTo, actingFor, ...rest } = post;
  await trx
    .insertInto('post')
    .values({ ...rest, valid_from: validFrom, valid_to: validTo, acting_for: actingFor ?? null })
    .execute();
}

export interface Login {
  readonly name: string;
  readonly county: string;
  readonly person: string;
  readonly hash: string;
}

export async function insertLogin(trx: Trx, login: { name: string; county: string; person: string; hash: string }): Promise<void> {
  await trx.insertInto('login').values(login).execute();
}

export async function loginOf(db: Db | Trx, county: string, person: string): Promise<Login | null> {
  return (
    (await db
      .selectFrom('login')
      .selectAll()
      .where('county', '=', county)
      .where('person', '=', person)
      .orderBy('name')
      .executeTakeFirst()) ?? null
  );
}

export async function updateHash(trx: Trx, name: string, hash: string): Promise<void> {
  await trx.updateTable('login').set({ hash }).where('name', '=', name).execute();
}

export async function findLogin(db: Db | Trx, name: string): Promise<Login | null> {
  return (await db.selectFrom('login').selectAll().where('name', '=', name).executeTakeFirst()) ?? null;
}

export interface Token {
  readonly county: string;
  readonly hash: Buffer;
}

/**
 * The callers behind tokens, now: an ended session, an expired one or a post that was left gives null, at once. `limit 1` keeps the planner
 * from reading whole tables for a few keys.
 */
export async function findCallers(db: Db | Trx, tokens: readonly Token[], now: Date, today: string): Promise<(Caller | null)[]> {
  const { rows } = await sql<{
    n: number;
    county: string;
    person: string;
    name: string;
    post: string;
    role: string;
    title: string;
    place: string;
    place_name: string;
    level: string;
    organ: string | null;
    organ_name: string | null;
    organ_short_name: string | null;
    organ_kind: string | null;
    organ_level: string | null;
    stepped_up: boolean;
  }>`
    select t.n::int as n, f.* from unnest(${tokens.map((one) => one.county)}::text[], ${tokens.map((one) => one.hash)}::bytea[])
      with ordinality t(county, hash, n)
    cross join lateral (
      select s.county, e.id as person, e.name, p.id as post, p.role, p.title, u.code as place, u.name as place_name, u.level,
        o.id as organ, o.name as organ_name, o.short_name as organ_short_name, o.kind as organ_kind, o.level as organ_level, s.stepped_up
      from session s
      join post p on p.county = s.county and p.id = s.post
      join person e on e.county = p.county and e.id = p.person
      join unit u on u.code = p.place
      left join organ o on o.county = p.county and o.id = p.organ
      where s.county = t.county and s.token_hash = t.hash and s.ended_at is null and s.expires_at > ${now}
        and p.ended_at is null and p.valid_from <= ${today}::date and (p.valid_to is null or p.valid_to >= ${today}::date) limit 1
    ) f`.execute(db);
  const callers: (Caller | null)[] = tokens.map(() => null);
  for (const row of rows) {
    const { organ, organ_name: name } = row;
    callers[row.n - 1] = {
      county: row.county,
      person: row.person,
      name: row.name,
      post: row.post,
      role: row.role as Role,
      title: row.title,
      steppedUp: row.stepped_up,
      place: { code: row.place, name: row.place_name, level: row.level as UnitLevel },
      organ:
        organ === null || name === null
          ? null
          : {
              id: organ,
              name,
              shortName: row.organ_short_name ?? name,
              kind: row.organ_kind ?? 'department',
              level: (row.organ_level ?? 'county') as UnitLevel,
            },
    };
  }
  return callers;
}
