import { Type } from 'typebox';
import { dateInChina, timeInChina } from '../../base/time.ts';
import { decodeCursor, pageOf, pageQuery, pageSchema, type Endpoints } from '../../platform/http/index.ts';
import { Problem } from '../../problem.ts';
import { findingsSchema, findingsView, gatedCounties, publicFindings } from '../conduct/index.ts';
import { listPublicDemands } from './store.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const place = Type.Object({ code: Type.String(), name: Type.String() });
const person = Type.Object({ name: Type.String(), post: Type.String() });

const publicDemandSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  organ: Type.String(),
  county: Type.String(),
  units: Type.Integer(),
  minutes: Type.Object({ low: Type.Number(), high: Type.Number() }),
  admittedAt: Type.String(),
  deadline: Type.String(),
  expiresAt: Type.String(),
  withdrawn: Type.Boolean(),
  findings: Type.Array(
    Type.Object({
      rule: Type.String(),
      effect: Type.String(),
      message: Type.String(),
      source: Type.String(),
      reason: orNull(Type.String()),
    }),
  ),
  override: orNull(
    Type.Object({
      reason: Type.String(),
      by: person,
      confirmedBy: orNull(person),
      confirmReason: orNull(Type.String()),
      rules: Type.Array(Type.String()),
    }),
  ),
});

/** What anybody may see without a sign-in. */
export function sunlightRoutes<C>(endpoints: Endpoints<C>): void {
  endpoints.open({
    method: 'GET',
    url: '/api/sunlight/demands',
    summary: 'Admitted demands, newest first, with findings, reasons and overrides',
    tag: 'sunlight',
    query: Type.Object(pageQuery),
    response: pageSchema(publicDemandSchema),
    run: async ({ query, db }) => {
      const limit = query.limit ?? 50;
      const rows = await listPublicDemands(db, decodeCursor(query.cursor, ['time', 'id']), limit + 1);
      const page = pageOf(rows, limit, (row) => [row.admittedAt.toISOString(), row.id]);
      return {
        items: page.items.map((row) => ({
          ...row,
          admittedAt: timeInChina(row.admittedAt),
          deadline: timeInChina(row.deadline),
          expiresAt: timeInChina(row.expiresAt),
        })),
        next: page.next,
      };
    },
  });

  endpoints.open({
    method: 'GET',
    url: '/api/sunlight/conduct',
    summary: 'What the history rules find in one county this year, act by act; nothing on persons, nothing that a few units said',
    tag: 'sunlight',
    query: Type.Object({ county: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })) }),
    response: Type.Object({
      county: place,
      counties: Type.Array(place),
      ...findingsSchema.properties,
    }),
    run: async ({ query, db, now }) => {
      const counties = await gatedCounties(db);
      const county = query.county === undefined ? counties[0] : counties.find(({ code }) => code === query.county);
      if (county === undefined) throw new Problem('thing.missing');
      return { county, counties, ...findingsView(await publicFindings(db, county.code, now), dateInChina(now)) };
    },
  });
}
