import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { canonical } from '../src/base/canonical.ts';
import { encodeCrockford } from '../src/base/crockford.ts';
import type { Json } from '../src/base/json.ts';
import {
  commitAll,
  emptyEdge,
  encodeLeaf,
  formatCheckpoint,
  formatProof,
  formatReceipt,
  formatVkey,
  grow,
  leafHash,
  noteKey,
  open,
  rootOfEdge,
  signNote,
  utf8,
  type Content,
  type NoteKey,
} from '../src/engines/tlog/index.ts';
import { nodeSuite } from '../src/platform/crypto/index.ts';

/** A signing key made from a word, so that tests and vectors repeat. */
export function testKey(name: string, word = name): { key: NoteKey; sign(message: Uint8Array): Uint8Array } {
  const seed = createHash('sha256').update(`qingdan test ${word}`).digest();
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { key: noteKey(nodeSuite, name, new Uint8Array(spki.subarray(-32))), sign: (message) => sign(null, message, privateKey) };
}

/** RFC 6962 by its own words, slow and plain: what the engine is compared with. */
export function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return nodeSuite.hash(new Uint8Array(0));
  if (leaves.length === 1) return leaves[0] ?? new Uint8Array(0);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeSuite.hash(Buffer.concat([Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k))]));
}

export const origin = 'qingdan.test/990112/2026';
export const logKey = testKey(origin);
export const vkey = formatVkey(logKey.key);

export const terms = {
  v: 1,
  demand: '01930000-0000-7000-8000-000000000001',
  version: 1,
  number: '青禾准〔2026〕417',
  title: '冬春救助需求摸底',
  organ: { id: 'o1', name: '青禾县应急管理局' },
  deadline: '2026-11-25T18:00:00+08:00',
  fields: [
    { key: 'household.count', label: '常住户数', unit: '户' },
    { key: 'f1', label: '缺棉被的户数', unit: '户' },
    { key: 'f2', label: '谁负责', unit: null },
  ],
} as const;

export const termsContent: Content = { fields: { terms: terms }, values: null };
export const answerContent: Content = { fields: { unitName: '青石镇柳湾村' }, values: { 'household.count': 120, f1: 7, f2: '村委会𠮷' } };
export const termsLeaf = {
  id: encodeCrockford(Buffer.alloc(16, 1)),
  type: 'terms',
  unit: '990112',
  role: 'gatekeeper',
  at: 1_763_800_000_000,
};
export const answerLeaf = {
  id: encodeCrockford(Buffer.alloc(16, 9)),
  type: 'answer',
  unit: '990112104203',
  role: 'village',
  at: 1_763_900_000_000,
};
export const seeds = { terms: new Uint8Array(32).fill(3), answer: new Uint8Array(32).fill(4) };

export interface ReceiptOptions {
  readonly fields?: boolean;
  readonly values?: (key: string) => boolean;
  readonly at?: number;
  /** Leaves before and after the answer's in the log. */
  readonly before?: number;
  readonly after?: number;
}

/** A receipt as the log would write it, with its parts. */
export function testReceipt({ fields = true, values = () => true, at = answerLeaf.at, before = 2, after = 3 }: ReceiptOptions = {}) {
  const first = encodeLeaf({ ...termsLeaf, prev: [], head: null, commitments: commitAll(nodeSuite, seeds.terms, 'terms', termsContent) });
  const termsHash = leafHash(nodeSuite.hash, first);
  const second = encodeLeaf({
    ...answerLeaf,
    at,
    prev: [termsHash],
    head: { size: 1, root: termsHash },
    commitments: commitAll(nodeSuite, seeds.answer, 'answer', answerContent),
  });
  const filler = (n: number) => leafHash(nodeSuite.hash, utf8(`filler ${n}`));
  const hashes = [
    ...Array.from({ length: before }, (_, n) => filler(n)),
    leafHash(nodeSuite.hash, second),
    ...Array.from({ length: after }, (_, n) => filler(before + n)),
  ];
  const checkpoint = testCheckpoint(hashes);
  const show = { field: () => fields, value: (key: string) => values(key) };
  const openings = [
    open(nodeSuite, termsLeaf, termsContent, { seed: seeds.terms }, show),
    open(nodeSuite, answerLeaf, answerContent, { seed: seeds.answer }, show),
  ];
  const proof = formatProof({ index: before, path: naivePath(hashes, before), checkpoint });
  const receipt = {
    key: vkey,
    policy: null,
    openings: fields ? openings : [],
    leaves: [first, second].map((entry) => Buffer.from(entry).toString()),
    proof,
  };
  return { receipt, file: formatReceipt(nodeSuite, receipt), leafHash: leafHash(nodeSuite.hash, second), hashes };
}

export function testCheckpoint(hashes: readonly Uint8Array[], by = logKey): string {
  const { edge } = grow(nodeSuite.hash, emptyEdge, hashes);
  return signNote(formatCheckpoint({ origin: by.key.name, size: hashes.length, root: rootOfEdge(nodeSuite.hash, edge) }), by.key, by.sign);
}

/** PATH of RFC 6962 section 2.1.1, by its own words. */
export function naivePath(hashes: readonly Uint8Array[], index: number): Uint8Array[] {
  if (hashes.length <= 1) return [];
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return index < k
    ? [...naivePath(hashes.slice(0, k), index), naiveRoot(hashes.slice(k))]
    : [...naivePath(hashes.slice(k), index - k), naiveRoot(hashes.slice(0, k))];
}

/** PROOF of RFC 6962 section 2.1.2, by its own words. */
export function naiveConsistency(hashes: readonly Uint8Array[], older: number, whole = true): Uint8Array[] {
  if (older === hashes.length) return whole ? [] : [naiveRoot(hashes)];
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return older <= k
    ? [...naiveConsistency(hashes.slice(0, k), older, whole), naiveRoot(hashes.slice(k))]
    : [...naiveConsistency(hashes.slice(k), older - k, false), naiveRoot(hashes.slice(0, k))];
}

export function canonicalText(value: unknown): string {
  return canonical(value as Json);
}
