import { Type } from 'typebox';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const text = Type.String();
const nullText = orNull(text);
const value = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 2000 }), Type.Null()]);
const date = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });

export const changeBodySchema = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    inForceFrom: date,
    params: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 80 }),
          value: Type.Union([value], { description: 'Null: back to what the product says' }),
          basis: Type.String({ maxLength: 500 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 100 },
    ),
    yaml: Type.Union([Type.String({ maxLength: 60_000 }), Type.Null()], {
      description: 'All rules of the place; null leaves them as they are',
    }),
  },
  { additionalProperties: false },
);

export const changeDecisionSchema = Type.Object(
  {
    reason: Type.String({ maxLength: 1000 }),
    nth: Type.Integer({ minimum: 1, description: 'The act that wrote what was read' }),
  },
  { additionalProperties: false },
);

export const changeReasonSchema = Type.Object({ reason: Type.String({ maxLength: 1000 }) }, { additionalProperties: false });

const person = Type.Object({ name: text, post: text });
const localParam = Type.Object({ value, basis: text });
const stateSchema = Type.Union(['draft', 'proposed', 'rejected', 'approved', 'withdrawn'].map((state) => Type.Literal(state)));
const kindSchema = Type.Union(['draft', 'propose', 'approve', 'reject', 'withdraw'].map((kind) => Type.Literal(kind)));

export const changeRowSchema = Type.Object({
  id: text,
  title: text,
  state: stateSchema,
  version: orNull(Type.Integer()),
  createdAt: text,
  updatedAt: text,
});

export const differenceSchema = Type.Object({
  params: Type.Array(Type.Object({ name: text, before: orNull(localParam), after: orNull(localParam) })),
  rules: Type.Array(Type.Object({ id: text, title: text, what: text })),
  lines: Type.Array(Type.Object({ sign: text, text })),
});

const changeActSchema = Type.Object({
  kind: kindSchema,
  at: text,
  by: person,
  reason: nullText,
  nth: Type.Integer(),
  leaf: nullText,
});

export const changeDetailSchema = Type.Object({
  ...changeRowSchema.properties,
  content: Type.Object({
    title: text,
    inForceFrom: text,
    params: Type.Array(Type.Object({ name: text, value, basis: text })),
    yaml: nullText,
    base: Type.Integer(),
  }),
  nth: Type.Integer(),
  acts: Type.Array(changeActSchema),
  difference: differenceSchema,
  /** Another version came in between: its author has to save it again. */
  stale: Type.Boolean(),
  may: Type.Array(kindSchema),
});

const lawRule = Type.Object({
  id: text,
  title: text,
  article: text,
  ground: text,
  source: Type.Object({ name: text, url: nullText, quote: nullText, confidence: text }),
  inForce: Type.Object({ from: nullText, to: nullText }),
  modality: text,
  effects: Type.Array(text),
  approver: nullText,
  exceptions: Type.Array(text),
  suspendedInEmergency: Type.Boolean(),
  informative: Type.Boolean(),
  params: Type.Array(text),
  message: text,
  mend: nullText,
});

export const lawSchema = Type.Object({
  county: nullText,
  place: nullText,
  on: text,
  version: Type.Integer(),
  product: text,
  digest: text,
  rulebooks: Type.Array(Type.Object({ id: text, title: text, version: Type.Integer(), publicFrom: nullText, rules: Type.Array(lawRule) })),
  params: Type.Array(
    Type.Object({
      name: text,
      value,
      provenance: nullText,
      unit: nullText,
      stricter: nullText,
      choices: Type.Array(text),
      rules: Type.Array(Type.Object({ id: text, title: text })),
      past: Type.Boolean(),
      local: orNull(localParam),
    }),
  ),
});

export const versionRowSchema = Type.Object({
  version: Type.Integer(),
  title: text,
  inForceFrom: text,
  supersededFrom: nullText,
  state: text,
  digest: text,
  leaf: text,
  approvedAt: text,
  params: Type.Integer(),
  rules: Type.Integer(),
  acts: Type.Array(changeActSchema),
});

export const versionDetailSchema = Type.Object({
  ...versionRowSchema.properties,
  against: Type.Integer(),
  difference: differenceSchema,
  yaml: text,
});

export const previewSchema = Type.Object({
  total: Type.Integer(),
  seen: Type.Integer(),
  would: Type.Object({ refuse: Type.Integer(), justify: Type.Integer(), pass: Type.Integer() }),
  was: Type.Object({ refuse: Type.Integer(), justify: Type.Integer(), pass: Type.Integer() }),
  changed: Type.Array(
    Type.Object({
      demand: text,
      title: text,
      organ: text,
      was: text,
      would: text,
      added: Type.Array(text),
      gone: Type.Array(text),
      already: Type.Boolean(),
    }),
  ),
  next: nullText,
});

export const replaySchema = Type.Object({
  total: Type.Integer(),
  seen: Type.Integer(),
  same: Type.Integer(),
  found: Type.Array(
    Type.Object({
      demand: text,
      title: text,
      day: nullText,
      what: text,
      program: nullText,
      expected: text,
      got: nullText,
    }),
  ),
  next: nullText,
});

export const overlaySchema = Type.Object({
  version: Type.Integer(),
  digest: text,
  params: Type.Record(text, value),
  rulebooks: Type.Array(Type.Object({}, { additionalProperties: true })),
});
