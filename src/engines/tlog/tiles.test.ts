import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naiveRoot } from '../../../test/log.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import { hex, utf8 } from './bytes.ts';
import { edgeTiles, emptyEdge, grow, parseTilePath, rootOfEdge, tilePath, widthAt, type TileName } from './tiles.ts';
import { leafHash } from './tree.ts';

const { hash } = nodeSuite;

describe('tile paths', () => {
  it.each<[TileName, string]>([
    [{ level: 0, n: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, n: 999, width: 1 }, 'tile/0/999.p/1'],
    [{ level: 1, n: 1000, width: 256 }, 'tile/1/x001/000'],
    [{ level: 0, n: 1_234_067, width: 255 }, 'tile/0/x001/x234/067.p/255'],
    [{ level: 'entries', n: 12, width: 256 }, 'tile/entries/012'],
    [{ level: 63, n: 0, width: 3 }, 'tile/63/000.p/3'],
  ])('%j is %s', (name, path) => {
    expect(tilePath(name)).toBe(path);
    expect(parseTilePath(path)).toEqual(name);
  });

  it.each([
    'tile/0/0',
    'tile/0/x000/001',
    'tile/00/001',
    'tile/0/001.p/0',
    'tile/0/001.p/256',
    'tile/0/001.p/007',
    'tile/0/1000',
    'tile/100/000',
    'tile/0/../000',
    'tile/x/000',
    'tile/0/x001/000/',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
    '',
  ])('refuses %j', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});

describe('the edge', () => {
  it.each([
    [0, []],
    [255, [[0, 0, 255]]],
    [256, [[1, 0, 1]]],
    [
      257,
      [
        [0, 1, 1],
        [1, 0, 1],
      ],
    ],
    [
      65_535,
      [
        [0, 255, 255],
        [1, 0, 255],
      ],
    ],
    [65_536, [[2, 0, 1]]],
    [
      65_537,
      [
        [0, 256, 1],
        [2, 0, 1],
      ],
    ],
    [
      2 ** 40 + 3,
      [
        [0, 2 ** 32, 3],
        [5, 0, 1],
      ],
    ],
  ])('of a tree of %i has these partial tiles', (size, tiles) => {
    expect(edgeTiles(size).map(({ level, n, width }) => [level, n, width])).toEqual(tiles);
  });

  it.each([
    [255, 0, 0, 255],
    [256, 0, 0, 256],
    [256, 0, 1, 0],
    [257, 0, 1, 1],
    [65_536, 1, 0, 256],
    [65_536, 2, 0, 1],
    [70_000, 1, 1, 17],
  ])('a tree of %i has at level %i of tile %i %i hashes', (size, level, n, width) => {
    expect(widthAt(size, level, n)).toBe(width);
  });

  it('grows in any steps to the same root, and the tiles of every step are those that its size needs', () => {
    const leaves = Array.from({ length: 1100 }, (_, n) => leafHash(hash, utf8(`${n}`)));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }), (steps) => {
        let edge = emptyEdge;
        const stored = new Map<string, Uint8Array>();
        for (const step of steps) {
          const next = leaves.slice(edge.size, edge.size + step);
          if (next.length === 0) break;
          const grown = grow(hash, edge, next);
          edge = grown.edge;
          for (const tile of grown.tiles) stored.set(tilePath(tile), tile.hashes);
          const tree = leaves.slice(0, edge.size);
          expect(hex(rootOfEdge(hash, edge))).toBe(hex(naiveRoot(tree)));
          for (const tile of edgeTiles(edge.size)) expect(stored.get(tilePath(tile))).toEqual(edge.levels[tile.level]);
          for (let n = 0; n < Math.floor(edge.size / 256); n++)
            expect(stored.get(tilePath({ level: 0, n, width: 256 }))).toEqual(
              new Uint8Array(Buffer.concat(tree.slice(n * 256, (n + 1) * 256))),
            );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('adds nothing for no leaves', () => {
    expect(grow(hash, emptyEdge, []).tiles).toEqual([]);
  });
});
