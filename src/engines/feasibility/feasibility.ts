import type { Quotation } from '../reading/index.ts';

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly days: number | null;
  readonly unit: 'day' | 'workday';
  readonly from: string | null;
  readonly to: string | null;
  readonly law: string;
  /** recalled: an article, not re-read · project: our own estimate · text: the notice itself says so. */
  readonly provenance: 'recalled' | 'project' | 'text';
  readonly quote: string | null;
  readonly start: number | null;
  readonly end: number | null;
}

export interface Feasibility {
  /** First day on which all that is asked can be done; null where it cannot be known. */
  readonly earliest: string | null;
  readonly deadline: string | null;
  /** Whether the deadline can be kept; null where either day is unknown. */
  readonly possible: boolean | null;
  /** The steps that decide the earliest day, in order. */
  readonly criticalPath: readonly Step[];
  /** Steps that are needed and decide nothing, or whose least time nobody sets. */
  readonly beside: readonly Step[];
  /** One sentence in Chinese; null where nothing is in the way. */
  readonly message: string | null;
}

export interface FeasibilityOptions {
  /** YYYY-MM-DD: when it can begin; by default the notice's date. */
  readonly start?: string | null;
  /** Minutes of work for one unit, from the cost model. */
  readonly minutes?: number | null;
}

export interface Place extends Quotation {
  readonly demand: string;
}

export type ConflictKind = 'orders-forbidden' | 'two-places' | 'two-definitions' | 'before-data';

/** Two demands that cannot both be met, or one that contradicts itself. */
export interface Conflict {
  readonly kind: ConflictKind;
  readonly one: Place;
  readonly other: Place;
  readonly message: string;
}
