import type { Selectable } from 'kysely';
import type { Db, Schema, Trx } from '../../../platform/db/index.ts';
import type { DemandActKind, DemandState, Draft, FindingReason } from '../demand.ts';
import type { Inspection } from '../../rules/index.ts';

export type DemandRecord = Selectable<Schema['demand']> & { organ_name: string; state: DemandState };

export async function insertDemand(trx: Trx, row: Selectable<Schema['demand']>): Promise<void> {
  await trx.insertInto('demand').values(row).execute();
}

export async function updateDemand(trx: Trx, county: string, id: string, set: Partial<Selectable<Schema['demand']>>): Promise<void> {
  await trx.updateTable('demand').set(set).where('county', '=', county).where('id', '=', id).execute();
}

/** Locks the row: acts on one demand follow one another. */
export async function lockDemand(trx: Trx, county: string, id: string): Promise<DemandRecord | null> {
  await trx.selectFrom('demand').select('id').where('county', '=', county).where('id', '=', id).forUpdate().execute();
  return findDemand(trx, county, id);
}

export async function findDemand(db: Db | Trx, county: string, id: string): Promise<DemandRecord | null> {
  const row = await withOrgan(db).where('demand.county', '=', county).where('demand.id', '=', id).executeTakeFirst();
  return row === undefined ? null : { ...row, state: row.state as DemandState };
}

export function withOrgan(db: Db | Trx) {
  return db
    .selectFrom('demand')
    .innerJoin('organ', (join) => join.onRef('organ.county', '=', 'demand.county').onRef('organ.id', '=', 'demand.organ'))
    .selectAll('demand')
    .select('organ.name as organ_name');
}

export async function insertDraft(
  trx: Trx,
  county: string,
  demand: string,
  version: number,
  draft: Draft,
  inspection: Inspection,
  at: Date,
): Promise<void> {
  const { findings, ...rest } = inspection;
  await trx
    .insertInto('demand_draft')
    .values({ county, demand, version, draft: JSON.stringify(draft), findings: JSON.stringify(findings), cost: JSON.stringify(rest), at })
    .execute();
}

export interface StoredDraft {
  readonly version: number;
  readonly draft: Draft;
  readonly inspection: Inspection;
}

export async function findDraft(db: Db | Trx, county: string, demand: string, version: number): Promise<StoredDraft | null> {
  const row = await db
    .selectFrom('demand_draft')
    .selectAll()
    .where('county', '=', county)
    .where('demand', '=', demand)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return null;
  // Written by insertDraft and nobody else: the grant forbids changes.
  const inspection = { ...(row.cost as Omit<Inspection, 'findings'>), findings: row.findings as Inspection['findings'] };
  return { version: row.version, draft: row.draft as Draft, inspection };
}

export interface StoredAct {
  readonly kind: DemandActKind;
  readonly at: Date;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly draftVersion: number;
  readonly reason: string | null;
  readonly reasons: readonly FindingReason[];
}

export async function insertAct(trx: Trx, county: string, demand: string, nth: number, act: StoredAct): Promise<void> {
  await trx
    .insertInto('demand_act')
    .values({
      county,
      demand,
      nth,
      kind: act.kind,
      at: act.at,
      person: act.person,
      post: act.post,
      by_name: act.byName,
      by_title: act.byTitle,
      draft_version: act.draftVersion,
      reason: act.reason,
      reasons: JSON.stringify(act.reasons),
    })
    .execute();
}

export async function findActs(db: Db | Trx, county: string, demands: readonly string[]): Promise<Map<string, StoredAct[]>> {
  const acts = new Map<string, StoredAct[]>(demands.map((demand) => [demand, []]));
  if (demands.length === 0) return acts;
  const rows = await db
    .selectFrom('demand_act')
    .selectAll()
    .where('county', '=', county)
    .where('demand', 'in', demands)
    .orderBy('demand')
    .orderBy('nth')
    .execute();
  for (const row of rows) {
    acts.get(row.demand)?.push({
      kind: row.kind as DemandActKind,
      at: row.at,
      person: row.person,
      post: row.post,
      byName: row.by_name,
      byTitle: row.by_title,
      draftVersion: row.draft_version,
      reason: row.reason,
      reasons: row.reasons as FindingReason[],
    });
  }
  return acts;
}
