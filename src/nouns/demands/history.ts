import type { Effect } from '../../engines/rulebook/index.ts';
import type { Trx } from '../../platform/db/index.ts';
import type { Draft, FindingReason } from './demand.ts';
import type { DemandRecord } from './store/records.ts';

/** What the register of events says of a demand: no place in its text, but the acts that came before it. */
export interface HistoryFinding {
  readonly rule: string;
  readonly effect: Effect;
  readonly undecided: boolean;
  readonly message: string;
}

/** One look at the register with everything that it followed from: enough to come to it again. */
export interface HistoryLook {
  /** The day that the demand counts from (YYYY-MM-DD). */
  readonly asOf: string;
  /** The product's rulebooks by hash, and the place's version. */
  readonly product: string;
  readonly version: number;
  readonly program: string;
  /** What the rules were told of, as the register wrote it. */
  readonly input: unknown;
  /** What the organ and the public may be told: only this binds anybody. */
  readonly told: readonly HistoryFinding[];
  /** What the relief office sees, also where few have spoken. */
  readonly known: readonly HistoryFinding[];
  /** SHA-256 over told and known as canonical JSON (hex). */
  readonly outcome: string;
}

/** Kept under the act for which it was looked. */
export interface KeptHistory extends HistoryLook {
  readonly demand: string;
  readonly nth: number;
}

/** The register of events; handed in, because it knows demands and not the reverse. */
export interface Register {
  look(trx: Trx, demand: DemandRecord, draft: Draft, now: Date): Promise<HistoryLook>;
}

/** Stands for a place in the text where a reason answers what the register shows: one reason a rule. */
export const noPlace = -1;

export function owedToHistory(told: readonly HistoryFinding[], reasons: readonly FindingReason[]): HistoryFinding[] {
  const rules = new Map(told.filter(isWeighty).map((finding) => [finding.rule, finding]));
  return [...rules.values()].filter(
    ({ rule }) => !reasons.some((reason) => reason.rule === rule && reason.start === noPlace && reason.text.trim() !== ''),
  );
}

export function isWeighty({ undecided, effect }: Pick<HistoryFinding, 'undecided' | 'effect'>): boolean {
  return !undecided && effect !== 'advise';
}

export function countedIn(told: readonly HistoryFinding[], effect: Effect): number {
  return told.filter((finding) => !finding.undecided && finding.effect === effect).length;
}
