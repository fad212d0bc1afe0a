import { decodeCrockford, encodeCrockford } from '../../base/crockford.ts';
import {
  base64,
  consistencyRanges,
  formatProof,
  formatReceipt,
  inclusionRanges,
  joinNodes,
  labelOf,
  nodeOfTile,
  open,
  parseLeaf,
  rangeNodes,
  textOf,
  tileOf,
  widthAt,
  type Content,
  type Opening,
  type Range,
  type Salts,
  type TileName,
} from '../../engines/tlog/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import type { LogKeys, Published } from './log.ts';
import {
  entriesByHash,
  entriesFrom,
  entryById,
  findIndexes,
  findOpenings,
  findTiles,
  isPending,
  type OpeningRow,
  type StoredEntry,
} from './store.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';

/** What the holder shows. `fields` are the terms and names; of the values all, or those named. */
export interface Shown {
  readonly fields: boolean;
  readonly values: 'all' | readonly string[];
}

/** The receipt file. Without `shown` the public one: leaves and proof, and nothing opened. @throws Problem thing.missing, receipt.not-yet */
export async function receiptFile(db: Db, log: LogKeys, id: string, shown: Shown | null): Promise<string> {
  const [entry, published] = await entryOf(db, log, id);
  const chain = [...(await termsOf(db, log, entry)), entry];
  const openings = shown === null ? [] : await openingsOf(db, chain, shown);
  const policy = log.witnessing?.policy ?? null;
  return formatReceipt(nodeSuite, {
    key: log.vkey,
    policy,
    openings,
    leaves: chain.map(lineOf),
    proof: await proofOf(db, log, entry, published),
  });
}

/** @throws Problem thing.missing, receipt.not-yet */
export async function receiptProof(db: Db, log: LogKeys, id: string): Promise<string> {
  return proofOf(db, log, ...(await entryOf(db, log, id)));
}

/** The leaf, byte for byte. @throws Problem thing.missing, receipt.not-yet */
export async function receiptLeaf(db: Db, log: LogKeys, id: string): Promise<Buffer> {
  return (await entryOf(db, log, id))[0].entry;
}

export interface ReceiptStatus {
  readonly id: string;
  readonly label: string;
  /** Place in the log, from 0; null while the entry waits for the next step. */
  readonly index: number | null;
  readonly size: number | null;
  /** A quorum has cosigned a checkpoint that has it. */
  readonly witnessed: boolean;
}

/** @throws Problem thing.missing */
export async function receiptStatus(db: Db, log: LogKeys, id: string): Promise<ReceiptStatus> {
  const found = await entryOf(db, log, id).catch((error: unknown) => {
    if (error instanceof Problem && error.slug === 'receipt.not-yet') return null;
    throw error;
  });
  return {
    id,
    label: labelOf(id),
    index: found?.[0].idx ?? null,
    size: found?.[1].size ?? null,
    witnessed: found !== null && isWitnessed(log, found[0].idx),
  };
}

/** Place in the log of each of these leaves; those that are not in it yet are left out. */
export async function receiptIndexes(db: Db, log: LogKeys, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const size = log.published?.size ?? 0;
  const known = ids.flatMap((id) => decodeCrockford(id) ?? []);
  const rows = await findIndexes(db, log.shard, known);
  return new Map(rows.filter((row) => row.idx < size).map((row) => [encodeCrockford(row.id), row.idx]));
}

/** A tile as its bytes; null where the published tree has no such tile. */
export async function tileBytes(db: Db, log: LogKeys, name: TileName): Promise<Buffer | null> {
  const size = log.published?.size ?? 0;
  const level = name.level === 'entries' ? 0 : name.level;
  if (name.width > widthAt(size, level, name.n)) return null;
  if (name.level === 'entries') return bundle(await entriesFrom(db, log.shard, name.n * 256, name.n * 256 + name.width), name.width);
  const [hashes = null] = await findTiles(db, log.shard, [{ level, n: name.n, width: name.width }]);
  return hashes === null ? null : hashes.subarray(0, name.width * 32);
}

/** Entries with their length before them, two bytes, big end first (tlog-tiles). */
function bundle(entries: readonly StoredEntry[], width: number): Buffer | null {
  if (entries.length !== width) return null;
  return Buffer.concat(
    entries.flatMap(({ entry }) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** Proof that the published tree contains the one of `older` leaves, hashes in base64, one a line. */
export async function consistencyProof(db: Db, log: LogKeys, older: number, newer: number): Promise<string> {
  if (!(older > 0 && older <= newer && newer <= (log.published?.size ?? 0))) throw new Problem('thing.missing');
  const hashes = await rangeHashes(db, log.shard, consistencyRanges(older, newer), newer);
  return hashes.map((hash) => `${base64(hash)}\n`).join('');
}

async function entryOf(db: Db, log: LogKeys, id: string): Promise<[StoredEntry, Published]> {
  const bytes = decodeCrockford(id);
  if (bytes === null) throw new Problem('thing.missing');
  const entry = (await entryById(db, log.shard, bytes)) ?? (await entryMeanwhile(db, log, bytes));
  if (log.published === null || entry.idx >= log.published.size) throw new Problem('receipt.not-yet');
  return [entry, headOf(log, entry.idx) ?? log.published];
}

function isWitnessed({ witnessing }: LogKeys, idx: number): boolean {
  return (witnessing?.latest?.size ?? 0) > idx;
}

/** A proof leads to the newest checkpoint that has a quorum, where one has the entry: a receipt that others vouch for serves its holder best. */
function headOf(log: LogKeys, idx: number): Published | null {
  return isWitnessed(log, idx) ? (log.witnessing?.latest ?? null) : shownCheckpoint(log);
}

/** The newest published checkpoint, with the cosignatures that it has so far. */
export function shownCheckpoint({ published, witnessing }: LogKeys): Published | null {
  const newest = witnessing?.newest ?? null;
  return newest !== null && newest.size === published?.size ? newest : published;
}

/** The root of the tree as it was at an earlier size, out of the tiles of a later one. */
export async function rootAt(db: Db, log: LogKeys, size: number, newer: number): Promise<Uint8Array> {
  const [root] = await rangeHashes(db, log.shard, [{ lo: 0, hi: size }], newer);
  if (root === undefined) throw new RangeError('one range, one hash');
  return root;
}

/** A leaf that is not in the log waits, or was moved into it between the two questions, or was never made. */
async function entryMeanwhile(db: Db, log: LogKeys, id: Uint8Array): Promise<StoredEntry> {
  if (await isPending(db, log.shard, id)) throw new Problem('receipt.not-yet');
  const entry = await entryById(db, log.shard, id);
  if (entry === null) throw new Problem('thing.missing');
  return entry;
}

/** The terms that an answer or a check names: its first `prev`. They may wait for the same step as it does. */
async function termsOf(db: Db, log: LogKeys, entry: StoredEntry): Promise<StoredEntry[]> {
  const leaf = parseLeaf(lineOf(entry));
  const first = leaf.prev[0];
  if (first === undefined || (leaf.type !== 'answer' && leaf.type !== 'check')) return [];
  const [terms] = await entriesByHash(db, log.shard, [first]);
  if (terms === undefined) throw new Problem('receipt.not-yet');
  return [terms];
}

function lineOf({ entry }: StoredEntry): string {
  const line = textOf(entry);
  if (line === null) throw new Problem('log.damaged');
  return line;
}

async function openingsOf(db: Db, chain: readonly StoredEntry[], shown: Shown): Promise<Opening[]> {
  const rows = await findOpenings(db, chain);
  return rows.map((row) => {
    const entry = chain.find((one) => one.id.equals(row.id));
    if (entry === undefined) throw new Problem('log.damaged');
    const keys = shown.values;
    return open(nodeSuite, parseLeaf(lineOf(entry)), JSON.parse(row.content) as Content, saltsOf(row), {
      field: () => shown.fields,
      value: (key) => keys === 'all' || keys.includes(key),
    });
  });
}

function saltsOf({ seed, salts }: OpeningRow): Salts {
  return seed === null ? { rest: JSON.parse(salts ?? '{}') as Record<string, string> } : { seed };
}

async function proofOf(db: Db, log: LogKeys, { idx }: StoredEntry, { size, note }: Published): Promise<string> {
  const path = await rangeHashes(db, log.shard, inclusionRanges(idx, size), size);
  return formatProof({ index: idx, path, checkpoint: note });
}

/** Hash of each range, out of at most a few tiles a level. */
async function rangeHashes(db: Db, shard: string, ranges: readonly Range[], size: number): Promise<Uint8Array[]> {
  const parts = ranges.map((range) => rangeNodes(range).map((node) => tileOf(node, size)));
  const tiles = [...new Map(parts.flat().map(({ tile }) => [`${tile.level}/${tile.n}`, tile])).values()];
  const found = await findTiles(db, shard, tiles);
  const hashes = new Map(tiles.map((tile, at) => [`${tile.level}/${tile.n}`, found[at] ?? null]));
  return parts.map((nodes) =>
    joinNodes(
      nodeSuite.hash,
      nodes.map(({ tile, offset, count }) => {
        const bytes = hashes.get(`${tile.level}/${tile.n}`) ?? null;
        if (bytes === null) throw new Problem('log.damaged', { extra: { tile: `${tile.level}/${tile.n}` } });
        return nodeOfTile(nodeSuite.hash, bytes, offset, count);
      }),
    ),
  );
}
