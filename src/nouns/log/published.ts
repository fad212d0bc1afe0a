import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openCheckpoint, Rejection } from '../../engines/tlog/index.ts';
import { Problem } from '../../problem.ts';
import type { LogKeys, Published } from './log.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';

/** The checkpoint that was last shown to anybody, outside the database: a restored older database is found by it. */
export function checkpointFile(data: string): string {
  return join(data, 'log', 'checkpoint');
}

/** @throws Problem log.damaged where the file is not the log's own */
export async function readPublished(data: string, log: LogKeys): Promise<Published | null> {
  const file = checkpointFile(data);
  const note = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (note === null) return null;
  try {
    const { size, root } = openCheckpoint(nodeSuite, note, [log.key]);
    return { size, root, note, at: 0 };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    throw new Problem('log.damaged', {
      detail: `${file} 不是这本日志签的检查点。 The kept checkpoint is not signed by this log.`,
      cause: error,
    });
  }
}

/** First the file, durable, then this process's readers: nobody sees a checkpoint that a restore could make us forget. */
export async function publish(data: string, log: LogKeys, checkpoint: Published): Promise<void> {
  const file = checkpointFile(data);
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'w', 0o644);
  try {
    await handle.writeFile(checkpoint.note);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(dirname(file));
  log.published = checkpoint;
  log.latest = Math.max(log.latest, checkpoint.at);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its rename is durable with the file system's journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
