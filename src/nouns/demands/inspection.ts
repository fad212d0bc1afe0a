import type { DemandKind } from './terms.ts';

/** A finding as it is kept with the draft it was found in (contract.md, `check --json`); `ground` says how sure it is. */
export interface Finding {
  readonly rule: string;
  readonly article: string | null;
  readonly modality: string;
  readonly effect: 'refuse' | 'justify' | 'advise';
  readonly undecided: boolean;
  readonly confidence: string;
  readonly message: string;
  readonly mend: string | null;
  readonly quote: string | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly ground: string | null;
}

export interface CostLine {
  readonly kind: string;
  readonly minutes: number;
  readonly low: number;
  readonly high: number;
  readonly why: string;
}

/** What the engines say of one draft. Kept with it: a past decision shows what was known then. */
export interface Inspection {
  readonly findings: readonly Finding[];
  readonly asks: readonly { readonly kind: string; readonly quote: string }[];
  readonly cost: { readonly minutesPerUnit: number; readonly low: number; readonly high: number; readonly lines: readonly CostLine[] };
  /** SHA-256 (hex) of the rules that were applied. */
  readonly rulesDigest: string;
}

/** Handed in by the composition, so that the noun does not know how rules are loaded. `today` is the day of judgement. */
export type Inspect = (draft: InspectedDraft, today: string) => Promise<Inspection>;

export interface InspectedDraft {
  readonly text: string;
  readonly kind: DemandKind;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly fields: readonly { readonly type: string }[];
  readonly deadline: string | null;
}
