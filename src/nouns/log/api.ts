import type { FastifyInstance, FastifyReply } from 'fastify';
import { parseTilePath } from '../../engines/tlog/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import type { LogKeys } from './log.ts';
import { consistencyProof, receiptFile, receiptLeaf, receiptProof, shownCheckpoint, tileBytes } from './read.ts';

export interface LogParts {
  readonly db: Db;
  readonly log: LogKeys;
}

const text = 'text/plain; charset=utf-8';
// What a path of a tile names never changes; what it names tomorrow is another path.
const forever = 'public, max-age=31536000, immutable';
const fresh = 'no-cache';

/** The public read side, without sign-in: c2sp.org/tlog-tiles under /log, verification keys, and receipts that open nothing. */
export function logRoutes(app: FastifyInstance, { db, log }: LogParts): void {
  const send = (reply: FastifyReply, type: string, caching: string, body: string | Buffer): FastifyReply =>
    reply.header('content-type', type).header('cache-control', caching).header('access-control-allow-origin', '*').send(body);

  app.get('/log/checkpoint', async (_request, reply) => {
    const shown = shownCheckpoint(log);
    if (shown === null) throw new Problem('thing.missing', { detail: '日志还是空的。 The log is empty.' });
    return send(reply, text, fresh, shown.note);
  });

  app.get('/log/checkpoint/witnessed', async (_request, reply) => {
    const latest = log.witnessing?.latest ?? null;
    if (latest === null) throw new Problem('thing.missing', { detail: '还没有见证过的检查点。 No checkpoint is witnessed yet.' });
    return send(reply, text, fresh, latest.note);
  });

  app.get('/log/policy', async (_request, reply) => {
    if (log.witnessing === null) throw new Problem('thing.missing', { detail: '这本日志没有见证方。 This log has no witnesses.' });
    return send(reply, text, fresh, log.witnessing.text);
  });

  app.get('/log/vkey', async (_request, reply) => send(reply, text, fresh, `${log.vkey}\n`));

  app.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    const name = parseTilePath(`tile/${request.params['*']}`);
    const bytes = name === null ? null : await tileBytes(db, log, name);
    if (bytes === null) throw new Problem('thing.missing');
    return send(reply, 'application/octet-stream', forever, bytes);
  });

  app.get<{ Params: { older: string; newer: string } }>('/log/consistency/:older/:newer', async (request, reply) => {
    const [older, newer] = [sizeOf(request.params.older), sizeOf(request.params.newer)];
    return send(reply, text, forever, await consistencyProof(db, log, older, newer));
  });

  app.get<{ Params: { id: string } }>('/log/receipt/:id', async (request, reply) =>
    send(reply, text, fresh, await receiptFile(db, log, request.params.id, null)),
  );

  app.get<{ Params: { id: string } }>('/log/receipt/:id/proof', async (request, reply) =>
    send(reply, text, fresh, await receiptProof(db, log, request.params.id)),
  );

  app.get<{ Params: { id: string } }>('/log/receipt/:id/leaf', async (request, reply) =>
    send(reply, 'application/octet-stream', forever, await receiptLeaf(db, log, request.params.id)),
  );
}

function sizeOf(value: string): number {
  if (!/^[1-9]\d{0,15}$/.test(value)) throw new Problem('thing.missing');
  return Number(value);
}
