export { annotate } from './annotate.ts';
export { gatherNotes, mostNotes } from './gather.ts';
export type { Author, Note } from './notes.ts';
