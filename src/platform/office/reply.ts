import type { ProblemField, ProblemSlug } from '../../problem.ts';
import type { DocumentText, Workbook } from './read/index.ts';

/** Where the PDF library lies on this machine: addresses of its two modules, folder of its character maps. */
export interface PdfPlace {
  readonly library: string;
  readonly worker: string;
  readonly cmaps: string;
}

interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

export interface TextTask extends Upload {
  readonly wants: 'text';
  /** Null where the library, an optional dependency, is not installed. */
  readonly pdf: PdfPlace | null;
}

export interface TablesTask extends Upload {
  readonly wants: 'tables';
}

/** The words of a document, or the cells of its tables. */
export type WorkerTask = TextTask | TablesTask;

export type WorkerReply =
  | { readonly document: DocumentText }
  | { readonly workbook: Workbook }
  | { readonly problem: { readonly slug: ProblemSlug; readonly detail: string; readonly fields: readonly ProblemField[] } };
