import { Type } from 'typebox';
import { timeInChina } from '../../base/time.ts';
import { Problem } from '../../problem.ts';
import type { Endpoints } from '../../platform/http/index.ts';
import { may, type Caller } from '../people/index.ts';
import { admitElement, defineElement, dictionaryOf } from './acts.ts';
import type { Definition } from './elements.ts';
import { definitionsIn } from './store.ts';

const closed = { additionalProperties: false } as const;
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const keyPattern = '^[a-z][a-zA-Z0-9]{0,39}\\.[a-zA-Z][a-zA-Z0-9]{0,59}$';
const ofElement = Type.Object({ key: Type.String({ pattern: keyPattern }) });

const elementSchema = Type.Object(
  {
    key: Type.String({ pattern: keyPattern }),
    zh: Type.String({ minLength: 1, maxLength: 80 }),
    subject: Type.String({ pattern: '^[a-z][a-zA-Z]{0,39}$' }),
    type: Type.Enum([
      'text',
      'name',
      'integer',
      'decimal',
      'money',
      'area',
      'date',
      'month',
      'year',
      'code',
      'boolean',
      'idNumber',
      'phone',
      'address',
      'bank',
      'divisionCode',
    ]),
    unit: orNull(Type.String({ maxLength: 20 })),
    codeList: orNull(
      Type.Array(
        Type.Object({ code: Type.String({ minLength: 1, maxLength: 20 }), zh: Type.String({ minLength: 1, maxLength: 80 }) }, closed),
        { maxItems: 200 },
      ),
    ),
    definition: Type.String({ minLength: 1, maxLength: 1000 }),
    derivedFrom: orNull(Type.String({ maxLength: 400 })),
    sensitive: Type.Enum(['none', 'personal', 'sensitive']),
    period: Type.Enum(['timeless', 'pointInTime', 'year', 'event']),
  },
  closed,
);
const definitionSchema = Type.Object({
  organ: Type.Object({ id: Type.String(), name: Type.String() }),
  definition: Type.String(),
  basis: Type.String(),
  by: Type.String(),
  at: Type.String(),
});

export function dictionaryRoutes(endpoints: Endpoints<Caller>): void {
  const tag = 'elements';
  endpoints.read({
    method: 'GET',
    url: '/api/elements',
    summary: 'The dictionary of elements, and those that departments define differently',
    tag,
    right: may('elements.read'),
    response: Type.Object({ items: Type.Array(elementSchema), differing: Type.Array(Type.String()) }),
    run: async ({ caller, db }) => {
      const { all } = await dictionaryOf(db, caller.county);
      const organs = new Map<string, number>();
      for (const { element } of await definitionsIn(db, caller.county, null)) organs.set(element, (organs.get(element) ?? 0) + 1);
      return { items: all, differing: [...organs].filter(([, count]) => count > 1).map(([key]) => key) };
    },
  });

  endpoints.read({
    method: 'GET',
    url: '/api/elements/:key',
    summary: 'One element and what each department means by it, side by side',
    tag,
    right: may('elements.read'),
    params: ofElement,
    response: Type.Object({ element: elementSchema, definitions: Type.Array(definitionSchema) }),
    run: async ({ caller, params, db }) => {
      const element = (await dictionaryOf(db, caller.county)).find(params.key);
      if (element === null) throw new Problem('thing.missing');
      return { element, definitions: (await definitionsIn(db, caller.county, params.key)).map(shown) };
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/elements',
    summary: 'Admit an element into the county’s dictionary',
    tag,
    right: may('elements.admit'),
    body: elementSchema,
    response: Type.Object({ key: Type.String() }),
    status: 201,
    act: async (trx, { caller, now, body }) => {
      await admitElement(trx, { caller, now }, body); // the schema is the type
      return { key: body.key };
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/elements/:key/definitions',
    summary: 'Say what the own organ means by an element',
    tag,
    right: may('elements.define'),
    params: ofElement,
    body: Type.Object({ definition: Type.String({ minLength: 1, maxLength: 1000 }), basis: Type.String({ maxLength: 500 }) }, closed),
    response: Type.Object({ definitions: Type.Array(definitionSchema) }),
    status: 201,
    act: async (trx, { caller, now, params, body }) => {
      await defineElement(trx, { caller, now }, params.key, body);
      return { definitions: (await definitionsIn(trx, caller.county, params.key)).map(shown) };
    },
  });
}

function shown({ organ, definition, basis, by, at }: Definition) {
  return { organ, definition, basis, by, at: timeInChina(at) };
}
