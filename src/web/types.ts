import type { DemandActKind, DemandState, Draft, FindingReason } from '../nouns/demands/demand.ts';
import type { DemandKind, Field, Roster, Terms } from '../nouns/demands/terms.ts';

/** What the server answers, as the page reads it. The server's own schemas are the truth; openapi.json is compared with them there. */
export type Role = 'village' | 'township' | 'department' | 'gatekeeper' | 'inspector' | 'auditor' | 'operator' | 'security';

export interface Me {
  readonly name: string;
  readonly role: Role;
  readonly post: { readonly id: string; readonly title: string };
  readonly place: { readonly code: string; readonly name: string; readonly path: readonly string[] };
  readonly organ: {
    readonly id: string;
    readonly name: string;
    readonly shortName: string;
    readonly kind: string;
    readonly level: string;
  } | null;
  readonly county: { readonly code: string; readonly name: string };
  readonly posts: readonly {
    readonly id: string;
    readonly role: Role;
    readonly title: string;
    readonly place: string;
    readonly acting: boolean;
    readonly until: string | null;
  }[];
  /** What has to be done before anything else. */
  readonly first: 'nothing' | 'factor';
}

export interface Demo {
  readonly signIns: readonly { readonly name: string; readonly password: string; readonly role: Role; readonly place: string }[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Some lists carry the organ's name alone, some with its id. */
export type OrganRef = string | { readonly id: string; readonly name: string };

export interface TodayItem {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly organ: OrganRef;
  readonly purpose: string;
  readonly kind: DemandKind;
  readonly deadline: string;
  readonly expiresAt: string;
  readonly version: number;
  readonly fields: number;
  readonly minutes: Range;
  readonly answered: {
    readonly at: string;
    readonly late: boolean;
    readonly receipt: string;
    readonly version: number;
    readonly superseded: boolean;
  } | null;
}

export interface KeptItem {
  readonly id: string;
  readonly title: string;
  readonly organ: OrganRef;
  readonly decision: string;
  readonly reason: string | null;
  readonly at: string;
  readonly minutesPerUnit: number | null;
}

export interface Today {
  readonly date: string;
  readonly now: string;
  readonly unit: { readonly code: string; readonly name: string };
  readonly items: readonly TodayItem[];
  readonly kept: readonly KeptItem[];
}

export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly level: string;
  readonly parent: string | null;
}

export type Effect = 'refuse' | 'justify' | 'advise';

export interface Finding {
  readonly rule: string;
  readonly article: string | null;
  readonly modality: string;
  readonly effect: Effect;
  readonly undecided: boolean;
  readonly confidence: string | null;
  /** 公开条文 and its likes; absent where an older server answers. */
  readonly source?: string;
  readonly inForce?: string | null;
  readonly message: string;
  readonly mend: string | null;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

export interface CostLine {
  readonly kind: string;
  readonly minutes: number;
  readonly low?: number;
  readonly high?: number;
  readonly why: string;
}

export interface Checked {
  readonly file: string;
  readonly text: string;
  readonly reading: {
    readonly title: string | null;
    readonly issuer: string | null;
    readonly date: string | null;
    readonly addresseeLevels: readonly string[];
    readonly asks: readonly { readonly kind: string; readonly quote: string; readonly start: number; readonly end: number }[];
    readonly deadlines: readonly { readonly date: string | null; readonly quote: string }[];
  };
  readonly findings: readonly Finding[];
  readonly cost: { readonly minutesPerUnit: number; readonly low?: number; readonly high?: number; readonly lines: readonly CostLine[] };
  /** SHA-256 (hex) of the text and of the rules it was held against; not where the server had to check. */
  readonly digests?: { readonly text: string; readonly rules: string };
  readonly feasibility?: { readonly earliest: string | null; readonly deadline: string | null };
}

export interface DemandRow {
  readonly id: string;
  readonly title: string;
  readonly kind: DemandKind;
  readonly organ: { readonly id: string; readonly name: string };
  readonly state: DemandState;
  readonly number: string | null;
  readonly inForce: boolean;
  readonly deadline: string | null;
  readonly expiresAt: string | null;
  readonly units: number;
  readonly minutes: Range | null;
  readonly submittedAt: string | null;
  readonly admittedAt: string | null;
  readonly updatedAt: string;
  readonly counts: { readonly refuse: number; readonly justify: number; readonly advise: number };
  readonly draftVersion: number;
}

export interface PersonAtPost {
  readonly name: string;
  readonly post: string;
}

/** A refusing finding was let through: who proposed it and who agreed, with both reasons. */
export interface Override {
  readonly reason: string;
  readonly by: PersonAtPost;
  readonly confirmedBy: PersonAtPost | null;
  readonly confirmReason: string | null;
  readonly confirmedAt?: string | null;
  readonly rules: readonly string[];
}

export interface ActView {
  readonly kind: DemandActKind;
  readonly at: string;
  readonly by: PersonAtPost;
  readonly reason: string | null;
  readonly reasons: readonly FindingReason[];
}

export interface TermsVersion {
  readonly version: number;
  readonly number: string;
  readonly admittedAt: string;
  readonly supersededAt: string | null;
  readonly deadline: string;
  readonly expiresAt: string;
  readonly digest: string;
  /** Id of the public receipt of these terms in the log. */
  readonly leaf: string;
}

export interface DemandDetail extends DemandRow {
  readonly draft: Draft | null;
  readonly findings: readonly Finding[];
  readonly cost: {
    readonly minutesPerUnit: number;
    readonly low: number;
    readonly high: number;
    readonly lines: readonly CostLine[];
  } | null;
  readonly reasons: readonly FindingReason[];
  readonly acts: readonly ActView[];
  readonly terms: Terms | null;
  readonly termsVersions: readonly TermsVersion[];
  readonly may: readonly DemandActKind[];
  readonly mayAnswer: boolean;
  readonly override: Override | null;
}

export type Value = number | string | boolean | null | { readonly is: 'notApplicable' | 'unknown' };
export type Values = Readonly<Record<string, Value>>;

/** What the ledger holds about a question: fills the answer where it is sure, else is told beside it. */
export interface HeldValue {
  readonly key: string;
  readonly value: Exclude<Value, null>;
  readonly sure: boolean;
  readonly validFrom: string;
  readonly recordedAt: string | null;
  readonly by: string | null;
  readonly file: string | null;
  readonly demand: string | null;
  readonly how: string | null;
}

export interface AnswerView {
  readonly demand: {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly organ: OrganRef;
    readonly purpose: string;
    readonly basis: string;
    readonly deadline: string;
    readonly expiresAt: string;
    readonly version: number;
    readonly state: 'open' | 'late' | 'expired' | 'withdrawn';
  };
  readonly fields: readonly Field[];
  /** A page kept from before may lack it. */
  readonly rosters?: readonly Roster[];
  readonly minutes: Range | null;
  readonly current: {
    readonly answer: string;
    readonly receipt: string;
    readonly values: Values;
    readonly at: string;
    readonly late: boolean;
    readonly version: number;
    readonly by: string;
  } | null;
  readonly previous: Values | null;
  /** A page kept from before may lack it. */
  readonly held?: readonly HeldValue[];
}

export interface Sent {
  readonly answer: string;
  readonly receipt: string;
  readonly promise: string;
}

export interface FieldCounts {
  readonly sum: number | null;
  readonly count: number;
  readonly missing: number;
  readonly notApplicable?: number;
  readonly unknown?: number;
}

export interface RollupRow {
  readonly unit: string;
  readonly name: string;
  readonly asked: number;
  readonly answered: number;
  readonly fields: Readonly<Record<string, FieldCounts>>;
}

export interface Rollup {
  readonly demandId: string;
  readonly rows: readonly RollupRow[];
  readonly total: Omit<RollupRow, 'unit' | 'name'>;
  readonly missing: readonly { readonly unit: string; readonly name: string }[];
}

export interface ReceiptRow {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly number: string;
  readonly organ: OrganRef;
  readonly demandId: string;
  readonly unit?: { readonly code: string; readonly name: string };
  readonly at: string;
  readonly index?: number | null;
  readonly kind: 'answer';
  readonly late: boolean;
}

export interface ReceiptStatus {
  readonly id: string;
  readonly label: string;
  readonly index: number | null;
  readonly size: number | null;
  readonly at: string;
  readonly late: boolean;
  readonly witnessed: boolean;
  readonly unit: { readonly code: string; readonly name: string };
  /** How many values were asked. */
  readonly fields: number;
  readonly demand: {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly organ: OrganRef;
    readonly purpose: string;
    readonly basis: string;
    readonly deadline: string;
    readonly version: number;
  };
}

export interface SunlightRow {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly organ: OrganRef;
  readonly withdrawn: boolean;
  readonly units: number;
  readonly minutes: Range | null;
  readonly admittedAt: string;
  readonly override: Override | null;
  readonly findings: readonly {
    readonly rule: string;
    readonly effect: Effect;
    readonly message: string;
    readonly reason: string | null;
  }[];
}
