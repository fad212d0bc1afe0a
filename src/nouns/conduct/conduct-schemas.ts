import { Type, type Static } from 'typebox';
import { uuidPattern } from '../../base/id.ts';
import { unitCodePattern } from '../../base/place.ts';
import { eventKinds } from './conduct.ts';
import { behaviours } from './heard.ts';

type Union = Parameters<typeof Type.Union>[0][number];
export const orNull = <T extends Union>(schema: T) => Type.Union([schema, Type.Null()]);
const maybe = <T extends Union>(schema: T) => Type.Optional(orNull(schema));
const words = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const day = Type.String({ pattern: '^20[0-9]{2}-[0-9]{2}-[0-9]{2}$' });
const some = Type.Integer({ minimum: 0, maximum: 100_000 });
const list = Type.Optional(Type.Array(words(60), { maxItems: 20 }));

/** One event as it is filed. What is not said is not known; who files says it by signing in, not here. */
export const newEventSchema = Type.Object(
  {
    kind: Type.Enum([...eventKinds]),
    organ: words(60),
    starts: day,
    ends: maybe(day),
    units: Type.Array(Type.String({ pattern: unitCodePattern }), { maxItems: 2000 }),
    demand: maybe(Type.String({ pattern: uuidPattern })),
    name: maybe(words(120)),
    matter: maybe(words(60)),
    office: maybe(words(40)),
    organLevel: maybe(Type.Enum(['township', 'county', 'city', 'province', 'central'])),
    planItem: maybe(words(60)),
    filing: maybe(words(60)),
    behaviours: Type.Optional(Type.Array(Type.Enum([...behaviours]), { maxItems: 15 })),
    statutory: Type.Optional(Type.Boolean()),
    emergency: maybe(Type.Object({ basis: words(120) }, { additionalProperties: false })),
    trigger: maybe(Type.Enum(['complaint', 'accident', 'statutory-recheck'])),
    docNumber: maybe(words(60)),
    content: maybe(words(80)),
    count: maybe(Type.Integer({ minimum: 1, maximum: 100_000 })),
    meetingKind: maybe(Type.Enum(['comprehensive', 'business', 'training', 'emergency'])),
    settledBy: maybe(words(80)),
    principals: maybe(Type.Boolean()),
    hours: maybe(Type.Number({ minimum: 0, maximum: 1000 })),
    visitors: maybe(some),
    escorts: maybe(some),
    functions: list,
    listEntry: maybe(words(60)),
    action: maybe(Type.Enum(['launch', 'continue', 'award', 'withdraw'])),
    // A code: letters and digits. The register of events holds nobody's name.
    person: maybe(Type.String({ pattern: '^[0-9A-Za-z-]{1,20}$' })),
    personKind: maybe(Type.Enum(['cadre', 'community-worker', 'teacher', 'medical', 'soe'])),
    approval: maybe(words(80)),
    consent: maybe(Type.Boolean()),
    waives: list,
    asks: list,
  },
  { additionalProperties: false },
);
export type NewEventInput = Static<typeof newEventSchema>;

export const correctionSchema = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    reason: words(500),
    /** Null takes the entry back: it did not take place. */
    event: orNull(newEventSchema),
  },
  { additionalProperties: false },
);

export const reportSchema = Type.Object(
  {
    /** What was done; everything not named was not. */
    behaviours: Type.Array(Type.Enum([...behaviours]), { maxItems: 15 }),
  },
  { additionalProperties: false },
);

const placeSchema = Type.Object({ code: Type.String(), name: Type.String() });

export const eventSchema = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  kind: Type.String(),
  organ: Type.String(),
  office: orNull(Type.String()),
  name: orNull(Type.String()),
  matter: orNull(Type.String()),
  starts: Type.String(),
  ends: orNull(Type.String()),
  units: Type.Array(placeSchema),
  places: Type.Integer(),
  planItem: orNull(Type.String()),
  visitors: orNull(Type.Integer()),
  escorts: orNull(Type.Integer()),
  demand: orNull(Type.String()),
  origin: Type.String(),
  /** Which desk filed it; null for those who must not know. */
  by: orNull(Type.String()),
  reason: orNull(Type.String()),
  recordedAt: Type.String(),
  mayCorrect: Type.Boolean(),
});

const occasionSchema = Type.Object({
  id: Type.String(),
  from: Type.Enum(['event', 'demand']),
  kind: Type.String(),
  organ: Type.String(),
  name: orNull(Type.String()),
  number: orNull(Type.String()),
  date: Type.String(),
  places: Type.Array(Type.String()),
});

export const actFindingSchema = Type.Object({
  rule: Type.String(),
  title: Type.String(),
  article: Type.String(),
  source: Type.String(),
  confidence: Type.String(),
  effect: Type.Enum(['refuse', 'justify', 'advise']),
  undecided: Type.Boolean(),
  message: Type.String(),
  mend: orNull(Type.String()),
  places: Type.Integer(),
  matter: orNull(Type.String()),
  date: Type.String(),
  /** The latest of the events it rests on, and how many there are. */
  events: Type.Array(occasionSchema),
  total: Type.Integer(),
});

export const findingsSchema = Type.Object({ asOf: Type.String(), cut: Type.Boolean(), findings: Type.Array(actFindingSchema) });

/** Beside what the register shows now: what it showed when the demand was last sent or decided. */
export const demandFindingsSchema = Type.Object({
  ...findingsSchema.properties,
  kept: orNull(Type.Object({ ...findingsSchema.properties, act: Type.String(), at: Type.String() })),
});

export const queueSchema = Type.Object({
  items: Type.Array(Type.Object({ id: Type.String(), refuse: Type.Integer(), justify: Type.Integer() })),
});

export const toSaySchema = Type.Object({
  items: Type.Array(
    Type.Object({
      subject: Type.String(),
      from: Type.Enum(['event', 'demand']),
      kind: Type.String(),
      organ: Type.String(),
      name: orNull(Type.String()),
      date: Type.String(),
      questions: Type.Array(Type.String()),
      spoken: Type.Boolean(),
    }),
  ),
});

export const heardSchema = Type.Object({
  /** The least number of units that is ever shown to the one they speak of. */
  fewest: Type.Integer(),
  items: Type.Array(
    Type.Object({
      subject: Type.String(),
      organ: Type.String(),
      kind: Type.String(),
      name: orNull(Type.String()),
      date: Type.String(),
      behaviours: Type.Array(Type.String()),
      /** For the relief office and the auditor only. */
      units: orNull(Type.Integer()),
      counts: orNull(Type.Record(Type.String(), Type.Integer())),
    }),
  ),
  merged: orNull(Type.Object({ behaviours: Type.Array(Type.String()) })),
});
