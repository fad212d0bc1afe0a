import { Type } from 'typebox';
import { uuidPattern } from '../../base/id.ts';
import { unitCodePattern } from '../../base/place.ts';
import { importStates, rowStatuses } from './ledger.ts';

export const closed = { additionalProperties: false } as const;
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

export const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
export const moment = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$',
  maxLength: 40,
});
export const id = Type.String({ pattern: uuidPattern });
export const registerKey = Type.String({ pattern: '^[a-z]{1,40}$' });
export const elementKey = Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,39}\\.[a-zA-Z][a-zA-Z0-9]{0,59}$' });

/** Whose facts, and on what ground: a numbered demand, where it is not one's own work. */
export const asking = {
  unit: Type.Optional(Type.String({ pattern: unitCodePattern })),
  demand: Type.Optional(id),
  unmask: Type.Optional(Type.Boolean()),
};

export const held = Type.Union([
  Type.Number(),
  Type.String(),
  Type.Boolean(),
  Type.Null(),
  Type.Object({ is: Type.Enum(['notApplicable', 'unknown', 'withdrawn']) }),
]);
export const sent = Type.Union([
  Type.Number(),
  Type.String({ maxLength: 2000 }),
  Type.Boolean(),
  Type.Null(),
  Type.Object({ is: Type.Enum(['notApplicable', 'unknown']) }, closed),
]);
export const heldValues = Type.Record(Type.String(), held);

export const columnSchema = Type.Object({
  key: Type.String(),
  zh: Type.String(),
  type: Type.String(),
  unit: orNull(Type.String()),
  definition: Type.String(),
  sensitive: Type.Enum(['none', 'personal', 'sensitive']),
  choices: orNull(Type.Array(Type.String())),
});

export const registerSchema = Type.Object({ key: Type.String(), zh: Type.String(), en: Type.String(), personal: Type.Boolean() });

/** Grows with every act about the record: whoever changes one names the version that they saw. */
export const version = Type.Integer({ minimum: 1 });

export const recordSchema = Type.Object({
  id: Type.String(),
  version,
  unit: Type.String(),
  title: Type.String(),
  values: heldValues,
  validFrom: Type.String(),
  recordedAt: Type.String(),
});

const sourceSchema = Type.Object({
  kind: Type.String(),
  by: Type.String(),
  file: orNull(Type.String()),
  row: orNull(Type.Integer()),
  demand: orNull(Type.String()),
  reason: orNull(Type.String()),
});

export const factSchema = Type.Object({
  element: Type.String(),
  zh: Type.String(),
  value: held,
  state: Type.Enum(['value', 'blank', 'notApplicable', 'unknown', 'withdrawn']),
  validFrom: Type.String(),
  recordedAt: Type.String(),
  source: orNull(sourceSchema),
});

export const doubtSchema = Type.Object({ elements: Type.Array(Type.String()), message: Type.String() });

const counts = Object.fromEntries(rowStatuses.map((status) => [status, Type.Integer()]));
export const importSchema = Type.Object({
  id: Type.String(),
  register: Type.String(),
  fileName: Type.String(),
  validFrom: Type.String(),
  whole: Type.Boolean(),
  state: Type.Enum([...importStates]),
  by: Type.String(),
  at: Type.String(),
  rows: Type.Integer(),
  progress: Type.Number({ minimum: 0, maximum: 1 }),
  counts: Type.Object(counts),
  columns: Type.Array(Type.Object({ heading: Type.String(), element: orNull(Type.String()), zh: orNull(Type.String()) })),
  failure: orNull(Type.String()),
});

export const importRowSchema = Type.Object({
  nth: Type.Integer(),
  row: orNull(Type.Integer()),
  status: Type.Enum([...rowStatuses]),
  title: Type.String(),
  changes: Type.Array(Type.Object({ element: Type.String(), zh: Type.String(), from: orNull(held), to: held })),
  reasons: Type.Array(Type.String()),
});
