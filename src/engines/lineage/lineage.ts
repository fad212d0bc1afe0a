import type { Quotation } from '../reading/index.ts';

/** What a lower level can add to a demand that it passes on. */
export const addOnKinds = [
  'indicator',
  'field',
  'frequency',
  'deadline',
  'audience',
  'evidence',
  'wording',
  'meeting',
  'length',
  'scope',
] as const;
export type AddOnKind = (typeof addOnKinds)[number];

/** One thing that the child asks and the parent does not. Both places are quotations of their own texts. */
export interface AddOn {
  readonly kind: AddOnKind;
  /** Words of the parent that this goes beyond; null where the parent says nothing of it. */
  readonly parent: string | null;
  readonly child: string;
  /** One sentence in Chinese that says what was added. */
  readonly message: string;
  readonly parentPlace: Quotation | null;
  readonly childPlace: Quotation;
}

export interface Comparison {
  readonly addOns: readonly AddOn[];
  /** Share of the child's body characters in runs of at least 8 that the parent's body has too, 0 to 1. */
  readonly similarity: number;
}
