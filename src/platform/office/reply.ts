import type { ProblemField, ProblemSlug } from '../../problem.ts';
import type { DocumentText } from './read/index.ts';

export interface WorkerTask {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

export type WorkerReply =
  | { readonly document: DocumentText }
  | { readonly problem: { readonly slug: ProblemSlug; readonly detail: string; readonly fields: readonly ProblemField[] } };
