import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testCheckpoint, testKey } from '../../../test/log.ts';
import { testDatabase, type TestDatabase } from '../../../test/database.ts';
import {
  cosignatureType,
  formatVkey,
  hex,
  leafHash,
  noteKey,
  openCheckpoint,
  utf8,
  verifyReceipt,
  witness,
} from '../../engines/tlog/index.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import { appendLeaf } from './acts.ts';
import { startSequencer, type Sequencer } from './jobs.ts';
import { loadOrCreateLogKeys } from './keys.ts';
import type { AppendedLeaf, LogKeys } from './log.ts';
import { receiptFile, receiptStatus, shownCheckpoint } from './read.ts';
import { startWitnesses, witnessingOf, type Witnesses } from './witnesses.ts';

const origin = 'qingdan.test/witnessed/2026';
let database: TestDatabase;
let data: string;
let log: LogKeys;
let sequencer: Sequencer;
let witnesses: Witnesses | null;
const servers: Server[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  const client = new Client(database.owner);
  await client.connect();
  await client
    .query('truncate log_shard, log_pending, log_entry, log_tile, log_checkpoint, log_cosignature, log_opening')
    .finally(() => client.end());
  data = await mkdtemp(join(tmpdir(), 'qingdan-witnesses-'));
  log = loadOrCreateLogKeys(data, origin);
  witnesses = null;
});
afterEach(async () => {
  await witnesses?.stop();
  await sequencer.stop();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await rm(data, { recursive: true, force: true });
});

type Answer = (body: string, path: string) => { status: number; type?: string; body?: string } | 'silence';

async function serve(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const part of request) body += String(part);
      const said = answer(body, request.url ?? '');
      if (said === 'silence') return;
      response.writeHead(said.status, { 'content-type': said.type ?? 'text/plain' }).end(said.body ?? '');
    })();
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A witness by the rules, with its memory in the open, so that a test can set it back or on. */
function honest(name: string) {
  const made = testKey(`witness.test/${name}`);
  const key = noteKey(nodeSuite, made.key.name, made.key.publicKey, cosignatureType);
  const state: { kept: string | null; asked: number } = { kept: null, asked: 0 };
  const answer: Answer = (body, path) => {
    if (path !== '/add-checkpoint')
      return path === `/${hex(nodeSuite.hash(utf8(origin)))}/checkpoint` && state.kept !== null
        ? { status: 200, body: state.kept }
        : { status: 404 };
    state.asked += 1;
    const kept = (): ReturnType<typeof openCheckpoint> | null =>
      state.kept === null ? null : openCheckpoint(nodeSuite, state.kept, [log.key]);
    const said = witness(nodeSuite, body, { key, sign: made.sign }, [log.key], kept, 1_800_000_000);
    if (said.outcome === 'conflict') return { status: 409, type: 'text/x.tlog.size', body: `${said.size}\n` };
    if (said.outcome !== 'cosigned') return { status: { malformed: 400, unsigned: 403, unknown: 404, inconsistent: 422 }[said.outcome] };
    state.kept = said.note;
    return { status: 200, body: said.line };
  };
  return { name, vkey: formatVkey(key), key, state, answer };
}

type Party = Pick<ReturnType<typeof honest>, 'name' | 'vkey' | 'answer'>;

async function begin(parties: readonly Party[], quorum: number, patienceMs = 3000): Promise<void> {
  const lines = await Promise.all(parties.map(async ({ name, vkey, answer }) => `witness ${name} ${vkey} ${await serve(answer)}/`));
  const text = `${lines.join('\n')}\ngroup enough ${quorum} ${parties.map(({ name }) => name).join(' ')}\nquorum enough\n`;
  log.witnessing = witnessingOf(log, text, 'witness-policy');
  sequencer = startSequencer(database.db, log, { data, everyMs: 5000 });
  await sequencer.ready.catch(() => {});
  // Rounds are the test's own: the loop sleeps.
  witnesses = startWitnesses(database.db, log, { data, everyMs: 600_000, patienceMs });
}

async function append(count: number): Promise<AppendedLeaf[]> {
  const leaves: AppendedLeaf[] = [];
  for (let n = 0; n < count; n++)
    leaves.push(
      await transaction(database.db, (trx) =>
        appendLeaf(trx, log, '990112', { type: 'change', unit: '990112', role: 'operator', prev: [], fields: { n } }, new Date()),
      ),
    );
  await sequencer.drain();
  return leaves;
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.slug : String(error)),
  );
}

function problemOf(name: string): string | null {
  return log.witnessing?.states.get(name)?.problem ?? null;
}

describe('witnesses', () => {
  it('cosign, and a receipt says 待见证 until a quorum has', async () => {
    const [a, b] = [honest('a'), honest('b')];
    let isDown = true;
    const late: Party = { ...b, answer: (body, path) => (isDown ? { status: 503 } : b.answer(body, path)) };
    await begin([a, late], 2);
    const [leaf] = await append(3);
    const id = leaf!.id;
    await witnesses!.round();
    expect(await receiptStatus(database.db, log, id)).toMatchObject({ witnessed: false });
    const before = await receiptFile(database.db, log, id, null);
    expect(before).toContain('[qingdan/receipt@v2]');
    expect(before).toContain('见证：a（所附的见证规则列了2方，还不够数）');
    expect(before).toMatch(/已入册，待见证/);
    const { policy } = log.witnessing!;
    expect(verifyReceipt(nodeSuite, Buffer.from(before), { keys: [log.key], policy })).toMatchObject({ ok: true, witnessed: false });
    expect(problemOf('b')).toBe('status-503');

    isDown = false;
    log.witnessing!.states.get('b')!.notBefore = 0;
    await witnesses!.round();
    expect(await receiptStatus(database.db, log, id)).toMatchObject({ witnessed: true });
    const after = await receiptFile(database.db, log, id, null);
    expect(after).toContain('已入册，已见证');
    expect(after).toContain('见证：a、b（所附的见证规则列了2方，够数）');
    expect(verifyReceipt(nodeSuite, Buffer.from(after), { keys: [log.key], policy })).toMatchObject({ ok: true, witnessed: true });
    // What the file says of itself convinces nobody who has no policy of his own.
    expect(verifyReceipt(nodeSuite, Buffer.from(after), { keys: [log.key] })).toMatchObject({ ok: true, witnessed: false });
    expect(openCheckpoint(nodeSuite, shownCheckpoint(log)!.note, [log.key, a.key, b.key]).cosigners).toHaveLength(2);
    expect([a.state.asked, b.state.asked]).toEqual([1, 1]);
  });

  it('are led from size to size, also after a restart that remembers, and one that does not', async () => {
    const a = honest('a');
    await begin([a], 1);
    for (const count of [1, 2, 5]) {
      await append(count);
      await witnesses!.round();
      expect(log.witnessing?.latest?.size).toBe(log.published?.size);
    }
    expect(a.state.asked).toBe(3);
    await witnesses!.stop();
    log.witnessing = witnessingOf(log, log.witnessing!.text.replace(a.vkey, `${a.vkey} ${await serve(a.answer)}`), 'again');
    witnesses = startWitnesses(database.db, log, { data, everyMs: 600_000 });
    await witnesses.round();
    expect([log.witnessing.latest?.size, log.witnessing.states.get('a')?.size]).toEqual([8, 8]);
    // Nothing new, nobody asked.
    expect(a.state.asked).toBe(3);
    await append(1);
    log.witnessing.states.get('a')!.size = null;
    await witnesses.round();
    // Once with the wrong size, once with the one that it named.
    expect([a.state.asked, log.witnessing.latest?.size]).toEqual([5, 9]);
  });

  it.each<[string, Answer, string]>([
    [
      'answers with a signature of somebody else',
      () => ({ status: 200, body: testCheckpoint([leafHash(nodeSuite.hash, utf8('x'))]).split('\n\n')[1]! }),
      'bad-signature',
    ],
    ['answers with nothing', () => ({ status: 200 }), 'bad-signature'],
    ['answers without end', () => ({ status: 200, body: 'x'.repeat(100_000) }), 'malformed'],
    ['answers in no encoding', () => ({ status: 200, body: '\uD800' }), 'bad-signature'],
    ['does not know the log', () => ({ status: 404 }), 'status-404'],
    ['does not take the signature', () => ({ status: 403 }), 'status-403'],
    ['sends elsewhere', () => ({ status: 302 }), 'status-302'],
    ['names no size', () => ({ status: 409, body: 'many' }), 'malformed'],
    ['claims to have seen more, and shows nothing', () => ({ status: 409, type: 'text/x.tlog.size', body: '999\n' }), 'unproven'],
    ['calls it inconsistent, and shows nothing', () => ({ status: 422 }), 'unproven'],
    [
      'turns in a circle',
      (body) => ({ status: 409, type: 'text/x.tlog.size', body: body.startsWith('old 0\n') ? '1\n' : '0\n' }),
      'unproven',
    ],
    ['says nothing', () => 'silence', 'unreachable'],
  ])('one that %s stops nobody', async (_, answer, problem) => {
    const [a, bad] = [honest('a'), honest('bad')];
    await begin([a, { ...bad, answer: (body, path) => (path === '/add-checkpoint' ? answer(body, path) : { status: 404 }) }], 1, 4000);
    await append(2);
    await witnesses!.round();
    await expect.poll(() => problemOf('bad'), { timeout: 30_000 }).toBe(problem);
    expect([log.refusal, log.witnessing?.latest?.size]).toEqual([null, 2]);
    await append(1);
    await witnesses!.round();
    expect(log.witnessing?.latest?.size).toBe(3);
  });

  it.each(['inconsistent', 'conflict'] as const)(
    'one that shows a second history signed by our key ends signing and promising, and is kept (%s)',
    async (how) => {
      const a = honest('a');
      await begin([a], 1);
      await append(2);
      await witnesses!.round();
      const size = how === 'conflict' ? 3 : 2;
      a.state.kept = testCheckpoint(
        Array.from({ length: size }, (_, n) => leafHash(nodeSuite.hash, utf8(`other ${n}`))),
        log,
      );
      await append(1);
      await witnesses!.round();
      expect(log.refusal?.slug).toBe('log.damaged');
      expect(problemOf('a')).toBe('split');
      expect(await refusalOf(append(1))).toBe('log.damaged');
      const [file] = await readdir(join(data, 'log', 'evidence'));
      const evidence = await readFile(join(data, 'log', 'evidence', file!), 'utf8');
      expect(evidence).toContain(a.state.kept);
      expect(evidence).toContain(log.published!.note);
    },
  );

  it('a start on a database that is older than what a witness has seen signs nothing', async () => {
    const a = honest('a');
    a.state.kept = testCheckpoint([leafHash(nodeSuite.hash, utf8('gone'))], log);
    await begin([a], 1);
    expect(log.refusal?.slug).toBe('log.behind');
    expect(await readdir(join(data, 'log', 'evidence'))).toHaveLength(1);
    expect(await refusalOf(sequencer.ready)).toBe('log.behind');
  });

  it('a checkpoint by another key is no reason to stop', async () => {
    const a = honest('a');
    a.state.kept = testCheckpoint([leafHash(nodeSuite.hash, utf8('x'))], testKey(origin, 'not ours'));
    const shows: Party = { ...a, answer: (body, path) => (path === '/add-checkpoint' ? { status: 422 } : a.answer(body, path)) };
    await begin([shows], 1);
    await append(1);
    await witnesses!.round();
    expect([log.refusal, problemOf('a')]).toEqual([null, 'unproven']);
  });
});

describe('the policy file', () => {
  const a = honest('a');
  it.each([
    ['no address', `witness a ${a.vkey}\nquorum a\n`],
    ['an address that is none', `witness a ${a.vkey} ftp://x\nquorum a\n`],
    ['no quorum', `witness a ${a.vkey} http://x\n`],
    ['another log', `log ${formatVkey(testKey('else.test/2026').key)}\nwitness a ${a.vkey} http://x\nquorum a\n`],
    ['words that are none', 'witnesses a\n'],
  ])('with %s is refused at start', async (_, text) => {
    sequencer = startSequencer(database.db, log, { data, everyMs: 5000 });
    await writeFile(join(data, 'witness-policy'), text);
    expect(() => witnessingOf(log, text, 'witness-policy')).toThrow(Problem);
  });
});
