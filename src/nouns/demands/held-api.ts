import { Type } from 'typebox';
import { timeInChina } from '../../base/time.ts';
import { transaction, type Db } from '../../platform/db/index.ts';
import type { Endpoints } from '../../platform/http/index.ts';
import { dictionaryOf } from '../elements/index.ts';
import { heldAmong } from '../ledger/index.ts';
import { may, type Caller } from '../people/index.ts';
import { audienceUnits } from './acts/audience.ts';
import { audienceSchema } from './demand-schemas.ts';
import type { Audience } from './terms.ts';
import { askedBy } from './store/lists.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const elementKey = Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,39}\\.[a-zA-Z][a-zA-Z0-9]{0,59}$' });
const heldElementSchema = Type.Object({
  element: Type.String(),
  zh: Type.String(),
  register: Type.Object({ key: Type.String(), zh: Type.String(), en: Type.String(), personal: Type.Boolean() }),
  units: Type.Integer({ description: 'How many of the addressed units hold it' }),
  counted: Type.Integer({ description: 'For how many of them it is counted from a complete register' }),
  latest: orNull(Type.String()),
});
const askedSchema = Type.Object({
  element: Type.String(),
  zh: Type.String(),
  demand: Type.String(),
  title: Type.String(),
  organ: Type.String(),
  deadline: Type.String(),
});

/** What a drafter need not ask: the ledger has it, or somebody is asking already. Columns and counts; no value of anybody. */
export function heldRoutes(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'POST',
    url: '/api/demands/held',
    summary: 'Of the elements of a table: which the addressed units hold already and where, and which other organs are asking now',
    tag: 'demands',
    right: may('demand.draft'),
    body: Type.Object(
      { elements: Type.Array(elementKey, { minItems: 1, maxItems: 300 }), audience: audienceSchema },
      { additionalProperties: false },
    ),
    response: Type.Object({ units: Type.Integer(), held: Type.Array(heldElementSchema), asked: Type.Array(askedSchema) }),
    run: ({ caller, body, db, now }) => heldFor(db, caller, body, now),
  });
}

async function heldFor(db: Db, caller: Caller, { elements, audience }: { elements: readonly string[]; audience: Audience }, now: Date) {
  const { county } = caller;
  const units = await transaction(db, (trx) => audienceUnits(trx, caller.place.code, audience, now));
  const dictionary = await dictionaryOf(db, county);
  const zh = (key: string): string => dictionary.find(key)?.zh ?? key;
  const known = [...new Set(elements)].filter((key) => dictionary.find(key) !== null);
  const held = await heldAmong(db, dictionary, { county, units, elements: known });
  const asked = caller.organ === null ? [] : await askedBy(db, { county, organ: caller.organ.id, elements: known, units, now });
  return {
    units: units.length,
    held: held.map(({ element, register: { key, zh: name, en, personal }, ...counts }) => ({
      element,
      zh: zh(element),
      register: { key, zh: name, en, personal },
      ...counts,
    })),
    asked: asked.map(({ deadline, ...one }) => ({ ...one, zh: zh(one.element), deadline: timeInChina(deadline) })),
  };
}
