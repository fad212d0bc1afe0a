import type { Effect } from '../../types.ts';

/** What /api/conduct answers. */
export interface Occasion {
  readonly id: string;
  readonly from: 'event' | 'demand';
  readonly kind: string;
  readonly organ: string;
  readonly name: string | null;
  readonly number: string | null;
  readonly date: string;
  readonly places: readonly string[];
}

export interface ActFinding {
  readonly rule: string;
  readonly title: string;
  readonly article: string;
  readonly source: string;
  readonly confidence: string;
  readonly effect: Effect;
  readonly undecided: boolean;
  readonly message: string;
  readonly mend: string | null;
  readonly places: number;
  readonly matter: string | null;
  readonly date: string;
  readonly events: readonly Occasion[];
  readonly total: number;
}

export interface Findings {
  readonly asOf: string;
  readonly cut: boolean;
  readonly findings: readonly ActFinding[];
}

export interface DemandFindings extends Findings {
  /** What it showed at the last act. */
  readonly kept: (Findings & { readonly act: string; readonly at: string }) | null;
}

export interface EventRow {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly organ: string;
  readonly office: string | null;
  readonly name: string | null;
  readonly matter: string | null;
  readonly starts: string;
  readonly ends: string | null;
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly places: number;
  readonly planItem: string | null;
  readonly visitors: number | null;
  readonly escorts: number | null;
  readonly demand: string | null;
  readonly origin: string;
  readonly by: string | null;
  readonly reason: string | null;
  readonly recordedAt: string;
  readonly mayCorrect: boolean;
}

export interface ToSay {
  readonly items: readonly {
    readonly subject: string;
    readonly from: 'event' | 'demand';
    readonly kind: string;
    readonly organ: string;
    readonly name: string | null;
    readonly date: string;
    readonly questions: readonly string[];
    readonly spoken: boolean;
  }[];
}

export interface Heard {
  readonly fewest: number;
  readonly items: readonly {
    readonly subject: string;
    readonly organ: string;
    readonly kind: string;
    readonly name: string | null;
    readonly date: string;
    readonly behaviours: readonly string[];
    readonly units: number | null;
    readonly counts: Readonly<Record<string, number>> | null;
  }[];
  readonly merged: { readonly behaviours: readonly string[] } | null;
}
