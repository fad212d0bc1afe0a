-- Units, people, demands, answers. County first in every hot key (one shard per write); ids are made by the application;
-- append-only is a grant: what the application role may not update or delete cannot be rewritten through it.

create table unit (
  code text collate "C" not null,
  name text not null,
  short_name text not null,
  level text not null,
  parent text collate "C",
  county text collate "C" not null,
  path text collate "C" not null,
  valid_from date not null,
  valid_to date,
  successor text collate "C",
  constraint unit_pkey primary key (code),
  constraint unit_code_check check (code ~ '^[0-9]{12}$'),
  constraint unit_level_check check (level in ('province', 'city', 'county', 'township', 'village')),
  constraint unit_valid_check check (valid_to is null or valid_to >= valid_from)
);
create index unit_path on unit (path);
create index unit_parent on unit (parent);

create table organ (
  county text collate "C" not null,
  id uuid not null,
  name text not null,
  short_name text not null,
  kind text not null,
  level text not null,
  place text collate "C" not null,
  sort integer not null,
  is_gate boolean not null default false,
  constraint organ_pkey primary key (county, id),
  constraint organ_name_key unique (county, name),
  constraint organ_place_fkey foreign key (place) references unit (code)
);

create table person (
  county text collate "C" not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  constraint person_pkey primary key (county, id)
);

create table post (
  county text collate "C" not null,
  id uuid not null,
  person uuid not null,
  role text not null,
  title text not null,
  place text collate "C" not null,
  organ uuid,
  valid_from date not null,
  valid_to date,
  constraint post_pkey primary key (county, id),
  constraint post_person_fkey foreign key (county, person) references person (county, id),
  constraint post_organ_fkey foreign key (county, organ) references organ (county, id),
  constraint post_place_fkey foreign key (place) references unit (code),
  constraint post_role_check check (role in ('village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor', 'operator'))
);
create index post_of_person on post (county, person);

-- The one table that is looked up without a county: it leads from a name to the county whose shard holds everything else.
create table login (
  name text collate "C" not null,
  county text collate "C" not null,
  person uuid not null,
  hash text not null,
  failures integer not null default 0,
  wait_until timestamptz,
  constraint login_pkey primary key (name),
  constraint login_person_fkey foreign key (county, person) references person (county, id)
);

create table session (
  county text collate "C" not null,
  token_hash bytea not null,
  post uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint session_pkey primary key (county, token_hash),
  constraint session_post_fkey foreign key (county, post) references post (county, id)
);
create index session_of_post on session (county, post);

create table idempotency (
  county text collate "C" not null,
  post uuid not null,
  key text not null,
  digest bytea not null,
  status integer not null,
  body jsonb not null,
  at timestamptz not null,
  constraint idempotency_pkey primary key (county, post, key),
  constraint idempotency_key_check check (length(key) <= 200)
);

create table demand (
  county text collate "C" not null,
  id uuid not null,
  organ uuid not null,
  title text not null,
  kind text not null,
  state text not null,
  draft_version integer not null,
  terms_version integer,
  number text,
  deadline timestamptz,
  expires_at timestamptz,
  units integer not null,
  minutes_low real not null,
  minutes_high real not null,
  refuse integer not null,
  justify integer not null,
  advise integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz,
  admitted_at timestamptz,
  withdrawn_at timestamptz,
  -- What the first gatekeeper set while a second one has not confirmed yet.
  proposed_deadline timestamptz,
  proposed_expires_at timestamptz,
  constraint demand_pkey primary key (county, id),
  constraint demand_number_key unique (county, number),
  constraint demand_organ_fkey foreign key (county, organ) references organ (county, id),
  constraint demand_state_check check (state in ('draft', 'submitted', 'awaitingReasons', 'awaitingConfirmation', 'returned', 'refused', 'admitted', 'withdrawn')),
  constraint demand_number_check check ((number is null) = (terms_version is null))
);
create index demand_of_organ on demand (county, organ, updated_at desc);
create index demand_by_state on demand (county, state, updated_at desc);

create table demand_draft (
  county text collate "C" not null,
  demand uuid not null,
  version integer not null,
  draft jsonb not null,
  findings jsonb not null,
  cost jsonb not null,
  at timestamptz not null,
  constraint demand_draft_pkey primary key (county, demand, version),
  constraint demand_draft_demand_fkey foreign key (county, demand) references demand (county, id)
);

create table demand_act (
  county text collate "C" not null,
  demand uuid not null,
  nth integer not null,
  kind text not null,
  at timestamptz not null,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  by_title text not null,
  draft_version integer not null,
  reason text,
  reasons jsonb not null,
  constraint demand_act_pkey primary key (county, demand, nth),
  constraint demand_act_demand_fkey foreign key (county, demand) references demand (county, id),
  constraint demand_act_kind_check check (kind in ('draft', 'submit', 'askReasons', 'return', 'refuse', 'propose', 'confirm', 'admit', 'discard', 'withdraw'))
);

create table terms (
  county text collate "C" not null,
  demand uuid not null,
  version integer not null,
  body jsonb not null,
  digest bytea not null,
  leaf text collate "C" not null,
  leaf_hash bytea not null,
  deadline timestamptz not null,
  expires_at timestamptz not null,
  admitted_at timestamptz not null,
  constraint terms_pkey primary key (county, demand, version),
  constraint terms_demand_fkey foreign key (county, demand) references demand (county, id),
  constraint terms_digest_check check (length(digest) = 32 and length(leaf_hash) = 32),
  constraint terms_expiry_check check (expires_at > deadline)
);

create table demand_target (
  county text collate "C" not null,
  demand uuid not null,
  version integer not null,
  unit text collate "C" not null,
  constraint demand_target_pkey primary key (county, demand, version, unit),
  constraint demand_target_terms_fkey foreign key (county, demand, version) references terms (county, demand, version),
  constraint demand_target_unit_fkey foreign key (unit) references unit (code)
);
create index demand_target_of_unit on demand_target (county, unit, demand);

-- N of ‹准〔YYYY〕N号›: gapless per gate and year, because the row is locked by the admission that draws from it.
create table gate_number (
  county text collate "C" not null,
  year integer not null,
  last integer not null,
  constraint gate_number_pkey primary key (county, year)
);

create table answer (
  county text collate "C" not null,
  id uuid not null,
  demand uuid not null,
  version integer not null,
  unit text collate "C" not null,
  nth integer not null,
  "values" jsonb not null,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  at timestamptz not null,
  late boolean not null,
  leaf text collate "C" not null,
  leaf_hash bytea not null,
  constraint answer_pkey primary key (county, id),
  constraint answer_nth_key unique (county, demand, unit, nth),
  constraint answer_target_fkey foreign key (county, demand, version, unit) references demand_target (county, demand, version, unit)
);
create index answer_of_unit on answer (county, unit, at desc);
create unique index answer_leaf on answer (county, leaf);

-- The last answer of a unit to one version of the terms: what the roll-up counts once.
create table answer_current (
  county text collate "C" not null,
  demand uuid not null,
  version integer not null,
  unit text collate "C" not null,
  answer uuid not null,
  "values" jsonb not null,
  nth integer not null,
  at timestamptz not null,
  constraint answer_current_pkey primary key (county, demand, version, unit)
);

-- Partial aggregates per place directly above the answering units; arrays in the order of the terms' fields.
create table rollup (
  county text collate "C" not null,
  demand uuid not null,
  version integer not null,
  place text collate "C" not null,
  answered integer not null,
  sums numeric[] not null,
  counts integer[] not null,
  constraint rollup_pkey primary key (county, demand, version, place)
);

grant select on all tables in schema public to qingdan_app;
grant insert on unit, organ, person, post, login, session, idempotency, demand, demand_draft, demand_act, terms, demand_target,
  gate_number, answer, answer_current, rollup to qingdan_app;
grant update on unit, organ, post, login, demand, gate_number, answer_current, rollup to qingdan_app;
grant update (ended_at, expires_at) on session to qingdan_app;
