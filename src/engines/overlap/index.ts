export { SAME_PAPER, SAME_TEXT, type Overlap, type OverlapKind, type Proposal } from './overlap.ts';
export { overlapsWith, type InForce } from './structured.ts';
export { TextIndex, type Match } from './text-index.ts';
