import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Type } from 'typebox';
import { Problem } from '../../problem.ts';
import { transaction } from '../../platform/db/index.ts';
import { pageQuery, unreadable, uploadedPart, type Endpoints } from '../../platform/http/index.ts';
import { csvLine } from '../../platform/office/index.ts';
import { dictionaryOf } from '../elements/index.ts';
import { may, type Caller } from '../people/index.ts';
import { beginImport, cancelImport, confirmImport, ownImport, undoImport } from './acts/import.ts';
import { readImport } from './acts/stage.ts';
import { owns } from './ground.ts';
import type { ImportJobs } from './jobs.ts';
import { rowStatuses } from './ledger.ts';
import { presentImport, presentStaged } from './present.ts';
import { known, type LedgerRoutes } from './records-api.ts';
import { closed, id, importRowSchema, importSchema, orNull, registerKey } from './schemas.ts';
import { findImport, listImports, listRows, moveImport } from './store/imports.ts';

const tag = 'ledger';
const ofImport = Type.Object({ id });
const uploadSchema = Type.Object({
  file: Type.Unsafe<Uint8Array>({
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: '.csv up to 512 MB; .xlsx or .xls up to 20 MB',
  }),
  validFrom: Type.Optional(Type.String({ description: 'The day that the file speaks of, YYYY-MM-DD; today where it is missing' })),
  whole: Type.Optional(Type.Enum(['true', 'false'], { description: 'The file is the whole register' })),
});
const most = 512 * 1024 * 1024;
/** Most files are done before anybody would look for progress. */
const moment = 4000;

type Request = Parameters<Parameters<Endpoints<Caller>['read']>[0]['run']>[0]['request'];

export function importRoutes(endpoints: Endpoints<Caller>, { desk, committed }: LedgerRoutes, jobs: ImportJobs, clock: () => Date): void {
  endpoints.read({
    method: 'POST',
    url: '/api/ledger/registers/:register/imports',
    summary: 'Send a register as csv or xlsx: it is read and compared, and counts only when confirmed',
    tag,
    right: may('ledger.write'),
    params: Type.Object({ register: registerKey }),
    bodyLimit: most,
    bodies: { 'multipart/form-data': uploadSchema },
    response: importSchema,
    status: 201,
    run: async ({ caller, params, request, db, now }) => {
      const register = known(params.register);
      const actor = { caller, now };
      const upload = await received(request);
      const started = await beginImport(db, actor, { register, ...upload }).catch(async (error: unknown) => {
        await upload.drop();
        throw error;
      });
      await jobs.start(() => readImport(db, actor, { id: started, path: upload.path, clock, register }).finally(upload.drop), moment);
      return shown(db, caller, started, clock());
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/ledger/imports',
    summary: 'Files that the own unit sent, newest first',
    tag,
    right: may('ledger.write'),
    response: Type.Object({ items: Type.Array(importSchema) }),
    run: async ({ caller, db, now }) => {
      const dictionary = await dictionaryOf(db, caller.county);
      return { items: (await listImports(db, caller.county, caller.place.code, 50)).map((found) => presentImport(found, dictionary, now)) };
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/ledger/imports/:id',
    summary: 'How far a file is, and what it would change',
    tag,
    right: may('ledger.write'),
    params: ofImport,
    response: importSchema,
    run: ({ caller, params, db, now }) => shown(db, caller, params.id, now),
  });

  readRows(endpoints);

  endpoints.read({
    method: 'POST',
    url: '/api/ledger/imports/:id/confirm',
    summary: 'Believe the file: what is new and changed, and of the rest what the person says',
    tag,
    right: may('ledger.write'),
    params: ofImport,
    body: Type.Object({ suspicious: Type.Boolean(), conflicting: Type.Boolean(), gone: Type.Boolean() }, closed),
    response: importSchema,
    run: async ({ caller, params, body, db, now }) => {
      const actor = { caller, now };
      const found = await ownImport(db, actor, params.id, { lock: false });
      if (!(await moveImport(db, caller.county, found.id, ['ready'], { state: 'confirming', at: now })))
        throw new Problem('ledger.not-now');
      await jobs.start(async () => {
        try {
          await transaction(db, (trx) => confirmImport(trx, desk, actor, found.id, known(found.register), body));
          committed();
        } catch (error) {
          await moveImport(db, caller.county, found.id, ['confirming'], { state: 'ready', at: clock() });
          throw error;
        }
      }, moment);
      return shown(db, caller, found.id, clock());
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/ledger/imports/:id/cancel',
    summary: 'Stop reading, or throw away what was read; nothing of it counts',
    tag,
    right: may('ledger.write'),
    params: ofImport,
    response: importSchema,
    act: async (trx, { caller, now, params }) => {
      await cancelImport(trx, { caller, now }, params.id);
      return shown(trx, caller, params.id, now);
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/ledger/imports/:id/undo',
    summary: 'Take a confirmed file back: each value returns to what it was, unless somebody changed it since',
    tag,
    right: may('ledger.write'),
    params: ofImport,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }, closed),
    response: importSchema,
    committed,
    act: async (trx, { caller, now, params, body }) => {
      await undoImport(trx, desk, { caller, now }, params.id, body.reason);
      return shown(trx, caller, params.id, now);
    },
  });
}

function readRows(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/ledger/imports/:id/rows',
    summary: 'Rows of a file as differences, by what they would do',
    tag,
    right: may('ledger.write'),
    params: ofImport,
    query: Type.Object({
      status: Type.Optional(Type.Enum([...rowStatuses])),
      after: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: pageQuery.limit,
    }),
    response: Type.Object({ items: Type.Array(importRowSchema), next: orNull(Type.Integer()) }),
    run: async ({ caller, params, query, db, now }) => {
      const found = await ownImport(db, { caller, now }, params.id, { lock: false });
      const limit = query.limit ?? 50;
      const rows = await listRows(db, caller.county, found.id, {
        statuses: query.status === undefined ? rowStatuses : [query.status],
        after: query.after ?? 0,
        limit: limit + 1,
      });
      const dictionary = await dictionaryOf(db, caller.county);
      const items = rows.slice(0, limit);
      return {
        items: items.map((row) => presentStaged(row, found.register, dictionary)),
        next: rows.length > limit ? (items.at(-1)?.nth ?? null) : null,
      };
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/ledger/imports/:id/rejected',
    summary: 'Every row that was not taken, as it stood in the file, with the reason: a csv to mend and send again',
    tag,
    right: may('ledger.write'),
    params: ofImport,
    produces: 'text/csv',
    response: Type.String(),
    run: async ({ caller, params, db, now, reply }) => {
      const found = await ownImport(db, { caller, now }, params.id, { lock: false });
      const lines = [`\uFEFF${csvLine(['原因 reason', '行 row', ...found.columns.map(({ heading }) => heading)])}`];
      for (let after = 0; ;) {
        const rows = await listRows(db, caller.county, found.id, {
          statuses: ['rejected', 'conflicting', 'suspicious'],
          after,
          limit: 1000,
        });
        for (const { row, reasons, cells } of rows) lines.push(csvLine([reasons.join('；'), row, ...(cells ?? [])]));
        if (rows.length < 1000) break;
        after = rows.at(-1)?.nth ?? after;
      }
      void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="rejected.csv"');
      return lines.join('');
    },
  });
}

async function shown(db: Parameters<typeof findImport>[0], caller: Caller, importId: string, now: Date) {
  const found = await findImport(db, caller.county, importId);
  if (found === null || !owns(caller, found.unit)) throw new Problem('thing.missing');
  return presentImport(found, await dictionaryOf(db, caller.county), now);
}

/** The upload on disk, piece by piece: a million rows are not held in memory. */
async function received(request: Request) {
  const { part, field } = await uploadedPart(request, most);
  const folder = await mkdtemp(join(tmpdir(), 'qingdan-import-'));
  const drop = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'upload');
  try {
    const out = createWriteStream(path, { mode: 0o600 });
    await pipeline(part.file, out).catch(unreadable);
    if (part.file.truncated)
      throw new Problem('file.too-large', { detail: '这个文件超过512 MB，请分开导入。 The file is larger than 512 MB.' });
    const [validFrom, whole] = [field('validFrom') ?? '', field('whole') === 'true'];
    return { path, drop, fileName: part.filename, bytes: out.bytesWritten, validFrom: validFrom === '' ? null : validFrom, whole };
  } catch (error) {
    await drop();
    throw error;
  }
}
