import { Type } from 'typebox';
import { isMoment, timeInChina } from '../../base/time.ts';
import { check, masked } from '../../engines/facts/index.ts';
import { Problem } from '../../problem.ts';
import type { Db } from '../../platform/db/index.ts';
import { decodeCursor, pageOf, pageQuery, pageSchema, type Endpoints } from '../../platform/http/index.ts';
import { dictionaryOf } from '../elements/index.ts';
import { may, type Caller } from '../people/index.ts';
import { findUnit } from '../units/index.ts';
import { challenge, reply } from './acts/challenge.ts';
import { decideMatch, matchesOf, undoMatch } from './acts/match.ts';
import { owns, reachOf } from './ground.ts';
import { countedOf, saidOtherwise, valuesAsOf } from './held.ts';
import type { LedgerRecord } from './ledger.ts';
import { noteReading, shownValues, viewOf } from './reading.ts';
import { known, type LedgerRoutes } from './records-api.ts';
import { registerOf, registers, titleOf, type Register } from './registers.ts';
import { asking, closed, day, doubtSchema, elementKey, held, id, moment, orNull, registerKey } from './schemas.ts';
import { listChallenges } from './store/challenges.ts';
import { listReads } from './store/reads.ts';
import { standingOf } from './store/matches.ts';
import { findRecord, listRecords } from './store/records.ts';

const tag = 'ledger';
const words = Type.String({ minLength: 1, maxLength: 500 });
const challengeSchema = Type.Object({
  id: Type.String(), record: Type.String(), register: Type.String(), unit: Type.String(), unitName: Type.String(), element: Type.String(), zh: Type.String(), value: held, reason: Type.String(), by: Type.String(),
  organ: orNull(Type.String()), at: Type.String(), mine: Type.Boolean(),
  reply: orNull(Type.Object({ outcome: Type.Enum(['kept', 'corrected']), reply: Type.String(), by: Type.String(), at: Type.String() })),
}); // prettier-ignore
const readSchema = Type.Object({
  id: Type.String(), at: Type.String(), by: Type.String(), title: Type.String(), organ: orNull(Type.String()), unit: Type.String(), register: Type.String(), records: Type.Integer(), elements: Type.Array(Type.String()),
  unmasked: Type.Boolean(), how: Type.String(), ground: Type.Enum(['own', 'demand']), demand: orNull(Type.String()),
}); // prettier-ignore
const decidedSchema = Type.Object({
  one: Type.String(), other: Type.String(), titles: Type.Array(Type.String(), { minItems: 2, maxItems: 2 }), decision: Type.Enum(['same', 'different']), reason: Type.String(), by: Type.String(), at: Type.String(),
}); // prettier-ignore
const sideSchema = Type.Object({ id: Type.String(), title: Type.String(), values: Type.Record(Type.String(), held) });

export function questionRoutes(endpoints: Endpoints<Caller>, routes: LedgerRoutes): void {
  readsRoute(endpoints);
  statisticsRoute(endpoints, routes);
  doubtsRoute(endpoints);
  challengeRoutes(endpoints, routes);
  matchRoutes(endpoints, routes);
}

function readsRoute(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/ledger/reads',
    summary: 'Who read the personal facts of the own unit, when, on what ground',
    tag,
    right: may('ledger.reads'),
    query: Type.Object(pageQuery),
    response: pageSchema(readSchema),
    run: async ({ caller, query, db }) => {
      const limit = query.limit ?? 50;
      const after = decodeCursor(query.cursor, ['id'])?.[0] ?? null;
      const rows = await listReads(db, caller.county, { under: reachOf(caller), after, limit: limit + 1 });
      const page = pageOf(rows, limit, (row) => [row.id]);
      const items = page.items.map((row) => ({
        id: row.id, at: timeInChina(row.at), by: row.byName, title: row.byTitle, organ: row.organ, unit: row.unit, register: row.register, records: row.records, elements: [...row.elements], unmasked: row.unmasked, how: row.how,
        ground: row.ground, demand: row.demand,
      })); // prettier-ignore
      return { items, next: page.next };
    },
  });
}

function statisticsRoute(endpoints: Endpoints<Caller>, { groundOfDemand }: LedgerRoutes): void {
  endpoints.read({
    method: 'GET',
    url: '/api/ledger/statistics',
    summary:
      'Statistics of one unit on a day (时点), counted from its registers by the dictionary’s definitions; as it was known at a moment, where asked',
    tag,
    right: may('ledger.read'),
    query: Type.Object({ ...asking, on: Type.Optional(day), knownAt: Type.Optional(moment) }),
    response: Type.Object({
      unit: Type.String(),
      on: Type.String(),
      items: Type.Array(
        Type.Object({
          element: Type.String(),
          zh: Type.String(),
          value: Type.Number(),
          how: Type.String(),
          undecided: Type.Integer(),
          held: orNull(held),
        }),
      ),
    }),
    run: async ({ caller, query, db, now }) => {
      // A figure names nobody: it needs no ground, only the reach, as the roll-up of a demand does.
      const view = await viewOf(db, groundOfDemand, { caller, now }, { register: 'units', unit: query.unit ?? caller.place.code });
      const on = query.on ?? timeInChina(now).slice(0, 10);
      if (query.knownAt !== undefined && !isMoment(query.knownAt))
        throw new Problem('input.invalid', { fields: [{ path: '/knownAt', detail: '不是一个时刻 is not a moment' }] });
      const asOf = { on, knownAt: query.knownAt === undefined ? null : new Date(query.knownAt) };
      const where = { county: caller.county, unit: view.unit, dictionary: view.dictionary };
      const items = await countedOf(db, where, asOf);
      const [unit] = await valuesAsOf(db, where, 'unit', asOf);
      return {
        unit: view.unit,
        on,
        items: items.map(({ element, value, how, undecided }) => ({
          element,
          value,
          how,
          undecided,
          zh: view.dictionary.find(element)?.zh ?? element,
          held: unit?.[element] ?? null,
        })),
      };
    },
  });
}

function doubtsRoute(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/ledger/doubts',
    summary: 'What does not hang together in the own unit’s registers: a quiet list, no score',
    tag,
    right: may('ledger.write'),
    response: Type.Object({
      items: Type.Array(
        Type.Object({ register: Type.String(), record: Type.String(), title: Type.String(), doubts: Type.Array(doubtSchema) }),
      ),
      more: Type.Boolean(),
    }),
    run: async ({ caller, db, now }) => {
      const dictionary = await dictionaryOf(db, caller.county);
      const on = timeInChina(now).slice(0, 10);
      const items = [];
      for (const register of registers.filter(({ partial }) => !partial)) {
        const records = await listRecords(db, {
          county: caller.county,
          kind: register.kind,
          under: caller.place.code,
          exact: true,
          holding: null,
          find: null,
          after: null,
          limit: 20_000,
        });
        for (const { id: record, values } of records) {
          const doubts = check(dictionary, values, on);
          if (doubts.length > 0) items.push({ register: register.key, record, title: titleOf(register, values), doubts });
        }
      }
      const said = await saidOtherwise(db, { county: caller.county, unit: caller.place.code, dictionary }, on);
      if (said !== null) items.unshift(said);
      return { items: items.slice(0, 200), more: items.length > 200 };
    },
  });
}

function challengeRoutes(endpoints: Endpoints<Caller>, { groundOfDemand, committed }: LedgerRoutes): void {
  endpoints.write({
    method: 'POST',
    url: '/api/ledger/registers/:register/records/:id/challenges',
    summary: 'Doubt a value, with a reason; only its owner can change it',
    tag,
    right: may('ledger.challenge'),
    params: Type.Object({ register: registerKey, id }),
    body: Type.Object({ unit: asking.unit, demand: asking.demand, element: elementKey, reason: words }, closed),
    response: Type.Object({ id: Type.String() }),
    status: 201,
    committed,
    act: async (trx, { caller, now, params, body }) => {
      const view = await viewOf(trx, groundOfDemand, { caller, now }, { register: params.register, unit: body.unit, demand: body.demand });
      return { id: await challenge(trx, { caller, now }, view, { record: params.id, element: body.element, reason: body.reason }) };
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/ledger/challenges',
    summary: 'Doubts about values of the own unit, or those that one raised',
    tag,
    right: may('ledger.read'),
    response: Type.Object({ items: Type.Array(challengeSchema) }),
    run: async ({ caller, db }) => {
      const field = caller.role === 'village' || caller.role === 'township';
      const own = field ? await listChallenges(db, caller.county, { under: caller.place.code, limit: 200 }) : [];
      const raised = await listChallenges(db, caller.county, { person: caller.person, limit: 200 });
      const all = new Map([...own.filter(({ unit }) => unit === caller.place.code), ...raised].map((one) => [one.id, one]));
      const dictionary = await dictionaryOf(db, caller.county);
      const names = new Map<string, string>();
      for (const { unit } of all.values()) if (!names.has(unit)) names.set(unit, (await findUnit(db, unit))?.name ?? unit);
      return {
        items: [...all.values()].map((one) => {
          const element = dictionary.find(one.element);
          return {
            id: one.id, record: one.subject, register: one.register, unit: one.unit, unitName: names.get(one.unit) ?? one.unit, element: one.element, zh: element?.zh ?? one.element,
            value: element === null ? one.value : masked(element, one.value), reason: one.reason, by: one.byName, organ: one.organ, at: timeInChina(one.at), mine: owns(caller, one.unit),
            reply: one.reply === null ? null : { outcome: one.reply.outcome, reply: one.reply.reply, by: one.reply.byName, at: timeInChina(one.reply.at) },
          }; // prettier-ignore
        }),
      };
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/ledger/challenges/:id/reply',
    summary: 'Answer a doubt about one’s own value: it stays, with why, or it was corrected',
    tag,
    right: may('ledger.write'),
    params: Type.Object({ id }),
    body: Type.Object({ outcome: Type.Enum(['kept', 'corrected']), reply: words }, closed),
    response: Type.Null(),
    status: 204,
    committed,
    act: (trx, { caller, now, params, body }) => reply(trx, { caller, now }, params.id, { outcome: body.outcome, words: body.reply }),
  });
}

/** What was said of pairs of the own register, to be taken back where it was wrong. */
async function decidedIn(db: Db, { county, place }: Caller, register: Register) {
  const standing = await standingOf(db, county, { kind: register.kind, unit: place.code, limit: 100 });
  const titles = new Map<string, string>();
  for (const id of new Set(standing.flatMap(({ low, high }) => [low, high])))
    titles.set(id, titleOf(register, (await findRecord(db, county, id))?.values ?? {}));
  return standing.flatMap(({ low, high, decision, reason, byName, at }) =>
    decision === 'undone'
      ? []
      : [{ one: low, other: high, titles: [titles.get(low) ?? '', titles.get(high) ?? ''] as [string, string], decision, reason, by: byName, at: timeInChina(at) }],
  ); // prettier-ignore
}

function matchRoutes(endpoints: Endpoints<Caller>, { desk, committed, groundOfDemand }: LedgerRoutes): void {
  const decided = Type.Object(
    { register: registerKey, keep: id, other: id, decision: Type.Enum(['same', 'different']), reason: words },
    closed,
  );
  endpoints.read({
    method: 'GET',
    url: '/api/ledger/matches',
    summary: 'Records of an own register that look like one, with why; a person decides',
    tag,
    right: may('ledger.write'),
    query: Type.Object({ register: registerKey }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          score: Type.Number(),
          reasons: Type.Array(Type.Object({ says: Type.String(), bits: Type.Number() })),
          a: sideSchema,
          b: sideSchema,
        }),
      ),
      decided: Type.Array(decidedSchema),
    }),
    run: async ({ caller, query, db, now }) => {
      const register = registerOf(query.register);
      if (register === null || !['person', 'household', 'site'].includes(register.kind)) throw new Problem('thing.missing');
      const view = await viewOf(db, groundOfDemand, { caller, now }, { register: register.key, unit: caller.place.code });
      const { pairs, records } = await matchesOf(db, caller.county, caller.place.code, register);
      const some = pairs.slice(0, 50);
      const side = (record: LedgerRecord | undefined) => ({
        id: record?.id ?? '',
        title: titleOf(register, record?.values ?? {}),
        values: shownValues(view, record?.values ?? {}),
      });
      await noteReading(db, { caller, now, view, how: 'matches', subjects: [...new Set(some.flatMap(({ a, b }) => [a, b]))] });
      return {
        items: some.map(({ a, b, score, reasons }) => ({ score, reasons: [...reasons], a: side(records.get(a)), b: side(records.get(b)) })),
        decided: await decidedIn(db, caller, register),
      };
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/ledger/matches',
    summary: 'Say whether two own records are one; joining can be taken back',
    tag,
    right: may('ledger.write'),
    body: decided,
    response: Type.Null(),
    status: 204,
    committed,
    act: (trx, { caller, now, body }) =>
      decideMatch(trx, desk, { caller, now }, known(body.register), { ...body, decision: body.decision }),
  });

  endpoints.write({
    method: 'POST',
    url: '/api/ledger/matches/undo',
    summary: 'Take back what was said of two records',
    tag,
    right: may('ledger.write'),
    body: Type.Object({ register: registerKey, one: id, other: id, reason: words }, closed),
    response: Type.Null(),
    status: 204,
    committed,
    act: (trx, { caller, now, body }) => undoMatch(trx, desk, { caller, now }, known(body.register), body),
  });
}
