import { Type } from 'typebox';
import { uuidPattern } from '../../base/id.ts';
import { transaction } from '../../platform/db/index.ts';
import { uploadedFile, type Endpoints } from '../../platform/http/index.ts';
import { readWorkbook } from '../../platform/office/index.ts';
import { Problem } from '../../problem.ts';
import { may, type Caller } from '../people/index.ts';
import { mayTouch } from './acts/desk.ts';
import { keepTemplate } from './acts/templates.ts';
import { templateSchema } from './demand-schemas.ts';
import { heldRoutes } from './held-api.ts';
import { findDemand } from './store/records.ts';
import { findTemplate } from './store/templates.ts';
import { findTermsVersions } from './store/terms.ts';

const tag = 'demands';

/** Tables of departments: kept as they came, named by terms, given back byte for byte. */
export function templateRoutes(endpoints: Endpoints<Caller>): void {
  heldRoutes(endpoints);
  endpoints.read({
    method: 'POST',
    url: '/api/templates',
    summary: 'Keep a table (multipart field `file`) for a draft to name; the same file is kept once',
    tag,
    right: may('demand.draft'),
    bodyLimit: 20 * 1024 * 1024,
    // What is kept is kept for good: nobody fills the disk with it.
    rateLimit: { max: 60, timeWindow: 3_600_000 },
    bodies: {
      'multipart/form-data': Type.Object({
        file: Type.Unsafe<Uint8Array>({ type: 'string', contentMediaType: 'application/octet-stream', description: '.xlsx, 8 MB at most' }),
      }),
    },
    response: templateSchema,
    run: async ({ caller, db, now, request }) => {
      const { name, bytes } = await uploadedFile(request);
      // Behind the gate and in the worker, before anything is kept.
      await readWorkbook(bytes, name);
      return transaction(db, (trx) => keepTemplate(trx, { caller, now }, name, bytes));
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/demands/:id/template',
    summary: 'The table that the terms in force name, as it came',
    tag,
    right: may('demands.list'),
    params: Type.Object({ id: Type.String({ pattern: uuidPattern }) }),
    response: Type.Unsafe<Uint8Array>({ type: 'string', contentMediaType: 'application/octet-stream' }),
    produces: 'application/octet-stream',
    run: async ({ caller, params, db, reply }) => {
      const demand = await findDemand(db, caller.county, params.id);
      if (demand === null || !(await transaction(db, (trx) => mayTouch(trx, caller, 'terms.read', demand))))
        throw new Problem('thing.missing');
      const named = (await findTermsVersions(db, caller.county, params.id)).at(-1)?.body.template;
      const template = named === undefined ? null : await findTemplate(db, caller.county, named.digest);
      if (template === null) throw new Problem('thing.missing');
      void reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(template.name)}`)
        .header('cache-control', 'no-store')
        .type('application/octet-stream')
        .serializer((payload) => payload);
      return template.bytes;
    },
  });
}
