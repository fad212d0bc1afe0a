/** The worker that parses one upload and ends. Bundled as dist/office-worker.js; it sees bytes and a name, no environment, and of the disk only the PDF library. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import { readOldWorkbook } from './old-workbook.ts';
import { isOldWorkbook, named, pdfLibrary, readPaper, readTables, refusal, type PdfLibrary, type PdfModule } from './read/index.ts';
import type { PdfPlace, WorkerReply, WorkerTask } from './reply.ts';

async function reply(): Promise<WorkerReply> {
  const task = workerData as WorkerTask; // the only sender is reader.ts
  const { bytes, fileName } = task;
  try {
    if (task.wants === 'text') return { document: await readPaper(bytes, fileName, () => loadPdf(task.pdf)) };
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

/** The library looks for its own worker in a global; it runs in this thread, which is one already. */
async function loadPdf(place: PdfPlace | null): Promise<PdfLibrary> {
  if (place === null)
    throw refusal('file.kind', null, '这是 PDF，这台机器没有装读 PDF 的部件', '请把原来的 .docx 放进来，或把文字粘贴过来。');
  const [library, worker] = await Promise.all([import(place.library) as Promise<PdfModule>, import(place.worker) as Promise<object>]); // the package's own modules
  Object.assign(globalThis, { pdfjsWorker: worker });
  return pdfLibrary(library, async (fileName) => new Uint8Array(await readFile(join(place.cmaps, fileName))));
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
void reply().then((answer) => parentPort?.postMessage(answer));
