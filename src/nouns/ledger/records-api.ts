import { Type } from 'typebox';
import { isMoment, timeInChina } from '../../base/time.ts';
import { check, derive, fold, historyOf } from '../../engines/facts/index.ts';
import { Problem } from '../../problem.ts';
import { decodeCursor, pageOf, pageQuery, pageSchema, type Endpoints } from '../../platform/http/index.ts';
import { dictionaryOf } from '../elements/index.ts';
import { may, type Caller } from '../people/index.ts';
import { writeFacts } from './acts/record.ts';
import { owns, reachOf } from './ground.ts';
import type { Desk } from './ledger.ts';
import { presentColumn, presentFact, presentRecord, presentRegister, rowOf } from './present.ts';
import { inView, noteReading, shownValues, viewOf, type GroundOfDemand } from './reading.ts';
import { columnsOf, holdingOf, registerOf, registers } from './registers.ts';
import {
  asking,
  closed,
  columnSchema,
  day,
  doubtSchema,
  elementKey,
  factSchema,
  held,
  id,
  moment,
  orNull,
  recordSchema,
  registerKey,
  registerSchema,
  sent,
  version,
} from './schemas.ts';
import { actsOf, countRecords, entriesOf, findRecord, listRecords } from './store/records.ts';

export interface LedgerRoutes {
  readonly desk: Desk;
  readonly committed: () => void;
  readonly groundOfDemand: GroundOfDemand;
}

const tag = 'ledger';
const ofRegister = Type.Object({ register: registerKey });
const ofRecord = Type.Object({ register: registerKey, id });
const writing = {
  validFrom: Type.Optional(orNull(day)),
  values: Type.Record(Type.String({ maxLength: 120 }), sent, { maxProperties: 300 }),
  reason: Type.Optional(orNull(Type.String({ maxLength: 500 }))),
};

const written = Type.Object({ id: Type.String(), version, doubts: Type.Array(doubtSchema) });

export function recordRoutes(endpoints: Endpoints<Caller>, { desk, committed, groundOfDemand }: LedgerRoutes): void {
  readRegisters(endpoints);
  readRecords(endpoints, groundOfDemand);
  readHistory(endpoints, groundOfDemand);

  endpoints.write({
    method: 'POST',
    url: '/api/ledger/registers/:register/records',
    summary: 'Record a new one in a register of the own unit',
    tag,
    right: may('ledger.write'),
    params: ofRegister,
    body: Type.Object(writing, closed),
    response: written,
    status: 201,
    committed,
    act: (trx, { caller, now, params, body }) => {
      const { validFrom = null, reason = null, values } = body;
      return writeFacts(trx, desk, { caller, now }, known(params.register), { id: null, validFrom, reason, values });
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/ledger/registers/:register/records/:id',
    summary: 'Record values of one’s own record, or that it left the register; what stood there stays in its history',
    tag,
    right: may('ledger.write'),
    params: ofRecord,
    body: Type.Object({ ...writing, ended: Type.Optional(day), seen: Type.Optional(version) }, closed),
    response: written,
    committed,
    act: (trx, { caller, now, params, body }) => {
      const { validFrom = null, reason = null, values, ended, seen } = body;
      return writeFacts(trx, desk, { caller, now }, known(params.register), { id: params.id, validFrom, reason, values, ended, seen });
    },
  });
}

/** A register that there is. @throws Problem thing.missing */
export function known(key: string) {
  const register = registerOf(key);
  if (register === null) throw new Problem('thing.missing');
  return register;
}

function readRegisters(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/ledger/registers',
    summary: 'The registers, and how many records the own unit (or the units below) hold in each',
    tag,
    right: may('ledger.read'),
    response: Type.Object({
      unit: Type.String(),
      items: Type.Array(
        Type.Object({
          ...registerSchema.properties,
          mine: Type.Boolean(),
          records: Type.Integer(),
          latest: orNull(Type.String()),
          columns: Type.Array(columnSchema),
        }),
      ),
    }),
    run: async ({ caller, db }) => {
      const unit = reachOf(caller);
      const counts = new Map((await countRecords(db, caller.county, unit)).map((count) => [count.kind, count]));
      const dictionary = await dictionaryOf(db, caller.county);
      const items = registers.map((register) => {
        // A view of some records of a kind is not counted apart: it would be a scan for a figure nobody needs.
        const count = register.partial ? undefined : counts.get(register.kind);
        const latest = count?.latest ?? null;
        return {
          ...presentRegister(register),
          mine: owns(caller, unit),
          records: count?.records ?? 0,
          latest: latest === null ? null : timeInChina(latest),
          columns: columnsOf(register, dictionary).map(presentColumn),
        };
      });
      return { unit, items };
    },
  });
}

function readRecords(endpoints: Endpoints<Caller>, groundOfDemand: GroundOfDemand): void {
  endpoints.read({
    method: 'GET',
    url: '/api/ledger/registers/:register/records',
    summary: 'A page of a register; personal facts on a ground only, masked unless asked for in full, and every reading is logged',
    tag,
    right: may('ledger.read'),
    params: ofRegister,
    query: Type.Object({ ...asking, ...pageQuery, q: Type.Optional(Type.String({ maxLength: 40 })) }),
    response: Type.Object({
      ...pageSchema(recordSchema).properties,
      unit: Type.String(),
      ground: orNull(Type.Enum(['own', 'demand'])),
      columns: Type.Array(columnSchema),
    }),
    run: async ({ caller, params, query, db, now }) => {
      const view = await viewOf(db, groundOfDemand, { caller, now }, { ...query, register: params.register });
      const limit = query.limit ?? 50;
      const text = (query.q ?? '').trim();
      const [unit, after] = decodeCursor(query.cursor, ['code', 'id']) ?? [];
      const rows = await listRecords(db, {
        county: caller.county,
        kind: view.register.kind,
        under: view.unit,
        exact: view.exact,
        holding: holdingOf(view.register, view.dictionary),
        // Only what is shown is searched: a search for digits must not tell what the mask hides.
        find:
          text === ''
            ? null
            : {
                text,
                elements: view.columns
                  .filter(({ type, sensitive }) => ['text', 'name', 'code', 'address'].includes(type) && sensitive !== 'sensitive')
                  .map(({ key }) => key),
              },
        after: unit === undefined || after === undefined ? null : [unit, after],
        limit: limit + 1,
      });
      const page = pageOf(rows, limit, (row) => [row.unit, row.id]);
      await noteReading(db, { caller, now, view, how: 'list', subjects: page.items.map((record) => record.id) });
      return {
        items: page.items.map((record) => presentRecord(view, record)),
        next: page.next,
        unit: view.unit,
        ground: view.ground?.kind ?? null,
        columns: view.columns.map(presentColumn),
      };
    },
  });
}

function readHistory(endpoints: Endpoints<Caller>, groundOfDemand: GroundOfDemand): void {
  endpoints.read({
    method: 'GET',
    url: '/api/ledger/registers/:register/records/:id',
    summary: 'One record, each value with its source; as it was known at a moment (knownAt) for a day (on), where asked',
    tag,
    right: may('ledger.read'),
    params: ofRecord,
    query: Type.Object({ ...asking, knownAt: Type.Optional(moment), on: Type.Optional(day) }),
    response: Type.Object({
      ...recordSchema.properties,
      mine: Type.Boolean(),
      ended: Type.Boolean(),
      facts: Type.Array(factSchema),
      derived: Type.Array(Type.Object({ element: Type.String(), zh: Type.String(), value: held, from: Type.String() })),
      doubts: Type.Array(doubtSchema),
    }),
    run: async ({ caller, params, query, db, now }) => {
      const view = await viewOf(db, groundOfDemand, { caller, now }, { ...query, register: params.register });
      const record = await findRecord(db, caller.county, params.id);
      if (!inView(view, record)) throw new Problem('thing.missing');
      const entries = (await entriesOf(db, caller.county, [record.id])).get(record.id) ?? [];
      if (query.knownAt !== undefined && !isMoment(query.knownAt))
        throw new Problem('input.invalid', { fields: [{ path: '/knownAt', detail: '不是一个时刻 is not a moment' }] });
      const yearly = (key: string): boolean => view.dictionary.find(key)?.period === 'year';
      const facts = fold(entries, { knownAt: query.knownAt === undefined ? null : new Date(query.knownAt), on: query.on ?? null, yearly });
      const acts = await actsOf(
        db,
        caller.county,
        [...facts.values()].map(({ act }) => act),
      );
      await noteReading(db, { caller, now, view, how: 'record', subjects: [record.id] });
      const values = Object.fromEntries([...facts].map(([key, { value }]) => [key, value]));
      const today = timeInChina(now).slice(0, 10);
      const seen = new Set(view.columns.map(({ key }) => key));
      const derived = derive(view.dictionary.all, values, query.on ?? today);
      return {
        ...presentRecord(view, { ...record, values }),
        mine: owns(caller, record.unit),
        ended: !record.live,
        facts: view.columns.flatMap((element) => {
          const fact = facts.get(element.key);
          return fact === undefined ? [] : [presentFact(view, element, fact, acts.get(fact.act) ?? null, rowOf(entries, fact.nth))];
        }),
        derived: view.columns.flatMap((element) => {
          const found = derived.get(element.key);
          return found === undefined
            ? []
            : [
                {
                  element: element.key,
                  zh: element.zh,
                  value: shownValues({ columns: [element], unmask: view.unmask }, { [element.key]: found.value })[element.key] ?? null,
                  from: found.from,
                },
              ];
        }),
        doubts: check(view.dictionary, values, query.on ?? today).filter(({ elements }) => elements.every((key) => seen.has(key))),
      };
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/ledger/registers/:register/records/:id/history',
    summary: 'Every value that one element of a record ever had: who, when, out of what',
    tag,
    right: may('ledger.read'),
    params: ofRecord,
    query: Type.Object({ ...asking, element: elementKey }),
    response: Type.Object({ items: Type.Array(factSchema) }),
    run: async ({ caller, params, query, db, now }) => {
      const view = await viewOf(db, groundOfDemand, { caller, now }, { ...query, register: params.register });
      const element = view.columns.find(({ key }) => key === query.element);
      const record = await findRecord(db, caller.county, params.id);
      if (element === undefined || !inView(view, record)) throw new Problem('thing.missing');
      const entries = (await entriesOf(db, caller.county, [record.id])).get(record.id) ?? [];
      const facts = historyOf(entries, element.key);
      const acts = await actsOf(
        db,
        caller.county,
        facts.map(({ act }) => act),
      );
      await noteReading(db, { caller, now, view, how: 'history', subjects: [record.id], elements: [element.key] });
      return { items: facts.map((fact) => presentFact(view, element, fact, acts.get(fact.act) ?? null, rowOf(entries, fact.nth))) };
    },
  });
}
