export { needsReason, openDemand, redraft, submit, withdraw } from './acts/drafting.ts';
export { confirm, decide, type Decision } from './acts/gate.ts';
export { mayTouch, type Actor, type Desk } from './acts/desk.ts';
export { demandRoutes } from './api.ts';
export { nextActs, type DemandActKind, type DemandState, type Draft, type FindingReason } from './demand.ts';
export { fieldSchema } from './demand-schemas.ts';
export { findActs, findDemand, findDraft, findTermsVersions, listDemands, type DemandRecord, type StoredTerms } from './store.ts';
export { overrideOf, rowOf } from './present.ts';
export type { Audience, DemandKind, Field, FieldType, Terms } from './terms.ts';
