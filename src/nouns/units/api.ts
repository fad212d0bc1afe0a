import { Type } from 'typebox';
import { unitCodePattern, type UnitLevel } from '../../base/place.ts';
import { dateInChina } from '../../base/time.ts';
import { decodeCursor, encodeCursor, pageQuery, pageSchema, type Endpoints } from '../../platform/http/index.ts';
import { listUnits } from './store.ts';
import { unitSchema } from './units.ts';

/** What this noun needs to know of a caller: `people` comes later in the order of nouns. */
interface Somebody {
  readonly county: string;
}

export function unitRoutes<C extends Somebody>(endpoints: Endpoints<C>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/units',
    summary: 'Units of the caller’s county, by code',
    tag: 'units',
    right: () => true,
    query: Type.Object({
      ...pageQuery,
      q: Type.Optional(Type.String({ maxLength: 40 })),
      under: Type.Optional(Type.String({ pattern: unitCodePattern })),
      level: Type.Optional(Type.Enum(['county', 'township', 'village'])),
    }),
    response: pageSchema(unitSchema),
    run: async ({ caller, query, db, now }) => {
      const limit = query.limit ?? 50;
      const home = `${caller.county}000000`;
      const under = query.under !== undefined && query.under.startsWith(caller.county) ? query.under : home;
      const text = query.q === undefined || query.q.trim() === '' ? null : query.q.trim();
      const after = decodeCursor(query.cursor, ['code'])?.[0] ?? null;
      const units = await listUnits(db, {
        under,
        level: (query.level as UnitLevel | undefined) ?? null,
        text,
        after,
        limit: limit + 1,
        on: dateInChina(now),
      });
      const items = units.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(({ code, name, shortName, level, parent }) => ({ code, name, shortName, level, parent })),
        next: units.length > limit && last !== undefined ? encodeCursor([last.code]) : null,
      };
    },
  });
}
