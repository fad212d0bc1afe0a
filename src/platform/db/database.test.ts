import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/database.ts';
import { constraintProblems } from './constraints.ts';
import { renderSchema } from './introspect.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('the schema', () => {
  it('is what src/platform/db/schema.ts says', async () => {
    expect(await renderSchema(database.db)).toBe(readFileSync(new URL('./schema.ts', import.meta.url), 'utf8'));
  });

  it('has a line in constraintProblems for every constraint, and no line without one', async () => {
    const { rows } = await database.pool.query<{ conname: string }>(
      `select conname from pg_constraint c join pg_namespace n on n.oid = c.connamespace
       where n.nspname = 'public' and contype in ('p', 'u', 'f', 'c', 'x') union
       select indexrelid::regclass::text from pg_index i join pg_class r on r.oid = i.indrelid join pg_namespace n on n.oid = r.relnamespace
       where n.nspname = 'public' and indisunique`,
    );
    const names = rows.map((row) => row.conname).filter((name) => name !== 'migration_pkey');
    expect(Object.keys(constraintProblems).sort()).toEqual([...new Set(names)].sort());
  });
});

describe('append-only tables', () => {
  const tables = [
    'demand_draft',
    'demand_act',
    'terms',
    'demand_target',
    'answer',
    'log_entry',
    'log_tile',
    'log_checkpoint',
    'idempotency',
  ];

  it.each(tables)('%s can be neither updated, deleted nor truncated by the application', async (table) => {
    for (const sql of [`update ${table} set county = county`, `delete from ${table}`, `truncate ${table}`]) {
      const text = table.startsWith('log_') ? sql.replace('county = county', 'shard = shard') : sql;
      await expect(database.pool.query(text)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('and the application role is not the owner in disguise', async () => {
    const { rows } = await database.pool.query<{ current_user: string }>('select current_user');
    expect(rows[0]?.current_user).toBe('qingdan_app');
    const owner = new pg.Client(database.owner);
    await owner.connect();
    const { rows: asOwner } = await owner.query<{ may: boolean }>(`select has_table_privilege('answer', 'UPDATE') as may`);
    await owner.end();
    expect(asOwner[0]?.may).toBe(true);
  });
});
