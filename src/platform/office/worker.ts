/** The worker that parses one upload and ends. Bundled as dist/office-worker.js; it sees bytes and a name, no environment and no disk of ours. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import { readBytes } from './read/index.ts';
import type { WorkerReply, WorkerTask } from './reply.ts';

function reply(): WorkerReply {
  const { bytes, fileName } = workerData as WorkerTask; // the only sender is reader.ts
  try {
    return { document: readBytes(bytes, fileName) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { problem: { slug: error.slug, detail: error.message, fields: error.fields } };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(reply());
