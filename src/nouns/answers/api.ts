import { Type } from 'typebox';
import { uuidPattern } from '../../base/id.ts';
import { timeInChina } from '../../base/time.ts';
import { Problem } from '../../problem.ts';
import type { Db } from '../../platform/db/index.ts';
import { decodeCursor, pageOf, pageQuery, pageSchema, type Endpoints } from '../../platform/http/index.ts';
import { labelOf } from '../../engines/tlog/index.ts';
import { fieldSchema, findTermsVersions, rosterSchema } from '../demands/index.ts';
import { receiptFile, receiptIndexes, receiptStatus, type LogKeys } from '../log/index.ts';
import { coversPlace, may, visibleBelow, type Caller } from '../people/index.ts';
import { findUnit } from '../units/index.ts';
import { sendAnswer } from './acts.ts';
import { standing } from './answer.ts';
import { filledRoutes } from './filled-api.ts';
import { prefill } from './prefill.ts';
import { rollUp } from './rollup.ts';
import { rosterRoutes } from './rosters-api.ts';
import { findAnswerByLeaf, lastAnswer, listAnswers } from './store.ts';
import { visible } from './visible.ts';

const tag = 'answers';
const ofDemand = Type.Object({ demandId: Type.String({ pattern: uuidPattern }) });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const stateSchema = Type.Object({ is: Type.Enum(['notApplicable', 'unknown']) }, { additionalProperties: false });
const valueSchema = Type.Union([Type.Number(), Type.String({ maxLength: 20_000 }), Type.Boolean(), stateSchema, Type.Null()]);
const valuesSchema = Type.Record(Type.String(), valueSchema, { maxProperties: 1000 });
const organSchema = Type.Object({ id: Type.String(), name: Type.String() });

const heldSchema = Type.Object({
  key: Type.String(),
  value: Type.Union([Type.Number(), Type.String(), Type.Boolean(), stateSchema]),
  sure: Type.Boolean({ description: 'Fills the answer; else it is only told beside the question' }),
  validFrom: Type.String(),
  recordedAt: orNull(Type.String()),
  by: orNull(Type.String()),
  file: orNull(Type.String()),
  demand: orNull(Type.String({ description: 'Title of the demand whose answer it was' })),
  how: orNull(Type.String({ description: 'How it was counted from registers' })),
});

const formSchema = Type.Object({
  demand: Type.Object({
    id: Type.String(),
    number: Type.String(),
    title: Type.String(),
    organ: organSchema,
    purpose: Type.String(),
    basis: Type.String(),
    deadline: Type.String(),
    expiresAt: Type.String(),
    version: Type.Integer(),
    state: Type.Enum(['open', 'late', 'expired', 'withdrawn']),
  }),
  fields: Type.Array(fieldSchema),
  rosters: Type.Array(rosterSchema, { description: 'Taken from the registers of the unit, once it answered' }),
  minutes: Type.Object({ low: Type.Number(), high: Type.Number() }),
  current: orNull(
    Type.Object({
      answer: Type.String(),
      receipt: Type.String(),
      values: valuesSchema,
      at: Type.String(),
      late: Type.Boolean(),
      version: Type.Integer(),
      by: Type.String(),
    }),
  ),
  previous: valuesSchema,
  held: Type.Array(heldSchema),
});

const countsSchema = Type.Record(
  Type.String(),
  Type.Object({
    sum: Type.Number(),
    count: Type.Integer(),
    missing: Type.Integer(),
    notApplicable: Type.Optional(Type.Integer({ description: 'Answers that say that it does not apply; left out where there is none' })),
    unknown: Type.Optional(Type.Integer({ description: 'Answers that say that nobody knows; left out where there is none' })),
  }),
);
const rollupSchema = Type.Object({
  demandId: Type.String(),
  rows: Type.Array(
    Type.Object({ unit: Type.String(), name: Type.String(), asked: Type.Integer(), answered: Type.Integer(), fields: countsSchema }),
  ),
  total: Type.Object({ asked: Type.Integer(), answered: Type.Integer(), fields: countsSchema }),
  missing: Type.Array(Type.Object({ unit: Type.String(), name: Type.String() })),
});

const receiptRowSchema = Type.Object({
  id: Type.String(),
  label: Type.String(),
  demandId: Type.String(),
  title: Type.String(),
  number: Type.String(),
  organ: organSchema,
  unit: Type.Object({ code: Type.String(), name: Type.String() }),
  at: Type.String(),
  late: Type.Boolean(),
  index: orNull(Type.Integer()),
  kind: Type.Literal('answer'),
});

const answerSchema = Type.Object(
  {
    values: valuesSchema,
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    reasons: Type.Optional(
      Type.Record(Type.String(), Type.String({ maxLength: 200 }), {
        maxProperties: 300,
        description: 'Why a value differs from what the ledger held, by field',
      }),
    ),
  },
  { additionalProperties: false },
);

export interface AnswerRoutes {
  readonly log: LogKeys;
  readonly committed: () => void;
}

export function answerRoutes(endpoints: Endpoints<Caller>, { log, committed }: AnswerRoutes): void {
  endpoints.read({
    method: 'GET',
    url: '/api/answers/:demandId',
    summary: 'The form of a demand for the unit of the sign-in, with its last answer',
    tag,
    right: may('answer.send'),
    params: ofDemand,
    response: formSchema,
    run: ({ caller, params, db, now }) => formOf(db, caller, params.demandId, now),
  });

  endpoints.writeInOneStatement({
    method: 'POST',
    url: '/api/answers/:demandId',
    summary: 'Answer the terms in force; a second answer is a correction',
    tag,
    right: may('answer.send'),
    params: ofDemand,
    body: answerSchema,
    response: Type.Object({ answer: Type.String(), receipt: Type.String(), promise: Type.String() }),
    status: 201,
    committed,
    turn: ({ caller, params }) => `${params.demandId} ${caller.place.code}`,
    act: (db, { caller, now, params, body }) => sendAnswer(db, log, { caller, now }, params.demandId, body),
  });

  endpoints.read({
    method: 'GET',
    url: '/api/rollup/:demandId',
    summary: 'Answers so far, by township or by village',
    tag,
    right: may('demands.list'),
    params: ofDemand,
    query: Type.Object({ by: Type.Optional(Type.Enum(['township', 'village'])) }),
    response: rollupSchema,
    run: async ({ caller, params, query, db }) => {
      const { demand, terms } = await visible(db, caller, params.demandId, 'rollup.read');
      const by = query.by === 'village' || caller.place.level === 'township' ? 'village' : 'township';
      return rollUp(
        db,
        demand.county,
        { id: demand.id, version: terms.body.version, level: terms.body.audience.level, fields: terms.body.fields },
        visibleBelow(caller),
        by,
      );
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/receipts',
    summary: 'Receipts of the own unit and the units below, newest first',
    tag,
    right: may('receipts.read'),
    query: Type.Object({
      ...pageQuery,
      year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2200 })),
      q: Type.Optional(Type.String({ maxLength: 80 })),
    }),
    response: pageSchema(receiptRowSchema),
    run: async ({ caller, query, db }) => {
      const limit = query.limit ?? 50;
      const text = query.q === undefined || query.q.trim() === '' ? null : query.q.trim();
      const rows = await listAnswers(db, {
        county: caller.county,
        under: visibleBelow(caller),
        year: query.year ?? null,
        text,
        after: decodeCursor(query.cursor, ['time', 'id']),
        limit: limit + 1,
      });
      const page = pageOf(rows, limit, (row) => [row.at.toISOString(), row.id]);
      const indexes = await receiptIndexes(
        db,
        log,
        page.items.map((row) => row.leaf),
      );
      return {
        items: page.items.map((row) => ({
          id: row.leaf,
          label: labelOf(row.leaf),
          demandId: row.demand,
          title: row.title,
          number: row.number,
          organ: { id: row.organId, name: row.organName },
          unit: { code: row.unit, name: row.unitName },
          at: timeInChina(row.at),
          late: row.late,
          index: indexes.get(row.leaf) ?? null,
          kind: 'answer' as const,
        })),
        next: page.next,
      };
    },
  });

  filledRoutes(endpoints);
  rosterRoutes(endpoints);
  receiptRoutes(endpoints, log);
}

const byReceipt = Type.Object({ id: Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{26}$' }) });

function receiptRoutes(endpoints: Endpoints<Caller>, log: LogKeys): void {
  endpoints.read({
    method: 'GET',
    url: '/api/receipts/:id',
    summary: 'The receipt file, with what the holder chooses to show',
    tag,
    right: may('receipts.read'),
    params: byReceipt,
    query: Type.Object({ values: Type.Optional(Type.Enum(['all', 'none'])) }),
    response: Type.String(),
    produces: 'text/plain',
    run: async ({ caller, params, query, db, reply }) => {
      await held(db, caller, params.id);
      const file = await receiptFile(db, log, params.id, { fields: true, values: query.values === 'none' ? [] : 'all' });
      void reply
        .header('content-disposition', `attachment; filename="${labelOf(params.id)}.receipt.txt"`)
        .header('cache-control', 'no-store')
        .type('text/plain; charset=utf-8')
        .serializer(String);
      return file;
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/receipts/:id/status',
    summary: 'Is it in the log yet, and what does it prove?',
    tag,
    right: may('receipts.read'),
    params: byReceipt,
    response: Type.Object({
      id: Type.String(),
      label: Type.String(),
      index: orNull(Type.Integer()),
      size: orNull(Type.Integer()),
      witnessed: Type.Boolean(),
      at: Type.String(),
      late: Type.Boolean(),
      unit: Type.Object({ code: Type.String(), name: Type.String() }),
      fields: Type.Integer(),
      demand: Type.Object({
        id: Type.String(),
        number: Type.String(),
        title: Type.String(),
        organ: organSchema,
        purpose: Type.String(),
        basis: Type.String(),
        deadline: Type.String(),
        version: Type.Integer(),
      }),
    }),
    run: async ({ caller, params, db }) => {
      const answer = await held(db, caller, params.id);
      const terms = (await findTermsVersions(db, caller.county, answer.demand)).find(({ body }) => body.version === answer.version);
      const unit = await findUnit(db, answer.unit);
      if (terms === undefined || unit === null) throw new Problem('thing.missing');
      const { number, title, organ, purpose, basis, deadline, version, fields } = terms.body;
      return {
        ...(await receiptStatus(db, log, params.id)),
        at: timeInChina(answer.at),
        late: answer.late,
        unit: { code: unit.code, name: unit.name },
        fields: fields.length,
        demand: { id: answer.demand, number, title, organ, purpose, basis, deadline, version },
      };
    },
  });
}

/** An answer's receipt belongs to the unit; its township, inspectors and auditors may look. */
async function held(db: Db, caller: Caller, leaf: string) {
  const answer = await findAnswerByLeaf(db, caller.county, leaf);
  const field = caller.role === 'village' || caller.role === 'township';
  if (answer === null || (field && !coversPlace(caller, answer.unit))) throw new Problem('thing.missing');
  return answer;
}

async function formOf(db: Db, caller: Caller, id: string, now: Date) {
  const { demand, terms } = await visible(db, caller, id, 'answer');
  const { body } = terms;
  if (body.audience.level !== caller.place.level) throw new Problem('answer.not-addressed');
  const last = await lastAnswer(db, caller.county, id, caller.place.code);
  const current = last !== null && last.version === body.version ? last : null;
  return {
    demand: {
      id,
      number: body.number,
      title: body.title,
      organ: body.organ,
      purpose: body.purpose,
      basis: body.basis,
      deadline: body.deadline,
      expiresAt: body.expiresAt,
      version: body.version,
      state: standing({ deadline: terms.deadline, expiresAt: terms.expiresAt, withdrawnAt: demand.withdrawn_at }, now),
    },
    fields: body.fields,
    rosters: (body.rosters ?? []).map(({ sheet, columns }) => ({ sheet, columns: [...columns] })),
    minutes: body.minutes,
    current:
      current === null
        ? null
        : {
            answer: current.id,
            receipt: current.leaf,
            values: current.values,
            at: timeInChina(current.at),
            late: current.late,
            version: current.version,
            by: current.byName,
          },
    previous: current === null && last !== null ? last.values : {},
    held: current === null ? await prefill(db, caller, terms, now) : [],
  };
}
