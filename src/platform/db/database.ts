import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { Problem } from '../../problem.ts';
import { embeddedConnection, guardEmbedded, startEmbedded, type EmbeddedServer } from './launcher.ts';
import { ensureDatabase, migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { problemOf } from './constraints.ts';
import { preparing } from './prepared.ts';

export type Db = Kysely<Schema>;
export type Trx = Transaction<Schema>;

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Null where DATABASE_URL points at a server that is not ours. */
  readonly server: EmbeddedServer | null;
  /** Closes the pool; stops the server only if asked and if it is embedded. */
  close(options?: { stopServer?: boolean }): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string | null;
  readonly dataDir: string;
  readonly poolSize?: number;
  /** For a server that stays: the embedded database is brought back when something kills it. */
  readonly guard?: boolean;
}

// int8 counts and numeric sums stay below 2^53 here; dates stay text so that no time zone can move them.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Opens the database of this installation, migrated, as the application role that may not change history. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const server = options.url === null ? await startEmbedded(options.dataDir) : null;
  const owner: pg.PoolConfig = server === null ? { connectionString: options.url ?? '' } : embeddedConnection(server.socket);
  try {
    if (server !== null) await ensureDatabase({ ...owner, database: 'postgres' }, 'qingdan');
    await migrate(owner);
  } catch (error) {
    if (server?.started) await server.stop();
    throw error;
  }
  const opened = connect(owner, options.poolSize ?? 16);
  await assureRole(opened).catch(async (error: unknown) => {
    if (server?.started) await server.stop();
    throw error;
  });
  const unguard = server !== null && options.guard === true ? guardEmbedded(options.dataDir) : () => {};
  return { ...opened, server, close };

  function close(this: Database, { stopServer = false } = {}): Promise<void> {
    unguard();
    return this.db.destroy().then(() => (stopServer ? this.server?.stop() : undefined));
  }
}

/** A pool that speaks as `qingdan_app`: grants, not promises, keep append-only tables append-only. */
export function connect(owner: pg.PoolConfig, size: number): { db: Db; pool: pg.Pool } {
  const pool = new pg.Pool({
    ...owner,
    max: size,
    options: '-c role=qingdan_app -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that the server closes while idle (restart) is replaced by the pool; the event must not end the process.
  pool.on('error', () => {});
  // The same between two statements of a transaction: the next statement fails and tells it; an unheard event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return { db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: preparing(pool) }) }), pool };
}

/**
 * Append-only is a grant of the role that the pool speaks as. Start-up options of DATABASE_URL override ours and some poolers drop them:
 * then history could be rewritten, and nothing is started.
 */
async function assureRole({ db, pool }: { db: Db; pool: pg.Pool }): Promise<void> {
  const { rows } = await pool.query<{ role: string }>('select current_user as role');
  if (rows[0]?.role === 'qingdan_app') return;
  await db.destroy();
  throw new Problem('setting.invalid', {
    detail: `DATABASE_URL 的连接用的是 ${rows[0]?.role}，不是 qingdan_app：去掉 URL 里的 options，连接池要让启动参数通过。 The connection does not run as qingdan_app.`,
  });
}

const retried = new Set(['40001', '40P01']);

/** One act is one transaction; it is tried again where the database asks for that (serialization failure, deadlock). */
export async function transaction<T>(db: Db, act: (trx: Trx) => Promise<T>): Promise<T> {
  return tried(() => db.transaction().execute(act));
}

/**
 * The same for an act whose only write is one statement, which is a transaction by itself: two round trips fewer, and the rows that it locks
 * (a roll-up that many villages move) are free when the statement ends, not when this process comes round to send the commit.
 */
export async function oneStatement<T>(db: Db, act: (db: Db) => Promise<T>): Promise<T> {
  return tried(() => act(db));
}

async function tried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      // Of those who count at one moment one gets through each time: more tries than a pool has connections.
      const tries = isNumberTaken(error) ? 40 : retried.has(codeOf(error)) ? 4 : 1;
      if (attempt < tries) continue;
      throw problemOf(error);
    }
  }
}

/** True when the database answers. */
export async function isAlive(db: Db): Promise<boolean> {
  try {
    await db.executeQuery(CompiledQuery.raw('select 1'));
    return true;
  } catch {
    return false;
  }
}

/** A constraint named …_nth_key counts rows in order; breaking it means that somebody else was first: count again. */
function isNumberTaken(error: unknown): boolean {
  return (
    codeOf(error) === '23505' &&
    typeof error === 'object' &&
    error !== null &&
    'constraint' in error &&
    String(error.constraint).endsWith('_nth_key')
  );
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
