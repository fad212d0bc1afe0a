import { prefixOfCode, type UnitLevel } from '../../base/place.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { Organ, OrganKind, Unit, UnitRow } from './units.ts';
import { placed } from './units.ts';

const unitColumns = ['code', 'name', 'short_name', 'level', 'parent', 'valid_from', 'valid_to', 'successor'] as const;

function unitOf(row: {
  code: string;
  name: string;
  short_name: string;
  level: string;
  parent: string | null;
  valid_from: string;
  valid_to: string | null;
  successor: string | null;
}): Unit {
  return {
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    level: row.level as UnitLevel,
    parent: row.parent,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    successor: row.successor,
  };
}

export async function findUnit(db: Db | Trx, code: string): Promise<Unit | null> {
  const row = await db.selectFrom('unit').select(unitColumns).where('code', '=', code).executeTakeFirst();
  return row === undefined ? null : unitOf(row);
}

export async function findUnits(db: Db | Trx, codes: readonly string[]): Promise<Unit[]> {
  if (codes.length === 0) return [];
  const rows = await db.selectFrom('unit').select(unitColumns).where('code', 'in', codes).orderBy('code').execute();
  return rows.map(unitOf);
}

export interface UnitQuery {
  readonly under: string | null;
  readonly level: UnitLevel | null;
  readonly text: string | null;
  readonly after: string | null;
  readonly limit: number;
  /** Only units that exist on this day; null: all that ever were. */
  readonly on: string | null;
}

export async function listUnits(db: Db | Trx, { under, level, text, after, limit, on }: UnitQuery): Promise<Unit[]> {
  let query = db.selectFrom('unit').select(unitColumns).orderBy('code').limit(limit);
  // A subtree is one range of the btree on `path`; '~' sorts behind every digit.
  if (under !== null) query = query.where('path', '>=', prefixOfCode(under)).where('path', '<', `${prefixOfCode(under)}~`);
  if (level !== null) query = query.where('level', '=', level);
  if (after !== null) query = query.where('code', '>', after);
  if (on !== null)
    query = query.where('valid_from', '<=', on).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', on)]));
  if (text !== null) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) =>
      where.or([
        where('name', 'like', like),
        where('short_name', 'like', like),
        where('code', 'like', `${text.replace(/[\\%_]/g, '\\$&')}%`),
      ]),
    );
  }
  return (await query.execute()).map(unitOf);
}

export async function upsertUnits(trx: Trx, rows: readonly UnitRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) {
    const values = rows.slice(from, from + 1000).map((row) => {
      const { shortName, validFrom, validTo, ...unit } = placed(row);
      return { ...unit, short_name: shortName, valid_from: validFrom, valid_to: validTo };
    });
    await trx
      .insertInto('unit')
      .values(values)
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet((set) => ({
          name: set.ref('excluded.name'),
          short_name: set.ref('excluded.short_name'),
          valid_from: set.ref('excluded.valid_from'),
          valid_to: set.ref('excluded.valid_to'),
          successor: set.ref('excluded.successor'),
        })),
      )
      .execute();
  }
}

export async function insertOrgan(trx: Trx, organ: Organ): Promise<void> {
  const { shortName, isGate, ...rest } = organ;
  await trx
    .insertInto('organ')
    .values({ ...rest, short_name: shortName, is_gate: isGate })
    .execute();
}

export async function findOrgan(db: Db | Trx, county: string, id: string): Promise<Organ | null> {
  const row = await db.selectFrom('organ').selectAll().where('county', '=', county).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : organOf(row);
}

export async function findOrganByName(db: Db | Trx, county: string, name: string): Promise<Organ | null> {
  const row = await db.selectFrom('organ').selectAll().where('county', '=', county).where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : organOf(row);
}

function organOf(row: {
  county: string;
  id: string;
  name: string;
  short_name: string;
  kind: string;
  level: string;
  place: string;
  sort: number;
  is_gate: boolean;
}): Organ {
  return {
    id: row.id,
    county: row.county,
    name: row.name,
    shortName: row.short_name,
    kind: row.kind as OrganKind,
    level: row.level as UnitLevel,
    place: row.place,
    sort: row.sort,
    isGate: row.is_gate,
  };
}
