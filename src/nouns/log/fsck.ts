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
} from '../../engines/tlog/index.ts';
import type { Db } from '../../platform/db/index.ts';
import type { LogKeys, Published } from './log.ts';
import { allCheckpoints, entriesFrom, findTiles, latestCheckpoint } from './store.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';

const batch = 8192;

export interface Fault {
  readonly what: 'entry' | 'tile' | 'checkpoint' | 'missing';
  readonly where: string;
}

/** Recomputes the whole tree from its entries and holds every hash, tile and checkpoint against it. Reads only. */
export async function checkTree(db: Db, log: LogKeys): Promise<{ readonly size: number; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  const checkpoints = await allCheckpoints(db, log.shard);
  let edge = emptyEdge;
  for (const checkpoint of checkpoints) {
    while (edge.size < checkpoint.size) {
      const next = await nextLeaves(db, log, edge.size, Math.min(checkpoint.size, edge.size + batch), faults);
      if (next.length === 0) return { size: edge.size, faults: [...faults, { what: 'missing', where: `entry ${edge.size}` }] };
      const grown = grow(nodeSuite.hash, edge, next);
      await checkFullTiles(
        db,
        log,
        grown.tiles.filter((tile) => tile.width === 256),
        faults,
      );
      edge = grown.edge;
    }
    await checkEdge(db, log, edge, faults);
    if (!isSigned(log, checkpoint, edge)) faults.push({ what: 'checkpoint', where: `${checkpoint.size}` });
  }
  const beyond = await entriesFrom(db, log.shard, edge.size, edge.size + 1);
  // A step that was committed meanwhile has its own checkpoint above; entries without one are nobody's.
  const newest = await latestCheckpoint(db, log.shard);
  if (beyond.length > 0 && (newest?.size ?? 0) <= edge.size) faults.push({ what: 'missing', where: `checkpoint above ${edge.size}` });
  return { size: edge.size, faults };
}

async function nextLeaves(db: Db, log: LogKeys, from: number, to: number, faults: Fault[]): Promise<Uint8Array[]> {
  const entries = await entriesFrom(db, log.shard, from, to);
  return entries.map(({ idx, entry, leafHash: stored }, at) => {
    const hash = leafHash(nodeSuite.hash, entry);
    if (idx !== from + at || !equal(hash, stored)) faults.push({ what: 'entry', where: `${idx}` });
    return hash;
  });
}

async function checkFullTiles(
  db: Db,
  log: LogKeys,
  tiles: readonly { level: number; n: number; width: number; hashes: Uint8Array }[],
  faults: Fault[],
): Promise<void> {
  const found = await findTiles(db, log.shard, tiles);
  for (const [at, tile] of tiles.entries()) {
    const stored = found[at] ?? null;
    if (stored === null || !equal(stored, tile.hashes)) faults.push({ what: 'tile', where: tilePath(tile) });
  }
}

async function checkEdge(db: Db, log: LogKeys, edge: Edge, faults: Fault[]): Promise<void> {
  const names = edgeTiles(edge.size);
  const found = await findTiles(db, log.shard, names);
  for (const [at, name] of names.entries()) {
    const stored = found[at]?.subarray(0, name.width * 32) ?? null;
    if (stored === null || !equal(stored, edge.levels[name.level] ?? new Uint8Array(0)))
      faults.push({ what: 'tile', where: tilePath(name) });
  }
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
