/** Runs the pure reader in a worker thread with a memory and a time limit; the worker dies with its file, so nothing of one upload is seen by the next. */
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import { isOldWorkbook, limits, nameProblem, needsWorker, readBytes, readTables, type DocumentText, type Workbook } from './read/index.ts';
import type { PdfPlace, TablesTask, TextTask, WorkerReply, WorkerTask } from './reply.ts';
import { Turnstile } from './turnstile.ts';
import { workerCode } from './worker-code.ts';

const MEMORY_MB = 512;
const TIME_MS = 20_000;
/** Two files at a time, thirty more may wait: beyond that an upload is told to come back instead of filling the memory. */
const turnstile = new Turnstile(2, 30);

/** Bytes of an upload to its text. Refuses with a Problem: `file.*` names the file, the place and the mend; `rate.limited` when too many wait. */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<DocumentText> {
  // Short plain text needs no parser, so no worker either: the command line reads a notice in a few milliseconds.
  if (!needsWorker(bytes)) return readBytes(bytes, fileName);
  return turnstile.pass(() => readInWorker({ bytes, fileName, wants: 'text', pdf: pdfPlace() }, { memoryMb: MEMORY_MB, timeMs: TIME_MS }));
}

/** Bytes of a template to the cells of its sheets (xlsx, xls), or of its tables (docx). Refuses as `readDocument` does. */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<Workbook> {
  // What is refused by its first bytes needs no worker.
  if (!needsWorker(bytes) && !isOldWorkbook(bytes, fileName)) return readTables(bytes, fileName);
  return turnstile.pass(() => workbookInWorker({ bytes, fileName, wants: 'tables' }, { memoryMb: MEMORY_MB, timeMs: TIME_MS }));
}

/** A file on disk, for the command line: its size is looked at before it is read. */
export async function readDocumentFile(path: string): Promise<DocumentText> {
  return readDocument(await bytesOfFile(path), basename(path));
}

export async function readWorkbookFile(path: string): Promise<Workbook> {
  return readWorkbook(await bytesOfFile(path), basename(path));
}

/** @throws Problem `file.too-large` before it is read, `input.unreadable` */
export async function bytesOfFile(path: string): Promise<Uint8Array> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    if (size > limits.fileBytes) throw nameProblem('file.too-large', `这个文件有${Math.ceil(size / 1024 / 1024)} MB，最多20 MB`, name);
    return await readFile(path);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('input.unreadable', { detail: `打不开《${name}》，请看看名字和位置对不对。`, cause: error });
  }
}

let place: PdfPlace | null | undefined;

/** An optional dependency: where it is not installed, PDFs are refused with the mend and all else goes on. */
function pdfPlace(): PdfPlace | null {
  place ??= findPdf();
  return place;
}

function findPdf(): PdfPlace | null {
  const { resolve } = createRequire(import.meta.url);
  const file = (path: string): string => pathToFileURL(resolve(`pdfjs-dist/${path}`)).href;
  try {
    return {
      library: file('legacy/build/pdf.min.mjs'),
      worker: file('legacy/build/pdf.worker.min.mjs'),
      cmaps: join(dirname(resolve('pdfjs-dist/package.json')), 'cmaps'),
    };
  } catch {
    return null;
  }
}

export async function readInWorker(task: TextTask, bounds: Bounds): Promise<DocumentText> {
  const reply = await replyTo(task, bounds);
  if ('document' in reply) return reply.document;
  throw refused(reply, task.fileName);
}

async function workbookInWorker(task: TablesTask, bounds: Bounds): Promise<Workbook> {
  const reply = await replyTo(task, bounds);
  if ('workbook' in reply) return reply.workbook;
  throw refused(reply, task.fileName);
}

interface Bounds {
  readonly memoryMb: number;
  readonly timeMs: number;
}

function refused(reply: WorkerReply, fileName: string): Problem {
  if ('problem' in reply) return new Problem(reply.problem.slug, { detail: reply.problem.detail, fields: reply.problem.fields });
  return nameProblem('file.damaged', '文件读到一半读不下去了', fileName);
}

async function replyTo(task: WorkerTask, bounds: Bounds): Promise<WorkerReply> {
  const code = await workerCode();
  const worker = new Worker('file' in code ? code.file : code.source, {
    eval: 'source' in code,
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: bounds.memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    env: {},
    execArgv: [],
    argv: [],
    stdout: true,
    stderr: true,
  });
  try {
    return await replyOf(worker, task.fileName, bounds.timeMs);
  } finally {
    await worker.terminate();
  }
}

function replyOf(worker: Worker, fileName: string, timeMs: number): Promise<WorkerReply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(nameProblem('file.too-large', '读了很久还没读完', fileName)), timeMs);
    worker.once('message', (reply: WorkerReply) => {
      clearTimeout(timer);
      resolve(reply);
    });
    // Out of memory, or a fault of ours: either way this file is refused and the server goes on.
    worker.once('error', (error: Error & { code?: string }) => {
      clearTimeout(timer);
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(
        nameProblem(
          memory ? 'file.too-large' : 'file.damaged',
          memory ? '读这个文件要的内存太多' : '文件读到一半读不下去了',
          fileName,
          error,
        ),
      );
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(nameProblem('file.damaged', '文件读到一半读不下去了', fileName));
    });
  });
}
