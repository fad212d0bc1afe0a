/** The package describes neither of its two small builds. */
declare module 'pdfjs-dist/legacy/build/pdf.min.mjs' {
  import type { PdfModule } from '../platform/office/read/index.ts';
  export const getDocument: PdfModule['getDocument'];
  export const OPS: PdfModule['OPS'];
}
declare module 'pdfjs-dist/legacy/build/pdf.worker.min.mjs' {
  export const WorkerMessageHandler: object;
}
