-- What people decided about the columns of templates, for the whole county. Append-only by grant: a later row of the same heading
-- supersedes the earlier one, and taking back is a row of its own, so who decided what and when is never lost.
create table column_meaning (
  county text collate "C" not null,
  id uuid not null,
  -- '' = wherever this heading occurs.
  fingerprint text collate "C" not null,
  heading text not null,
  -- Null: "none of these", which holds as firmly as a key.
  element text,
  taken_back boolean not null,
  person uuid not null,
  by_name text not null,
  by_title text not null,
  at timestamptz not null,
  constraint column_meaning_pkey primary key (county, id),
  constraint column_meaning_person_fkey foreign key (county, person) references person (county, id),
  constraint column_meaning_heading_check check (length(heading) between 1 and 400),
  constraint column_meaning_fingerprint_check check (length(fingerprint) <= 64)
);
create index column_meaning_of_heading on column_meaning (county, fingerprint, heading, at desc);

grant select, insert on column_meaning to qingdan_app;
