import { createServer, type Server } from 'node:http';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logKey, naiveConsistency, testCheckpoint, testKey, testReceipt, vkey } from '../../test/log.ts';
import { base64, formatVkey, leafHash, signPromise, utf8 } from '../engines/tlog/index.ts';
import { nodeSuite } from '../platform/crypto/index.ts';
import { Problem } from '../problem.ts';
import type { Io } from './command.ts';
import { command } from './verify.ts';

const { file: receipt, hashes, leafHash: leaf } = testReceipt();
let folder: string;
let server: Server;
let url: string;
/** What the log shows: its leaves, which the tests may change. */
let shown = hashes;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qingdan-verify-'));
  await writeFile(join(folder, 'good.txt'), receipt);
  await writeFile(join(folder, 'changed.txt'), receipt.replace('120户', '121户'));
  await writeFile(join(folder, 'cut.txt'), receipt.slice(0, 900));
  await writeFile(join(folder, 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
  await writeFile(join(folder, 'log.vkey'), `# 县里的日志\n${vkey}\n`);
  await writeFile(join(folder, 'other.vkey'), `${formatVkey(testKey('other.test/2026').key)}\n`);
  await writeFile(join(folder, 'promise.txt'), signPromise(logKey.key, leaf, Date.now(), logKey.sign));
  await writeFile(join(folder, 'other-promise.txt'), signPromise(logKey.key, new Uint8Array(32), Date.now(), logKey.sign));
  server = createServer((request, response) => {
    const [, older, newer] = /^\/log\/consistency\/(\d+)\/(\d+)$/.exec(request.url ?? '') ?? [];
    if (request.url === '/log/vkey') response.end(`${vkey}\n`);
    else if (request.url === '/log/checkpoint') response.end(testCheckpoint(shown));
    else if (older !== undefined && Number(newer) === shown.length)
      response.end(
        naiveConsistency(shown, Number(older))
          .map((hash) => `${base64(hash)}\n`)
          .join(''),
      );
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(
  args: string[],
  { env = {}, stdin = '' }: { env?: Record<string, string>; stdin?: string } = {},
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const io: Io = {
    stdout: (text) => void (out += text),
    stderr: (text) => void (err += text),
    cwd: folder,
    env,
    isTty: false,
    stdin: async () => utf8(stdin),
  };
  try {
    return { code: await command.run(args, io), out, err };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { code: error.kind === 'unavailable' ? 3 : 2, out, err: error.message };
  }
}

describe('qingdan verify', () => {
  it('holds a receipt against a key file, without a network', async () => {
    const { code, out, err } = await run(['good.txt', '--log', 'log.vkey']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('✓ 核对无误，已入册，待见证。');
    expect(out).toContain('不证明填的数与实际相符');
  });

  it.each<[string[], number]>([
    [['changed.txt', '--log', 'log.vkey'], 1],
    [['cut.txt', '--log', 'log.vkey'], 1],
    [['good.txt', '--log', 'other.vkey'], 1],
    [['good.txt', 'changed.txt', 'missing.txt', '--log', 'log.vkey'], 1],
    [['good.txt', '--log', 'log.vkey', '--promise', 'other-promise.txt'], 1],
    [['good.txt', '--log', 'log.vkey', '--promise', 'promise.txt'], 0],
    [['good.txt', '--log', vkey], 0],
    [['picture.png', '--log', 'log.vkey'], 2],
    [['missing.txt', '--log', 'log.vkey'], 2],
    [['good.txt', '--log', 'missing.vkey'], 2],
    [['good.txt', '--log', 'good.txt'], 2],
    [['good.txt', '--log'], 2],
    [['good.txt', '--nonsense'], 2],
    [[], 2],
    [['good.txt', '--log', 'http://127.0.0.1:9'], 3],
  ])('%j exits with %i', async (args, code) => {
    const result = await run(args);
    expect(result.code).toBe(code);
    if (code > 1) expect(result.err).not.toBe('');
  });

  it('prints JSON and nothing else', async () => {
    const { out } = await run(['good.txt', 'changed.txt', 'missing.txt', '--log', 'log.vkey', '--json']);
    const { receipts } = JSON.parse(out) as { receipts: Record<string, unknown>[] };
    expect(receipts[0]).toMatchObject({
      file: 'good.txt',
      ok: true,
      receipt: { late: false, index: 2, size: 6, witnessed: false, terms: { number: '青禾准〔2026〕417' }, values: { f1: 7 } },
    });
    expect(receipts[1]).toMatchObject({
      file: 'changed.txt',
      ok: false,
      code: 'text.changed',
      where: expect.stringContaining('line') as unknown,
    });
    expect(receipts[2]).toMatchObject({ file: 'missing.txt', ok: false, code: 'file.unreadable' });
  });

  it('reads standard input', async () => {
    expect((await run(['-', '--log', 'log.vkey'], { stdin: receipt })).code).toBe(0);
  });

  it('without --log takes the keys of the data folder, else the server of this machine', async () => {
    await mkdir(join(folder, 'data', 'keys'), { recursive: true });
    await writeFile(join(folder, 'data', 'keys', 'log-2026.vkey'), `${vkey}\n`);
    expect((await run(['good.txt'], { env: { QINGDAN_DATA: 'data' } })).code).toBe(0);
    expect((await run(['good.txt'], { env: { QINGDAN_DATA: 'nothing', QINGDAN_PORT: new URL(url).port } })).code).toBe(0);
    expect((await run(['good.txt'], { env: { QINGDAN_DATA: 'nothing', QINGDAN_PORT: '9' } })).code).toBe(3);
  });

  it('asks a server whether its log still shows the receipt', async () => {
    expect((await run(['good.txt', '--log', url])).code).toBe(0);
    shown = [...hashes, leafHash(nodeSuite.hash, utf8('one more'))];
    expect((await run(['good.txt', '--log', `${url}/log/`])).code).toBe(0);
    for (const other of [hashes.slice(0, 3), [...hashes.slice(1), leaf, leaf], hashes.toReversed()]) {
      shown = other;
      const { code, out } = await run(['good.txt', '--log', url, '--json']);
      expect(code).toBe(1);
      expect(out).toContain('log.split');
    }
    shown = hashes;
  });
});
