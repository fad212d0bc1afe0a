import type { Audience, DemandKind, Field, Roster, TemplateName, Terms } from './terms.ts';

/** State of a demand, folded from its acts. A revision of an admitted demand stays in force (`inForce`) while its new draft is at the gate. */
export type DemandState =
  | 'draft'
  | 'submitted'
  | 'awaitingReasons'
  | 'awaitingConfirmation'
  | 'returned'
  | 'refused'
  | 'admitted'
  | 'withdrawn';

export type DemandActKind =
  | 'draft' // a version of the draft was saved
  | 'submit' // sent to the gate, with a reason for each refusing or justifying finding
  | 'askReasons' // 请说明
  | 'return' // 退回
  | 'refuse' // 不准入
  | 'propose' // first gatekeeper wants to admit although a refusing finding is left
  | 'confirm' // a second gatekeeper agrees: terms are frozen
  | 'admit' // 准入: terms are frozen
  | 'discard' // 放弃修订: the drafter gives a revision up, the terms in force stay
  | 'withdraw'; // 撤回 by the drafter, also after admission

/**
 * What may happen next, by state: the buttons on screen and the refusals of the server come from this one table. `discard` is for a
 * revision only: without terms in force there is nothing to fall back to.
 */
export const nextActs = {
  draft: ['draft', 'submit', 'discard', 'withdraw'],
  submitted: ['askReasons', 'return', 'refuse', 'propose', 'admit', 'discard', 'withdraw'],
  awaitingReasons: ['draft', 'submit', 'discard', 'withdraw'],
  awaitingConfirmation: ['confirm', 'return', 'refuse', 'discard', 'withdraw'],
  returned: ['draft', 'submit', 'discard', 'withdraw'],
  refused: ['discard', 'withdraw'],
  admitted: ['draft', 'withdraw'],
  withdrawn: [],
} as const satisfies Record<DemandState, readonly DemandActKind[]>;

export interface DemandAct {
  readonly kind: DemandActKind;
  readonly at: string;
  readonly by: { readonly person: string; readonly post: string; readonly name: string };
  readonly reason: string | null;
  /** Reasons of the drafter, one per finding; kept with the act that gave them. */
  readonly reasons: readonly FindingReason[];
}

export interface FindingReason {
  readonly rule: string;
  /** Offset of the finding in the draft's text: one rule may be broken in two places. -1 answers what the register shows. */
  readonly start: number;
  readonly text: string;
}

/** The state after one more act; every act kind is named so that a new one forces a decision. */
export function after(_state: DemandState | null, act: DemandActKind): DemandState {
  switch (act) {
    case 'draft':
      return 'draft';
    case 'submit':
      return 'submitted';
    case 'askReasons':
      return 'awaitingReasons';
    case 'return':
      return 'returned';
    case 'refuse':
      return 'refused';
    case 'propose':
      return 'awaitingConfirmation';
    case 'confirm':
    case 'admit':
    case 'discard':
      return 'admitted';
    case 'withdraw':
      return 'withdrawn';
  }
}

export function stateOf(acts: readonly { readonly kind: DemandActKind }[]): DemandState | null {
  return acts.reduce<DemandState | null>((state, act) => after(state, act.kind), null);
}

export function allowedActs(state: DemandState, inForce: boolean): DemandActKind[] {
  return nextActs[state].filter((act) => inForce || act !== 'discard');
}

/** One version of what the drafter wants to send. */
export interface Draft {
  readonly title: string;
  readonly kind: DemandKind;
  readonly text: string;
  readonly fileName: string | null;
  readonly basis: string;
  readonly purpose: string;
  readonly fields: readonly Field[];
  readonly template?: TemplateName;
  readonly rosters?: readonly Roster[] | undefined;
  readonly audience: Audience;
  /** 时点 */
  readonly asOf?: string | undefined;
  readonly deadline: string | null;
  readonly expiresAt: string | null;
  /** What the drafter declared about the demand: issuer, plan entry, list entry, approval, emergency. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

export type { Terms };
