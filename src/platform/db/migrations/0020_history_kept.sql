-- What the register of events showed of a demand when it was sent and when it was decided, under the act: what was known then can be shown
-- and come to again, whatever is filed later. Append-only by grant.

create table demand_history (
  county text collate "C" not null,
  demand uuid not null,
  nth integer not null,
  -- The day that it counts from, whose rules of the place were applied.
  as_of date not null,
  -- The product's rulebooks by hash, and the place's version.
  product bytea not null,
  version integer not null,
  program text not null,
  -- What the rules were told of: occasions, and what receivers were taken to say of each. No report of a single unit.
  input jsonb not null,
  -- What the organ and the public may be told, and what the relief office saw.
  told jsonb not null,
  known jsonb not null,
  outcome bytea not null,
  constraint demand_history_pkey primary key (county, demand, nth),
  constraint demand_history_act_fkey foreign key (county, demand, nth) references demand_act (county, demand, nth),
  constraint demand_history_outcome_check check (octet_length(outcome) = 32 and octet_length(product) = 32)
);

grant select, insert on demand_history to qingdan_app;
