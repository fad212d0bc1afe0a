import { addDays } from '../../base/dates.ts';
import { dateInChina, startOfDay } from '../../base/time.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { Draft } from '../demands/index.ts';
import { rulesOn, type RulesInForce } from '../rules/index.ts';
import { listUnits } from '../units/index.ts';
import type { KeptEvent } from './conduct.ts';
import { heardIn, judge, occasionsFor, underOneName, type ActFinding, type Heard, type Occasion } from './findings.ts';
import type { Report } from './heard.ts';
import { announcedOf, needsUnits, occasionOfDemand, occasionOfEvent, type Announced } from './occasions.ts';
import { admittedBetween, askedById, comingBetween, listEvents, most, namesOf, reportsOn, targetsOf, type AskedDemand } from './store.ts';

/** How far around a day other organs' visits matter: the longest window of the rules, and a day. */
const around = 31;

export interface Judged {
  readonly findings: readonly ActFinding[];
  readonly occasions: ReadonlyMap<string, Occasion>;
  /** There was more in the register than one look may read. */
  readonly cut: boolean;
}

interface Rows {
  readonly events: readonly KeptEvent[];
  readonly demands: readonly AskedDemand[];
}

/** The demand that is looked at: drafted, at the gate or admitted. */
export interface Looked {
  readonly county: string;
  /** Null before it was saved for the first time. */
  readonly id: string | null;
  readonly number: string | null;
  readonly organ: { readonly id: string; readonly name: string };
  readonly draft: Pick<Draft, 'kind' | 'title' | 'audience' | 'deadline' | 'expiresAt' | 'metadata'>;
  readonly admittedAt: Date | null;
}

const unsaved = '00000000-0000-0000-0000-000000000000';

/** What the history of its issuer, and of the places it goes to, says of one demand. */
export async function findingsOfDemand(db: Db | Trx, demand: Looked, now: Date, open: boolean): Promise<Judged> {
  const { gathered, rules } = await gatheredFor(db, demand, now);
  return judgedOf(gathered, rules, open);
}

/** Everything that is to be judged about one demand, for both readers at once. */
export async function gatheredFor(
  db: Db | Trx,
  demand: Looked,
  now: Date,
): Promise<{ readonly gathered: Gathered; readonly rules: RulesInForce }> {
  const { county, organ } = demand;
  const own = await announcedNow(db, demand, now);
  const asOf = occasionOfDemand(own, new Map()).starts;
  const rows = await rowsAround(db, county, organ, asOf);
  const gathered = await gather(db, county, { ...rows, own, asOf, today: dateInChina(now), organ: organ.name });
  return { gathered, rules: await rulesOn(db, county, asOf, now) };
}

async function announcedNow(db: Db | Trx, { id, number, organ, draft, admittedAt }: Looked, now: Date): Promise<Announced> {
  const issued = dateInChina(admittedAt ?? now);
  const { audience, kind, title, metadata, deadline, expiresAt } = draft;
  const units: string[] = [];
  for (const under of needsUnits(kind) ? audience.under : []) {
    const found = await listUnits(db, { under, level: audience.level, text: null, after: null, limit: most, on: issued });
    units.push(...found.map(({ code }) => code).filter((code) => !audience.except.includes(code)));
  }
  const day = (moment: string | null): string | null => (moment === null ? null : dateInChina(new Date(moment)));
  return {
    id: id ?? unsaved, number, metadata, kind, organ: organ.name, title, audience, units, content: null, issued, due: day(deadline), expires: day(expiresAt),
  }; // prettier-ignore
}

/** The organ's own year, and everybody's visits around the day: ranges of an index, each with an end. */
async function rowsAround(db: Db | Trx, county: string, { id, name: organ }: Looked['organ'], day: string): Promise<Rows> {
  const [from, until] = [`${day.slice(0, 4)}-01-01`, addDays(day, around)];
  const near = addDays(day, -around);
  const base = { county, under: null, after: null, limit: most };
  const [own, visits, sent, coming] = [
    await listEvents(db, { ...base, organ, kinds: null, from: from < near ? from : near, until }),
    await listEvents(db, { ...base, organ: null, kinds: ['check', 'visit'], from: near, until }),
    await admittedBetween(db, county, id, startOfDay(from), startOfDay(addDays(day, 1)), most),
    await comingBetween(db, county, startOfDay(near), startOfDay(addDays(until, 1)), most),
  ];
  return { events: once([...own, ...visits]), demands: once([...sent, ...coming]) };
}

/** Everything of a county since the first day of the year. */
export async function findingsOfCounty(db: Db | Trx, county: string, now: Date, open: boolean): Promise<Judged> {
  const today = dateInChina(now);
  const from = `${today.slice(0, 4)}-01-01`;
  const events = await listEvents(db, {
    county,
    organ: null,
    under: null,
    kinds: null,
    from,
    until: addDays(today, around),
    after: null,
    limit: most,
  });
  const demands = await admittedBetween(db, county, null, startOfDay(from), startOfDay(addDays(today, 1)), most);
  const gathered = await gather(db, county, { events, demands, own: null, asOf: today, today, organ: null });
  // The place's own parameters, as for its notices.
  return judgedOf(gathered, await rulesOn(db, county, today, now), open);
}

/** Rules about single persons: nobody is published, not even as a code. */
export const ofPersons = /\/S\d/;

/** What anybody may read: what is decided and has to be mended or explained, on what organs filed or the gate confirmed. */
export async function publicFindings(db: Db, county: string, now: Date): Promise<Judged> {
  const judged = await findingsOfCounty(db, county, now, false);
  return {
    ...judged,
    findings: judged.findings.filter(({ rule, effect, undecided }) => !undecided && effect !== 'advise' && !ofPersons.test(rule)),
  };
}

interface Looking extends Rows {
  readonly own: Announced | null;
  readonly asOf: string;
  readonly today: string;
  readonly organ: string | null;
}

/** What the rules are told of, as plain data: kept with a decision it comes to the same findings again. */
export interface Gathered {
  readonly occasions: readonly Occasion[];
  readonly heard: Readonly<Record<string, Heard>>;
  readonly asOf: string;
  readonly documentsLastYear: Readonly<Record<string, number>>;
  /** The demand that is looked at: findings that do not rest on it are another's. */
  readonly own: string | null;
  readonly cut: boolean;
}

export function judgedOf(
  { occasions, heard, asOf, documentsLastYear, own, cut }: Gathered,
  { params, sets }: RulesInForce,
  open: boolean,
): Judged {
  const shown = occasionsFor(occasions, heard, open);
  const [books] = sets;
  const findings = books === undefined ? [] : judge(shown, { asOf, documentsLastYear, params, books });
  return {
    findings: own === null ? findings : findings.filter(({ involving }) => involving.includes(own)),
    occasions: new Map(shown.map((one) => [one.id, one])),
    cut,
  };
}

async function gather(db: Db | Trx, county: string, { events, demands, own, asOf, today, organ }: Looking): Promise<Gathered> {
  const carried = new Set(events.flatMap(({ demand }) => demand ?? []));
  const known = new Map(demands.map((demand) => [demand.id, demand]));
  for (const demand of await askedById(
    db,
    county,
    [...carried].filter((id) => !known.has(id)),
  ))
    known.set(demand.id, demand);
  // What was filed as done stands for what was announced; what was taken back before its day is nobody's visit.
  const announced = demands.filter(({ id, withdrawnAt }) => withdrawnAt === null && id !== own?.id && !carried.has(id));
  const targets = await targetsOf(
    db,
    county,
    announced.filter(({ terms }) => needsUnits(terms.kind)).map(({ id }) => id),
  );
  const all = [...announced.map((demand) => announcedOf(demand, targets.get(demand.id) ?? [])), ...(own === null ? [] : [own])];
  const names = await namesOf(db, [
    ...events.flatMap(({ units }) => units),
    ...all.flatMap(({ units, audience }) => [...units, ...audience.under]),
  ]);
  const occasions = underOneName([
    ...events.map((event) => occasionOfEvent(event, event.demand === null ? undefined : known.get(event.demand), names)),
    ...withoutTwins(all.map((demand) => occasionOfDemand(demand, names))),
  ]);
  const reports = await heardOf(db, county, events, all);
  return {
    occasions,
    heard: heardIn(new Map(occasions.flatMap(({ id }) => (reports.has(id) ? [[id, reports.get(id) ?? []]] : []))), today),
    asOf,
    documentsLastYear: await lastYear(db, county, organ, asOf),
    own: own?.id ?? null,
    cut: events.length >= most || demands.length >= most,
  };
}

/** Two demands about one app are one app. */
function withoutTwins(occasions: readonly Occasion[]): Occasion[] {
  const seen = new Set<string>();
  return occasions.filter(({ kind, organ, matter }) => {
    const key = `${organ}\n${matter}`;
    if (kind !== 'app') return true;
    return seen.has(key) ? false : seen.add(key).size > 0;
  });
}

/** What was said of an event, and of the demand that it carried out by the units that it came to. */
async function heardOf(
  db: Db | Trx,
  county: string,
  events: readonly KeptEvent[],
  demands: readonly Announced[],
): Promise<Map<string, Report[]>> {
  const subjects = [...events.flatMap(({ id, demand }) => (demand === null ? [id] : [id, demand])), ...demands.map(({ id }) => id)];
  const bySubject = bySubjects(await reportsOn(db, county, [...new Set(subjects)]));
  for (const { id, demand, units } of events) {
    const direct = bySubject.get(id) ?? [];
    const spoken = new Set(direct.map(({ unit }) => unit));
    const through = demand === null ? [] : (bySubject.get(demand) ?? []).filter(({ unit }) => units.includes(unit) && !spoken.has(unit));
    if (direct.length + through.length > 0) bySubject.set(id, [...direct, ...through]);
  }
  return bySubject;
}

export function bySubjects(reports: readonly Report[]): Map<string, Report[]> {
  const groups = new Map<string, Report[]>();
  for (const report of reports) {
    const group = groups.get(report.subject);
    if (group === undefined) groups.set(report.subject, [report]);
    else group.push(report);
  }
  return groups;
}

/** One entry for a whole past year tells how many documents there were; a register that began in between must not be taken for all of it. */
async function lastYear(db: Db | Trx, county: string, organ: string | null, asOf: string): Promise<Record<string, number>> {
  const year = Number(asOf.slice(0, 4)) - 1;
  const day = `${year}-01-01`;
  const told = await listEvents(db, { county, organ, under: null, kinds: ['document'], from: day, until: day, after: null, limit: most });
  return Object.fromEntries(
    told.flatMap((event) => (event.ends === `${year}-12-31` && event.count !== null ? [[event.organ, event.count] as const] : [])),
  );
}

function once<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
