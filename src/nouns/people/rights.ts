import { isWithin } from '../../base/place.ts';
import type { Caller, Role } from './people.ts';

/** Things that need no object: which roles may ask for them at all. One table; routes and pages read it. */
export const mayAsk = {
  'units.read': ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor', 'operator', 'security'],
  'notice.check': ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor'],
  'table.fill': ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor'],
  'meaning.confirm': ['village', 'township', 'department', 'gatekeeper'],
  'demands.list': ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor'],
  'demand.draft': ['department'],
  'gate.decide': ['gatekeeper'],
  'rules.desk': ['gatekeeper', 'auditor'],
  'rules.change': ['gatekeeper'],
  'today.read': ['village', 'township'],
  'answer.send': ['village', 'township'],
  'receipts.read': ['village', 'township', 'inspector', 'auditor'],
  'conduct.read': ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor'],
  'conduct.file': ['village', 'township', 'department', 'gatekeeper'],
  'conduct.look': ['department'],
  'conduct.findings': ['gatekeeper', 'auditor'],
  'conduct.heard': ['department', 'gatekeeper', 'auditor'],
  'behaviour.report': ['village', 'township'],
  'elements.read': ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor', 'operator', 'security'],
  'elements.define': ['department'],
  'elements.admit': ['gatekeeper'],
  'ledger.read': ['village', 'township', 'department', 'inspector', 'auditor'],
  'ledger.write': ['village', 'township'],
  'ledger.challenge': ['township', 'department', 'inspector'],
  'ledger.reads': ['village', 'township', 'auditor'],
  'staff.read': ['security', 'auditor'],
  'staff.manage': ['security'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof mayAsk;

export function may(permission: Permission): (caller: Caller) => boolean {
  const allowed: readonly Role[] = mayAsk[permission];
  return (caller) => allowed.includes(caller.role);
}

/** How a caller stands to a demand. */
export interface DemandView {
  readonly organ: string;
  /** Submitted at least once. */
  readonly submitted: boolean;
  /** Has (or had) terms in force. */
  readonly admitted: boolean;
  /** Addressed units that are the caller's own or lie below the caller's place. */
  readonly addressesCaller: boolean;
}

export type DemandAction = 'terms.read' | 'draft.read' | 'draft.write' | 'decide' | 'answer' | 'rollup.read';

/**
 * place × post × relation × state → allow. What is not allowed looks as if it were not there. Written a second time, from the words of
 * the product, in test/oracle.ts; a property test compares the two.
 */
export function allows(caller: Caller, action: DemandAction, demand: DemandView): boolean {
  const own = caller.organ !== null && caller.organ.id === demand.organ;
  switch (action) {
    case 'draft.write':
      return caller.role === 'department' && own;
    case 'draft.read':
      return (caller.role === 'department' && own) || (demand.submitted && (caller.role === 'gatekeeper' || caller.role === 'auditor'));
    case 'decide':
      return caller.role === 'gatekeeper' && demand.submitted;
    case 'answer':
      return (caller.role === 'village' || caller.role === 'township') && demand.admitted && demand.addressesCaller;
    case 'terms.read':
      if (caller.role === 'operator' || caller.role === 'security') return false;
      if (caller.role === 'department' && own) return true;
      if (caller.role === 'gatekeeper' || caller.role === 'auditor') return demand.submitted;
      if (caller.role === 'inspector') return demand.admitted;
      return (caller.role === 'village' || caller.role === 'township') && demand.admitted && demand.addressesCaller;
    case 'rollup.read':
      if (!demand.admitted) return false;
      if (caller.role === 'department') return own;
      if (caller.role === 'township') return demand.addressesCaller;
      return caller.role === 'gatekeeper' || caller.role === 'inspector' || caller.role === 'auditor';
  }
}

/** The part of the tree whose figures a caller may see: a township its own villages, everybody else who may see them the whole county. */
export function visibleBelow(caller: Caller): string {
  return caller.role === 'township' || caller.role === 'village' ? caller.place.code : `${caller.county}000000`;
}

export function coversPlace(caller: Caller, unit: string): boolean {
  return isWithin(unit, caller.place.code);
}
