import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { naiveConsistency, naivePath, naiveRoot } from '../../../test/log.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import { hex, utf8 } from './bytes.ts';
import { emptyEdge, grow, hashAt, nodeOfTile, rootOfEdge, tileOf } from './tiles.ts';
import { consistencyRanges, inclusionRanges, isConsistent, isIncluded, joinNodes, leafHash, rangeNodes, type Range } from './tree.ts';

const { hash } = nodeSuite;
// The eight entries that implementations of RFC 6962 test with, and the roots of the trees of the first 0…8 of them.
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((text) =>
  Buffer.from(text, 'hex'),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const eight = entries.map((entry) => leafHash(hash, entry));
const size = 600;
const leaves = Array.from({ length: size }, (_, n) => leafHash(hash, utf8(`entry ${n}`)));

/** Hash of a range out of a list, the way a log reads it out of tiles. */
function rangeHash(of: readonly Uint8Array[], range: Range): Uint8Array {
  return joinNodes(
    hash,
    rangeNodes(range).map(({ level, index }) => naiveRoot(of.slice(index * 2 ** level, (index + 1) * 2 ** level))),
  );
}

describe('the tree of RFC 6962', () => {
  it.each(roots.map((root, n) => [n, root] as const))('of the first %i known entries has the known root', (n, root) => {
    expect(hex(naiveRoot(eight.slice(0, n)))).toBe(root);
    expect(hex(rootOfEdge(hash, grow(hash, emptyEdge, eight.slice(0, n)).edge))).toBe(root);
  });

  it('gives the known audit path and the known consistency proof', () => {
    const path = inclusionRanges(0, 8).map((range) => hex(rangeHash(eight, range)));
    expect(path).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(consistencyRanges(6, 8).map((range) => hex(rangeHash(eight, range)))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
});

describe('proofs', () => {
  let rootAt: Uint8Array[];
  beforeAll(() => {
    rootAt = Array.from({ length: size + 1 }, (_, n) => rootOfEdge(hash, grow(hash, emptyEdge, leaves.slice(0, n)).edge));
  });

  it('roots agree with the naive tree at every size from 0 to 600', () => {
    for (let n = 0; n <= size; n++) expect(hex(rootAt[n]!)).toBe(hex(naiveRoot(leaves.slice(0, n))));
  });

  it('inclusion: planned, computed and verified for any leaf of any tree; nothing else verifies', () => {
    const place = fc.integer({ min: 1, max: size }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n - 1 })));
    fc.assert(
      fc.property(place, fc.nat(), ([n, index], any) => {
        const tree = leaves.slice(0, n);
        const path = inclusionRanges(index, n).map((range) => rangeHash(tree, range));
        expect(path.map(hex)).toEqual(naivePath(tree, index).map(hex));
        const proof = { index, size: n, leaf: leaves[index]!, path, root: rootAt[n]! };
        expect(isIncluded(hash, proof)).toBe(true);
        expect(isIncluded(hash, { ...proof, leaf: leaves[(index + 1) % size]! })).toBe(false);
        expect(isIncluded(hash, { ...proof, root: rootAt[n - 1]! })).toBe(false);
        expect(isIncluded(hash, { ...proof, path: [...path, rootAt[0]!] })).toBe(false);
        if (n > 1) {
          expect(isIncluded(hash, { ...proof, path: path.slice(1) })).toBe(false);
          expect(isIncluded(hash, { ...proof, path: path.map((one, at) => (at === any % path.length ? flip(one, any) : one)) })).toBe(
            false,
          );
        }
        expect(isIncluded(hash, { ...proof, index: n })).toBe(false);
        expect(isIncluded(hash, { ...proof, index: -1 })).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('consistency: between any two trees; not to a tree of another history', () => {
    const sizes = fc.integer({ min: 1, max: size }).chain((newer) => fc.tuple(fc.integer({ min: 1, max: newer }), fc.constant(newer)));
    fc.assert(
      fc.property(sizes, fc.nat(), ([older, newer], any) => {
        const tree = leaves.slice(0, newer);
        const path = consistencyRanges(older, newer).map((range) => rangeHash(tree, range));
        expect(path.map(hex)).toEqual(naiveConsistency(tree, older).map(hex));
        const [from, to] = [
          { size: older, root: rootAt[older]! },
          { size: newer, root: rootAt[newer]! },
        ];
        expect(isConsistent(hash, from, to, path)).toBe(true);
        expect(isConsistent(hash, { ...from, root: flip(from.root, any) }, to, path)).toBe(false);
        expect(isConsistent(hash, from, { ...to, root: flip(to.root, any) }, path)).toBe(false);
        expect(isConsistent(hash, from, to, [...path, from.root])).toBe(false);
        if (path.length > 0) expect(isConsistent(hash, from, to, path.slice(0, -1))).toBe(false);
        if (older < newer) expect(isConsistent(hash, to, from, path)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('every tree is consistent with the empty one, by an empty proof', () => {
    const empty = { size: 0, root: rootAt[0]! };
    expect(isConsistent(hash, empty, { size: 5, root: rootAt[5]! }, [])).toBe(true);
    expect(isConsistent(hash, empty, { size: 5, root: rootAt[5]! }, [rootAt[1]!])).toBe(false);
  });

  it('a path that ends below the root proves nothing, even to the hash it ends at', () => {
    const path = naivePath(eight, 0);
    expect(isIncluded(hash, { index: 0, size: 8, leaf: eight[0]!, path: path.slice(0, 2), root: naiveRoot(eight.slice(0, 4)) })).toBe(
      false,
    );
    expect(isIncluded(hash, { index: 0, size: 8, leaf: eight[0]!, path, root: naiveRoot(eight) })).toBe(true);
  });

  it('refuses to plan what cannot be proven', () => {
    for (const [index, n] of [
      [0, 0],
      [3, 3],
      [-1, 3],
    ] as const)
      expect(() => inclusionRanges(index, n)).toThrow(RangeError);
    for (const [older, newer] of [
      [0, 3],
      [4, 3],
    ] as const)
      expect(() => consistencyRanges(older, newer)).toThrow(RangeError);
  });

  it('holds beyond 2^32 leaves, where bit operations would wrap', () => {
    const n = 2 ** 40 + 5;
    expect(inclusionRanges(2 ** 40 + 4, n)).toEqual([
      { lo: 2 ** 40, hi: 2 ** 40 + 4 },
      { lo: 0, hi: 2 ** 40 },
    ]);
    expect(tileOf({ level: 33, index: 7 }, n).tile).toMatchObject({ level: 4, n: 0 });
  });
});

describe('nodes out of tiles', () => {
  it('are the nodes of the tree', () => {
    const { tiles } = grow(hash, emptyEdge, leaves);
    for (let level = 0; 2 ** level <= size; level++) {
      for (const index of [0, Math.floor(size / 2 ** level) - 1]) {
        const { tile, offset, count } = tileOf({ level, index }, size);
        const stored = tiles.find((one) => one.level === tile.level && one.n === tile.n && one.width === tile.width)!;
        expect(hex(nodeOfTile(hash, stored.hashes, offset, count))).toBe(
          hex(naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
        );
      }
    }
    expect(() => hashAt(new Uint8Array(40), 1)).toThrow(RangeError);
  });
});

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = bit % (bytes.length * 8);
  changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
  return changed;
}
