-- Rules of a place: what an office may change beside the law, and the text of the law that past decisions were judged by. Drafts, acts,
-- versions and texts are append-only by grant; only the state of a change moves.

-- The compiled rulebooks of the product, once per content: a decision of last year replays after an upgrade. Shared by all counties.
create table rulebook_text (
  digest bytea not null,
  content text not null,
  at timestamptz not null,
  -- Null where something without the log's key used these rules first; what was judged by them names the digest all the same.
  leaf text collate "C",
  constraint rulebook_text_pkey primary key (digest),
  constraint rulebook_text_digest_check check (octet_length(digest) = 32)
);

create table rule_change (
  county text collate "C" not null,
  id uuid not null,
  title text not null,
  state text not null,
  author uuid not null,
  version integer,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint rule_change_pkey primary key (county, id),
  constraint rule_change_state_check check (state in ('draft', 'proposed', 'rejected', 'approved', 'withdrawn')),
  constraint rule_change_version_check check ((state = 'approved') = (version is not null))
);
create index rule_change_recent on rule_change (county, updated_at desc);

create table rule_change_act (
  county text collate "C" not null,
  change uuid not null,
  nth integer not null,
  kind text not null,
  at timestamptz not null,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  by_title text not null,
  reason text,
  -- Of a draft: what it wants to change.
  content jsonb,
  leaf text collate "C",
  leaf_hash bytea,
  constraint rule_change_act_pkey primary key (county, change, nth),
  constraint rule_change_act_change_fkey foreign key (county, change) references rule_change (county, id),
  constraint rule_change_act_kind_check check (kind in ('draft', 'propose', 'approve', 'reject', 'withdraw')),
  constraint rule_change_act_content_check check ((kind = 'draft') = (content is not null)),
  constraint rule_change_act_leaf_check check ((leaf is null) = (leaf_hash is null))
);

create table rule_version (
  county text collate "C" not null,
  version integer not null,
  change uuid not null,
  in_force_from date not null,
  content jsonb not null,
  digest bytea not null,
  leaf text collate "C" not null,
  leaf_hash bytea not null,
  approved_at timestamptz not null,
  constraint rule_version_pkey primary key (county, version),
  constraint rule_version_change_key unique (county, change),
  constraint rule_version_change_fkey foreign key (county, change) references rule_change (county, id),
  constraint rule_version_version_check check (version >= 1),
  constraint rule_version_digest_check check (octet_length(digest) = 32 and octet_length(leaf_hash) = 32),
  -- Nobody changes a rule for a day that has begun, not even the program.
  constraint rule_version_date_check check (in_force_from > (approved_at at time zone 'Asia/Shanghai')::date)
);

grant select, insert on rulebook_text, rule_change, rule_change_act, rule_version to qingdan_app;
grant update (title, state, version, updated_at) on rule_change to qingdan_app;

-- Past judgements in the order in which they were sent, for replay and preview.
create index demand_act_sent on demand_act (county, at, demand, nth) where kind = 'submit';
