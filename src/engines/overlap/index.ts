export { withOthers, type Compared, type Others } from './findings.ts';
export type { Overlap, OverlapKind, Proposal } from './overlap.ts';
export type { InForce } from './structured.ts';
export { TextIndex, type Match } from './text-index.ts';
