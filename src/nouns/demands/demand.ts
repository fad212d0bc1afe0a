import type { Audience, DemandKind, Field, Terms } from './terms.ts';

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
  | 'withdraw'; // 撤回 by the drafter, also after admission

/** What may happen next, by state: the buttons on screen and the refusals of the server come from this one table. */
export const nextActs = {
  draft: ['draft', 'submit', 'withdraw'],
  submitted: ['askReasons', 'return', 'refuse', 'propose', 'admit', 'withdraw'],
  awaitingReasons: ['draft', 'submit', 'withdraw'],
  awaitingConfirmation: ['confirm', 'return', 'refuse', 'withdraw'],
  returned: ['draft', 'submit', 'withdraw'],
  refused: ['withdraw'],
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
  /** Offset of the finding in the draft's text: one rule may be broken in two places. */
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
      return 'admitted';
    case 'withdraw':
      return 'withdrawn';
  }
}

export function stateOf(acts: readonly { readonly kind: DemandActKind }[]): DemandState | null {
  return acts.reduce<DemandState | null>((state, act) => after(state, act.kind), null);
}

export function mayFollow(state: DemandState, act: DemandActKind): boolean {
  return (nextActs[state] as readonly DemandActKind[]).includes(act);
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
  readonly audience: Audience;
  readonly deadline: string | null;
  readonly expiresAt: string | null;
  /** rulebook.md section 0.3, as far as the drafter declared it. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

export type { Terms };
