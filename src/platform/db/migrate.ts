import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Problem } from '../../problem.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
}

/** Numbered plain SQL; the folder lies beside this file in the source and beside the bundle in dist. */
export function migrations(folder = fileURLToPath(new URL('./migrations', import.meta.url))): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    });
}

export async function ensureDatabase(admin: pg.PoolConfig, name: string): Promise<void> {
  await withClient(admin, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  });
}

/**
 * Brings the schema up to date as its owner, each migration in one transaction. Two processes at once: the second waits on the lock of
 * the table of migrations. A migration that was applied and has changed since is an error: history stays. `until` names the last one to
 * apply: a backup comes in at the level at which it was taken.
 */
export async function migrate(owner: pg.PoolConfig, { until }: { until?: string } = {}): Promise<void> {
  const known = migrations().filter(({ name }) => until === undefined || name <= until);
  await withClient(owner, async (client) => {
    if (await isCurrent(client, known)) return;
    await ensureRole(client);
    await client.query(
      'create table if not exists migration (name text constraint migration_pkey primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    for (const migration of known) await apply(client, migration);
    await client.query('grant select on migration to qingdan_app');
  });
}

/** What the database says was applied to it, in order. */
export async function appliedMigrations(client: pg.Client): Promise<{ name: string; digest: string }[]> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migration order by name');
  return rows;
}

async function isCurrent(client: pg.Client, known: readonly Migration[]): Promise<boolean> {
  const { rows } = await client.query<{ present: boolean }>(`select to_regclass('migration') is not null as present`);
  if (rows[0]?.present !== true) return false;
  const applied = await appliedMigrations(client);
  for (const row of applied) {
    const migration = known.find((one) => one.name === row.name);
    if (migration === undefined)
      throw new Problem('setting.invalid', {
        detail: `数据库比程序新（有 ${row.name}），请用新版程序。 The database is newer than this program.`,
      });
    if (migration.digest !== row.digest)
      throw new Problem('setting.invalid', { detail: `${row.name} 在用过以后被改了。 An applied migration was changed.` });
  }
  return applied.length === known.length;
}

async function ensureRole(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select 1 from pg_roles where rolname = 'qingdan_app'`);
  if (rowCount === 0) await client.query('create role qingdan_app nologin').catch(ignoreExisting);
  await client.query('grant qingdan_app to current_user');
  await client.query('grant usage on schema public to qingdan_app');
}

async function apply(client: pg.Client, { name, sql, digest }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query('lock table migration in exclusive mode');
    const { rowCount } = await client.query('select 1 from migration where name = $1', [name]);
    if (rowCount === 0) {
      await client.query(sql);
      await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

function ignoreExisting(error: { code?: string }): void {
  if (error.code !== '42710' && error.code !== '23505') throw error;
}

async function withClient(config: pg.PoolConfig, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
