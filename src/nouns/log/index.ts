export { appendLeaf, makeLeaf } from './acts.ts';
export type { AppendedLeaf, LeafType, LogKeys, MadeLeaf, NewLeaf } from './log.ts';
export { loadOrCreateLogKeys } from './keys.ts';
export { startSequencer } from './jobs.ts';
export type { Sequencer, SequencerOptions } from './jobs.ts';
