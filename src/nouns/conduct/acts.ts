import { createHash, randomBytes } from 'node:crypto';
import { canonical } from '../../base/canonical.ts';
import { isoDate } from '../../base/dates.ts';
import { uuid7 } from '../../base/id.ts';
import { isWithin } from '../../base/place.ts';
import { dateInChina } from '../../base/time.ts';
import { Problem, type ProblemField } from '../../problem.ts';
import type { Trx } from '../../platform/db/index.ts';
import { appendLeaf, type LogKeys } from '../log/index.ts';
import type { Caller } from '../people/index.ts';
import { findUnits } from '../units/index.ts';
import { mayCorrect, maySee, originOf, type KeptEvent, type NewEvent } from './conduct.ts';
import type { NewEventInput } from './conduct-schemas.ts';
import { questionsFor } from './heard.ts';
import type { EventLine } from './sheet.ts';
import { askedById, codesOf, findEvent, insertEvent, insertReport, isAsked, type EventRow } from './store.ts';

export interface Actor {
  readonly caller: Caller;
  readonly now: Date;
}

/** Files that something took place. An organ files what it did itself, a unit what came to it or below it, the gate anything in its county. */
export async function fileEvent(trx: Trx, log: LogKeys, actor: Actor, input: NewEventInput): Promise<{ id: string }> {
  const event = completed(input);
  await assureMine(trx, actor, event);
  const id = uuid7(actor.now.getTime(), randomBytes(10));
  await keep(trx, log, actor, { event, id, version: 1, struck: false, reason: null, prev: null });
  return { id };
}

/** A further version by whoever filed it; `event: null` takes it back. What was said before stays to be read. */
export async function correctEvent(
  trx: Trx,
  log: LogKeys,
  actor: Actor,
  id: string,
  { version, reason, event: input }: { version: number; reason: string; event: NewEventInput | null },
): Promise<void> {
  const { caller } = actor;
  const known = await findEvent(trx, caller.county, id);
  if (known === null || !maySee(caller, known, (unit) => isWithin(unit, caller.place.code))) throw new Problem('thing.missing');
  if (!mayCorrect(caller, known)) throw new Problem('right.missing');
  if (known.version !== version || known.struck) throw new Problem('conduct.changed');
  const event = input === null ? known : completed(input);
  if (input !== null) await assureMine(trx, actor, event);
  await keep(trx, log, actor, { event, id, version: version + 1, struck: input === null, reason, prev: known.leafHash });
}

/** Brings in a file of events, all or none, as the relief office's own entries. @throws Problem import.rows naming every place that is not known */
export async function importEvents(trx: Trx, log: LogKeys, actor: Actor, lines: readonly EventLine[]): Promise<{ imported: number }> {
  if (lines.length > mostLines)
    throw new Problem('import.rows', { fields: [{ path: '/', detail: `一次最多${mostLines}件，请分开 too many at once` }] });
  const names = await codesOf(trx, actor.caller.county, [...new Set(lines.flatMap(({ units }) => units))]);
  const problems = lines.flatMap(({ path, units }) =>
    units.filter((unit) => names.get(unit)?.length !== 1).map((unit) => ({ path, detail: strangeUnit(unit, names.get(unit)) })),
  );
  if (problems.length > 0) throw new Problem('import.rows', { fields: problems.slice(0, 200), extra: { wrongRows: problems.length } });
  for (const { event, units } of lines)
    await fileEvent(trx, log, actor, { ...event, units: units.flatMap((unit) => names.get(unit) ?? []) });
  return { imported: lines.length };
}

const mostLines = 5000;

function strangeUnit(unit: string, codes: readonly string[] | undefined): string {
  return codes === undefined || codes.length === 0
    ? `没有“${unit}”这个单位 no such unit`
    : `叫“${unit}”的有${codes.length}个，请写12位代码 several units have this name`;
}

interface Version {
  readonly event: NewEvent | KeptEvent;
  readonly id: string;
  readonly version: number;
  readonly struck: boolean;
  readonly reason: string | null;
  readonly prev: Uint8Array | null;
}

async function keep(trx: Trx, log: LogKeys, { caller, now }: Actor, { event, id, version, struck, reason, prev }: Version): Promise<void> {
  const told = bare(event);
  const digest = createHash('sha256')
    .update(canonical({ ...told, struck }))
    .digest('hex');
  const leaf = await appendLeaf(
    trx,
    log,
    caller.county,
    {
      type: 'change',
      unit: caller.organ?.id ?? caller.place.code,
      role: caller.role,
      prev: prev === null ? [] : [prev],
      fields: { register: 'conduct', event: id, version, digest },
    },
    now,
  );
  const row: EventRow = {
    ...told, county: caller.county, id, version, struck, origin: originOf(caller.role), filer: filerOf(caller),
    byPerson: caller.person, byPost: caller.post, byName: caller.name, byTitle: `${caller.organ?.name ?? caller.place.name} ${caller.title}`,
    reason, recordedAt: now, leaf: leaf.id, leafHash: leaf.leafHash,
  }; // prettier-ignore
  await insertEvent(trx, row);
}

function filerOf({ organ, place, role }: Caller): string {
  return role === 'department' || role === 'gatekeeper' ? (organ?.id ?? place.code) : place.code;
}

/** What the event says, without what is kept about its versions. */
function bare(event: NewEvent | KeptEvent): NewEvent {
  const { kind, organ, starts, ends, units, demand, name, matter, office, organLevel, planItem, filing, behaviours, statutory, emergency, trigger, docNumber, content, count, meetingKind, settledBy, principals, hours, visitors, escorts, functions, listEntry, action, person, personKind, approval, consent, waives, asks } = event; // prettier-ignore
  return { kind, organ, starts, ends, units, demand, name, matter, office, organLevel, planItem, filing, behaviours, statutory, emergency, trigger, docNumber, content, count, meetingKind, settledBy, principals, hours, visitors, escorts, functions, listEntry, action, person, personKind, approval, consent, waives, asks }; // prettier-ignore
}

function completed(input: NewEventInput): NewEvent {
  const faults: ProblemField[] = [];
  for (const [path, day] of [
    ['/starts', input.starts],
    ['/ends', input.ends ?? null],
  ] as const) {
    const [year = 0, month = 0, date = 0] = (day ?? '').split('-').map(Number);
    if (day !== null && isoDate(year, month, date) === null) faults.push({ path, detail: '没有这一天 there is no such day' });
  }
  if (input.ends != null && input.ends < input.starts) faults.push({ path: '/ends', detail: '在开始以前 lies before the start' });
  if (faults.length > 0) throw new Problem('input.invalid', { fields: faults });
  const or = <T>(value: T | null | undefined): T | null => value ?? null;
  return {
    kind: input.kind, organ: input.organ.trim(), starts: input.starts, ends: or(input.ends), units: [...new Set(input.units)].toSorted(), demand: or(input.demand),
    name: or(input.name), matter: or(input.matter), office: or(input.office), organLevel: or(input.organLevel), planItem: or(input.planItem), filing: or(input.filing),
    behaviours: input.behaviours ?? [], statutory: input.statutory ?? false, emergency: or(input.emergency), trigger: or(input.trigger), docNumber: or(input.docNumber),
    content: or(input.content), count: or(input.count), meetingKind: or(input.meetingKind), settledBy: or(input.settledBy), principals: or(input.principals), hours: or(input.hours),
    visitors: or(input.visitors), escorts: or(input.escorts), functions: input.functions ?? [], listEntry: or(input.listEntry), action: or(input.action), person: or(input.person),
    personKind: or(input.personKind), approval: or(input.approval), consent: or(input.consent), waives: input.waives ?? [], asks: input.asks ?? [],
  }; // prettier-ignore
}

async function assureMine(trx: Trx, { caller, now }: Actor, event: NewEvent): Promise<void> {
  const faults: ProblemField[] = [];
  const origin = originOf(caller.role);
  if (origin === 'organ' && event.organ !== caller.organ?.name)
    faults.push({ path: '/organ', detail: `只能登记本单位做的事：${caller.organ?.name ?? ''} file only what your own organ did` });
  const known = new Set((await findUnits(trx, event.units)).map(({ code }) => code));
  const home = origin === 'unit' ? caller.place.code : `${caller.county}000000`;
  const strange = event.units.find((code) => !known.has(code) || !isWithin(code, home));
  if (strange !== undefined) faults.push({ path: '/units', detail: `${strange} 不归这里管 lies outside your place` });
  if (origin === 'unit' && event.units.length === 0)
    faults.push({ path: '/units', detail: '写明到了哪个单位 name the unit that it came to' });
  // A unit says what was done by a report, where it is one voice among several.
  if (origin === 'unit' && event.behaviours.length > 0)
    faults.push({ path: '/behaviours', detail: '做了什么请用“说一说”报 say what was done by a report' });
  if (event.starts > dateInChina(now) && origin === 'unit')
    faults.push({ path: '/starts', detail: '还没到这一天 that day is still to come' });
  if (faults.length > 0) throw new Problem('input.invalid', { fields: faults });
}

/**
 * What a receiver says was done: once for each occasion, by the unit and not by a person. The leaf names neither the unit nor the hour's
 * actor, only that something was said: anybody may read the log.
 */
export async function reportBehaviours(
  trx: Trx,
  log: LogKeys,
  { caller, now }: Actor,
  subject: string,
  said: readonly string[],
): Promise<void> {
  const { county, place } = caller;
  const occasion = await occasionFor(trx, county, place.code, subject);
  if (occasion === null) throw new Problem('thing.missing');
  const today = dateInChina(now);
  if (occasion.date > today) throw new Problem('conduct.not-yet');
  const asked: readonly string[] = questionsFor(occasion.kind);
  const strange = said.find((one) => !asked.includes(one));
  if (strange !== undefined)
    throw new Problem('input.invalid', {
      fields: [{ path: '/behaviours', detail: `${strange} 这种场合不问 is not asked on such an occasion` }],
    });
  const behaviours = [...new Set(said)].toSorted();
  await insertReport(trx, county, occasion.organ, { subject, unit: place.code, behaviours, day: today });
  await appendLeaf(
    trx,
    log,
    county,
    { type: 'change', unit: `${county}000000`, role: 'unit', prev: [], fields: { register: 'behaviours', subject, said: behaviours } },
    now,
  );
}

/** The occasion as far as this unit may speak of it: it came here, or was asked of us. */
async function occasionFor(
  trx: Trx,
  county: string,
  unit: string,
  subject: string,
): Promise<{ organ: string; kind: NewEvent['kind']; date: string } | null> {
  const event = await findEvent(trx, county, subject);
  if (event !== null)
    return !event.struck && event.units.includes(unit) ? { organ: event.organ, kind: event.kind, date: event.starts } : null;
  if (!(await isAsked(trx, county, subject, unit))) return null;
  const [demand] = await askedById(trx, county, [subject]);
  return demand === undefined || demand.withdrawnAt !== null
    ? null
    : saidOf(demand.terms.kind, demand.terms.organ.name, demand.terms.deadline, demand.admittedAt);
}

/** A visit is spoken of once its day is there; a paper from the day it came. */
function saidOf(kind: string, organ: string, deadline: string, admittedAt: Date): { organ: string; kind: NewEvent['kind']; date: string } {
  const comes = kind === 'check' || kind === 'visit' || kind === 'meeting';
  return { organ, kind: comes ? kind : 'document', date: dateInChina(comes ? new Date(deadline) : admittedAt) };
}
