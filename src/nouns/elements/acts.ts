import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../base/id.ts';
import { elementOf, type Confirmed, type Element } from '../../engines/forms/index.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import type { Caller } from '../people/index.ts';
import { Dictionary, type Meaning } from './elements.ts';
import { admittedElements, findMeaning, insertDefinition, insertElement, insertMeaning, listMeanings, type MeaningRow } from './store.ts';

interface Actor {
  readonly caller: Caller;
  readonly now: Date;
}

/** A person says what a heading asks; it holds for the whole county. @throws Problem input.invalid for a key outside the dictionary */
export async function confirmMeaning(trx: Trx, actor: Actor, { fingerprint, heading, element }: Confirmed): Promise<Meaning> {
  if (element !== null && elementOf(element) === null)
    throw new Problem('input.invalid', { fields: [{ path: '/element', detail: `字典里没有“${element}” is not in the dictionary` }] });
  const row = rowBy(actor, { fingerprint, heading, element }, false);
  await insertMeaning(trx, actor.caller.county, row);
  return row;
}

/** Takes back what holds now. What was already superseded or taken back is no longer there to take. @throws Problem thing.missing */
export async function takeBackMeaning(trx: Trx, actor: Actor, id: string): Promise<void> {
  const { county } = actor.caller;
  const found = await findMeaning(trx, county, id);
  const holds = found !== null && (await listMeanings(trx, county, found.fingerprint, 10_000)).some((meaning) => meaning.id === id);
  if (found === null || !holds) throw new Problem('thing.missing');
  await insertMeaning(trx, county, rowBy(actor, found, true));
}

function rowBy({ caller, now }: Actor, confirmed: Confirmed, takenBack: boolean): MeaningRow {
  return {
    ...confirmed,
    id: uuid7(now.getTime(), randomBytes(10)),
    takenBack,
    person: caller.person,
    by: { name: caller.name, title: `${caller.organ?.name ?? caller.place.name} ${caller.title}` },
    at: now,
  };
}

export async function dictionaryOf(db: Db | Trx, county: string): Promise<Dictionary> {
  return new Dictionary(await admittedElements(db, county));
}

/**
 * The dictionary grows by admission: an element has a definition, an owner and a period, and nothing that is held already is taken in again
 * under another name of its own key. @throws Problem ledger.known
 */
export async function admitElement(trx: Trx, { caller, now }: Actor, element: Element): Promise<void> {
  if ((await dictionaryOf(trx, caller.county)).find(element.key) !== null)
    throw new Problem('ledger.known', { detail: `数据元 ${element.key} 已经有了 the element exists` });
  if (caller.organ === null) throw new Problem('right.missing');
  await insertElement(trx, caller.county, element, { organ: caller.organ.id, byName: caller.name, at: now });
}

/** What the caller's organ means by an element, beside the dictionary's own words. @throws Problem thing.missing */
export async function defineElement(
  trx: Trx,
  { caller, now }: Actor,
  key: string,
  { definition, basis }: { definition: string; basis: string },
): Promise<void> {
  if ((await dictionaryOf(trx, caller.county)).find(key) === null) throw new Problem('thing.missing');
  if (caller.organ === null) throw new Problem('right.missing');
  await insertDefinition(trx, caller.county, { element: key, organ: caller.organ.id, definition, basis, byName: caller.name, at: now });
}
