-- An answer may say that something does not apply, or that nobody knows it: counted apart from what is missing. '{}': nobody said so.
alter table rollup
  add column not_applicable integer[] not null default '{}',
  add column unknown integer[] not null default '{}';
