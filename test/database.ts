import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { connect, type Db } from '../src/platform/db/database.ts';
import { embeddedConnection, startEmbedded, type EmbeddedServer } from '../src/platform/db/launcher.ts';
import { ensureDatabase, migrate } from '../src/platform/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    owner: { host?: string; port?: number; user?: string; connectionString?: string };
  }
}

const template = 'qingdan_template';

/**
 * One real server for the whole run: the embedded one, or the one that QINGDAN_TEST_DATABASE_URL names (a superuser of a PostgreSQL >= 15).
 * Every test file works on its own copy of a migrated template.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['QINGDAN_TEST_DATABASE_URL'];
  const folder = await mkdtemp(join(tmpdir(), 'qingdan-test-'));
  let server: EmbeddedServer | null = null;
  let owner: ProvidedOwner;
  if (url === undefined || url === '') {
    server = await startEmbedded(folder);
    const { host, port, user } = embeddedConnection(server.socket);
    owner = { host, port, user };
  } else {
    const parsed = new URL(url);
    owner = {
      host: parsed.searchParams.get('host') ?? parsed.hostname,
      port: Number(parsed.port || 5432),
      user: decodeURIComponent(parsed.username),
    };
  }
  await dropDatabases(owner);
  await ensureDatabase({ ...owner, database: 'postgres' }, template);
  await migrate({ ...owner, database: template });
  project.provide('owner', owner);
  return async () => {
    if (server === null) await dropDatabases(owner);
    else await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

type ProvidedOwner = { host: string; port: number; user: string };

export interface TestDatabase {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Connection of the schema's owner: for tests that must break what the application may not. */
  readonly owner: pg.PoolConfig;
  close(): Promise<void>;
}

export async function testDatabase(poolSize = 8): Promise<TestDatabase> {
  const { host, port, user } = inject('owner');
  const admin = { host, port, user, database: 'postgres' } as pg.PoolConfig;
  const name = `qd_test_${randomBytes(6).toString('hex')}`;
  await administrate(admin, `create database ${name} template ${template}`);
  const owner = { ...admin, database: name };
  const { db, pool } = connect(owner, poolSize);
  return { db, pool, owner, close };

  async function close(): Promise<void> {
    await db.destroy();
    await administrate(admin, `drop database ${name} with (force)`);
  }
}

async function administrate(config: pg.PoolConfig, sql: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(sql);
        return;
      } catch (error) {
        // Two files copying the template at one moment: the later one waits.
        if (attempt > 40 || (error as { code?: string }).code !== '55006') throw error;
        await new Promise((done) => setTimeout(done, 50));
      }
    }
  } finally {
    await client.end();
  }
}

async function dropDatabases(owner: ProvidedOwner): Promise<void> {
  const client = new pg.Client({ ...owner, database: 'postgres' });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'qd_test_%' or datname = $1`,
      [template],
    );
    for (const { datname } of rows) await client.query(`drop database ${pg.escapeIdentifier(datname)} with (force)`);
  } finally {
    await client.end();
  }
}
