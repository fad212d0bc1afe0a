import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { embeddedConnection, ensureDatabase, openDatabase, problemOf, startEmbedded, type Database } from '../platform/db/index.ts';
import { Problem } from '../problem.ts';
import { serverIn } from './folder.ts';

/** The installation's database as the server sees it: attached to where it runs, else started and stopped again. */
export async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, poolSize: 2 });
  try {
    return await work(database);
  } catch (error) {
    throw problemOf(error);
  } finally {
    await database.close({ stopServer: isOurs(config, database.server?.started === true) });
  }
}

export interface Owner {
  readonly client: pg.Client;
  readonly connection: pg.PoolConfig;
}

/** One connection as the schema's owner, the schema left as it is: for copies of the whole. */
export async function withOwner<T>(config: Config, work: (owner: Owner) => Promise<T>): Promise<T> {
  const server = config.databaseUrl === null ? await startEmbedded(config.dataDir) : null;
  try {
    const connection: pg.PoolConfig = server === null ? { connectionString: config.databaseUrl ?? '' } : embeddedConnection(server.socket);
    if (server !== null) await ensureDatabase({ ...connection, database: 'postgres' }, 'qingdan');
    const client = new pg.Client(connection);
    // Told by the statement that fails; an unheard event would end the process.
    client.on('error', () => {});
    await client.connect();
    try {
      return await work({ client, connection });
    } finally {
      await client.end().catch(() => {});
    }
  } catch (error) {
    throw problemOf(error);
  } finally {
    if (server !== null && isOurs(config, server.started)) await server.stop();
  }
}

/** A database that we started may have got a server of its own in the meantime: then it stays. */
function isOurs(config: Config, started: boolean): boolean {
  return started && serverIn(config.dataDir) === null;
}

/** @throws Problem setting.invalid where there is nothing yet: reading must not found an installation */
export function expectInstallation({ databaseUrl, dataDir }: Config): void {
  if (databaseUrl !== null || existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) return;
  throw new Problem('setting.invalid', {
    detail: `${dataDir} 里没有数据，用 --data 或 QINGDAN_DATA 指到数据文件夹。 No installation there: name its folder with --data.`,
  });
}
