import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../platform/db/index.ts';
import type { Size } from './bench.ts';
import { furnish, type Furnished } from './installation.ts';
import { startServer, stopDatabase, type Server } from './server.ts';

export interface Room {
  readonly dataDir: string;
  readonly furnished: Furnished;
}

/** A furnished installation in a folder of its own; folder and database are gone afterwards, whatever happens. */
export async function inRoom<T>({ villages }: Size, work: (room: Room) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'qingdan-bench-'));
  try {
    const database = await openDatabase({ url: null, dataDir });
    const furnished = await furnish(database.db, dataDir, { fieldCount: 30, villages }).finally(() => database.close({ stopServer: true }));
    return await work({ dataDir, furnished });
  } finally {
    await stopDatabase(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  }
}

export async function withServer<T>(dataDir: string, work: (server: Server) => Promise<T>): Promise<T> {
  const server = await startServer(dataDir);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}
