import { concat } from './bytes.ts';
import { joinNodes, nodeHash, rangeNodes, type Hash, type Node } from './tree.ts';

/** c2sp.org/tlog-tiles: the tree cut into tiles of 256 hashes. A tile of level l holds nodes of tree level 8l. */
export const tileWidth = 256;
const hashBytes = 32;

export interface TileName {
  readonly level: number | 'entries';
  readonly n: number;
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number;
}

export interface Tile {
  readonly level: number;
  readonly n: number;
  readonly width: number;
  readonly hashes: Uint8Array;
}

/** `tile/0/x001/x234/067.p/5` */
export function tilePath({ level, n, width }: TileName): string {
  let groups = String(n % 1000).padStart(3, '0');
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups = `x${String(rest % 1000).padStart(3, '0')}/${groups}`;
  return `tile/${level}/${groups}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** Null where the path names no tile; one tile has one path. */
export function parseTilePath(path: string): TileName | null {
  const found = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (found === null) return null;
  const [, level = '', groups = '', width] = found;
  const name: TileName = {
    level: level === 'entries' ? level : Number(level),
    n: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  };
  return Number.isSafeInteger(name.n) && tilePath(name) === path ? name : null;
}

/** How much of a tile a tree of this size has: 0 (none of it) to 256. */
export function widthAt(size: number, level: number, n: number): number {
  const nodes = Math.floor(size / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, nodes - n * tileWidth));
}

/** Where a node of the tree is found: the tile, and the hashes in it that the node covers. */
export function tileOf(
  node: Node,
  size: number,
): { readonly tile: TileName & { level: number }; readonly offset: number; readonly count: number } {
  const level = Math.floor(node.level / 8);
  const count = 2 ** (node.level - 8 * level);
  const start = node.index * count;
  const n = Math.floor(start / tileWidth);
  return { tile: { level, n, width: widthAt(size, level, n) }, offset: start - n * tileWidth, count };
}

export function hashAt(hashes: Uint8Array, index: number): Uint8Array {
  const found = hashes.subarray(index * hashBytes, (index + 1) * hashBytes);
  if (found.length !== hashBytes) throw new RangeError(`the tile ends before hash ${index}`);
  return found;
}

/** Hash of the complete subtree over `count` (a power of two) hashes of a tile. */
export function nodeOfTile(hash: Hash, hashes: Uint8Array, offset: number, count: number): Uint8Array {
  if (count === 1) return hashAt(hashes, offset);
  const half = count / 2;
  return nodeHash(hash, nodeOfTile(hash, hashes, offset, half), nodeOfTile(hash, hashes, offset + half, half));
}

/** The right edge of a tree: of each level the last tile that is not full yet (which may be empty). Enough to grow it and to know its root. */
export interface Edge {
  readonly size: number;
  readonly levels: readonly Uint8Array[];
}

export const emptyEdge: Edge = { size: 0, levels: [] };

/** Names of the partial tiles that make up the edge of a tree; levels that happen to be empty there are left out. */
export function edgeTiles(size: number): (TileName & { level: number })[] {
  const tiles = [];
  for (let [level, nodes] = [0, size]; nodes > 0; [level, nodes] = [level + 1, Math.floor(nodes / tileWidth)]) {
    const width = nodes % tileWidth;
    if (width > 0) tiles.push({ level, n: Math.floor(nodes / tileWidth), width });
  }
  return tiles;
}

/** The edge after more leaves, and every tile that comes to stand by them, in its last width. */
export function grow(hash: Hash, edge: Edge, leaves: readonly Uint8Array[]): { readonly edge: Edge; readonly tiles: Tile[] } {
  const tiles: Tile[] = [];
  const levels = [...edge.levels];
  let [fresh, nodes] = [leaves, edge.size];
  for (let level = 0; fresh.length > 0; level++) {
    const first = Math.floor(nodes / tileWidth);
    const all = concat(levels[level] ?? new Uint8Array(0), ...fresh);
    const full = Math.floor(all.length / hashBytes / tileWidth);
    const above: Uint8Array[] = [];
    for (let n = 0; n < full; n++) {
      const hashes = all.subarray(n * tileWidth * hashBytes, (n + 1) * tileWidth * hashBytes);
      tiles.push({ level, n: first + n, width: tileWidth, hashes });
      above.push(nodeOfTile(hash, hashes, 0, tileWidth));
    }
    const rest = all.slice(full * tileWidth * hashBytes);
    if (rest.length > 0) tiles.push({ level, n: first + full, width: rest.length / hashBytes, hashes: rest });
    levels[level] = rest;
    [fresh, nodes] = [above, first];
  }
  return { edge: { size: edge.size + leaves.length, levels }, tiles };
}

/** The tree's root from its right edge: its complete subtrees, largest first, are all in the edge's tiles. */
export function rootOfEdge(hash: Hash, edge: Edge): Uint8Array {
  const subtrees = edge.levels
    .toReversed()
    .flatMap((hashes) =>
      rangeNodes({ lo: 0, hi: hashes.length / hashBytes }).map(({ level, index }) =>
        nodeOfTile(hash, hashes, index * 2 ** level, 2 ** level),
      ),
    );
  return joinNodes(hash, subtrees);
}
