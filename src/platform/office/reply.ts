import type { ProblemField, ProblemSlug } from '../../problem.ts';
import type { DocumentText, Workbook } from './read/index.ts';

export interface WorkerTask {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** The words of a document, or the cells of its tables. */
  readonly wants: 'text' | 'tables';
}

export type WorkerReply =
  | { readonly document: DocumentText }
  | { readonly workbook: Workbook }
  | { readonly problem: { readonly slug: ProblemSlug; readonly detail: string; readonly fields: readonly ProblemField[] } };
