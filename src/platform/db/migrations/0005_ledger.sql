-- Facts (台账): recorded once, on two time axes. docs/decisions/0012-ledger.md says why the tables are shaped like this.

-- Elements that a county admitted beyond the shipped dictionary, and what each organ means by an element (口径).
create table element (
  county text collate "C" not null,
  key text collate "C" not null,
  body jsonb not null,
  organ uuid not null,
  by_name text not null,
  at timestamptz not null,
  constraint element_pkey primary key (county, key),
  constraint element_organ_fkey foreign key (county, organ) references organ (county, id)
);

create table element_definition (
  county text collate "C" not null,
  element text collate "C" not null,
  organ uuid not null,
  nth integer not null,
  definition text not null,
  basis text not null,
  by_name text not null,
  at timestamptz not null,
  constraint element_definition_pkey primary key (county, element, organ, nth),
  constraint element_definition_organ_fkey foreign key (county, organ) references organ (county, id)
);

-- Who did what to the ledger, when, out of which file or demand: the source of every fact that names it.
create table ledger_act (
  county text collate "C" not null,
  id uuid not null,
  kind text not null,
  register text not null,
  unit text collate "C" not null,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  at timestamptz not null,
  valid_from date,
  reason text,
  source jsonb not null,
  undoes uuid,
  leaf text collate "C" not null,
  constraint ledger_act_pkey primary key (county, id),
  constraint ledger_act_undoes_key unique (county, undoes),
  constraint ledger_act_kind_check check (kind in ('write', 'import', 'answer', 'merge', 'undo'))
);
create index ledger_act_of_unit on ledger_act (county, unit, at desc);

-- All facts that one act records of one subject for one day: element → value. `was`: what each of them supersedes.
create table ledger_entry (
  county text collate "C" not null,
  subject uuid not null,
  nth integer not null,
  act uuid not null,
  row integer,
  unit text collate "C" not null,
  valid_from date not null,
  recorded_at timestamptz not null,
  "values" jsonb not null,
  was jsonb not null,
  constraint ledger_entry_nth_key primary key (county, subject, nth)
);
create index ledger_entry_of_act on ledger_entry (county, act);

-- The current values of one subject: what pages, forms and exports read. Made from the entries, and can be made again from them.
create table ledger_record (
  county text collate "C" not null,
  id uuid not null,
  kind text not null,
  unit text collate "C" not null,
  key text collate "C" not null,
  "values" jsonb not null,
  valid_from date not null,
  recorded_at timestamptz not null,
  act uuid not null,
  -- Number of the last entry.
  nth integer not null,
  live boolean not null generated always as ("values" <> '{}' and coalesce("values" ->> '$ended', 'false') = 'false' and not "values" ? '$mergedInto') stored,
  constraint ledger_record_pkey primary key (county, id),
  constraint ledger_record_key unique (county, kind, key, unit)
);
create index ledger_record_of_unit on ledger_record (county, kind, unit, id) where live;

-- A file that was read and not yet believed: its rows wait here, and are gone once it is confirmed or cancelled.
create table ledger_import (
  county text collate "C" not null,
  id uuid not null,
  register text not null,
  unit text collate "C" not null,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  at timestamptz not null,
  file_name text not null,
  valid_from date not null,
  whole boolean not null,
  state text not null,
  columns jsonb not null,
  rows integer not null,
  bytes_done bigint not null,
  bytes bigint not null,
  counts jsonb not null,
  failure jsonb,
  digest text,
  touched_at timestamptz not null,
  act uuid,
  constraint ledger_import_pkey primary key (county, id),
  constraint ledger_import_state_check check (state in ('reading', 'ready', 'confirming', 'confirmed', 'undone', 'cancelled', 'failed'))
);
create index ledger_import_of_unit on ledger_import (county, unit, at desc);

create table ledger_import_row (
  county text collate "C" not null,
  import uuid not null,
  nth integer not null,
  row integer,
  status text not null,
  subject uuid,
  unit text collate "C",
  key text collate "C",
  valid_from date,
  -- The last entry of its record before this row, as compared; 0: there is no record.
  seen integer not null,
  "values" jsonb,
  was jsonb,
  cells jsonb,
  reasons text[] not null,
  constraint ledger_import_row_pkey primary key (county, import, nth),
  constraint ledger_import_row_status_check check (status in ('new', 'changed', 'same', 'gone', 'conflicting', 'suspicious', 'rejected'))
);
create index ledger_import_row_by_status on ledger_import_row (county, import, status, nth);

-- Who read which personal facts on what ground (个人信息保护法第五十一条、第五十四条): shown to the unit whose facts they are.
create table ledger_read (
  county text collate "C" not null,
  id uuid not null,
  at timestamptz not null,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  by_title text not null,
  organ text,
  unit text collate "C" not null,
  register text not null,
  subjects uuid[] not null,
  records integer not null,
  elements text[] not null,
  unmasked boolean not null,
  how text not null,
  ground text not null,
  demand uuid,
  constraint ledger_read_pkey primary key (county, id),
  constraint ledger_read_ground_check check (ground in ('own', 'demand'))
);
create index ledger_read_of_unit on ledger_read (county, unit, id desc);

create table ledger_challenge (
  county text collate "C" not null,
  id uuid not null,
  subject uuid not null,
  register text not null,
  unit text collate "C" not null,
  element text collate "C" not null,
  value jsonb not null,
  reason text not null,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  organ text,
  at timestamptz not null,
  constraint ledger_challenge_pkey primary key (county, id)
);
create index ledger_challenge_of_unit on ledger_challenge (county, unit, id desc);
create index ledger_challenge_of_subject on ledger_challenge (county, subject);

create table ledger_reply (
  county text collate "C" not null,
  challenge uuid not null,
  outcome text not null,
  reply text not null,
  act uuid,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  at timestamptz not null,
  constraint ledger_reply_pkey primary key (county, challenge),
  constraint ledger_reply_outcome_check check (outcome in ('kept', 'corrected')),
  constraint ledger_reply_challenge_fkey foreign key (county, challenge) references ledger_challenge (county, id)
);

-- What a person decided about two records that look like one; the last decision of a pair counts.
create table ledger_match (
  county text collate "C" not null,
  low uuid not null,
  high uuid not null,
  nth integer not null,
  decision text not null,
  reason text not null,
  score real not null,
  act uuid,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  at timestamptz not null,
  constraint ledger_match_pkey primary key (county, low, high, nth),
  constraint ledger_match_decision_check check (decision in ('same', 'different', 'undone'))
);

grant select on element, element_definition, ledger_act, ledger_entry, ledger_record, ledger_import, ledger_import_row, ledger_read,
  ledger_challenge, ledger_reply, ledger_match to qingdan_app;
grant insert on element, element_definition, ledger_act, ledger_entry, ledger_record, ledger_import, ledger_import_row, ledger_read,
  ledger_challenge, ledger_reply, ledger_match to qingdan_app;
-- Acts, entries, reads, challenges and decisions stay as they were written; a record follows its entries, an import its progress.
grant update on ledger_record to qingdan_app;
grant update (state, rows, bytes_done, bytes, counts, failure, digest, touched_at, act, columns) on ledger_import to qingdan_app;
grant delete on ledger_import_row to qingdan_app;
