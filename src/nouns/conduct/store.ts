import { sql, type RawBuilder } from 'kysely';
import { prefixOfCode } from '../../base/place.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { Terms } from '../demands/index.ts';
import type { EventBody, EventKind, KeptEvent, NewEvent, Origin } from './conduct.ts';
import type { Report } from './heard.ts';

/** No look at the register reads more than this; where there is more, the page says so. */
export const most = 5000;

export interface EventRow extends NewEvent {
  readonly county: string;
  readonly id: string;
  readonly version: number;
  readonly struck: boolean;
  readonly origin: Origin;
  readonly filer: string;
  readonly byPerson: string;
  readonly byPost: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly reason: string | null;
  readonly recordedAt: Date;
  readonly leaf: string;
  readonly leafHash: Uint8Array;
}

export async function insertEvent(trx: Trx, row: EventRow): Promise<void> {
  const { county, id, version, kind, organ, starts, ends, demand, units, struck, origin, filer, byPerson, byPost, byName, byTitle, reason, recordedAt, leaf, leafHash, ...body } = row; // prettier-ignore
  await trx
    .insertInto('conduct_event')
    .values({
      county,
      id,
      version,
      kind,
      organ,
      starts,
      ends,
      demand,
      body: JSON.stringify(body),
      struck,
      origin,
      filer,
      person: byPerson,
      post: byPost,
      by_name: byName,
      by_title: byTitle,
      reason,
      recorded_at: recordedAt,
      leaf,
      leaf_hash: Buffer.from(leafHash),
    }) // prettier-ignore
    .execute();
  for (let from = 0; from < units.length; from += 1000) {
    await trx
      .insertInto('conduct_place')
      .values(units.slice(from, from + 1000).map((unit) => ({ county, event: id, version, unit, starts })))
      .execute();
  }
}

interface Stored {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly organ: string;
  readonly starts: string;
  readonly ends: string | null;
  readonly demand: string | null;
  readonly body: EventBody;
  readonly struck: boolean;
  readonly origin: string;
  readonly filer: string;
  readonly by_name: string;
  readonly by_title: string;
  readonly reason: string | null;
  readonly recorded_at: Date;
  readonly leaf_hash: Buffer;
  readonly units: string[] | null;
}

const columns = sql`e.id, e.version, e.kind, e.organ, e.starts::text as starts, e.ends::text as ends, e.demand, e.body, e.struck, e.origin, e.filer,
  e.by_name, e.by_title, e.reason, e.recorded_at, e.leaf_hash,
  (select array_agg(p.unit order by p.unit) from conduct_place p where p.county = e.county and p.event = e.id and p.version = e.version) as units`;
/** The last version of an event: no later one stands behind it. */
const last = sql`not exists (select 1 from conduct_event later where later.county = e.county and later.id = e.id and later.version = e.version + 1)`;

function eventOf(row: Stored): KeptEvent {
  return {
    ...row.body,
    id: row.id,
    version: row.version,
    kind: row.kind as EventKind,
    organ: row.organ,
    starts: row.starts,
    ends: row.ends,
    demand: row.demand,
    units: row.units ?? [],
    struck: row.struck,
    origin: row.origin as Origin,
    filer: row.filer,
    byName: row.by_name,
    byTitle: row.by_title,
    reason: row.reason,
    recordedAt: row.recorded_at,
    leafHash: row.leaf_hash,
  };
}

export async function findEvent(db: Db | Trx, county: string, id: string): Promise<KeptEvent | null> {
  const { rows } =
    await sql<Stored>`select ${columns} from conduct_event e where e.county = ${county} and e.id = ${id} and ${last}`.execute(db);
  return rows[0] === undefined ? null : eventOf(rows[0]);
}

export async function eventsById(db: Db | Trx, county: string, ids: readonly string[]): Promise<KeptEvent[]> {
  if (ids.length === 0) return [];
  const { rows } =
    await sql<Stored>`select ${columns} from conduct_event e where e.county = ${county} and e.id = any(${ids}::uuid[]) and ${last}`.execute(
      db,
    );
  return rows.map(eventOf);
}

export interface EventQuery {
  readonly county: string;
  /** Only what this organ did. */
  readonly organ: string | null;
  /** Only at this place or below it. */
  readonly under: string | null;
  readonly kinds: readonly EventKind[] | null;
  readonly from: string;
  readonly until: string;
  /** Entries that units filed stay out, but for those of this one. Null: nothing is hidden. */
  readonly hidden?: { readonly but: string | null } | null;
  /** Day and id of the last one given. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Newest first. Taken-back ones are left out: their versions can be looked up. */
export async function listEvents(
  db: Db | Trx,
  { county, organ, under, kinds, from, until, hidden = null, after, limit }: EventQuery,
): Promise<KeptEvent[]> {
  const conditions: RawBuilder<unknown>[] = [
    sql`e.county = ${county}`,
    sql`e.starts between ${from}::date and ${until}::date`,
    sql`not e.struck`,
    last,
  ];
  if (organ !== null) conditions.push(sql`e.organ = ${organ}`);
  if (kinds !== null) conditions.push(sql`e.kind = any(${kinds})`);
  if (under !== null) {
    const prefix = prefixOfCode(under);
    conditions.push(sql`exists (select 1 from conduct_place p where p.county = e.county and p.event = e.id and p.version = e.version
      and p.unit >= ${prefix} and p.unit < ${`${prefix}~`})`);
  }
  if (hidden !== null) conditions.push(sql`(e.origin <> 'unit' or e.filer = ${hidden.but})`);
  if (after !== null) conditions.push(sql`(e.starts, e.id) < (${after[0]}::date, ${after[1]}::uuid)`);
  const { rows } = await sql<Stored>`
    select ${columns} from conduct_event e where ${sql.join(conditions, sql` and `)}
    order by e.starts desc, e.id desc limit ${limit}`.execute(db);
  return rows.map(eventOf);
}

/** What came to one unit itself in some days; the index is by unit, so this costs the same in a county of any size. */
export async function eventsAt(db: Db | Trx, county: string, unit: string, from: string, until: string): Promise<KeptEvent[]> {
  const { rows } = await sql<Stored>`
    select ${columns} from conduct_place g join conduct_event e on e.county = g.county and e.id = g.event and e.version = g.version
    where g.county = ${county} and g.unit = ${unit} and g.starts between ${from}::date and ${until}::date and not e.struck and ${last}
    order by e.starts desc, e.id desc limit 100`.execute(db);
  return rows.map(eventOf);
}

export interface AskedDemand {
  readonly id: string;
  readonly number: string | null;
  readonly terms: Terms;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly admittedAt: Date;
  readonly withdrawnAt: Date | null;
}

interface AskedRow {
  readonly id: string;
  readonly number: string | null;
  readonly body: Terms;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly first: Date;
  readonly withdrawn_at: Date | null;
}

const asked = sql`
  select d.id, d.number, t.body, a.draft -> 'metadata' as metadata, d.admitted_at as first, d.withdrawn_at
  from demand d
  join terms t on t.county = d.county and t.demand = d.id and t.version = d.terms_version
  left join demand_draft a on a.county = d.county and a.demand = d.id and a.version = (
    select draft_version from demand_act x where x.county = d.county and x.demand = d.id and x.kind in ('admit', 'confirm') order by x.nth desc limit 1)`;

function askedOf({ id, number, body, metadata, first, withdrawn_at }: AskedRow): AskedDemand {
  return { id, number, terms: body, metadata: metadata ?? {}, admittedAt: first, withdrawnAt: withdrawn_at };
}

/** Demands admitted in some days, of one organ or of all. */
export async function admittedBetween(
  db: Db | Trx,
  county: string,
  organ: string | null,
  from: Date,
  until: Date,
  limit: number,
): Promise<AskedDemand[]> {
  const { rows } = await sql<AskedRow>`${asked}
    where d.county = ${county} and ${organ === null ? sql`true` : sql`d.organ = ${organ}`} and d.terms_version is not null
      and d.admitted_at >= ${from} and d.admitted_at < ${until}
    order by d.admitted_at desc limit ${limit}`.execute(db);
  return rows.map(askedOf);
}

/** Checks, visits and meetings of anybody that fall into some days. */
export async function comingBetween(db: Db | Trx, county: string, from: Date, until: Date, limit: number): Promise<AskedDemand[]> {
  const { rows } = await sql<AskedRow>`${asked}
    where d.county = ${county} and d.kind in ('check', 'visit', 'meeting') and d.terms_version is not null and d.deadline >= ${from} and d.deadline < ${until}
    order by d.deadline desc limit ${limit}`.execute(db);
  return rows.map(askedOf);
}

/** Checks, visits and meetings that were announced to one unit for some days. */
export async function askedOfUnit(db: Db | Trx, county: string, unit: string, from: Date, until: Date): Promise<AskedDemand[]> {
  const { rows } = await sql<AskedRow>`${asked}
    join demand_target g on g.county = d.county and g.demand = d.id and g.version = d.terms_version and g.unit = ${unit}
    where d.county = ${county} and d.kind in ('check', 'visit', 'meeting') and d.withdrawn_at is null and d.deadline >= ${from} and d.deadline < ${until}
    order by d.deadline desc limit 50`.execute(db);
  return rows.map(askedOf);
}

export async function isAsked(db: Db | Trx, county: string, demand: string, unit: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from demand d join demand_target g on g.county = d.county and g.demand = d.id and g.version = d.terms_version
    where d.county = ${county} and d.id = ${demand} and g.unit = ${unit}`.execute(db);
  return rows.length > 0;
}

/** The units of these demands as their terms in force name them. */
export async function targetsOf(db: Db | Trx, county: string, demands: readonly string[]): Promise<Map<string, string[]>> {
  if (demands.length === 0) return new Map();
  const { rows } = await sql<{ demand: string; units: string[] }>`
    select g.demand, array_agg(g.unit order by g.unit) as units from demand_target g
    join demand d on d.county = g.county and d.id = g.demand and d.terms_version = g.version
    where g.county = ${county} and g.demand = any(${demands}::uuid[]) group by g.demand`.execute(db);
  return new Map(rows.map(({ demand, units }) => [demand, units]));
}

/** Township and village together, as people call a place that has namesakes: 青石镇柳湾村. */
export async function namesOf(db: Db | Trx, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<{ code: string; name: string }>`
    select u.code, case when u.level = 'village' then coalesce(above.name, '') || u.name else u.name end as name
    from unit u left join unit above on above.code = u.parent where u.code = any(${[...new Set(codes)]})`.execute(db);
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** Codes by the names or codes that a file uses, the name of a village alone or behind its township's. */
export async function codesOf(db: Db | Trx, county: string, told: readonly string[]): Promise<Map<string, string[]>> {
  if (told.length === 0) return new Map();
  const { rows } = await sql<{ told: string; codes: string[] }>`
    select t.told, array_agg(distinct u.code) as codes from unnest(${told}::text[]) as t (told)
    join unit u on u.county = ${county} and u.valid_to is null
    left join unit above on above.code = u.parent
    where t.told in (u.code, u.name, coalesce(above.name, '') || u.name) group by t.told`.execute(db);
  return new Map(rows.map(({ told: name, codes }) => [name, codes]));
}

export async function insertReport(trx: Trx, county: string, organ: string, report: Report): Promise<void> {
  await trx
    .insertInto('behaviour_report')
    .values({ county, subject: report.subject, unit: report.unit, organ, behaviours: [...report.behaviours], reported_on: report.day })
    .execute();
}

export async function reportsOn(db: Db | Trx, county: string, subjects: readonly string[]): Promise<Report[]> {
  if (subjects.length === 0) return [];
  const { rows } = await sql<Report>`
    select subject, unit, behaviours, reported_on::text as day from behaviour_report
    where county = ${county} and subject = any(${subjects}::uuid[])`.execute(db);
  return rows;
}

export async function reportsAbout(db: Db | Trx, county: string, organ: string | null, from: string): Promise<Report[]> {
  const { rows } = await sql<Report>`
    select subject, unit, behaviours, reported_on::text as day from behaviour_report
    where county = ${county} and ${organ === null ? sql`true` : sql`organ = ${organ}`} and reported_on >= ${from}::date limit ${most}`.execute(
    db,
  );
  return rows;
}

/** Of these subjects, those that a unit has spoken of. */
export async function spokenOf(db: Db | Trx, county: string, unit: string, subjects: readonly string[]): Promise<Set<string>> {
  if (subjects.length === 0) return new Set();
  const { rows } = await sql<{ subject: string }>`
    select subject from behaviour_report where county = ${county} and unit = ${unit} and subject = any(${subjects}::uuid[])`.execute(db);
  return new Set(rows.map(({ subject }) => subject));
}

export async function askedById(db: Db | Trx, county: string, ids: readonly string[]): Promise<AskedDemand[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<AskedRow>`${asked} where d.county = ${county} and d.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(askedOf);
}

/** Counties that have a gate here, by code. */
export async function gatedCounties(db: Db | Trx): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select distinct o.county as code, u.name from organ o join unit u on u.code = o.county || '000000' where o.is_gate order by 1 limit 200`.execute(
    db,
  );
  return rows;
}

/** What waits for the relief office, latest first. */
export async function waitingAtGate(db: Db | Trx, county: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from demand where county = ${county} and state in ('submitted', 'awaitingConfirmation', 'awaitingReasons')
    order by updated_at desc limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
