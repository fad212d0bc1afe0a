import { concat, equal } from './bytes.ts';
import type { Digest } from './suite.ts';

/**
 * RFC 6962 section 2.1: the tree, its proofs, and their verification. Proofs are first planned as ranges of leaves, so that whoever owns
 * the hashes (tiles in a database, files, memory) can fetch just those. Numbers, not bit operations: a log may outgrow 2^32 leaves.
 */
export type Hash = Digest['hash'];

/** Leaves `lo` up to but without `hi`. */
export interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** A complete subtree: `2^level` leaves from `index * 2^level`. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export function leafHash(hash: Hash, entry: Uint8Array): Uint8Array {
  return hash(concat(leafPrefix, entry));
}

export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(concat(nodePrefix, left, right));
}

/** Largest power of two below `n`. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Siblings on the way from a leaf to the root, the leaf's own first. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const path: Range[] = [];
  let [lo, hi] = [0, size];
  while (hi - lo > 1) {
    const middle = lo + split(hi - lo);
    if (index < middle) {
      path.push({ lo: middle, hi });
      hi = middle;
    } else {
      path.push({ lo, hi: middle });
      lo = middle;
    }
  }
  return path.reverse();
}

/** SUBPROOF of section 2.1.2. */
export function consistencyRanges(older: number, newer: number): Range[] {
  if (!(older > 0 && older <= newer)) throw new RangeError(`no proof from ${older} to ${newer}`);
  const path: Range[] = [];
  let [lo, hi] = [0, newer];
  while (hi !== older) {
    const middle = lo + split(hi - lo);
    if (older <= middle) {
      path.push({ lo: middle, hi });
      hi = middle;
    } else {
      path.push({ lo, hi: middle });
      lo = middle;
    }
  }
  // Where the older tree is a left subtree of the newer one the verifier has its root already.
  if (lo !== 0) path.push({ lo, hi });
  return path.reverse();
}

/** The complete subtrees that make up a range which starts on a boundary, left to right. */
export function rangeNodes({ lo, hi }: Range): Node[] {
  const nodes: Node[] = [];
  for (let at = lo; at < hi;) {
    let [level, width] = [0, 1];
    while (at % (width * 2) === 0 && at + width * 2 <= hi) [level, width] = [level + 1, width * 2];
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** Joins complete subtrees of falling size into the hash of their range; none at all is the empty tree. */
export function joinNodes(hash: Hash, hashes: readonly Uint8Array[]): Uint8Array {
  const last = hashes.at(-1);
  if (last === undefined) return hash(new Uint8Array(0));
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(hash, left, right), last);
}

/** RFC 9162 section 2.1.3.2. */
export function isIncluded(
  hash: Hash,
  proof: { index: number; size: number; leaf: Uint8Array; path: readonly Uint8Array[]; root: Uint8Array },
): boolean {
  if (!(proof.index >= 0 && proof.index < proof.size)) return false;
  let [node, last, computed] = [proof.index, proof.size - 1, proof.leaf];
  for (const sibling of proof.path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      computed = nodeHash(hash, sibling, computed);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else {
      computed = nodeHash(hash, computed, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equal(computed, proof.root);
}

interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** RFC 9162 section 2.1.4.2. */
export function isConsistent(hash: Hash, older: Head, newer: Head, proof: readonly Uint8Array[]): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && equal(older.root, newer.root);
  if (older.size === 0) return proof.length === 0;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // An older tree that is one complete subtree is its own first hash.
  const path = node === 0 ? [older.root, ...proof] : proof;
  const first = path[0];
  if (first === undefined) return false;
  let [olderRoot, newerRoot] = [first, first];
  for (const sibling of path.slice(1)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      olderRoot = nodeHash(hash, sibling, olderRoot);
      newerRoot = nodeHash(hash, sibling, newerRoot);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else {
      newerRoot = nodeHash(hash, newerRoot, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equal(olderRoot, older.root) && equal(newerRoot, newer.root);
}

function half(n: number): number {
  return Math.floor(n / 2);
}
