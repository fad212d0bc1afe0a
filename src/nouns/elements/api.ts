import { Type } from 'typebox';
import { uuidPattern } from '../../base/id.ts';
import { timeInChina } from '../../base/time.ts';
import type { Endpoints } from '../../platform/http/index.ts';
import { may, type Caller } from '../people/index.ts';
import { confirmMeaning, takeBackMeaning } from './acts.ts';
import { meaningBodySchema, meaningSchema, type Meaning } from './elements.ts';
import { listMeanings } from './store.ts';

const tag = 'elements';
/** More headings than any county's templates have; the page reads them all at once. */
const most = 5000;

export function elementRoutes(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/elements/meanings',
    summary: 'What people of this county decided about headings: everywhere, and for one template',
    tag,
    right: may('table.fill'),
    query: Type.Object({ fingerprint: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })) }),
    response: Type.Object({ items: Type.Array(meaningSchema) }),
    run: async ({ caller, query, db }) => {
      const meanings = await listMeanings(db, caller.county, query.fingerprint ?? null, most);
      return { items: meanings.map(present) };
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/elements/meanings',
    summary: 'Decide what a heading asks, for the whole county',
    tag,
    right: may('meaning.confirm'),
    body: meaningBodySchema,
    response: meaningSchema,
    status: 201,
    act: async (trx, { caller, now, body }) => present(await confirmMeaning(trx, { caller, now }, body)),
  });

  endpoints.write({
    method: 'POST',
    url: '/api/elements/meanings/:id/take-back',
    summary: 'Take back what was decided about a heading',
    tag,
    right: may('meaning.confirm'),
    params: Type.Object({ id: Type.String({ pattern: uuidPattern }) }),
    response: Type.Object({ takenBack: Type.Literal(true) }),
    act: async (trx, { caller, now, params }) => {
      await takeBackMeaning(trx, { caller, now }, params.id);
      return { takenBack: true };
    },
  });
}

function present({ id, fingerprint, heading, element, by, at }: Meaning) {
  return { id, fingerprint, heading, element, by: { name: by.name, title: by.title }, at: timeInChina(at) };
}
