import { Type } from 'typebox';
import { uuidPattern } from '../../base/id.ts';
import { dateInChina, timeInChina } from '../../base/time.ts';
import { Problem } from '../../problem.ts';
import { transaction } from '../../platform/db/index.ts';
import { decodeCursor, pageOf, pageQuery, pageSchema, type Endpoints } from '../../platform/http/index.ts';
import { may, type Caller } from '../people/index.ts';
import { mayTouch, type Actor, type Desk } from './acts/desk.ts';
import { discard, openDemand, redraft, submit, withdraw } from './acts/drafting.ts';
import { confirm, decide } from './acts/gate.ts';
import {
  confirmSchema,
  decideSchema,
  demandDetailSchema,
  demandRowSchema,
  draftSchema,
  reasonBodySchema,
  stateSchema,
  submitSchema,
} from './demand-schemas.ts';

import { detailOf, includes, rowOf } from './present.ts';
import { listDemands, listKept, listToday, type DemandQuery, type TodayRow } from './store/lists.ts';
import { findActs, findDemand } from './store/records.ts';
import type { Trx } from '../../platform/db/index.ts';

const byId = Type.Object({ id: Type.String({ pattern: uuidPattern }) });
const tag = 'demands';
const bodyLimit = 4 * 1024 * 1024;

export interface DemandRoutes {
  readonly desk: Desk;
  /** Wakes the sequencer after a commit that entered a leaf. */
  readonly committed: () => void;
}

export function demandRoutes(endpoints: Endpoints<Caller>, { desk, committed }: DemandRoutes): void {
  endpoints.read({
    method: 'GET',
    url: '/api/demands',
    summary: 'Demands that the caller may see, latest change first',
    tag,
    right: may('demands.list'),
    query: Type.Object({ ...pageQuery, state: Type.Optional(stateSchema) }),
    response: pageSchema(demandRowSchema),
    run: async ({ caller, query, db, now }) => {
      const limit = query.limit ?? 50;
      const states = query.state === undefined ? null : [query.state];
      const rows = await listDemands(db, {
        ...seenBy(caller),
        states,
        after: decodeCursor(query.cursor, ['time', 'id']),
        limit: limit + 1,
      });
      const page = pageOf(rows, limit, (row) => [row.updated_at.toISOString(), row.id]);
      return { items: page.items.map((row) => rowOf(row, now)), next: page.next };
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/demands/:id',
    summary: 'One demand',
    tag,
    right: may('demands.list'),
    params: byId,
    response: demandDetailSchema,
    run: ({ caller, params, db, now }) => transaction(db, (trx) => detail(trx, desk, { caller, now }, params.id)),
  });

  endpoints.write({
    method: 'POST',
    url: '/api/demands',
    summary: 'Open a demand with its first draft',
    tag,
    right: may('demand.draft'),
    body: draftSchema,
    response: demandDetailSchema,
    status: 201,
    bodyLimit,
    act: async (trx, { caller, now, body }) => {
      const { id } = await openDemand(trx, { caller, now }, body);
      return detail(trx, desk, { caller, now }, id);
    },
  });

  endpoints.write({
    method: 'PUT',
    url: '/api/demands/:id/draft',
    summary: 'Save a new version of the draft',
    tag,
    right: may('demand.draft'),
    params: byId,
    body: draftSchema,
    response: demandDetailSchema,
    bodyLimit,
    act: async (trx, { caller, now, params, body }) => {
      await redraft(trx, { caller, now }, params.id, body);
      return detail(trx, desk, { caller, now }, params.id);
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/demands/:id/submit',
    summary: 'Send to the gate, with one reason for each finding that needs one',
    tag,
    right: may('demand.draft'),
    params: byId,
    body: submitSchema,
    response: demandDetailSchema,
    act: async (trx, { caller, now, params, body }) => {
      await submit(trx, desk, { caller, now }, params.id, body.reasons);
      return detail(trx, desk, { caller, now }, params.id);
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/demands/:id/decide',
    summary: 'Admit, propose to admit, return, refuse, or ask for reasons',
    tag,
    right: may('gate.decide'),
    params: byId,
    body: decideSchema,
    response: demandDetailSchema,
    committed,
    act: async (trx, { caller, now, params, body }) => {
      await decide(trx, desk, { caller, now }, params.id, body);
      return detail(trx, desk, { caller, now }, params.id);
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/demands/:id/confirm',
    summary: 'Second gatekeeper: admit despite a refusing finding',
    tag,
    right: may('gate.decide'),
    params: byId,
    body: confirmSchema,
    response: demandDetailSchema,
    committed,
    act: async (trx, { caller, now, params, body }) => {
      await confirm(trx, desk, { caller, now }, params.id, body);
      return detail(trx, desk, { caller, now }, params.id);
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/demands/:id/withdraw',
    summary: 'Take a demand back',
    tag,
    right: may('demand.draft'),
    params: byId,
    body: reasonBodySchema,
    response: demandDetailSchema,
    committed,
    act: async (trx, { caller, now, params, body }) => {
      await withdraw(trx, desk, { caller, now }, params.id, body.reason);
      return detail(trx, desk, { caller, now }, params.id);
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/demands/:id/discard',
    summary: 'Give up a revision: the terms in force stay',
    tag,
    right: may('demand.draft'),
    params: byId,
    response: demandDetailSchema,
    committed,
    act: async (trx, { caller, now, params }) => {
      await discard(trx, { caller, now }, params.id);
      return detail(trx, desk, { caller, now }, params.id);
    },
  });

  todayRoute(endpoints);
}

async function detail(trx: Trx, { register }: Desk, { caller, now }: Actor, id: string) {
  const demand = await findDemand(trx, caller.county, id);
  if (demand === null || !(await mayTouch(trx, caller, 'terms.read', demand))) throw new Problem('thing.missing');
  return detailOf(trx, register, caller, demand, now);
}

/** The part of the list that a role sees at all; the same as `allows(…, 'terms.read')`, told to the database. */
function seenBy({ county, role, organ, place }: Caller): Omit<DemandQuery, 'states' | 'after' | 'limit'> {
  const all = { county, organ: null, submitted: false, admitted: false, addressed: null };
  switch (role) {
    case 'department':
      return { ...all, organ: organ?.id ?? '00000000-0000-0000-0000-000000000000' };
    case 'gatekeeper':
    case 'auditor':
      return { ...all, submitted: true };
    case 'inspector':
      return { ...all, admitted: true };
    case 'village':
    case 'township':
    case 'operator':
    case 'security':
      return { ...all, admitted: true, addressed: place.code };
  }
}

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

const todaySchema = Type.Object({
  date: Type.String(),
  now: Type.String(),
  unit: Type.Object({ code: Type.String(), name: Type.String() }),
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      number: Type.String(),
      title: Type.String(),
      organ: Type.Object({ id: Type.String(), name: Type.String() }),
      purpose: Type.String(),
      kind: Type.String(),
      deadline: Type.String(),
      expiresAt: Type.String(),
      version: Type.Integer(),
      fields: Type.Integer(),
      minutes: Type.Object({ low: Type.Number(), high: Type.Number() }),
      answered: orNull(
        Type.Object({
          at: Type.String(),
          late: Type.Boolean(),
          receipt: Type.String(),
          version: Type.Integer(),
          superseded: Type.Boolean(),
        }),
      ),
    }),
  ),
  kept: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      organ: Type.Object({ id: Type.String(), name: Type.String() }),
      decision: Type.String(),
      reason: Type.String(),
      at: Type.String(),
      minutesPerUnit: Type.Number(),
    }),
  ),
});

const week = 7 * 86_400_000;

function todayRoute(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/today',
    summary: 'What is in force for the unit of the sign-in, and what the gate kept away this week',
    tag,
    right: may('today.read'),
    response: todaySchema,
    run: async ({ caller, db, now }) => {
      const items = await listToday(db, caller.county, caller.place.code, now);
      const since = new Date(now.getTime() - week);
      const kept = (await listKept(db, caller.county, since)).filter((demand) => includes(demand.audience, caller.place.code)).slice(0, 20);
      const acts = await findActs(
        db,
        caller.county,
        kept.map((demand) => demand.id),
      );
      return {
        date: dateInChina(now),
        now: timeInChina(now),
        unit: { code: caller.place.code, name: caller.place.name },
        items: items.map(todayItem),
        kept: kept.map((demand) => ({
          id: demand.id,
          title: demand.title,
          organ: { id: demand.organ, name: demand.organ_name },
          decision: demand.state,
          reason: acts.get(demand.id)?.at(-1)?.reason ?? '',
          at: timeInChina(demand.updated_at),
          minutesPerUnit: (demand.minutes_low + demand.minutes_high) / 2,
        })),
      };
    },
  });
}

function todayItem(row: TodayRow) {
  const answered =
    row.answer === null
      ? null
      : {
          at: timeInChina(row.answer.at),
          late: row.answer.late,
          receipt: row.answer.leaf,
          version: row.answer.version,
          superseded: row.answer.version !== row.version,
        };
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    organ: { id: row.organId, name: row.organName },
    purpose: row.purpose,
    kind: row.kind,
    deadline: timeInChina(row.deadline),
    expiresAt: timeInChina(row.expiresAt),
    version: row.version,
    fields: row.fields,
    minutes: { low: row.low, high: row.high },
    answered,
  };
}
