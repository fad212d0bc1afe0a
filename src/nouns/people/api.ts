import { Type } from 'typebox';
import { parentOfCode } from '../../base/place.ts';
import { dateInChina } from '../../base/time.ts';
import { bearerToken, type Endpoints } from '../../platform/http/index.ts';
import { findUnit } from '../units/index.ts';
import { accountRoutes } from './account-api.ts';
import { signIn, signOut } from './acts/sign-in.ts';
import { roles, type Caller, type PeopleParts } from './people.ts';
import { staffRoutes } from './staff-api.ts';
import { postsOf } from './store/posts.ts';

const tag = 'people';
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

const meSchema = Type.Object({
  name: Type.String(),
  role: Type.Enum([...roles]),
  post: Type.Object({ id: Type.String(), title: Type.String() }),
  place: Type.Object({ code: Type.String(), name: Type.String(), level: Type.String(), path: Type.Array(Type.String()) }),
  organ: orNull(
    Type.Object({ id: Type.String(), name: Type.String(), shortName: Type.String(), kind: Type.String(), level: Type.String() }),
  ),
  county: Type.Object({ code: Type.String(), name: Type.String() }),
  /** All posts that one may go on in, this one too. */
  posts: Type.Array(
    Type.Object({
      id: Type.String(),
      role: Type.Enum([...roles]),
      title: Type.String(),
      place: Type.String(),
      acting: Type.Boolean(),
      until: orNull(Type.String()),
    }),
  ),
  /** What has to be done before anything else. */
  first: Type.Enum(['nothing', 'factor']),
});

export function peopleRoutes(endpoints: Endpoints<Caller>, parts: PeopleParts): void {
  accountRoutes(endpoints, parts);
  staffRoutes(endpoints, parts);

  endpoints.open({
    method: 'POST',
    url: '/api/sign-in',
    summary: 'Name and password → bearer token',
    tag,
    body: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 64 }),
        password: Type.String({ minLength: 1, maxLength: 256 }),
        code: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ token: Type.String() }),
    rateLimit: { max: 600, timeWindow: 60_000 },
    run: ({ db, body, now, reply, request }) => {
      void reply.header('cache-control', 'no-store');
      return signIn(db, { ...body, from: request.ip, agent: request.headers['user-agent'] ?? '' }, now, parts.seal);
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/sign-out',
    summary: 'End this session, at once',
    tag,
    right: () => true,
    whileHeldBack: true,
    response: Type.Null(),
    status: 204,
    act: async (trx, { request, now }) => {
      await signOut(trx, bearerToken(request) ?? '', now);
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/me',
    summary: 'Who is signed in, in which post',
    tag,
    right: () => true,
    whileHeldBack: true,
    response: meSchema,
    run: async ({ caller, db, now }) => {
      const county = await findUnit(db, `${caller.county}000000`);
      const names = [caller.place.name];
      for (let above = parentOfCode(caller.place.code); above !== null && caller.place.level !== 'county'; above = parentOfCode(above)) {
        const unit = await findUnit(db, above);
        if (unit !== null) names.unshift(unit.name);
        if (unit === null || unit.level === 'county') break;
      }
      return {
        name: caller.name,
        role: caller.role,
        post: { id: caller.post, title: caller.title },
        place: { ...caller.place, path: names },
        organ: caller.organ,
        county: { code: caller.county, name: county?.name ?? caller.county },
        posts: await postsOf(db, caller.county, caller.person, dateInChina(now)),
        first: parts.first(caller),
      };
    },
  });
}
