import { Type } from 'typebox';
import { addDays } from '../../base/dates.ts';
import { unitCodePattern } from '../../base/place.ts';
import { dateInChina } from '../../base/time.ts';
import { decodeCursor, encodeCursor, pageQuery, pageSchema, type Endpoints } from '../../platform/http/index.ts';
import { appoint, leavePost, resetFactor, resetPassword } from './acts/posts.ts';
import { idPattern, roles, type Caller, type PeopleParts } from './people.ts';
import { may } from './rights.ts';
import { listStaff } from './store/posts.ts';

const tag = 'people';
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const id = Type.String({ pattern: idPattern });
const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const reason = Type.String({ minLength: 1, maxLength: 400 });
const params = Type.Object({ id });
const newPerson = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 80 }), login: Type.String({ minLength: 1, maxLength: 64 }) },
  { additionalProperties: false },
);
/** Posts that ended longer ago are not listed. */
const daysShown = 90;

const memberSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  login: orNull(Type.String()),
  posts: Type.Array(
    Type.Object({
      id: Type.String(),
      role: Type.Enum([...roles]),
      title: Type.String(),
      place: Type.String(),
      placeName: Type.String(),
      organ: orNull(Type.String()),
      validFrom: Type.String(),
      validTo: orNull(Type.String()),
      actingFor: orNull(Type.String()),
      ended: Type.Boolean(),
    }),
  ),
});

/** The desk of whoever gives and takes posts. It sees no demand, no answer and no register. */
export function staffRoutes(endpoints: Endpoints<Caller>, { log, committed }: PeopleParts): void {
  endpoints.read({
    method: 'GET',
    url: '/api/people',
    summary: 'People of the county with their posts',
    tag,
    right: may('staff.read'),
    query: Type.Object({ ...pageQuery, q: Type.Optional(Type.String({ maxLength: 40 })) }),
    response: pageSchema(memberSchema),
    run: async ({ db, caller, query, now }) => {
      const limit = query.limit ?? 50;
      const text = query.q === undefined || query.q.trim() === '' ? null : query.q.trim();
      const after = decodeCursor(query.cursor, ['id'])?.[0] ?? null;
      const since = addDays(dateInChina(now), -daysShown);
      const staff = await listStaff(db, { county: caller.county, text, after, limit: limit + 1, since });
      const items = staff.slice(0, limit);
      const last = items.at(-1);
      return { items, next: staff.length > limit && last !== undefined ? encodeCursor([last.id]) : null };
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/people/posts',
    summary: 'Give somebody a post, or let them stand in for one',
    tag,
    secret: true,
    right: may('staff.manage'),
    body: Type.Object(
      {
        person: Type.Union([id, newPerson]),
        role: Type.Enum([...roles]),
        title: Type.String({ maxLength: 80 }),
        place: Type.String({ pattern: unitCodePattern }),
        organ: orNull(Type.String({ minLength: 1, maxLength: 80, description: 'Full name of an organ of the county' })),
        from: orNull(day),
        to: orNull(day),
        actingFor: orNull(id),
        reason,
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ person: Type.String(), post: Type.String(), password: orNull(Type.String()) }),
    status: 201,
    act: (trx, { caller, body, now }) => appoint(trx, { caller, log, now }, body),
    committed,
  });

  endpoints.write({
    method: 'POST',
    url: '/api/people/posts/:id/end',
    summary: 'End a post and its sessions at once; with a successor it passes on',
    tag,
    right: may('staff.manage'),
    params,
    body: Type.Object({ reason, successor: orNull(id) }, { additionalProperties: false }),
    response: Type.Object({ post: orNull(Type.String()) }),
    act: (trx, { caller, params: { id: post }, body, now }) => leavePost(trx, { caller, log, now }, post, body),
    committed,
  });

  endpoints.write({
    method: 'POST',
    url: '/api/people/posts/:id/new-password',
    summary: 'A new password for the holder of a post, shown once; all their sessions end',
    tag,
    secret: true,
    right: may('staff.manage'),
    params,
    body: Type.Object({ reason }, { additionalProperties: false }),
    response: Type.Object({ password: Type.String() }),
    act: (trx, { caller, params: { id: post }, body, now }) => resetPassword(trx, { caller, log, now }, post, body.reason),
    committed,
  });

  endpoints.write({
    method: 'POST',
    url: '/api/people/posts/:id/drop-factor',
    summary: 'Take the second factor off the holder of a post who lost it; all their sessions end',
    tag,
    right: may('staff.manage'),
    params,
    body: Type.Object({ reason }, { additionalProperties: false }),
    response: Type.Null(),
    status: 204,
    act: (trx, { caller, params: { id: post }, body, now }) => resetFactor(trx, { caller, log, now }, post, body.reason),
    committed,
  });
}
