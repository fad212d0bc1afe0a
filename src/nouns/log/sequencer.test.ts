import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/database.ts';
import { isConsistent, openCheckpoint, parseLeaf, verifyReceipt } from '../../engines/tlog/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import { appendLeaf, makeLeaf } from './acts.ts';
import { checkTree } from './fsck.ts';
import { startSequencer, type Sequencer } from './jobs.ts';
import { loadOrCreateLogKeys } from './keys.ts';
import type { AppendedLeaf, LogKeys } from './log.ts';
import { checkpointFile } from './published.ts';
import { receiptFile, receiptIndexes, receiptStatus } from './read.ts';
import { sequenceStep } from './step.ts';
import { insertLeaves, openShard } from './store.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';

const origin = 'qingdan.test/990112/2026';
let database: TestDatabase;
let data: string;
let log: LogKeys;
const running: Sequencer[] = [];

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  await asOwner('truncate log_shard, log_pending, log_entry, log_tile, log_checkpoint, log_opening');
  data = await mkdtemp(join(tmpdir(), 'qingdan-log-'));
  log = loadOrCreateLogKeys(data, origin);
});

afterEach(async () => {
  for (const sequencer of running.splice(0)) await sequencer.stop();
  await rm(data, { recursive: true, force: true });
});

function start(keys = log, folder = data, problems: unknown[] = []): Sequencer {
  // Long pauses: the tests step by drain() and kick().
  const sequencer = startSequencer(database.db, keys, { data: folder, everyMs: 5000, onProblem: (problem) => problems.push(problem) });
  running.push(sequencer);
  return sequencer;
}

async function append(count: number, { county = '990112', keys = log }: { county?: string; keys?: LogKeys } = {}): Promise<AppendedLeaf[]> {
  const leaves = Array.from({ length: count }, (_, n) =>
    makeLeaf(keys, { type: 'change', unit: county, role: 'operator', prev: [], fields: { n } }, new Date()),
  );
  await transaction(database.db, (trx) => insertLeaves(trx, county, leaves));
  return leaves;
}

async function asOwner(query: string, values: unknown[] = []): Promise<void> {
  const client = new Client(database.owner);
  await client.connect();
  await client.query(query, values).finally(() => client.end());
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.slug : String(error)),
  );
}

async function whole(): Promise<number> {
  const { size, faults } = await checkTree(database.db, log);
  expect(faults).toEqual([]);
  return size;
}

async function pendingCount(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from log_pending`.execute(database.db);
  return rows[0]!.n;
}

describe('the sequencer', () => {
  it('enters what waits, signs it, and publishes after the commit', async () => {
    const leaves = await append(5);
    const sequencer = start();
    await sequencer.drain();
    expect(log.published?.size).toBe(5);
    expect(await readFile(checkpointFile(data), 'utf8')).toBe(log.published?.note);
    expect(openCheckpoint(nodeSuite, log.published!.note, [log.key])).toMatchObject({ origin, size: 5 });
    expect(await pendingCount()).toBe(0);
    expect(
      [
        ...(
          await receiptIndexes(
            database.db,
            log,
            leaves.map((leaf) => leaf.id),
          )
        ).values(),
      ].sort(),
    ).toEqual([0, 1, 2, 3, 4]);
    expect(await whole()).toBe(5);
  });

  it('writes nothing while nothing waits', async () => {
    await append(1);
    await start().drain();
    const before = await sql<{ lsn: string }>`select xmin::text as lsn from log_shard`.execute(database.db);
    for (let n = 0; n < 3; n++) expect((await sequenceStep(database.db, log)).state).toBe('idle');
    expect((await sql<{ lsn: string }>`select xmin::text as lsn from log_shard`.execute(database.db)).rows).toEqual(before.rows);
    expect((await sql<{ n: number }>`select count(*) as n from log_checkpoint`.execute(database.db)).rows[0]!.n).toBe(1);
  });

  it('grows over the edges of tiles in steps of any size, and the whole tree holds after each', async () => {
    await openShard(database.db, log, new Date());
    let size = 0;
    let older: { size: number; root: Uint8Array } | null = null;
    for (const count of [1, 254, 1, 1, 300, 211]) {
      await append(count);
      const { checkpoint } = await sequenceStep(database.db, log);
      size += count;
      expect(checkpoint?.size).toBe(size);
      expect(await whole()).toBe(size);
      if (older !== null) expect(isConsistent(nodeSuite.hash, older, older, [])).toBe(true);
      older = checkpoint;
    }
  });

  it('takes at most a batch, counties in turn', async () => {
    await openShard(database.db, log, new Date());
    await append(6, { county: '990112' });
    await append(2, { county: '990113' });
    const first = await sequenceStep(database.db, log, { limit: 4 });
    expect(first).toMatchObject({ entries: 4, after: '990112' });
    const second = await sequenceStep(database.db, log, { limit: 4, after: first.after });
    expect(second).toMatchObject({ entries: 2, after: '' });
    const third = await sequenceStep(database.db, log, { limit: 4, after: '999999' });
    expect(third).toMatchObject({ entries: 2 });
    const { rows } = await sql<{ county: string }>`select county from log_entry order by idx`.execute(database.db);
    expect(rows.map((row) => row.county).join()).toBe('990112,990112,990112,990112,990113,990113,990112,990112');
    expect(await whole()).toBe(8);
  });

  it('runs by itself when kicked, and ends the step under way when stopped', async () => {
    const sequencer = start();
    await sequencer.ready;
    const [leaf] = await append(1);
    sequencer.kick();
    await expect.poll(() => log.published?.size, { timeout: 20_000 }).toBe(1);
    expect((await receiptStatus(database.db, log, leaf!.id)).index).toBe(0);
  });

  it('never signs an earlier time than the last', async () => {
    await openShard(database.db, log, new Date());
    await append(1);
    const late = await sequenceStep(database.db, log, { now: Date.now() + 3_600_000 });
    log.published = late.checkpoint;
    await append(1);
    const next = await sequenceStep(database.db, log, { now: 1000 });
    expect(next.checkpoint!.at).toBe(late.checkpoint!.at);
    const before = log.latest;
    const made = makeLeaf(log, { type: 'change', unit: 'x', role: 'operator', prev: [], fields: {} }, new Date(0));
    expect(parseLeaf(made.entry.toString()).at).toBe(before);
  });
});

describe('two sequencers at once', () => {
  it('enter every leaf once; the one that stands by takes over what the other signed', async () => {
    const otherData = await mkdtemp(join(tmpdir(), 'qingdan-log-'));
    const twin: LogKeys = { ...log, published: null };
    const [one, two] = [start(), start(twin, otherData)];
    await Promise.all([one.ready, two.ready]);
    const work = Array.from({ length: 12 }, async (_, n) => {
      await append(20, { keys: n % 2 === 0 ? log : twin });
      await Promise.all([one.drain(), two.drain()]);
    });
    await Promise.all(work);
    await Promise.all([one.drain(), two.drain()]);
    expect(await whole()).toBe(240);
    expect(log.published?.size).toBe(240);
    expect(twin.published?.note).toBe(log.published?.note);
    expect(await readFile(checkpointFile(otherData), 'utf8')).toBe(log.published?.note);
    await rm(otherData, { recursive: true, force: true });
  });

  it('the row lock decides: while one holds it the other writes nothing', async () => {
    await openShard(database.db, log, new Date());
    await append(3);
    await transaction(database.db, async (trx) => {
      await sql`select 1 from log_shard for update`.execute(trx);
      expect((await sequenceStep(database.db, log)).state).toBe('standby');
    });
    expect((await sequenceStep(database.db, log)).state).toBe('signed');
    expect(await whole()).toBe(3);
  });
});

describe('a step that fails', () => {
  const statements = [
    'from "log_shard"',
    'from "log_checkpoint"',
    'insert into log_entry',
    'from unnest',
    'insert into "log_tile"',
    'insert into "log_checkpoint"',
    'commit',
  ];

  it.each(statements.flatMap((statement) => [[statement, 'before'] as const, [statement, 'after'] as const]))(
    'at “%s”, %s it took effect: nothing is lost, doubled or signed twice',
    async (statement, when) => {
      await openShard(database.db, log, new Date());
      await append(300);
      await sequenceStep(database.db, log);
      log.published = null;
      await append(7);
      const broken = await failing(statement, when);
      expect(broken.failed).toBe(true);
      let done = await sequenceStep(database.db, log);
      // The broken connection may hold the shard for a moment longer.
      for (let wait = 0; done.state === 'standby' && wait < 50; wait += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        done = await sequenceStep(database.db, log);
      }
      // Only a commit that took effect may have done the work already.
      expect(done.state).toBe(statement === 'commit' && when === 'after' ? 'idle' : 'signed');
      expect(await pendingCount()).toBe(0);
      expect(await whole()).toBe(307);
    },
  );

  /** Runs one step on a connection that fails at the given statement, before it reaches the database or after it was done there. */
  async function failing(statement: string, when: 'before' | 'after'): Promise<{ failed: boolean }> {
    const original = Client.prototype.query as (...args: unknown[]) => unknown;
    let failed = false;
    Client.prototype.query = function query(this: Client, ...args: unknown[]) {
      const text = typeof args[0] === 'string' ? args[0] : ((args[0] as { text?: string })?.text ?? '');
      if (failed || !text.includes(statement) || (statement !== 'commit' && text.startsWith('select exists')))
        return original.apply(this, args);
      failed = true;
      const cut = (): never => {
        (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
        throw new Error('Connection terminated (planted)');
      };
      if (when === 'before') return Promise.reject(new Error('planted')).catch(cut);
      return (original.apply(this, args) as Promise<unknown>).then(cut);
    } as typeof Client.prototype.query;
    try {
      await expect(sequenceStep(database.db, log)).rejects.toThrow();
    } finally {
      Client.prototype.query = original as typeof Client.prototype.query;
    }
    return { failed };
  }
});

describe('publication that fails after the commit', () => {
  it('shows nothing new, and is made up for once the disk is well again', async () => {
    const sequencer = start();
    await append(3);
    await sequencer.drain();
    await rm(join(data, 'log'), { recursive: true });
    await writeFile(join(data, 'log'), 'a file where the folder should be');
    await append(2);
    await expect(sequencer.drain()).rejects.toThrow();
    expect(log.published?.size).toBe(3);
    expect(log.refusal).toBeNull();
    await rm(join(data, 'log'));
    await sequencer.drain();
    expect(log.published?.size).toBe(5);
    expect(await readFile(checkpointFile(data), 'utf8')).toBe(log.published?.note);
    expect(await whole()).toBe(5);
  });
});

describe('before anything is signed', () => {
  it('a flipped bit in a waiting entry is found', async () => {
    await append(3);
    await asOwner(
      `update log_pending set entry = set_byte(entry, 5, get_byte(entry, 5) # 1) where id = (select id from log_pending limit 1)`,
    );
    const problems: unknown[] = [];
    const sequencer = start(log, data, problems);
    expect(await refusalOf(sequencer.drain())).toBe('log.damaged');
    expect(log.refusal?.slug).toBe('log.damaged');
    expect(await pendingCount()).toBe(3);
    expect(log.published).toBeNull();
    expect(await refusalOf(append(1))).toBe('log.damaged');
  });

  it.each([
    ['a waiting leaf hash', `update log_pending set leaf_hash = set_byte(leaf_hash, 0, get_byte(leaf_hash, 0) # 128)`],
    ['a tile of the edge', `update log_tile set hashes = set_byte(hashes, 33, get_byte(hashes, 33) # 2)`],
    ['the last root', `update log_checkpoint set root = set_byte(root, 31, get_byte(root, 31) # 1)`],
    ['a missing tile', `delete from log_tile`],
  ])('%s is found', async (_, damage) => {
    const sequencer = start();
    await append(3);
    await sequencer.drain();
    await append(2);
    await asOwner(damage);
    expect(await refusalOf(sequencer.drain())).toBe('log.damaged');
    expect((await sql<{ n: number }>`select count(*) as n from log_checkpoint`.execute(database.db)).rows[0]!.n).toBe(1);
  });

  it('a restored older database is found at start and while running', async () => {
    const sequencer = start();
    await append(3);
    await sequencer.drain();
    await append(2);
    await sequencer.drain();
    await asOwner('delete from log_checkpoint where size = 5');
    await asOwner('delete from log_entry where idx >= 3');
    await asOwner('delete from log_tile where width > 3');
    const again = loadOrCreateLogKeys(data, origin);
    expect(await refusalOf(start(again).ready)).toBe('log.behind');
    expect(again.refusal?.slug).toBe('log.behind');
    await asOwner('insert into log_pending select county, 1, id, shard, entry, leaf_hash from log_entry where idx = 0');
    await asOwner('delete from log_entry where idx = 0');
    expect(await refusalOf(sequencer.drain())).toBe('log.behind');
  });

  it('an empty database beside a kept checkpoint is found', async () => {
    const sequencer = start();
    await append(3);
    await sequencer.drain();
    await asOwner('truncate log_checkpoint, log_entry, log_tile');
    expect(await refusalOf(start(loadOrCreateLogKeys(data, origin)).ready)).toBe('log.behind');
  });

  it('another history of the same size is found', async () => {
    const sequencer = start();
    await append(3);
    await sequencer.drain();
    const kept = await readFile(checkpointFile(data), 'utf8');
    await asOwner('truncate log_checkpoint, log_entry, log_tile');
    const fresh: LogKeys = { ...log, published: null };
    await rm(checkpointFile(data));
    await append(3, { keys: fresh });
    await start(fresh).drain();
    await writeFile(checkpointFile(data), kept);
    expect(await refusalOf(start(loadOrCreateLogKeys(data, origin)).ready)).toBe('log.damaged');
  });

  it('a database whose checkpoints another key signed is found', async () => {
    await append(3);
    await start().drain();
    await rm(join(data, 'keys'), { recursive: true });
    await rm(join(data, 'log'), { recursive: true });
    expect(await refusalOf(start(loadOrCreateLogKeys(data, origin)).ready)).toBe('log.damaged');
  });

  it('a changed kept checkpoint is found', async () => {
    await append(3);
    await start().drain();
    await writeFile(checkpointFile(data), (await readFile(checkpointFile(data), 'utf8')).replace('\n3\n', '\n2\n'));
    expect(await refusalOf(start(loadOrCreateLogKeys(data, origin)).ready)).toBe('log.damaged');
  });

  it('a crash between commit and publication is caught up at the next start', async () => {
    const sequencer = start();
    await append(3);
    await sequencer.drain();
    await append(2);
    expect((await sequenceStep(database.db, log)).checkpoint?.size).toBe(5);
    const again = loadOrCreateLogKeys(data, origin);
    await start(again).ready;
    expect(again.published?.size).toBe(5);
    expect(await whole()).toBe(5);
  });

  it('the database of another log is refused', async () => {
    await start().ready;
    await rm(join(data, 'keys'), { recursive: true });
    expect(await refusalOf(start(loadOrCreateLogKeys(data, 'elsewhere.test/990113/2026')).ready)).toBe('setting.invalid');
  });
});

describe('damage that lies still', () => {
  const damages: readonly (readonly [string, string])[] = [
    ['an old entry', `update log_entry set entry = set_byte(entry, 20, get_byte(entry, 20) # 1) where idx = 3`],
    ['an old leaf hash', `update log_entry set leaf_hash = set_byte(leaf_hash, 5, get_byte(leaf_hash, 5) # 4) where idx = 200`],
    ['a full tile', `update log_tile set hashes = set_byte(hashes, 700, get_byte(hashes, 700) # 128) where level = 0 and n = 0`],
    ['a tile of the edge', `update log_tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) where level = 1`],
    ['an older checkpoint’s root', `update log_checkpoint set root = set_byte(root, 0, get_byte(root, 0) # 1) where size = 100`],
    ['an older checkpoint’s note', `update log_checkpoint set note = replace(note, '100', '101') where size = 100`],
    ['an entry that is gone', `delete from log_entry where idx = 17`],
  ];

  it.each(damages)('%s is found at start, before anything is signed or promised', async (_, damage) => {
    const first = start();
    await first.ready;
    await append(100);
    await first.drain();
    await append(200);
    await first.drain();
    await first.stop();
    await append(1);
    await asOwner(damage);
    const again = loadOrCreateLogKeys(data, origin);
    expect(await refusalOf(start(again).ready)).toBe('log.damaged');
    expect(again.refusal?.slug).toBe('log.damaged');
    expect(() => makeLeaf(again, { type: 'change', unit: 'x', role: 'operator', prev: [], fields: {} }, new Date())).toThrow();
    expect(await pendingCount()).toBe(1);
  });

  it('is found while the server runs', async () => {
    const problems: unknown[] = [];
    const sequencer = startSequencer(database.db, log, {
      data,
      everyMs: 5000,
      checkEveryMs: 20,
      onProblem: (problem) => problems.push(problem),
    });
    running.push(sequencer);
    await sequencer.ready;
    await append(300);
    await sequencer.drain();
    await asOwner(damages[0]?.[1] ?? '');
    await expect.poll(() => log.refusal?.slug, { timeout: 20_000 }).toBe('log.damaged');
    expect(problems.some((problem) => problem instanceof Problem && problem.slug === 'log.damaged')).toBe(true);
    expect(await refusalOf(sequencer.drain())).toBe('log.damaged');
  });
});

describe('the whole-tree check', () => {
  it.each([
    ['entry', `update log_entry set entry = set_byte(entry, 9, get_byte(entry, 9) # 4) where idx = 7`],
    ['entry', `update log_entry set leaf_hash = set_byte(leaf_hash, 9, get_byte(leaf_hash, 9) # 4) where idx = 7`],
    ['tile', `update log_tile set hashes = set_byte(hashes, 1, get_byte(hashes, 1) # 4) where width = 256`],
    ['checkpoint', `update log_checkpoint set note = replace(note, chr(10) || size || chr(10), chr(10) || size + 1 || chr(10))`],
    ['checkpoint', `update log_checkpoint set root = set_byte(root, 1, get_byte(root, 1) # 4)`],
    ['missing', `delete from log_entry where idx > 290`],
    ['tile', `delete from log_tile where level = 1`],
  ])('finds a damaged %s', async (what, damage) => {
    await append(300);
    await start().drain();
    await asOwner(damage);
    const { faults } = await checkTree(database.db, log);
    expect(faults.map((fault) => fault.what)).toContain(what);
  });
});

describe('receipts out of the database', () => {
  it('verify, hold their promise, and open what the holder shows', async () => {
    const sequencer = start();
    await sequencer.ready;
    await append(400);
    const { terms, answer } = await transaction(database.db, async (trx) => {
      const body = {
        title: '防汛物资清点',
        number: '青禾准〔2026〕9',
        organ: { name: '县应急局' },
        version: 1,
        deadline: '2027-01-01T00:00:00+08:00',
        fields: [{ key: 'f1', label: '沙袋', unit: '个' }],
      };
      const terms = await appendLeaf(
        trx,
        log,
        '990112',
        { type: 'terms', unit: '990112', role: 'gatekeeper', prev: [], fields: { terms: body } },
        new Date(),
      );
      const answer = await appendLeaf(
        trx,
        log,
        '990112',
        {
          type: 'answer',
          unit: '990112101201',
          role: 'village',
          prev: [terms.leafHash],
          fields: { unitName: '柳湾村' },
          values: { f1: 12 },
        },
        new Date(),
      );
      return { terms, answer };
    });
    expect(await refusalOf(receiptFile(database.db, log, answer.id, null))).toBe('receipt.not-yet');
    expect(await receiptStatus(database.db, log, answer.id)).toMatchObject({ index: null, witnessed: false });
    await sequencer.drain();
    await append(30);
    await sequencer.drain();

    const all = await receiptFile(database.db, log, answer.id, { fields: true, values: 'all' });
    expect(all).toContain('沙袋：12个');
    const none = await receiptFile(database.db, log, answer.id, { fields: true, values: [] });
    expect(none).not.toContain('12个');
    const open = await receiptFile(database.db, log, answer.id, null);
    expect(open).not.toContain('柳湾村');
    for (const file of [all, none, open, await receiptFile(database.db, log, terms.id, { fields: true, values: 'all' })]) {
      expect(verifyReceipt(nodeSuite, Buffer.from(file), { keys: [log.key] })).toMatchObject({ ok: true });
    }
    expect(verifyReceipt(nodeSuite, Buffer.from(all), { keys: [log.key], promise: answer.promise }).ok).toBe(true);
    expect(await receiptStatus(database.db, log, answer.id)).toMatchObject({ index: 401, size: 432 });
  });

  it('are never missing while their leaf is moved from the queue into the log', async () => {
    const sequencer = start();
    await sequencer.ready;
    for (let round = 0; round < 12; round++) {
      const [leaf] = await append(1);
      const asked = async (): Promise<void> => {
        for (let n = 0; n < 25; n++) expect((await receiptStatus(database.db, log, leaf!.id)).id).toBe(leaf!.id);
      };
      await Promise.all([sequencer.drain(), asked(), asked(), asked()]);
    }
  });

  it('of what is not in the log are missing', async () => {
    await start().ready;
    for (const id of ['nonsense', '00000000000000000000000000'])
      expect(await refusalOf(receiptFile(database.db, log, id, null))).toBe('thing.missing');
  });
});
