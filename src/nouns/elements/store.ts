import { sql } from 'kysely';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { Meaning } from './elements.ts';

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
