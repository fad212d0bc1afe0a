import { Type } from 'typebox';
import { unitCodePattern } from '../../base/place.ts';
import { longestNotice } from '../../engines/rulebook/index.ts';

const closed = { additionalProperties: false } as const;
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const moment = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$',
  maxLength: 40,
});

const dayOf = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

export const kindSchema = Type.Enum([
  'document',
  'meeting',
  'form',
  'check',
  'visit',
  'app',
  'secondment',
  'creation',
  'campaign',
  'relay',
]);
export const stateSchema = Type.Enum([
  'draft',
  'submitted',
  'awaitingReasons',
  'awaitingConfirmation',
  'returned',
  'refused',
  'admitted',
  'withdrawn',
]);

export const fieldSchema = Type.Object(
  {
    key: Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9_.-]{0,79}$' }),
    label: Type.String({ minLength: 1, maxLength: 120 }),
    definition: orNull(Type.String({ maxLength: 500 })),
    type: Type.Enum(['integer', 'decimal', 'text', 'date', 'choice', 'boolean']),
    unit: orNull(Type.String({ maxLength: 20 })),
    min: orNull(Type.Number()),
    max: orNull(Type.Number()),
    choices: orNull(Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 60 })),
    required: Type.Boolean(),
    place: Type.Optional(Type.String({ pattern: '^.{1,100}![A-Z]{1,3}[1-9]?[0-9]{0,6}$' })),
  },
  closed,
);

export const audienceSchema = Type.Object(
  {
    level: Type.Enum(['township', 'village']),
    under: Type.Array(Type.String({ pattern: unitCodePattern }), { minItems: 1, maxItems: 500 }),
    except: Type.Array(Type.String({ pattern: unitCodePattern }), { maxItems: 500 }),
  },
  closed,
);

export const templateSchema = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 255 }), digest: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
  closed,
);

export const rosterSchema = Type.Object(
  {
    sheet: Type.String({ minLength: 1, maxLength: 100 }),
    columns: Type.Array(
      Type.Object(
        {
          key: Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,39}\\.[a-zA-Z][a-zA-Z0-9]{0,59}$' }),
          label: Type.String({ minLength: 1, maxLength: 120 }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  closed,
);
const rostersSchema = Type.Array(rosterSchema, { minItems: 1, maxItems: 10 });

export const draftSchema = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    kind: kindSchema,
    text: Type.String({ minLength: 1, maxLength: longestNotice }),
    fileName: orNull(Type.String({ maxLength: 255 })),
    basis: Type.String({ maxLength: 500 }),
    purpose: Type.String({ maxLength: 500 }),
    fields: Type.Array(fieldSchema, { maxItems: 300 }),
    template: Type.Optional(templateSchema),
    rosters: Type.Optional(rostersSchema),
    audience: audienceSchema,
    asOf: Type.Optional(dayOf),
    deadline: orNull(moment),
    expiresAt: orNull(moment),
    metadata: Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { maxProperties: 20 }),
  },
  closed,
);

export const reasonSchema = Type.Object(
  // -1 answers what the register shows of it: no place in the text.
  { rule: Type.String({ maxLength: 60 }), start: Type.Integer({ minimum: -1 }), text: Type.String({ minLength: 1, maxLength: 1000 }) },
  closed,
);

export const submitSchema = Type.Object({ reasons: Type.Array(reasonSchema, { maxItems: 500 }) }, closed);

const words = Type.String({ maxLength: 2000 });
export const decideSchema = Type.Object(
  {
    decision: Type.Enum(['admit', 'propose', 'return', 'refuse', 'askReasons']),
    reason: words,
    deadline: Type.Optional(orNull(moment)),
    expiresAt: Type.Optional(orNull(moment)),
    draftVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);
export const confirmSchema = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2000 }), draftVersion: Type.Optional(Type.Integer({ minimum: 1 })) },
  closed,
);
export const reasonBodySchema = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }) }, closed);

const person = Type.Object({ name: Type.String(), post: Type.String() });
const minutes = Type.Object({ low: Type.Number(), high: Type.Number() });
const organ = Type.Object({ id: Type.String(), name: Type.String() });
const text = Type.String();

export const findingSchema = Type.Object(
  {
    rule: text,
    title: text,
    article: text,
    modality: text,
    effect: text,
    undecided: Type.Boolean(),
    confidence: text,
    source: text,
    inForce: orNull(text),
    message: text,
    mend: orNull(text),
    quote: text,
    start: Type.Integer(),
    end: Type.Integer(),
  },
  { additionalProperties: false },
);

const row = {
  id: text,
  title: text,
  kind: kindSchema,
  organ,
  state: stateSchema,
  number: orNull(text),
  inForce: Type.Boolean(),
  deadline: orNull(text),
  expiresAt: orNull(text),
  units: Type.Integer(),
  minutes: orNull(minutes),
  counts: Type.Object({ refuse: Type.Integer(), justify: Type.Integer(), advise: Type.Integer() }),
  submittedAt: orNull(text),
  admittedAt: orNull(text),
  updatedAt: text,
  draftVersion: Type.Integer(),
};
export const demandRowSchema = Type.Object(row);

export const termsSchema = Type.Object({
  v: Type.Integer(),
  demand: text,
  version: Type.Integer(),
  number: text,
  title: text,
  kind: kindSchema,
  organ,
  basis: text,
  purpose: text,
  asks: Type.Array(Type.Object({ kind: text, quote: text })),
  fields: Type.Array(fieldSchema),
  template: Type.Optional(templateSchema),
  rosters: Type.Optional(rostersSchema),
  audience: audienceSchema,
  units: Type.Integer(),
  asOf: Type.Optional(dayOf),
  deadline: text,
  expiresAt: text,
  minutes,
  textDigest: text,
  rulesDigest: text,
});

export const demandDetailSchema = Type.Object({
  ...row,
  draft: orNull(draftSchema),
  findings: Type.Array(findingSchema),
  cost: orNull(
    Type.Object({
      minutesPerUnit: Type.Number(),
      low: Type.Number(),
      high: Type.Number(),
      lines: Type.Array(Type.Object({ kind: text, minutes: Type.Number(), low: Type.Number(), high: Type.Number(), why: text })),
    }),
  ),
  reasons: Type.Array(reasonSchema),
  acts: Type.Array(Type.Object({ kind: text, at: text, by: person, reason: orNull(text), reasons: Type.Array(reasonSchema) })),
  terms: orNull(termsSchema),
  termsVersions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      number: text,
      admittedAt: text,
      supersededAt: orNull(text),
      deadline: text,
      expiresAt: text,
      digest: text,
      leaf: text,
    }),
  ),
  may: Type.Array(text),
  mayAnswer: Type.Boolean(),
  override: orNull(
    Type.Object({
      reason: text,
      by: person,
      at: text,
      confirmedBy: orNull(person),
      confirmReason: orNull(text),
      confirmedAt: orNull(text),
      rules: Type.Array(text),
    }),
  ),
});
