-- Posts that end at once, acting posts, sessions that their owner can name and end, a second factor, and what may be forgotten.

alter table post drop constraint post_role_check;
alter table post add constraint post_role_check
  check (role in ('village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor', 'operator', 'security'));
-- valid_to is the last day; ended_at the moment, from which nothing can be done in the post any more.
alter table post add column ended_at timestamptz, add column acting_for uuid;
alter table post add constraint post_acting_fkey foreign key (county, acting_for) references post (county, id);
alter table post add constraint post_acting_check check (acting_for is null or (valid_to is not null and acting_for <> id));
create index post_of_place on post (county, place);

-- Who gave or took a post, and why. Append-only by grant.
create table post_act (
  county text collate "C" not null,
  id uuid not null,
  post uuid not null,
  verb text not null,
  by_post uuid not null,
  reason text not null,
  successor uuid,
  leaf text,
  at timestamptz not null,
  constraint post_act_pkey primary key (county, id),
  constraint post_act_post_fkey foreign key (county, post) references post (county, id),
  constraint post_act_by_fkey foreign key (county, by_post) references post (county, id),
  constraint post_act_verb_check check (verb in ('appointed', 'ended', 'handedOver', 'passwordReset', 'factorReset'))
);
create index post_act_of_post on post_act (county, post, at);

alter table session add column id uuid not null default gen_random_uuid();
alter table session alter column id drop default;
-- Kind of device and network, coarse: enough for the owner to know their own again.
alter table session add column device text not null default '', add column source text not null default '', add column stepped_up boolean not null default false;
alter table session add constraint session_id_key unique (county, id);

-- TOTP (RFC 6238): the secret sealed, the last time step that was used, so that no code serves twice.
create table second_factor (
  county text collate "C" not null,
  person uuid not null,
  secret bytea not null,
  last_step bigint not null,
  confirmed_at timestamptz,
  created_at timestamptz not null,
  constraint second_factor_pkey primary key (county, person),
  constraint second_factor_person_fkey foreign key (county, person) references person (county, id)
);
create table recovery_code (
  county text collate "C" not null,
  person uuid not null,
  hash bytea not null,
  used_at timestamptz,
  constraint recovery_code_pkey primary key (county, person, hash),
  constraint recovery_code_person_fkey foreign key (county, person) references person (county, id)
);

grant select, insert on post_act to qingdan_app;
grant update (stepped_up) on session to qingdan_app;
grant select, insert, update, delete on second_factor to qingdan_app;
grant select, insert, delete, update (used_at) on recovery_code to qingdan_app;

-- The application may not delete sessions or kept replies; it may ask for the dead ones to be forgotten, by the clock of the database or an earlier one.
create function forget_dead(at timestamptz) returns table (sessions bigint, replies bigint, tries bigint)
language sql security definer set search_path = public, pg_temp as $$
  with moment as (select least(at, now()) as now),
  s as (delete from session using moment where coalesce(ended_at, expires_at) < moment.now - interval '30 days' returning 1),
  r as (delete from idempotency using moment where idempotency.at < moment.now - interval '30 days' returning 1),
  t as (delete from sign_in_try using moment where free_at < moment.now - interval '1 day' returning 1)
  select (select count(*) from s), (select count(*) from r), (select count(*) from t)
$$;
revoke all on function forget_dead(timestamptz) from public;
grant execute on function forget_dead(timestamptz) to qingdan_app;
