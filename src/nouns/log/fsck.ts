import { setImmediate as breathe } from 'node:timers/promises';
import {
  edgeTiles,
  emptyEdge,
  equal,
  grow,
  leafHash,
  openCheckpoint,
  Rejection,
  rootOfEdge,
  tilePath,
  type Edge,
  type Tile,
} from '../../engines/tlog/index.ts';
import type { Db } from '../../platform/db/index.ts';
import type { LogKeys, Published } from './log.ts';
import { checkpointsBetween, entriesFrom, extent, tilesBetween, type StoredEntry, type StoredTile } from './store.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';

const batch = 4096;
// A log of which nothing fits needs no list of ten million faults.
const enough = 100;

export interface Fault {
  readonly what: 'entry' | 'tile' | 'checkpoint' | 'missing';
  readonly where: string;
}

/**
 * Recomputes the whole tree from its entries and holds every hash, tile and checkpoint against it. Reads only; the next entries are on
 * their way while these are hashed. `signal` ends it early, and then it says so by throwing.
 */
export async function checkTree(
  db: Db,
  log: LogKeys,
  { signal }: { signal?: AbortSignal } = {},
): Promise<{ readonly size: number; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  const { entries, size } = await extent(db, log.shard);
  // Entries that no checkpoint covers are nobody's: a step writes both in one transaction.
  if (entries !== size) faults.push({ what: 'missing', where: entries > size ? `checkpoint above ${size}` : `entry ${entries}` });
  let edge = emptyEdge;
  let next = entriesFrom(db, log.shard, 0, Math.min(size, batch));
  while (edge.size < size && faults.length < enough) {
    signal?.throwIfAborted();
    const to = Math.min(size, edge.size + batch);
    const found = await next;
    next = to < size ? entriesFrom(db, log.shard, to, Math.min(size, to + batch)) : Promise.resolve([]);
    // Read after the next loop's check of it; until then it must not count as unheard.
    next.catch(() => {});
    const hashes = checkEntries(found, edge.size, faults);
    if (found.length !== to - edge.size) return { size: edge.size, faults: [...faults, { what: 'missing', where: `entry ${edge.size}` }] };
    edge = await checkBatch(db, log, edge, hashes, faults);
    await breathe();
  }
  return { size: edge.size, faults };
}

function checkEntries(entries: readonly StoredEntry[], from: number, faults: Fault[]): Uint8Array[] {
  return entries.map(({ idx, entry, leafHash: stored }, at) => {
    const hash = leafHash(nodeSuite.hash, entry);
    if (idx !== from + at || !equal(hash, stored)) faults.push({ what: 'entry', where: `${idx}` });
    return hash;
  });
}

/** Grows the tree from checkpoint to checkpoint, and compares what stands there with what is stored. */
async function checkBatch(db: Db, log: LogKeys, start: Edge, hashes: readonly Uint8Array[], faults: Fault[]): Promise<Edge> {
  const end = start.size + hashes.length;
  const [checkpoints, stored] = await Promise.all([
    checkpointsBetween(db, log.shard, start.size, end),
    tilesBetween(db, log.shard, start.size, end),
  ]);
  const made = new Map<string, Tile>();
  const widest = widths(stored);
  let edge = start;
  const growTo = (size: number): void => {
    const grown = grow(nodeSuite.hash, edge, hashes.slice(edge.size - start.size, size - start.size));
    for (const tile of grown.tiles) {
      made.set(placeOf(tile), tile);
      if (tile.width === 256 && widest.get(placeOf(tile)) !== 256) faults.push({ what: 'tile', where: tilePath(tile) });
    }
    edge = grown.edge;
  };
  for (const checkpoint of checkpoints) {
    growTo(checkpoint.size);
    for (const tile of edgeTiles(edge.size))
      if ((widest.get(placeOf(tile)) ?? 0) < tile.width) faults.push({ what: 'tile', where: tilePath(tile) });
    if (!isSigned(log, checkpoint, edge)) faults.push({ what: 'checkpoint', where: `${checkpoint.size}` });
  }
  growTo(end);
  for (const tile of stored) checkTile(tile, made.get(placeOf(tile)), faults);
  return edge;
}

/** A narrower row is the beginning of the tile, a wider one goes on in the next batch and is looked at whole there. */
function checkTile(stored: StoredTile, made: Tile | undefined, faults: Fault[]): void {
  if (made === undefined) return;
  const length = Math.min(stored.width, made.width) * 32;
  if (stored.hashes.length !== stored.width * 32 || !equal(stored.hashes.subarray(0, length), made.hashes.subarray(0, length)))
    faults.push({ what: 'tile', where: tilePath(stored) });
}

function widths(stored: readonly StoredTile[]): Map<string, number> {
  const widest = new Map<string, number>();
  for (const tile of stored) widest.set(placeOf(tile), Math.max(tile.width, widest.get(placeOf(tile)) ?? 0));
  return widest;
}

function placeOf({ level, n }: { readonly level: number; readonly n: number }): string {
  return `${level}/${n}`;
}

function isSigned(log: LogKeys, checkpoint: Published, edge: Edge): boolean {
  try {
    const { size, root } = openCheckpoint(nodeSuite, checkpoint.note, [log.key]);
    return size === checkpoint.size && equal(root, checkpoint.root) && equal(root, rootOfEdge(nodeSuite.hash, edge));
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}
