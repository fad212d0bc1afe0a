import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { embeddedConnection, guardEmbedded, startEmbedded, type EmbeddedServer } from './launcher.ts';
import { ensureDatabase, migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { problemOf } from './constraints.ts';

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
  const unguard = server !== null && options.guard === true ? guardEmbedded(options.dataDir) : () => {};
  return { ...connect(owner, options.poolSize ?? 16), server, close };

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
  return { db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), pool };
}

const retried = new Set(['40001', '40P01']);

/** One act is one transaction; it is tried again where the database asks for that (serialization failure, deadlock). */
export async function transaction<T>(db: Db, act: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(act);
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
