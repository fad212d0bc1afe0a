import { sql } from 'kysely';
import type pg from 'pg';
import type { Tile } from '../../engines/tlog/index.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import type { LogKeys, MadeLeaf, Published } from './log.ts';

/** Outbox and opening of many leaves in one statement, a parameter a column. */
export async function insertLeaves(trx: Trx, county: string, made: readonly MadeLeaf[]): Promise<void> {
  const ids = made.map((one) => one.idBytes);
  await sql`
    with opening as (
      insert into log_opening (county, id, seed, content)
      select ${county}, * from unnest(${ids}::bytea[], ${made.map((one) => one.seed)}::bytea[], ${made.map((one) => one.content)}::text[])
    )
    insert into log_pending (county, turn, id, shard, entry, leaf_hash)
    select ${county}, * from unnest(${made.map((one) => one.turn)}::bigint[], ${ids}::bytea[], ${made.map((one) => one.shard)}::text[],
      ${made.map((one) => one.entry)}::bytea[], ${made.map((one) => Buffer.from(one.leafHash))}::bytea[])`.execute(trx);
}

/** The row of this year's tree. @throws Problem setting.invalid where the database's tree of that name is another log's */
export async function openShard(db: Db, log: LogKeys, at: Date): Promise<void> {
  const find = (): Promise<{ origin: string } | undefined> =>
    db.selectFrom('log_shard').select('origin').where('id', '=', log.shard).executeTakeFirst();
  if ((await find()) === undefined) {
    await db
      .insertInto('log_shard')
      .values({ id: log.shard, origin: log.origin, suite: 'sha256-ed25519', opened: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const origin = (await find())?.origin;
  if (origin !== log.origin)
    throw new Problem('setting.invalid', {
      detail: `数据库里的存证日志是 ${origin}，不是 ${log.origin}。 The database holds another log.`,
    });
}

export async function hasPending(db: Db, shard: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from log_pending where shard = ${shard}) as found`.execute(db);
  return rows[0]?.found === true;
}

/** True for the one sequencer that may write now; another one that holds the row makes this one stand by. */
export async function lockShard(trx: Trx, shard: string): Promise<boolean> {
  const row = await trx
    .selectFrom('log_shard')
    .select('id')
    .where('id', '=', shard)
    .where('frozen', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row !== undefined;
}

export interface Entered {
  readonly idx: number;
  readonly county: string;
  readonly entry: Buffer;
  readonly leafHash: Buffer;
}

/**
 * Moves the next entries from the outbox into the log, numbered from `size`, and gives back what now stands there, so that the hashes
 * are computed over what was stored and not over what was meant. Counties in turn: `after` is the one that was served last.
 */
export async function enterPending(trx: Trx, shard: string, size: number, limit: number, after: string): Promise<Entered[]> {
  const { rows } = await sql<{ idx: number; county: string; entry: Buffer; leaf_hash: Buffer }>`
    with batch as (
      select county, turn, id from log_pending where shard = ${shard} and county > ${after} order by county, turn, id limit ${limit}
    ), taken as (
      delete from log_pending p using batch b where p.county = b.county and p.turn = b.turn and p.id = b.id
      returning p.county, p.turn, p.id, p.entry, p.leaf_hash
    )
    insert into log_entry (shard, idx, county, id, entry, leaf_hash)
    select ${shard}, ${size}::bigint + row_number() over (order by county, turn, id) - 1, county, id, entry, leaf_hash from taken
    returning idx, county, entry, leaf_hash`.execute(trx);
  return rows.map((row) => ({ idx: row.idx, county: row.county, entry: row.entry, leafHash: row.leaf_hash })).sort((a, b) => a.idx - b.idx);
}

export async function insertTiles(trx: Trx, shard: string, tiles: readonly Tile[]): Promise<void> {
  await trx
    .insertInto('log_tile')
    .values(tiles.map((tile) => ({ shard, level: tile.level, n: tile.n, width: tile.width, hashes: Buffer.from(tile.hashes) })))
    .execute();
}

export async function insertCheckpoint(trx: Trx, shard: string, checkpoint: Published): Promise<void> {
  await trx
    .insertInto('log_checkpoint')
    .values({ shard, size: checkpoint.size, root: Buffer.from(checkpoint.root), note: checkpoint.note, at: checkpoint.at })
    .execute();
}

export async function latestCheckpoint(db: Db, shard: string): Promise<Published | null> {
  return (
    (await db
      .selectFrom('log_checkpoint')
      .select(['size', 'root', 'note', 'at'])
      .where('shard', '=', shard)
      .orderBy('size', 'desc')
      .limit(1)
      .executeTakeFirst()) ?? null
  );
}

export async function checkpointAt(db: Db, shard: string, size: number): Promise<Published | null> {
  return (
    (await db
      .selectFrom('log_checkpoint')
      .select(['size', 'root', 'note', 'at'])
      .where('shard', '=', shard)
      .where('size', '=', size)
      .executeTakeFirst()) ?? null
  );
}

export interface Cosignature {
  readonly size: number;
  readonly witness: string;
  readonly line: string;
  readonly at: number;
}

/** The same witness asked twice about one checkpoint: the first line stays. */
export async function insertCosignature(db: Db, shard: string, cosignature: Cosignature): Promise<void> {
  await db
    .insertInto('log_cosignature')
    .values({ shard, ...cosignature })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function cosignaturesAt(db: Db, shard: string, size: number): Promise<Cosignature[]> {
  return db
    .selectFrom('log_cosignature')
    .select(['size', 'witness', 'line', 'at'])
    .where('shard', '=', shard)
    .where('size', '=', size)
    .orderBy('witness')
    .execute();
}

/** Sizes of the last checkpoints that anybody cosigned, newest first. */
export async function cosignedSizes(db: Db, shard: string): Promise<number[]> {
  const rows = await db
    .selectFrom('log_cosignature')
    .select('size')
    .where('shard', '=', shard)
    .distinct()
    .orderBy('size', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ size }) => size);
}

/** How far a year's tree goes: its newest checkpoint. */
export interface ShardHead {
  readonly shard: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/** For a backup, on the connection of its snapshot. An installation of an older schema may have no log yet. */
export async function shardHeads(client: pg.Client): Promise<ShardHead[]> {
  const { rows: there } = await client.query<{ there: boolean }>(`select to_regclass('log_shard') is not null as there`);
  if (there[0]?.there !== true) return [];
  const { rows } = await client.query<ShardHead>(`
    select s.id as shard, s.origin, coalesce(c.size, 0) as size, coalesce(encode(c.root, 'hex'), '') as root from log_shard s
    left join lateral (select size, root from log_checkpoint where shard = s.id order by size desc limit 1) c on true order by s.id`);
  return rows;
}

/** How many entries there are, and how many the newest checkpoint covers, at one moment. */
export async function extent(db: Db, shard: string): Promise<{ readonly entries: number; readonly size: number }> {
  const { rows } = await sql<{ entries: number; size: number }>`select
    coalesce((select max(idx) + 1 from log_entry where shard = ${shard}), 0)::bigint as entries,
    coalesce((select max(size) from log_checkpoint where shard = ${shard}), 0)::bigint as size`.execute(db);
  return rows[0] ?? { entries: 0, size: 0 };
}

/** Checkpoints above one size and up to another, in order: for the whole-tree check. */
export async function checkpointsBetween(db: Db, shard: string, above: number, upTo: number): Promise<Published[]> {
  return db
    .selectFrom('log_checkpoint')
    .select(['size', 'root', 'note', 'at'])
    .where('shard', '=', shard)
    .where('size', '>', above)
    .where('size', '<=', upTo)
    .orderBy('size')
    .execute();
}

export interface StoredTile {
  readonly level: number;
  readonly n: number;
  readonly width: number;
  readonly hashes: Buffer;
}

/** Every tile, in every width, that holds a hash which came to stand between these sizes. */
export async function tilesBetween(db: Db, shard: string, from: number, to: number): Promise<StoredTile[]> {
  const ranges = [];
  for (let [level, nodes, end] = [0, from, to]; level < 8 && end > 0; level++) {
    ranges.push({ level, first: Math.floor(nodes / 256), last: Math.floor((end - 1) / 256) });
    [nodes, end] = [Math.floor(nodes / 256), Math.floor(end / 256)];
  }
  const { rows } = await sql<StoredTile>`
    select t.level, t.n, t.width, t.hashes
    from unnest(${ranges.map((one) => one.level)}::int[], ${ranges.map((one) => one.first)}::bigint[], ${ranges.map((one) => one.last)}::bigint[]) as r (level, first, last)
    join log_tile t on t.shard = ${shard} and t.level = r.level and t.n between r.first and r.last`.execute(db);
  return rows;
}

/** The hashes of each wanted tile at least as wide as asked (a wider one begins with the same hashes); null where there is none. */
export async function findTiles(
  db: Db,
  shard: string,
  wanted: readonly { readonly level: number; readonly n: number; readonly width: number }[],
): Promise<(Buffer | null)[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ nth: number; hashes: Buffer }>`
    select distinct on (w.nth) w.nth, t.hashes
    from unnest(${wanted.map((one) => one.level)}::int[], ${wanted.map((one) => one.n)}::bigint[], ${wanted.map((one) => one.width)}::int[]) with ordinality as w (level, n, width, nth)
    join log_tile t on t.shard = ${shard} and t.level = w.level and t.n = w.n and t.width >= w.width
    order by w.nth, t.width`.execute(db);
  const found = new Map(rows.map((row) => [row.nth, row.hashes]));
  return wanted.map((_, index) => found.get(index + 1) ?? null);
}

export interface StoredEntry {
  readonly idx: number;
  readonly county: string;
  readonly id: Buffer;
  readonly entry: Buffer;
  readonly leafHash: Buffer;
}

export async function entriesFrom(db: Db, shard: string, from: number, to: number): Promise<StoredEntry[]> {
  const rows = await db
    .selectFrom('log_entry')
    .select(['idx', 'county', 'id', 'entry', 'leaf_hash as leafHash'])
    .where('shard', '=', shard)
    .where('idx', '>=', from)
    .where('idx', '<', to)
    .orderBy('idx')
    .execute();
  return rows;
}

export async function entryById(db: Db, shard: string, id: Uint8Array): Promise<StoredEntry | null> {
  const row = await db
    .selectFrom('log_entry')
    .select(['idx', 'county', 'id', 'entry', 'leaf_hash as leafHash'])
    .where('shard', '=', shard)
    .where('id', '=', Buffer.from(id))
    .executeTakeFirst();
  return row ?? null;
}

export async function entriesByHash(db: Db, shard: string, hashes: readonly Uint8Array[]): Promise<StoredEntry[]> {
  if (hashes.length === 0) return [];
  return db
    .selectFrom('log_entry')
    .select(['idx', 'county', 'id', 'entry', 'leaf_hash as leafHash'])
    .where('shard', '=', shard)
    .where(
      'leaf_hash',
      'in',
      hashes.map((hash) => Buffer.from(hash)),
    )
    .execute();
}

export async function isPending(db: Db, shard: string, id: Uint8Array): Promise<boolean> {
  const row = await db
    .selectFrom('log_pending')
    .select('id')
    .where('shard', '=', shard)
    .where('id', '=', Buffer.from(id))
    .executeTakeFirst();
  return row !== undefined;
}

/** Place in the tree of each leaf that has one; for lists of receipts. */
export async function findIndexes(db: Db, shard: string, ids: readonly Uint8Array[]): Promise<{ id: Buffer; idx: number }[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('log_entry')
    .select(['id', 'idx'])
    .where('shard', '=', shard)
    .where(
      'id',
      'in',
      ids.map((id) => Buffer.from(id)),
    )
    .execute();
}

export interface OpeningRow {
  readonly id: Buffer;
  readonly seed: Buffer | null;
  readonly salts: string | null;
  readonly content: string;
}

export async function findOpenings(db: Db, keys: readonly { readonly county: string; readonly id: Buffer }[]): Promise<OpeningRow[]> {
  const found = await Promise.all(
    keys.map(({ county, id }) =>
      db
        .selectFrom('log_opening')
        .select(['id', 'seed', 'salts', 'content'])
        .where('county', '=', county)
        .where('id', '=', id)
        .executeTakeFirst(),
    ),
  );
  return found.filter((row) => row !== undefined);
}
