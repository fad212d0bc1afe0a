-- Tries at a name from one address since the last that went well. The wait was the name's: a stranger's wrong guesses kept its owner out for as
-- long as they went on. Like login it is looked up without a county; the empty name stands for all that nobody has.
create table sign_in_try (
  name text collate "C" not null,
  source text collate "C" not null,
  tries integer not null,
  free_at timestamptz not null,
  constraint sign_in_try_pkey primary key (name, source)
);
create index sign_in_try_by_age on sign_in_try (free_at);
alter table login drop column failures, drop column wait_until;
grant select, insert, update, delete on sign_in_try to qingdan_app;
