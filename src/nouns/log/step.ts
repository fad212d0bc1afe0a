import { edgeTiles, equal, formatCheckpoint, grow, leafHash, rootOfEdge, signNote, type Edge } from '../../engines/tlog/index.ts';
import { transaction, type Db, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import type { LogKeys, Published } from './log.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import {
  checkpointAt,
  enterPending,
  findTiles,
  hasPending,
  insertCheckpoint,
  insertTiles,
  latestCheckpoint,
  lockShard,
  type Entered,
} from './store.ts';

export const largestBatch = 8192;

export interface Step {
  /** `idle`: nothing to do, nothing written. `standby`: another sequencer holds the shard. */
  readonly state: 'idle' | 'standby' | 'signed';
  readonly entries: number;
  readonly checkpoint: Published | null;
  /** The county that was served last, if the batch was full: the next step begins after it. */
  readonly after: string;
}

const idle: Step = { state: 'idle', entries: 0, checkpoint: null, after: '' };

/**
 * One step of the log: what waits is numbered, hashed, put into tiles, and signed, in one transaction under the shard's row lock. Killed at
 * any line before the commit it has not happened; the same code then does it again.
 *
 * @throws Problem log.damaged, log.behind: nothing was signed that anybody can see
 */
export async function sequenceStep(
  db: Db,
  log: LogKeys,
  { limit = largestBatch, after = '', now = Date.now() }: { limit?: number; after?: string; now?: number } = {},
): Promise<Step> {
  if (!(await hasPending(db, log.shard))) return idle;
  return transaction(db, async (trx) => {
    if (!(await lockShard(trx, log.shard))) return { ...idle, state: 'standby' };
    const last = await lastSigned(trx, log);
    const size = last?.size ?? 0;
    const next = await enterPending(trx, log.shard, size, limit, after);
    const entered = next.length === 0 && after !== '' ? await enterPending(trx, log.shard, size, limit, '') : next;
    if (entered.length === 0) return idle;
    checkEntries(entered, size);
    const grown = grow(
      nodeSuite.hash,
      await currentEdge(trx, log, last),
      entered.map((one) => one.leafHash),
    );
    await insertTiles(trx, log.shard, grown.tiles);
    const checkpoint = signed(log, grown.edge, Math.max(now, log.latest, last?.at ?? 0));
    await insertCheckpoint(trx, log.shard, checkpoint);
    // Point of no return: the commit after this line. The signature is seen by nobody before it; from then on this is the log's history.
    return { state: 'signed', entries: entered.length, checkpoint, after: entered.length === limit ? (entered.at(-1)?.county ?? '') : '' };
  });
}

/** The newest checkpoint of the database, which must carry on from the one that this installation has published. */
export async function lastSigned(db: Db | Trx, log: LogKeys): Promise<Published | null> {
  const last = await latestCheckpoint(db, log.shard);
  const { published } = log;
  if (published === null) return last;
  if (last === null || last.size < published.size) {
    throw new Problem('log.behind', { extra: { published: published.size, database: last?.size ?? 0 } });
  }
  const same = last.size === published.size ? last : await checkpointAt(db, log.shard, published.size);
  if (same === null || !equal(same.root, published.root)) throw new Problem('log.damaged', { extra: { checkpoint: published.size } });
  return last;
}

/** A bit that flipped between the act and here is caught before it is signed: one such bit has ended a public log (docs/log.md). */
function checkEntries(entered: readonly Entered[], size: number): void {
  for (const [at, { idx, entry, leafHash: stored }] of entered.entries()) {
    if (idx !== size + at || !equal(leafHash(nodeSuite.hash, entry), stored)) throw new Problem('log.damaged', { extra: { entry: idx } });
  }
}

/** The right edge out of the database, held against the root that was signed over it. */
async function currentEdge(trx: Trx, log: LogKeys, last: Published | null): Promise<Edge> {
  const size = last?.size ?? 0;
  const names = edgeTiles(size);
  const hashes = await findTiles(trx, log.shard, names);
  const levels: Uint8Array[] = Array.from({ length: Math.max(-1, ...names.map((name) => name.level)) + 1 }, () => new Uint8Array(0));
  for (const [at, { level, width }] of names.entries()) {
    const found = hashes[at] ?? null;
    if (found === null) throw new Problem('log.damaged', { extra: { tile: level } });
    levels[level] = found.subarray(0, width * 32);
  }
  const edge = { size, levels };
  if (last !== null && !equal(rootOfEdge(nodeSuite.hash, edge), last.root))
    throw new Problem('log.damaged', { extra: { checkpoint: size } });
  return edge;
}

function signed(log: LogKeys, edge: Edge, at: number): Published {
  const root = rootOfEdge(nodeSuite.hash, edge);
  const note = signNote(formatCheckpoint({ origin: log.origin, size: edge.size, root }), log.key, log.sign);
  return { size: edge.size, root, note, at };
}
