import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { uuidPattern } from '../../base/id.ts';
import type { Endpoints } from '../../platform/http/index.ts';
import { noteAnswersRead } from '../ledger/index.ts';
import { may, visibleBelow, type Caller } from '../people/index.ts';
import { filledTable } from './filled.ts';
import { visible } from './visible.ts';

export function filledRoutes(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/demands/:id/filled',
    summary: 'The table that the terms name, filled with what was answered: a row a unit, or a file a unit in one package',
    tag: 'answers',
    right: may('demands.list'),
    params: Type.Object({ id: Type.String({ pattern: uuidPattern }) }),
    response: Type.Unsafe<Uint8Array>({ type: 'string', contentMediaType: 'application/octet-stream' }),
    produces: 'application/octet-stream',
    run: async ({ caller, params, db, now, reply }) => {
      const { demand, terms } = await visible(db, caller, params.id, 'rollup.read');
      const { name, units, bytes } = await filledTable(db, demand.county, {
        demand: demand.id,
        terms: terms.body,
        under: visibleBelow(caller),
      });
      // The line that each unit sees is there before the first byte leaves.
      const answered = units.filter((unit) => unit.answered).map(({ unit }) => unit);
      await noteAnswersRead(db, { caller, now }, { demand: demand.id, units: answered, elements: terms.body.fields.map(({ key }) => key) });
      void reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('cache-control', 'no-store')
        .header('x-qingdan-missing', String(units.length - answered.length));
      return Readable.from(bytes, { objectMode: false });
    },
  });
}
