-- What took place: checks, visits, meetings and the like, as an organ, a unit or the gate filed them, and what receivers said of them.
-- A correction is a further version of the same event; nothing is changed or deleted (grants below).

create table conduct_event (
  county text collate "C" not null,
  id uuid not null,
  version integer not null,
  kind text not null,
  -- By name: organs of a city or a province come too, and are no tenants here.
  organ text not null,
  starts date not null,
  ends date,
  -- The admitted demand that it carried out.
  demand uuid,
  -- The other fields of the event, as the history rules read them.
  body jsonb not null,
  -- Taken back by this version: it did not take place.
  struck boolean not null,
  origin text not null,
  -- Who may correct it: an organ's id, a unit's code.
  filer text collate "C" not null,
  person uuid not null,
  post uuid not null,
  by_name text not null,
  by_title text not null,
  reason text,
  recorded_at timestamptz not null,
  leaf text collate "C" not null,
  leaf_hash bytea not null,
  constraint conduct_event_pkey primary key (county, id, version),
  constraint conduct_event_demand_fkey foreign key (county, demand) references demand (county, id),
  constraint conduct_event_kind_check check (kind in ('check', 'visit', 'meeting', 'document', 'form', 'app', 'secondment', 'campaign')),
  constraint conduct_event_origin_check check (origin in ('organ', 'unit', 'gate')),
  constraint conduct_event_ends_check check (ends is null or ends >= starts),
  constraint conduct_event_leaf_check check (octet_length(leaf_hash) = 32)
);
create index conduct_event_of_organ on conduct_event (county, organ, starts);
create index conduct_event_by_day on conduct_event (county, starts, kind);
create index conduct_event_of_demand on conduct_event (county, demand) where demand is not null;

-- Where it took place. The day stands here too, so that a unit's last weeks are one range.
create table conduct_place (
  county text collate "C" not null,
  event uuid not null,
  version integer not null,
  unit text collate "C" not null,
  starts date not null,
  constraint conduct_place_pkey primary key (county, event, version, unit),
  constraint conduct_place_event_fkey foreign key (county, event, version) references conduct_event (county, id, version),
  constraint conduct_place_unit_fkey foreign key (unit) references unit (code)
);
create index conduct_place_of_unit on conduct_place (county, unit, starts);

-- What a receiver said was done. The unit stands here so that it counts once and so that a few are never shown alone; no person, no hour.
create table behaviour_report (
  county text collate "C" not null,
  -- An event, or a demand that nobody filed an event for.
  subject uuid not null,
  unit text collate "C" not null,
  organ text not null,
  behaviours text[] not null,
  reported_on date not null,
  constraint behaviour_report_pkey primary key (county, subject, unit),
  constraint behaviour_report_unit_fkey foreign key (unit) references unit (code),
  constraint behaviour_report_behaviours_check check (behaviours <@ array['B1','B2','B3','B4','B5','B6','B7','B8','B9','B10','B11','B12','B13','B14','B15'])
);
create index behaviour_report_of_organ on behaviour_report (county, organ, reported_on);

-- The history of an issuer is read by organ and day, never by walking all demands.
create index demand_admitted_of_organ on demand (county, organ, admitted_at) where terms_version is not null;
create index demand_admitted_by_day on demand (county, admitted_at) where terms_version is not null;
create index demand_coming on demand (county, deadline) where kind in ('check', 'visit', 'meeting') and terms_version is not null;

grant select, insert on conduct_event, conduct_place, behaviour_report to qingdan_app;
