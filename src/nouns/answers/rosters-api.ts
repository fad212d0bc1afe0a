import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { uuidPattern } from '../../base/id.ts';
import type { Endpoints } from '../../platform/http/index.ts';
import { may, visibleBelow, type Caller } from '../people/index.ts';
import { filledRosters } from './rosters.ts';
import { unitsAsked } from './store.ts';
import { visible } from './visible.ts';

export function rosterRoutes(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/demands/:id/rosters',
    summary:
      'The rosters that the terms name, a file a unit, from the registers of the units that answered; only the columns that the terms name',
    tag: 'answers',
    right: may('ledger.read'),
    params: Type.Object({ id: Type.String({ pattern: uuidPattern }) }),
    response: Type.Unsafe<Uint8Array>({ type: 'string', contentMediaType: 'application/octet-stream' }),
    produces: 'application/octet-stream',
    run: async ({ caller, params, db, now, reply }) => {
      const { demand, terms } = await visible(db, caller, params.id, 'rollup.read');
      const asked = {
        county: demand.county,
        demand: demand.id,
        version: terms.body.version,
        under: visibleBelow(caller),
        withValues: false,
      };
      const units = await unitsAsked(db, asked);
      const { name, bytes } = await filledRosters(db, { caller, now, demand: demand.id, terms: terms.body, units });
      void reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('cache-control', 'no-store')
        .header('x-qingdan-missing', String(units.filter((unit) => !unit.answered).length));
      return Readable.from(bytes, { objectMode: false });
    },
  });
}
