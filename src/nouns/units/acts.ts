import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../base/id.ts';
import { parentOfCode } from '../../base/place.ts';
import { Problem } from '../../problem.ts';
import type { Trx } from '../../platform/db/index.ts';
import { orphans } from './sheet.ts';
import { findUnits, insertOrgan, upsertUnits } from './store.ts';
import type { Organ, UnitRow } from './units.ts';

/** Brings in units, all or none; a unit that is known is updated. @throws Problem import.rows naming every row without a parent */
export async function importUnits(trx: Trx, rows: readonly UnitRow[]): Promise<{ imported: number }> {
  const parents = new Set(rows.map((row) => parentOfCode(row.code)).filter((code) => code !== null));
  const known = await findUnits(trx, [...parents]);
  const lost = orphans(rows, new Set(known.map((unit) => unit.code)));
  if (lost.length > 0) throw new Problem('import.rows', { fields: lost.slice(0, 200) });
  await upsertUnits(trx, rows);
  return { imported: rows.length };
}

export async function establishOrgan(trx: Trx, organ: Organ): Promise<void> {
  await insertOrgan(trx, organ);
}

/** Brings in organs, all or none. @throws Problem import.rows where a place is not known or a name is taken */
export async function importOrgans(trx: Trx, organs: readonly Omit<Organ, 'id'>[], now: Date): Promise<{ imported: number }> {
  for (const organ of organs) await insertOrgan(trx, { ...organ, id: uuid7(now.getTime(), randomBytes(10)) });
  return { imported: organs.length };
}
