import type { Quotation } from '../reading/index.ts';

/** text: the same words · column: data asked already · meeting, check: one matter, one audience · clash: one person, two places. */
export type OverlapKind = 'text' | 'column' | 'meeting' | 'check' | 'clash';
/** read: the answer is held · join: ask together · merge: hold one instead of two · drop: it was sent already. */
export type Proposal = 'read' | 'join' | 'merge' | 'drop';

export interface Overlap {
  readonly with: string;
  /** 0 to 1. */
  readonly similarity: number;
  readonly kind: OverlapKind;
  readonly proposal: Proposal;
  /** One sentence in Chinese. */
  readonly message: string;
  /** Where in the new demand; null where it is the whole of it. */
  readonly place: Quotation | null;
}

/** Below this two papers only share phrases. */
export const SAME_TEXT = 0.5;
