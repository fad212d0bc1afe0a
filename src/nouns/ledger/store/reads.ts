import { prefixOfCode } from '../../../base/place.ts';
import type { Db, Trx } from '../../../platform/db/index.ts';

/** One reading of personal facts of one unit. */
export interface Read {
  readonly id: string;
  readonly at: Date;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly organ: string | null;
  readonly unit: string;
  readonly register: string;
  /** Empty where a whole register was read: `records` says how many. */
  readonly subjects: readonly string[];
  readonly records: number;
  readonly elements: readonly string[];
  readonly unmasked: boolean;
  readonly how: 'list' | 'record' | 'history' | 'export' | 'matches' | 'statistics' | 'filled';
  readonly ground: 'own' | 'demand';
  readonly demand: string | null;
}

export async function insertReads(db: Db | Trx, county: string, reads: readonly Read[]): Promise<void> {
  if (reads.length === 0) return;
  await db
    .insertInto('ledger_read')
    .values(
      reads.map(({ byName, byTitle, subjects, elements, ...rest }) => ({
        county,
        ...rest,
        by_name: byName,
        by_title: byTitle,
        subjects: [...subjects],
        elements: [...elements],
      })),
    )
    .execute();
}

/** Who read the facts of the units below a place, the latest first. */
export async function listReads(
  db: Db,
  county: string,
  { under, after, limit }: { under: string; after: string | null; limit: number },
): Promise<Read[]> {
  const prefix = prefixOfCode(under);
  let query = db
    .selectFrom('ledger_read')
    .selectAll()
    .where('county', '=', county)
    .where('unit', '>=', prefix)
    .where('unit', '<', `${prefix}~`)
    .orderBy('id', 'desc')
    .limit(limit);
  if (after !== null) query = query.where('id', '<', after);
  const rows = await query.execute();
  return rows.map(({ by_name: byName, by_title: byTitle, how, ground, ...rest }) => ({
    ...rest,
    byName,
    byTitle,
    how: how as Read['how'],
    ground: ground as Read['ground'],
  }));
}
