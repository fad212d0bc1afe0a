import { sql } from 'kysely';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { Element } from '../../engines/forms/index.ts';
import type { Definition, Meaning } from './elements.ts';

export interface MeaningRow extends Meaning {
  readonly takenBack: boolean;
  readonly person: string;
}

/** @param fingerprint also what was decided for this one template; null: only what holds everywhere */
export async function listMeanings(db: Db | Trx, county: string, fingerprint: string | null, limit: number): Promise<Meaning[]> {
  const prints = fingerprint === null ? [''] : ['', fingerprint];
  const { rows } = await sql<{
    id: string;
    fingerprint: string;
    heading: string;
    element: string | null;
    taken_back: boolean;
    by_name: string;
    by_title: string;
    at: Date;
  }>`
    select * from (
      select distinct on (fingerprint, heading) id, fingerprint, heading, element, taken_back, by_name, by_title, at
      from column_meaning where county = ${county} and fingerprint = any(${prints}::text[])
      order by fingerprint, heading, at desc, id desc
    ) latest where not taken_back order by at desc, id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    fingerprint: row.fingerprint === '' ? null : row.fingerprint,
    heading: row.heading,
    element: row.element,
    by: { name: row.by_name, title: row.by_title },
    at: row.at,
  }));
}

export async function findMeaning(
  trx: Trx,
  county: string,
  id: string,
): Promise<Pick<MeaningRow, 'fingerprint' | 'heading' | 'element'> | null> {
  const row = await trx
    .selectFrom('column_meaning')
    .select(['fingerprint', 'heading', 'element'])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, fingerprint: row.fingerprint === '' ? null : row.fingerprint };
}

export async function insertMeaning(trx: Trx, county: string, row: MeaningRow): Promise<void> {
  await trx
    .insertInto('column_meaning')
    .values({
      county,
      id: row.id,
      fingerprint: row.fingerprint ?? '',
      heading: row.heading,
      element: row.element,
      taken_back: row.takenBack,
      person: row.person,
      by_name: row.by.name,
      by_title: row.by.title,
      at: row.at,
    })
    .execute();
}

export async function admittedElements(db: Db | Trx, county: string): Promise<Element[]> {
  const rows = await db.selectFrom('element').select('body').where('county', '=', county).orderBy('key').execute();
  return rows.map(({ body }) => body as Element);
}

export async function insertElement(
  trx: Trx,
  county: string,
  element: Element,
  { organ, byName, at }: { organ: string; byName: string; at: Date },
): Promise<void> {
  await trx
    .insertInto('element')
    .values({ county, key: element.key, body: JSON.stringify(element), organ, by_name: byName, at })
    .execute();
}

export async function insertDefinition(
  trx: Trx,
  county: string,
  {
    element,
    organ,
    definition,
    basis,
    byName,
    at,
  }: { element: string; organ: string; definition: string; basis: string; byName: string; at: Date },
): Promise<void> {
  await sql`
    insert into element_definition (county, element, organ, nth, definition, basis, by_name, at)
    select ${county}, ${element}, ${organ}::uuid, coalesce(max(nth), 0) + 1, ${definition}::text, ${basis}::text, ${byName}::text, ${at}::timestamptz
    from element_definition where county = ${county} and element = ${element} and organ = ${organ}::uuid`.execute(trx);
}

/** The definitions in force: the last of each organ. */
export async function definitionsIn(db: Db | Trx, county: string, element: string | null): Promise<Definition[]> {
  let query = db
    .selectFrom('element_definition as d')
    .innerJoin('organ as o', (join) => join.onRef('o.county', '=', 'd.county').onRef('o.id', '=', 'd.organ'))
    .distinctOn(['d.element', 'd.organ'])
    .select(['d.element', 'd.organ', 'o.name', 'd.definition', 'd.basis', 'd.by_name', 'd.at'])
    .where('d.county', '=', county)
    .orderBy('d.element')
    .orderBy('d.organ')
    .orderBy('d.nth', 'desc');
  if (element !== null) query = query.where('d.element', '=', element);
  const rows = await query.execute();
  return rows.map(({ organ, name, by_name: by, ...rest }) => ({ ...rest, by, organ: { id: organ, name } }));
}
