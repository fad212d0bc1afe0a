import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/database.ts';
import {
  edgeTiles,
  hashAt,
  isConsistent,
  isIncluded,
  leafHash,
  openCheckpoint,
  parseProof,
  parseVkeys,
  tilePath,
  verifyReceipt,
} from '../../engines/tlog/index.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { createServer } from '../../platform/http/index.ts';
import { appendLeaf, makeLeaf } from './acts.ts';
import { logRoutes } from './api.ts';
import { startSequencer, type Sequencer } from './jobs.ts';
import { loadOrCreateLogKeys } from './keys.ts';
import type { LogKeys } from './log.ts';
import { insertLeaves } from './store.ts';

let database: TestDatabase;
let data: string;
let log: LogKeys;
let sequencer: Sequencer;
let app: FastifyInstance;
let ids: string[];
let older: string;

beforeAll(async () => {
  database = await testDatabase();
  data = await mkdtemp(join(tmpdir(), 'qingdan-log-api-'));
  log = loadOrCreateLogKeys(data, 'qingdan.test/990112/2026');
  sequencer = startSequencer(database.db, log, { data, everyMs: 5000 });
  await sequencer.ready;
  app = await createServer({ version: 'test', log: false, tls: null });
  logRoutes(app, { db: database.db, log });
  expect((await app.inject('/log/checkpoint')).statusCode).toBe(404);
  ids = await append(300);
  await sequencer.drain();
  older = log.published?.note ?? '';
  ids.push(...(await append(20)));
  await sequencer.drain();
});

afterAll(async () => {
  await app.close();
  await sequencer.stop();
  await database.close();
  await rm(data, { recursive: true, force: true });
});

async function append(count: number): Promise<string[]> {
  const leaves = Array.from({ length: count }, (_, n) =>
    makeLeaf(log, { type: 'answer', unit: '990112101201', role: 'village', prev: [], fields: { unitName: `村${n}` } }, new Date()),
  );
  await transaction(database.db, (trx) => insertLeaves(trx, '990112', leaves));
  return leaves.map((leaf) => leaf.id);
}

describe('the public read side', () => {
  it('gives key, checkpoint, tiles and entries from which the tree can be rebuilt', async () => {
    const keys = parseVkeys(nodeSuite, (await app.inject('/log/vkey')).body);
    const checkpoint = await app.inject('/log/checkpoint');
    expect(checkpoint.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' });
    const { size } = openCheckpoint(nodeSuite, checkpoint.body, keys);
    expect(size).toBe(320);
    const hashes: Uint8Array[] = [];
    for (const tile of [
      { level: 0, n: 0, width: 256 },
      { level: 0, n: 1, width: 64 },
    ]) {
      const bundle = (await app.inject(`/log/${tilePath({ ...tile, level: 'entries' })}`)).rawPayload;
      const tileBytes = (await app.inject(`/log/${tilePath(tile)}`)).rawPayload;
      for (let at = 0, nth = 0; at < bundle.length; nth++) {
        const length = bundle.readUInt16BE(at);
        const hash = leafHash(nodeSuite.hash, bundle.subarray(at + 2, at + 2 + length));
        expect(Buffer.from(hashAt(tileBytes, nth))).toEqual(Buffer.from(hash));
        hashes.push(hash);
        at += 2 + length;
      }
    }
    expect(hashes).toHaveLength(320);
    for (const tile of edgeTiles(size)) {
      const response = await app.inject(`/log/${tilePath(tile)}`);
      expect(response.statusCode).toBe(200);
      expect(response.headers['cache-control']).toContain('immutable');
    }
  });

  it('proves that the newer tree contains the older one', async () => {
    const [from, to] = [older, log.published?.note ?? ''].map((note) => openCheckpoint(nodeSuite, note, [log.key]));
    const body = (await app.inject('/log/consistency/300/320')).body;
    expect(isConsistent(nodeSuite.hash, from!, to!, body.split('\n').slice(0, -1).map((line) => Buffer.from(line, 'base64')))).toBe(true); // prettier-ignore
  });

  it('gives public receipts, proofs and leaves that verify', async () => {
    for (const id of [ids[0]!, ids[299]!, ids[319]!]) {
      const receipt = await app.inject(`/log/receipt/${id}`);
      expect(verifyReceipt(nodeSuite, receipt.rawPayload, { keys: [log.key] }).ok).toBe(true);
      expect(receipt.body).not.toMatch(/村\d/);
      const [proof, leaf] = [
        parseProof((await app.inject(`/log/receipt/${id}/proof`)).body),
        (await app.inject(`/log/receipt/${id}/leaf`)).rawPayload,
      ];
      const { size, root } = openCheckpoint(nodeSuite, proof.checkpoint, [log.key]);
      expect(isIncluded(nodeSuite.hash, { index: proof.index, path: proof.path, size, root, leaf: leafHash(nodeSuite.hash, leaf) })).toBe(
        true,
      );
      expect(receipt.body).toContain(leaf.toString());
    }
  });

  it('says 409 for what waits', async () => {
    const leaf = await transaction(database.db, (trx) =>
      appendLeaf(trx, log, '990112', { type: 'change', unit: 'x', role: 'operator', prev: [], fields: {} }, new Date()),
    );
    const response = await app.inject(`/log/receipt/${leaf.id}`);
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({ slug: 'receipt.not-yet' });
  });

  it.each([
    '/log/tile/0/002',
    '/log/tile/0/001',
    '/log/tile/0/001.p/65',
    '/log/tile/0/000.p/256',
    '/log/tile/entries/001',
    '/log/tile/entries/001.p/65',
    '/log/tile/1/000',
    '/log/tile/1/000.p/2',
    '/log/tile/9/000',
    '/log/tile/0/0',
    '/log/tile/0/x000/001',
    '/log/tile/%2e%2e/000',
    '/log/tile/0/999999999999999999999',
    '/log/receipt/nonsense',
    '/log/receipt/00000000000000000000000000',
    '/log/receipt/00000000000000000000000000/proof',
    '/log/receipt/00000000000000000000000000/leaf',
    '/log/consistency/0/320',
    '/log/consistency/300/321',
    '/log/consistency/a/b',
    '/log/nothing',
  ])('says 404 for %s', async (path) => {
    expect((await app.inject(path)).statusCode).toBe(404);
  });

  it('serves a narrower partial tile than is stored', async () => {
    const narrow = (await app.inject('/log/tile/0/001.p/44')).rawPayload;
    const wide = (await app.inject('/log/tile/0/001.p/64')).rawPayload;
    expect(narrow.equals(wide.subarray(0, 44 * 32))).toBe(true);
    expect((await app.inject('/log/tile/0/001.p/7')).rawPayload.equals(wide.subarray(0, 7 * 32))).toBe(true);
  });
});
