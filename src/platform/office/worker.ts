/** The worker that parses one upload and ends. Bundled as dist/office-worker.js; it sees bytes and a name, no environment and no disk of ours. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import { readOldWorkbook } from './old-workbook.ts';
import { isOldWorkbook, named, readBytes, readTables } from './read/index.ts';
import type { WorkerReply, WorkerTask } from './reply.ts';

async function reply(): Promise<WorkerReply> {
  const { bytes, fileName, wants } = workerData as WorkerTask; // the only sender is reader.ts
  try {
    if (wants === 'text') return { document: readBytes(bytes, fileName) };
    return { workbook: isOldWorkbook(bytes, fileName) ? await readOld(bytes, fileName) : readTables(bytes, fileName) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { problem: { slug: error.slug, detail: error.message, fields: error.fields } };
  }
}

async function readOld(bytes: Uint8Array, fileName: string): ReturnType<typeof readOldWorkbook> {
  try {
    return await readOldWorkbook(bytes);
  } catch (error) {
    throw named(error, fileName);
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
void reply().then((answer) => parentPort?.postMessage(answer));
