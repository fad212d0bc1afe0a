-- Tables of departments, as they came: what is asked by them is answered in them. Named by their own digest, so that terms can freeze one;
-- the same file sent twice is one row. Never changed.
create table template (
  county text collate "C" not null,
  digest bytea not null,
  name text not null,
  bytes bytea not null,
  organ uuid not null,
  at timestamptz not null,
  constraint template_pkey primary key (county, digest),
  constraint template_digest_check check (octet_length(digest) = 32),
  constraint template_bytes_check check (octet_length(bytes) <= 8388608)
);

grant select, insert on template to qingdan_app;
