export { needsReason, openDemand, redraft, submit, withdraw } from './acts/drafting.ts';
export { confirm, decide, type Decision } from './acts/gate.ts';
export { mayTouch, type Actor, type Desk } from './acts/desk.ts';
export { demandRoutes } from './api.ts';
export type { DemandActKind, DemandState, Draft, FindingReason } from './demand.ts';
export { fieldSchema } from './demand-schemas.ts';
export { findActs, findDemand, findDraft, findTerms, findTermsVersions, type DemandRecord, type StoredTerms } from './store.ts';
export { overrideOf } from './present.ts';
export type { Audience, DemandKind, Field, FieldType, Terms } from './terms.ts';
