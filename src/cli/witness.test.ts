import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logKey, naiveConsistency, origin, testCheckpoint, testKey } from '../../test/log.ts';
import {
  formatAddCheckpoint,
  goodCosignature,
  leafHash,
  meetsQuorum,
  openCheckpoint,
  parsePolicy,
  parseVkeys,
  utf8,
} from '../engines/tlog/index.ts';
import { nodeSuite } from '../platform/crypto/index.ts';
import { witnessServer } from './witness.ts';

const hashes = Array.from({ length: 40 }, (_, n) => leafHash(nodeSuite.hash, utf8(`leaf ${n}`)));
const others = hashes.map((_, n) => leafHash(nodeSuite.hash, utf8(`other ${n}`)));
const seconds = 1_763_900_000;
let folder: string;
let server: Server;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qingdan-witness-'));
  server = await listening();
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function listening(name = 'witness.test/w1'): Promise<Server> {
  const made = witnessServer({ folder, name, logs: [logKey.key], now: () => seconds * 1000 });
  await new Promise<void>((done) => made.listen(0, '127.0.0.1', done));
  return made;
}

function url(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function add(old: number, size: number, { tree = hashes, note = testCheckpoint(tree.slice(0, size)), proof = true } = {}) {
  const path = proof && old > 0 && old <= size ? naiveConsistency(tree.slice(0, size), old) : [];
  return post(formatAddCheckpoint({ old, proof: path, checkpoint: note }));
}

async function post(body: string) {
  const response = await fetch(`${url()}/add-checkpoint`, { method: 'POST', body });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

describe('a witness', () => {
  it('cosigns what carries on from what it saw, and says so in the format', async () => {
    expect((await add(0, 5)).status).toBe(200);
    const note = testCheckpoint(hashes.slice(0, 12));
    const { status, body } = await add(5, 12);
    expect(status).toBe(200);
    const [key] = parseVkeys(nodeSuite, readFileSync(join(folder, 'witness.vkey'), 'utf8'));
    const line = goodCosignature(nodeSuite, note, `— else.test AAAAAAAA\n${body}`, key!);
    expect(line).toBe(body);
    const { size, cosigners } = openCheckpoint(nodeSuite, note + body, [logKey.key, key!]);
    expect([size, cosigners]).toEqual([12, [key]]);
    // Key id, then the time in eight bytes, big end first, then 64 bytes.
    const bytes = Buffer.from(body.trim().split(' ')[2]!, 'base64');
    expect([bytes.length, bytes.readBigUInt64BE(4)]).toEqual([76, BigInt(seconds)]);
    expect(goodCosignature(nodeSuite, testCheckpoint(others.slice(0, 12)), body, key!)).toBeNull();
    const policy = parsePolicy(nodeSuite, `witness w ${readFileSync(join(folder, 'witness.vkey'), 'utf8')}quorum w\n`);
    expect(meetsQuorum(policy, cosigners)).toBe(true);
    expect(meetsQuorum(policy, [])).toBe(false);
  });

  it('never cosigns a second history, not after a restart either', async () => {
    await add(0, 10);
    for (const again of [false, true]) {
      if (again) {
        server.close();
        server = await listening();
      }
      expect((await add(10, 20, { tree: others })).status).toBe(422);
      expect((await add(10, 10, { tree: others })).status).toBe(409);
      expect(await add(0, 20)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '10\n' });
      expect((await add(4, 8)).status).toBe(409);
    }
    expect((await add(10, 10)).status).toBe(200);
    expect((await add(10, 20)).status).toBe(200);
  });

  it('of two that race at most one is cosigned for each size', async () => {
    await add(0, 10);
    const answers = await Promise.all([add(10, 20), add(10, 30), add(10, 20), add(10, 40)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('refuses by the codes of the specification', async () => {
    await add(0, 10);
    const good = testCheckpoint(hashes.slice(0, 20));
    expect((await add(10, 20, { proof: false })).status).toBe(422);
    expect((await add(30, 20)).status).toBe(400);
    expect((await post('old x\n\n' + good)).status).toBe(400);
    expect((await post(`old 10\nAAAA\n\n${good}`)).status).toBe(400);
    expect((await post('')).status).toBe(400);
    expect((await post('x'.repeat(100_000))).status).toBe(413);
    expect((await add(0, 10, { note: testCheckpoint(hashes.slice(0, 10), testKey('stranger.test/2026')) })).status).toBe(404);
    const forged = testCheckpoint(hashes.slice(0, 20), testKey(origin, 'another key'));
    expect((await add(10, 20, { note: forged })).status).toBe(403);
    expect((await fetch(`${url()}/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
    const id = Buffer.from(nodeSuite.hash(utf8(origin))).toString('hex');
    expect(openCheckpoint(nodeSuite, await (await fetch(`${url()}/${id}/checkpoint`)).text(), [logKey.key]).size).toBe(10);
  });

  it('does not start with a damaged memory, an open key file or another name', async () => {
    await add(0, 10);
    server.close();
    await expect(listening('witness.test/other')).rejects.toThrow();
    chmodSync(join(folder, 'witness.key'), 0o644);
    await expect(listening()).rejects.toThrow();
    chmodSync(join(folder, 'witness.key'), 0o600);
    const id = Buffer.from(nodeSuite.hash(utf8(origin))).toString('hex');
    writeFileSync(join(folder, `${id}.checkpoint`), readFileSync(join(folder, `${id}.checkpoint`), 'utf8').replace('\n10\n', '\n9\n'));
    await expect(listening()).rejects.toThrow();
  });
});
