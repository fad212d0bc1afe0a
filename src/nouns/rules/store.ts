import { sql } from 'kysely';
import type { Db, Trx } from '../../platform/db/index.ts';
import type { ChangeActKind, ChangeContent, ChangeState, LocalRules } from './rules.ts';

export interface ChangeRecord {
  readonly id: string;
  readonly title: string;
  readonly state: ChangeState;
  readonly author: string;
  readonly version: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export async function insertChange(trx: Trx, county: string, change: Omit<ChangeRecord, 'version'>): Promise<void> {
  const { id, title, state, author, createdAt, updatedAt } = change;
  await trx
    .insertInto('rule_change')
    .values({ county, id, title, state, author, version: null, created_at: createdAt, updated_at: updatedAt })
    .execute();
}

export async function updateChange(
  trx: Trx,
  county: string,
  id: string,
  set: { readonly state: ChangeState; readonly title?: string; readonly version?: number; readonly at: Date },
): Promise<void> {
  const { at, ...rest } = set;
  await trx
    .updateTable('rule_change')
    .set({ ...rest, updated_at: at })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

/** Locks the row: acts on one change follow one another. */
export async function lockChange(trx: Trx, county: string, id: string): Promise<ChangeRecord | null> {
  await trx.selectFrom('rule_change').select('id').where('county', '=', county).where('id', '=', id).forUpdate().execute();
  return findChange(trx, county, id);
}

export async function findChange(db: Db | Trx, county: string, id: string): Promise<ChangeRecord | null> {
  const row = await db.selectFrom('rule_change').selectAll().where('county', '=', county).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : recordOf(row);
}

export async function listChanges(db: Db, county: string, after: readonly string[] | null, limit: number): Promise<ChangeRecord[]> {
  let query = db
    .selectFrom('rule_change')
    .selectAll()
    .where('county', '=', county)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (after !== null) query = query.where(sql<boolean>`(updated_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return (await query.execute()).map(recordOf);
}

function recordOf(row: {
  id: string;
  title: string;
  state: string;
  author: string;
  version: number | null;
  created_at: Date;
  updated_at: Date;
}): ChangeRecord {
  const { id, title, author, version } = row;
  return { id, title, author, version, state: row.state as ChangeState, createdAt: row.created_at, updatedAt: row.updated_at };
}

export interface StoredChangeAct {
  readonly nth: number;
  readonly kind: ChangeActKind;
  readonly at: Date;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly reason: string | null;
  readonly content: ChangeContent | null;
  readonly leaf: { readonly id: string; readonly hash: Buffer } | null;
}

export async function insertChangeAct(trx: Trx, county: string, change: string, act: StoredChangeAct): Promise<void> {
  const { nth, kind, at, person, post, byName, byTitle, reason, content, leaf } = act;
  await trx
    .insertInto('rule_change_act')
    .values({
      county,
      change,
      nth,
      kind,
      at,
      person,
      post,
      by_name: byName,
      by_title: byTitle,
      reason,
      content: content === null ? null : JSON.stringify(content),
      leaf: leaf?.id ?? null,
      leaf_hash: leaf?.hash ?? null,
    })
    .execute();
}

export async function findChangeActs(db: Db | Trx, county: string, changes: readonly string[]): Promise<Map<string, StoredChangeAct[]>> {
  const acts = new Map<string, StoredChangeAct[]>(changes.map((change) => [change, []]));
  if (changes.length === 0) return acts;
  const rows = await db
    .selectFrom('rule_change_act')
    .selectAll()
    .where('county', '=', county)
    .where('change', 'in', changes)
    .orderBy('change')
    .orderBy('nth')
    .execute();
  for (const row of rows) {
    acts.get(row.change)?.push({
      nth: row.nth,
      kind: row.kind as ChangeActKind,
      at: row.at,
      person: row.person,
      post: row.post,
      byName: row.by_name,
      byTitle: row.by_title,
      reason: row.reason,
      // Written by insertChangeAct and nobody else: the grant forbids changes.
      content: row.content as ChangeContent | null,
      leaf: row.leaf === null || row.leaf_hash === null ? null : { id: row.leaf, hash: row.leaf_hash },
    });
  }
  return acts;
}

export interface RuleVersion {
  readonly version: number;
  readonly change: string;
  readonly inForceFrom: string;
  readonly content: LocalRules;
  /** Hex. */
  readonly digest: string;
  readonly leaf: string;
  readonly leafHash: Buffer;
  readonly approvedAt: Date;
}

export async function insertVersion(trx: Trx, county: string, version: RuleVersion): Promise<void> {
  await trx
    .insertInto('rule_version')
    .values({
      county,
      version: version.version,
      change: version.change,
      in_force_from: version.inForceFrom,
      content: JSON.stringify(version.content),
      digest: Buffer.from(version.digest, 'hex'),
      leaf: version.leaf,
      leaf_hash: version.leafHash,
      approved_at: version.approvedAt,
    })
    .execute();
}

/** Newest first. */
export async function listVersions(db: Db | Trx, county: string): Promise<RuleVersion[]> {
  const rows = await db.selectFrom('rule_version').selectAll().where('county', '=', county).orderBy('version', 'desc').limit(500).execute();
  return rows.map(versionOf);
}

export async function latestVersion(db: Db | Trx, county: string): Promise<RuleVersion | null> {
  const row = await db
    .selectFrom('rule_version')
    .selectAll()
    .where('county', '=', county)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : versionOf(row);
}

/** Which version governs a day: the last one whose date has come. */
export async function versionOn(db: Db | Trx, county: string, day: string): Promise<{ version: number; digest: string } | null> {
  const row = await db
    .selectFrom('rule_version')
    .select(['version', 'digest'])
    .where('county', '=', county)
    .where('in_force_from', '<=', day)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { version: row.version, digest: row.digest.toString('hex') };
}

export async function findVersion(db: Db | Trx, county: string, version: number): Promise<RuleVersion | null> {
  const row = await db
    .selectFrom('rule_version')
    .selectAll()
    .where('county', '=', county)
    .where('version', '=', version)
    .executeTakeFirst();
  return row === undefined ? null : versionOf(row);
}

function versionOf(row: {
  version: number;
  change: string;
  in_force_from: string;
  content: unknown;
  digest: Buffer;
  leaf: string;
  leaf_hash: Buffer;
  approved_at: Date;
}): RuleVersion {
  return {
    version: row.version,
    change: row.change,
    inForceFrom: row.in_force_from,
    content: row.content as LocalRules,
    digest: row.digest.toString('hex'),
    leaf: row.leaf,
    leafHash: row.leaf_hash,
    approvedAt: row.approved_at,
  };
}

export async function hasRulebookText(db: Db | Trx, digest: string): Promise<boolean> {
  const row = await db.selectFrom('rulebook_text').select('at').where('digest', '=', Buffer.from(digest, 'hex')).executeTakeFirst();
  return row !== undefined;
}

/** @returns false where somebody else was first */
export async function insertRulebookText(
  trx: Db | Trx,
  text: { readonly digest: string; readonly content: string; readonly at: Date; readonly leaf: string | null },
): Promise<boolean> {
  const { digest, content, at, leaf } = text;
  const row = await trx
    .insertInto('rulebook_text')
    .values({ digest: Buffer.from(digest, 'hex'), content, at, leaf })
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst();
  return row !== undefined;
}

export async function findRulebookText(db: Db | Trx, digest: string): Promise<string | null> {
  const row = await db.selectFrom('rulebook_text').select('content').where('digest', '=', Buffer.from(digest, 'hex')).executeTakeFirst();
  return row?.content ?? null;
}
