-- Cosignatures that witnesses gave (docs/log.md, "Witnesses"): one line of a signed note each. What was given is history like the
-- checkpoint that it stands under: the application may add it and read it, never change it.
create table log_cosignature (
  shard text collate "C" not null,
  size bigint not null,
  -- The witness's key as its note line names it: name, plus, key id.
  witness text collate "C" not null,
  line text not null,
  at bigint not null,
  constraint log_cosignature_pkey primary key (shard, size, witness),
  constraint log_cosignature_line_check check (octet_length(line) between 1 and 1024)
);
grant select, insert on log_cosignature to qingdan_app;
