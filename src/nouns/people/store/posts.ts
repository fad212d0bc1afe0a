import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/index.ts';
import type { HeldPost, Post, PostVerb, Role, StaffMember } from '../people.ts';

/** The posts of a person that count on a day, the oldest first. */
export async function postsOf(db: Db | Trx, county: string, person: string, on: string): Promise<HeldPost[]> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('unit', 'unit.code', 'post.place')
    .leftJoin('organ', (join) => join.onRef('organ.county', '=', 'post.county').onRef('organ.id', '=', 'post.organ'))
    .select(['post.id', 'post.role', 'post.title', 'post.valid_to', 'post.acting_for'])
    .select(['unit.name as place_name', 'organ.short_name as organ_name'])
    .where('post.county', '=', county)
    .where('post.person', '=', person)
    .where('post.ended_at', 'is', null)
    .where('post.valid_from', '<=', on)
    .where((where) => where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>=', on)]))
    .orderBy('post.valid_from')
    .orderBy('post.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    role: row.role as Role,
    title: row.title,
    place: row.organ_name ?? row.place_name,
    acting: row.acting_for !== null,
    until: row.valid_to,
  }));
}

/** In which of the posts the person was last: the next sign-in begins there. */
export async function lastPostOf(db: Db | Trx, county: string, posts: readonly string[]): Promise<string | null> {
  const row = await db
    .selectFrom('session')
    .select('post')
    .where('county', '=', county)
    .where('post', 'in', posts)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.post ?? null;
}

/** Locked: two who end or hand over one post follow one another. */
export async function lockPost(trx: Trx, county: string, id: string): Promise<(Post & { endedAt: Date | null }) | null> {
  const row = await trx.selectFrom('post').selectAll().where('county', '=', county).where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) return null;
  return {
    county: row.county,
    id: row.id,
    person: row.person,
    role: row.role as Role,
    title: row.title,
    place: row.place,
    organ: row.organ,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    actingFor: row.acting_for,
    endedAt: row.ended_at,
  };
}

export async function endPost(trx: Trx, county: string, id: string, { at, lastDay }: { at: Date; lastDay: string }): Promise<void> {
  await trx
    .updateTable('post')
    .set({ ended_at: at, valid_to: lastDay })
    .where('county', '=', county)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/** Those who stand in for a post and have not ended. */
export async function actingFor(trx: Trx, county: string, id: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('post')
    .select('id')
    .where('county', '=', county)
    .where('acting_for', '=', id)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map((row) => row.id);
}

export interface NewPostAct {
  readonly county: string;
  readonly id: string;
  readonly post: string;
  readonly verb: PostVerb;
  readonly byPost: string;
  readonly reason: string;
  readonly successor: string | null;
  readonly leaf: string;
  readonly at: Date;
}

export async function insertPostAct(trx: Trx, { byPost, ...act }: NewPostAct): Promise<void> {
  await trx
    .insertInto('post_act')
    .values({ ...act, by_post: byPost })
    .execute();
}

/** People of a county with the posts that count or ended lately, by name; `text` finds a name, a login, a title, an organ or a place. */
export async function listStaff(
  db: Db | Trx,
  { county, text, after, limit, since }: { county: string; text: string | null; after: string | null; limit: number; since: string },
): Promise<StaffMember[]> {
  const like = text === null ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<StaffMember>`
    select e.id, e.name, (select min(l.name) from login l where l.county = e.county and l.person = e.id) as login,
      coalesce((select json_agg(json_build_object('id', p.id, 'role', p.role, 'title', p.title, 'place', p.place, 'placeName', u.name,
        'organ', o.name, 'validFrom', p.valid_from, 'validTo', p.valid_to, 'actingFor', p.acting_for, 'ended', p.ended_at is not null)
        order by p.valid_from, p.id)
        from post p join unit u on u.code = p.place left join organ o on o.county = p.county and o.id = p.organ
        where p.county = e.county and p.person = e.id and (p.valid_to is null or p.valid_to >= ${since}::date)), '[]'::json) as posts
    from person e where e.county = ${county} and (${after}::uuid is null or e.id > ${after}::uuid)
      and (${like}::text is null or e.name like ${like} or exists (select 1 from login l where l.county = e.county and l.person = e.id and l.name like ${like})
        or exists (select 1 from post p join unit u on u.code = p.place left join organ o on o.county = p.county and o.id = p.organ
          where p.county = e.county and p.person = e.id and p.ended_at is null and (p.title like ${like} or u.name like ${like} or o.name like ${like})))
    order by e.id limit ${limit}`.execute(db);
  return rows;
}

export async function findPerson(db: Db | Trx, county: string, id: string): Promise<{ id: string; name: string } | null> {
  const row = await db.selectFrom('person').select(['id', 'name']).where('county', '=', county).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Roles that a person holds now or has been given for later. */
export async function rolesOf(db: Db | Trx, county: string, person: string, from: string): Promise<Role[]> {
  const rows = await db
    .selectFrom('post')
    .select('role')
    .distinct()
    .where('county', '=', county)
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', from)]))
    .execute();
  return rows.map((row) => row.role as Role);
}
