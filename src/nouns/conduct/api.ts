import { Type } from 'typebox';
import { addDays } from '../../base/dates.ts';
import { uuidPattern } from '../../base/id.ts';
import { isWithin } from '../../base/place.ts';
import { dateInChina } from '../../base/time.ts';
import { Problem } from '../../problem.ts';
import { transaction, type Db, type Trx } from '../../platform/db/index.ts';
import { decodeCursor, encodeCursor, pageOf, pageQuery, pageSchema, type Endpoints } from '../../platform/http/index.ts';
import { countHistory, draftSchema, findActs, findDemand, findDraft, mayTouch } from '../demands/index.ts';
import type { LogKeys } from '../log/index.ts';
import { inSlices, replaySchema } from '../rules/index.ts';
import { may, type Caller } from '../people/index.ts';
import { correctEvent, fileEvent, importEvents, reportBehaviours } from './acts.ts';
import { eventKinds, maySee } from './conduct.ts';
import {
  correctionSchema,
  demandFindingsSchema,
  eventSchema,
  findingsSchema,
  heardSchema,
  newEventSchema,
  queueSchema,
  reportSchema,
  toSaySchema,
} from './conduct-schemas.ts';
import { eventView, findingsView } from './present.ts';
import { historyPages, keptFor, keptTold, replayHistory } from './keep.ts';
import { findingsOfCounty, findingsOfDemand, type Looked } from './read.ts';
import { askedById, findEvent, listEvents, namesOf, waitingAtGate } from './store.ts';
import { eventsOf } from './sheet.ts';
import { heardBy, toSay } from './voices.ts';

const tag = 'conduct';
const byId = Type.Object({ id: Type.String({ pattern: uuidPattern }) });

export interface ConductRoutes {
  readonly log: LogKeys;
  readonly committed: () => void;
}

export function conductRoutes(endpoints: Endpoints<Caller>, parts: ConductRoutes): void {
  registerRoutes(endpoints, parts);
  importRoute(endpoints, parts);
  findingRoutes(endpoints);
  replayRoute(endpoints);
  reportRoutes(endpoints, parts);
}

/** An operator's clock may be wrong by years: a list without an end still ends. */
const window = { back: 400, ahead: 400 };

function registerRoutes(endpoints: Endpoints<Caller>, { log, committed }: ConductRoutes): void {
  endpoints.read({
    method: 'GET',
    url: '/api/conduct/events',
    summary: 'What took place, newest first, as far as the caller may see it',
    tag,
    right: may('conduct.read'),
    query: Type.Object({ ...pageQuery, kind: Type.Optional(Type.Enum([...eventKinds])) }),
    response: pageSchema(eventSchema),
    run: async ({ caller, query, db, now }) => {
      const limit = query.limit ?? 50;
      const today = dateInChina(now);
      const field = caller.role === 'village' || caller.role === 'township';
      const rows = await listEvents(db, {
        county: caller.county,
        organ: caller.role === 'department' ? (caller.organ?.name ?? '') : null,
        under: field ? caller.place.code : null,
        kinds: query.kind === undefined ? null : [query.kind],
        from: addDays(today, -window.back),
        until: addDays(today, window.ahead),
        hidden: hiddenFrom(caller),
        after: decodeCursor(query.cursor, ['day', 'id']),
        limit: limit + 1,
      });
      const page = pageOf(rows, limit, (row) => [row.starts, row.id]);
      const names = await namesOf(db, page.items.flatMap(({ units }) => units)); // prettier-ignore
      return { items: page.items.map((event) => eventView(caller, event, names)), next: page.next };
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/conduct/events/:id',
    summary: 'One event in its last version',
    tag,
    right: may('conduct.read'),
    params: byId,
    response: eventSchema,
    run: ({ caller, params, db }) => seen(db, caller, params.id),
  });

  endpoints.write({
    method: 'POST',
    url: '/api/conduct/events',
    summary: 'File that something took place',
    tag,
    right: may('conduct.file'),
    body: newEventSchema,
    response: eventSchema,
    status: 201,
    committed,
    act: async (trx, { caller, now, body }) => seen(trx, caller, (await fileEvent(trx, log, { caller, now }, body)).id),
  });

  endpoints.write({
    method: 'POST',
    url: '/api/conduct/events/:id/correct',
    summary: 'A further version of an event, or (event null) that it did not take place',
    tag,
    right: may('conduct.file'),
    params: byId,
    body: correctionSchema,
    response: eventSchema,
    committed,
    act: async (trx, { caller, now, params, body }) => {
      await correctEvent(trx, log, { caller, now }, params.id, body);
      return seen(trx, caller, params.id);
    },
  });
}

function importRoute(endpoints: Endpoints<Caller>, { log, committed }: ConductRoutes): void {
  endpoints.write({
    method: 'POST',
    url: '/api/conduct/import',
    summary: 'File many events at once, all or none: the event schema as JSON, or csv',
    tag,
    right: may('gate.decide'),
    body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 4_000_000 }) }, { additionalProperties: false }),
    response: Type.Object({ imported: Type.Integer() }),
    bodyLimit: 5 * 1024 * 1024,
    committed,
    act: (trx, { caller, now, body }) => importEvents(trx, log, { caller, now }, eventsOf(body.text)),
  });
}

/** Whose filed entries stay out of a list: those of units, but for the unit itself, the gate and the auditor. */
function hiddenFrom({ role, place }: Caller): { readonly but: string | null } | null {
  if (role === 'gatekeeper' || role === 'auditor') return null;
  return { but: role === 'village' || role === 'township' ? place.code : null };
}

async function seen(db: Db | Trx, caller: Caller, id: string) {
  const event = await findEvent(db, caller.county, id);
  if (event === null || !maySee(caller, event, (unit) => isWithin(unit, caller.place.code))) throw new Problem('thing.missing');
  return eventView(caller, event, await namesOf(db, event.units));
}

function findingRoutes(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/conduct/demands/:id',
    summary: 'What the history of its issuer, and of the places it goes to, says of one demand',
    tag,
    right: may('demands.list'),
    params: byId,
    response: demandFindingsSchema,
    run: ({ caller, params, db, now }) =>
      transaction(db, async (trx) => {
        const looked = await lookedAt(trx, caller, params.id);
        const open = caller.role === 'gatekeeper' || caller.role === 'auditor';
        const view = findingsView(await findingsOfDemand(trx, looked, now, open), dateInChina(now));
        return { ...view, kept: await keptFor(trx, caller, params.id) };
      }),
  });

  endpoints.read({
    method: 'POST',
    url: '/api/conduct/check',
    summary: 'The same for a draft that is being written; nothing is stored',
    tag,
    right: may('conduct.look'),
    body: Type.Pick(draftSchema, ['title', 'kind', 'audience', 'deadline', 'expiresAt', 'metadata']),
    response: findingsSchema,
    run: async ({ caller, body, db, now }) => {
      if (caller.organ === null) throw new Problem('right.missing');
      const draft = {
        ...body,
        audience: { ...body.audience, under: body.audience.under.filter((code) => isWithin(code, caller.place.code)) },
      };
      const judged = await findingsOfDemand(
        db,
        { id: null, county: caller.county, number: null, organ: caller.organ, draft, admittedAt: null },
        now,
        false,
      );
      return findingsView(judged, dateInChina(now));
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/conduct/queue',
    summary: 'How much the register shows of each demand that waits at the gate, beyond what was told when it was sent',
    tag,
    right: may('conduct.findings'),
    response: queueSchema,
    run: ({ caller, db, now }) =>
      transaction(db, async (trx) => {
        const items = [];
        for (const id of await waitingAtGate(trx, caller.county, mostWaiting)) {
          const { findings } = await findingsOfDemand(trx, await lookedAt(trx, caller, id), now, true);
          // What was told when it was sent is counted with the demand's other findings.
          const counted = new Set((await keptTold(trx, caller.county, id)).map(({ rule, effect }) => `${rule} ${effect}`));
          const beyond = findings.filter(({ undecided, rule, effect }) => !undecided && !counted.has(`${rule} ${effect}`));
          const count = (effect: string): number => beyond.filter((finding) => finding.effect === effect).length;
          items.push({ id, refuse: count('refuse'), justify: count('justify') });
        }
        return { items };
      }),
  });

  endpoints.read({
    method: 'GET',
    url: '/api/conduct/findings',
    summary: 'What the register of the county shows since the first of January, act by act',
    tag,
    right: may('conduct.findings'),
    response: findingsSchema,
    run: async ({ caller, db, now }) => findingsView(await findingsOfCounty(db, caller.county, now, true), dateInChina(now)),
  });
}

/** What was kept with acts, again by the rules of its day; beside it the rules' own route does the same for texts. */
function replayRoute(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/conduct/replay',
    summary:
      'What the register showed at past acts, again by the rules of its day, a slice a request; only what comes out otherwise is told',
    tag,
    right: may('rules.desk'),
    query: Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 400 })) }),
    response: replaySchema,
    run: async ({ caller, query, db }) => {
      const { seen, found, next } = await inSlices(
        (after, limit) => historyPages(db, caller.county, after, limit),
        decodeCursor(query.cursor, ['id', 'count']),
        (kept) => replayHistory(db, caller.county, kept),
      );
      const total = await countHistory(db, caller.county);
      return { total, seen, same: seen - found.length, found, next: next === null ? null : encodeCursor(next) };
    },
  });
}

/** A queue that is longer is read from its newest end; each case tells its own history when it is opened. */
const mostWaiting = 40;

/** Its organ looks at what it writes, the gate and the auditor at what was sent, everybody else at the terms. */
async function lookedAt(trx: Trx, caller: Caller, id: string): Promise<Looked> {
  const demand = await findDemand(trx, caller.county, id);
  if (demand === null || !(await mayTouch(trx, caller, 'terms.read', demand))) throw new Problem('thing.missing');
  const { county, number, organ, organ_name: name, admitted_at: admittedAt } = demand;
  const about = { county, id, number, organ: { id: organ, name }, admittedAt };
  if (!(await mayTouch(trx, caller, 'draft.read', demand))) {
    const [asked] = await askedById(trx, county, [id]);
    if (asked === undefined) throw new Problem('thing.missing');
    return { ...about, draft: { ...asked.terms, metadata: asked.metadata } };
  }
  const sent = (await findActs(trx, county, [id])).get(id)?.findLast(({ kind }) => kind === 'submit');
  const writes = await mayTouch(trx, caller, 'draft.write', demand);
  const stored = await findDraft(trx, county, id, writes ? demand.draft_version : (sent?.draftVersion ?? demand.draft_version));
  if (stored === null) throw new Problem('thing.missing');
  return { ...about, draft: stored.draft };
}

function reportRoutes(endpoints: Endpoints<Caller>, { log, committed }: ConductRoutes): void {
  endpoints.read({
    method: 'GET',
    url: '/api/conduct/to-say',
    summary: 'What came to the unit of the sign-in lately, and what may be said of it',
    tag,
    right: may('behaviour.report'),
    response: toSaySchema,
    run: async ({ caller, db, now }) => ({ items: await toSay(db, caller, now) }),
  });

  endpoints.write({
    method: 'POST',
    url: '/api/conduct/reports/:id',
    summary: 'What was done on an occasion, said once by the unit; shown to the organ only among several',
    tag,
    right: may('behaviour.report'),
    params: byId,
    body: reportSchema,
    response: Type.Null(),
    status: 204,
    committed,
    act: async (trx, { caller, now, params, body }) => {
      await reportBehaviours(trx, log, { caller, now }, params.id, body.behaviours);
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/conduct/heard',
    summary: 'What receivers said: counts for the relief office; for an organ only where several units spoke',
    tag,
    right: may('conduct.heard'),
    response: heardSchema,
    run: ({ caller, db, now }) => heardBy(db, caller, now),
  });
}
