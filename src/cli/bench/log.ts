import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyReceipt } from '../../engines/tlog/index.ts';
import {
  checkTree,
  insertLeaves,
  loadOrCreateLogKeys,
  makeLeaf,
  nodeSuite,
  receiptFile,
  receiptIndexes,
  startSequencer,
  type LogKeys,
  type NewLeaf,
  type Sequencer,
} from '../../nouns/log/index.ts';
import { openDatabase, transaction, type Db } from '../../platform/db/index.ts';
import { per, whole, type Line, type Size } from './bench.ts';
import { cpuMsOfTree, postmasterOf } from './machine.ts';

const county = '990112';
const workers = 8;

interface Options {
  readonly seconds: number;
  /** Leaves that go into one transaction. */
  readonly together: number;
}

/** Entries through to the signed checkpoint, one a transaction with its promise and fifty a transaction; the whole tree checked afterwards. */
export async function* run({ seconds, warmSeconds }: Pick<Size, 'seconds' | 'warmSeconds'> = whole): AsyncIterable<Line> {
  const folder = await mkdtemp(join(tmpdir(), 'qingdan-bench-log-'));
  const database = await openDatabase({ url: null, dataDir: folder, poolSize: workers + 4 });
  const log = loadOrCreateLogKeys(folder, 'qingdan.bench/2026');
  const sequencer = startSequencer(database.db, log, { data: folder });
  const postmaster = postmasterOf(folder) ?? 0;
  try {
    await sequencer.ready;
    await benchLog(database.db, log, sequencer, { seconds: warmSeconds, together: 1 }, postmaster);
    yield { bench: 'log', what: 'single', ...(await benchLog(database.db, log, sequencer, { seconds, together: 1 }, postmaster)) };
    yield { bench: 'log', what: 'batched', ...(await benchLog(database.db, log, sequencer, { seconds, together: 50 }, postmaster)) };
    yield { bench: 'log', what: 'verify', ...(await benchVerify(database.db, log, sequencer)) };
    const start = performance.now();
    const { size, faults } = await checkTree(database.db, log);
    yield {
      bench: 'log',
      what: 'fsck',
      entries: size,
      faults: faults.length,
      perSecond: Math.round(size / ((performance.now() - start) / 1000)),
    };
  } finally {
    await sequencer.stop();
    await database.close({ stopServer: true });
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchLog(db: Db, log: LogKeys, sequencer: Sequencer, options: Options, postmaster: number): Promise<Line> {
  const committed = new Map<string, number>();
  const shown: { readonly at: number; readonly size: number }[] = [];
  const watch = setInterval(() => {
    const size = log.published?.size ?? 0;
    if (size !== shown.at(-1)?.size) shown.push({ at: performance.now(), size });
  }, 5);
  const [start, server, database] = [performance.now(), process.cpuUsage(), cpuMsOfTree(postmaster)];
  await Promise.all(Array.from({ length: workers }, () => append(db, log, sequencer, options, start + options.seconds * 1000, committed)));
  await sequencer.drain();
  const end = performance.now();
  clearInterval(watch);
  const [entries, spent, spentByDatabase] = [committed.size, process.cpuUsage(server), cpuMsOfTree(postmaster)];
  shown.push({ at: end, size: log.published?.size ?? 0 });
  const waits = await waitsOf(db, log, committed, shown);
  return {
    clients: workers,
    entries,
    perSecond: Math.round(entries / ((end - start) / 1000)),
    p50: at(waits, 0.5),
    p99: at(waits, 0.99),
    cpuMsServer: per((spent.user + spent.system) / 1000, entries),
    cpuMsDatabase: per(database === null || spentByDatabase === null ? null : spentByDatabase - database, entries),
    rssMiB: Math.round(process.memoryUsage.rss() / 1_048_576),
  };
}

async function append(
  db: Db,
  log: LogKeys,
  sequencer: Sequencer,
  { together }: Options,
  until: number,
  committed: Map<string, number>,
): Promise<void> {
  for (let n = 0; performance.now() < until; n += together) {
    const leaves = Array.from({ length: together }, (_, nth) => makeLeaf(log, leafOf(n + nth), new Date()));
    await transaction(db, (trx) => insertLeaves(trx, county, leaves));
    const now = performance.now();
    for (const leaf of leaves) committed.set(leaf.id, now);
    sequencer.kick();
  }
}

/** An answer of one value: what is measured is the log, not the commitments of many fields (`ingest` has those). */
function leafOf(n: number): NewLeaf {
  return {
    type: 'answer',
    unit: '990112104203',
    role: 'village',
    prev: [new Uint8Array(32)],
    fields: { unitName: '柳湾村' },
    values: { f1: n },
  };
}

/** Milliseconds from commit to the checkpoint that covers the entry, sorted. */
async function waitsOf(
  db: Db,
  log: LogKeys,
  committed: ReadonlyMap<string, number>,
  shown: readonly { at: number; size: number }[],
): Promise<number[]> {
  const waits: number[] = [];
  const ids = [...committed.keys()];
  for (let from = 0; from < ids.length; from += 1000) {
    for (const [id, index] of await receiptIndexes(db, log, ids.slice(from, from + 1000))) {
      const covered = shown.find(({ size }) => size > index);
      if (covered !== undefined) waits.push(Math.max(0, covered.at - (committed.get(id) ?? 0)));
    }
  }
  if (waits.length !== committed.size) throw new Error(`${committed.size - waits.length} entries are not in the log`);
  return waits.sort((a, b) => a - b);
}

async function benchVerify(db: Db, log: LogKeys, sequencer: Sequencer): Promise<Line> {
  const leaf = makeLeaf(log, { ...leafOf(1), prev: [] }, new Date());
  await transaction(db, (trx) => insertLeaves(trx, county, [leaf]));
  await sequencer.drain();
  const file = Buffer.from(await receiptFile(db, log, leaf.id, { fields: true, values: 'all' }));
  const times: number[] = [];
  for (let n = 0; n < 300; n++) {
    const start = performance.now();
    if (!verifyReceipt(nodeSuite, file, { keys: [log.key] }).ok) throw new Error('the receipt does not verify');
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { p50: at(times, 0.5), p99: at(times, 0.99), bytes: file.length };
}

function at(sorted: readonly number[], share: number): number {
  return Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2));
}
