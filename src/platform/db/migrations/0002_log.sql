-- The log (docs/log.md): outbox, entries, tiles, checkpoints, and what can be opened. What was signed is append-only by grant:
-- the application role may insert and read it, never change it. Only the outbox is emptied, and only an opening can be destroyed.

create table log_shard (
  id text collate "C" not null,
  origin text collate "C" not null,
  suite text not null,
  opened timestamptz not null,
  -- Size of the last checkpoint once the year is over. This column is also what the sequencer's row lock needs a grant on.
  frozen bigint,
  constraint log_shard_pkey primary key (id),
  constraint log_shard_origin_key unique (origin),
  constraint log_shard_suite_check check (suite in ('sha256-ed25519'))
);

-- Written in the act's own transaction; its time orders it without a sequence.
create table log_pending (
  county text collate "C" not null,
  at bigint not null,
  id bytea not null,
  shard text collate "C" not null,
  entry bytea not null,
  leaf_hash bytea not null,
  constraint log_pending_pkey primary key (county, at, id),
  constraint log_pending_id_check check (octet_length(id) = 16),
  constraint log_pending_entry_check check (octet_length(entry) between 1 and 2048),
  constraint log_pending_hash_check check (octet_length(leaf_hash) = 32)
);

create table log_entry (
  shard text collate "C" not null,
  idx bigint not null,
  county text collate "C" not null,
  id bytea not null,
  entry bytea not null,
  leaf_hash bytea not null,
  constraint log_entry_pkey primary key (shard, idx),
  constraint log_entry_id_key unique (shard, id),
  constraint log_entry_idx_check check (idx >= 0),
  constraint log_entry_id_check check (octet_length(id) = 16),
  constraint log_entry_entry_check check (octet_length(entry) between 1 and 65535),
  constraint log_entry_hash_check check (octet_length(leaf_hash) = 32)
);
-- A promise names a leaf hash, and an answer names its terms by it.
create index log_entry_by_hash on log_entry using hash (leaf_hash);

-- One row per width that a checkpoint needed; a maintenance role may remove partial ones once the full tile stands.
create table log_tile (
  shard text collate "C" not null,
  level integer not null,
  n bigint not null,
  width integer not null,
  hashes bytea not null,
  constraint log_tile_pkey primary key (shard, level, n, width),
  constraint log_tile_place_check check (level between 0 and 7 and n >= 0),
  constraint log_tile_width_check check (width between 1 and 256 and octet_length(hashes) = 32 * width)
);
-- Hashes do not compress; trying costs time.
alter table log_tile alter column hashes set storage external;

create table log_checkpoint (
  shard text collate "C" not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  at bigint not null,
  constraint log_checkpoint_pkey primary key (shard, size),
  constraint log_checkpoint_size_check check (size > 0),
  constraint log_checkpoint_root_check check (octet_length(root) = 32)
);

-- What the holder can open: the seed of all salts of one leaf and what was committed. Erasing one field replaces the seed by the salts
-- that remain, because the seed would give the erased one away again.
create table log_opening (
  county text collate "C" not null,
  id bytea not null,
  seed bytea,
  salts text,
  content text not null,
  constraint log_opening_pkey primary key (county, id),
  constraint log_opening_id_check check (octet_length(id) = 16),
  constraint log_opening_seed_check check (octet_length(seed) = 32),
  constraint log_opening_salts_check check ((seed is null) <> (salts is null))
);

grant select on log_shard, log_pending, log_entry, log_tile, log_checkpoint, log_opening to qingdan_app;
grant insert on log_shard, log_pending, log_entry, log_tile, log_checkpoint, log_opening to qingdan_app;
grant update (frozen) on log_shard to qingdan_app;
grant delete on log_pending to qingdan_app;
grant update (seed, salts, content) on log_opening to qingdan_app;
