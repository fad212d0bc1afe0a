import { pdfLibrary } from '../../../platform/office/read/index.ts';
import type { PdfLibrary } from '../../../platform/office/read/index.ts';

/** Fetched when the first PDF is dropped, and not before: the library is larger than the page. It finds its own worker in a global; we are in one. */
export async function loadPdf(): Promise<PdfLibrary> {
  // Where there is no window its worker takes the thread's messages for its own, and they are the page's.
  Object.assign(globalThis, { window: globalThis });
  const [library, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.min.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs'),
  ]).finally(() => Reflect.deleteProperty(globalThis, 'window'));
  Object.assign(globalThis, { pdfjsWorker: worker });
  return pdfLibrary(library, readMap);
}

async function readMap(fileName: string): Promise<Uint8Array> {
  const answer = await fetch(`/assets/cmaps/${fileName}`);
  if (!answer.ok) throw new Error(`no character map ${fileName}`);
  return new Uint8Array(await answer.arrayBuffer());
}
