export { between, type Standing } from './conflicts.ts';
export { feasible } from './feasible.ts';
export type { Conflict, ConflictKind, Feasibility, FeasibilityOptions, Step } from './feasibility.ts';
export type { Procedure } from './procedures.ts';
