import type { ChangeActKind, ChangeState, Outcome, RulesDifference } from '../../../nouns/rules/rules.ts';
import type { Effect } from '../../types.ts';

export type Value = number | boolean | string | null;

export interface LawRule {
  readonly id: string;
  readonly title: string;
  readonly article: string;
  readonly ground: 'law' | 'case' | 'project' | 'estimate' | 'local';
  readonly source: {
    readonly name: string;
    readonly url: string | null;
    readonly quote: string | null;
    readonly confidence: 'C' | 'S' | 'I' | 'R' | 'project';
  };
  readonly inForce: { readonly from: string | null; readonly to: string | null };
  readonly modality: 'must-not' | 'must' | 'generally-not' | 'generally' | 'may';
  readonly effects: readonly Effect[];
  readonly approver: string | null;
  readonly exceptions: readonly string[];
  readonly suspendedInEmergency: boolean;
  readonly informative: boolean;
  readonly params: readonly string[];
  readonly message: string;
  readonly mend: string | null;
}

export interface LocalValue {
  readonly value: Value;
  readonly basis: string;
}

export interface Param {
  readonly name: string;
  readonly value: Value;
  readonly provenance: 'official' | 'local' | 'project' | 'recalled' | null;
  readonly unit: string | null;
  readonly choices: readonly string[];
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly past: boolean;
  readonly local: LocalValue | null;
}

export interface Law {
  readonly county: string | null;
  readonly place: string | null;
  readonly on: string;
  readonly version: number;
  readonly digest: string;
  readonly rulebooks: readonly { readonly id: string; readonly title: string; readonly rules: readonly LawRule[] }[];
  readonly params: readonly Param[];
}

export interface FullRule {
  readonly rule: {
    readonly conditions: { readonly applies: string | null; readonly when: string | null; readonly undecidedWhen: string | null };
    readonly cases: readonly {
      readonly name: string;
      readonly says: string | null;
      readonly title: string | null;
      readonly expect: 'fires' | 'silent' | 'undecided';
    }[];
  };
}

export interface ChangeRow {
  readonly id: string;
  readonly title: string;
  readonly state: ChangeState;
  readonly version: number | null;
  readonly updatedAt: string;
}

export interface ChangeAct {
  readonly kind: ChangeActKind;
  readonly at: string;
  readonly by: { readonly name: string; readonly post: string };
  readonly reason: string | null;
  readonly nth: number;
  readonly leaf: string | null;
}

export interface ChangeBody {
  readonly title: string;
  readonly inForceFrom: string;
  readonly params: readonly { readonly name: string; readonly value: Value; readonly basis: string }[];
  readonly yaml: string | null;
}

export interface ChangeDetail extends ChangeRow {
  readonly content: ChangeBody & { readonly base: number };
  readonly nth: number;
  readonly acts: readonly ChangeAct[];
  readonly difference: RulesDifference;
  readonly stale: boolean;
  readonly may: readonly ChangeActKind[];
}

export interface VersionRow {
  readonly version: number;
  readonly title: string;
  readonly inForceFrom: string;
  readonly supersededFrom: string | null;
  readonly state: 'coming' | 'inForce' | 'superseded';
  readonly digest: string;
  readonly leaf: string;
  readonly params: number;
  readonly rules: number;
  readonly acts: readonly ChangeAct[];
}

export interface VersionDetail extends VersionRow {
  readonly against: number;
  readonly difference: RulesDifference;
  readonly yaml: string;
}

export type Counts = Readonly<Record<Outcome, number>>;

export interface PreviewSlice {
  readonly total: number;
  readonly seen: number;
  readonly would: Counts;
  readonly was: Counts;
  readonly changed: readonly {
    readonly demand: string;
    readonly title: string;
    readonly organ: string;
    readonly was: Outcome;
    readonly would: Outcome;
    readonly added: readonly string[];
    readonly gone: readonly string[];
    readonly already: boolean;
  }[];
  readonly next: string | null;
}

export interface ReplaySlice {
  readonly total: number;
  readonly seen: number;
  readonly same: number;
  readonly found: readonly {
    readonly demand: string;
    readonly title: string;
    readonly day: string | null;
    readonly what: 'differs' | 'tampered' | 'unknown';
    readonly program: string | null;
  }[];
  readonly next: string | null;
}
