import { pdfLibrary } from '../../../platform/office/read/index.ts';
import type { PdfLibrary } from '../../../platform/office/read/index.ts';

/** Fetched when the first PDF is dropped, and not before: the library is larger than the page. It finds its own worker in a global; we are in one. */
export async function loadPdf(): Promise<PdfLibrary> {
  const [library, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.min.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs'),
  ]);
  Object.assign(globalThis, { pdfjsWorker: worker });
  return pdfLibrary(library, new URL('/assets/cmaps/', location.origin).href);
}
