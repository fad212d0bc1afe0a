export { fileEvent, reportBehaviours } from './acts.ts';
export { conductRoutes } from './api.ts';
export type { NewEventInput } from './conduct-schemas.ts';
export { findingsSchema } from './conduct-schemas.ts';
export { findingsView } from './present.ts';
export { publicFindings } from './read.ts';
export { historyPages, register, replayHistory, toldUnder, type HistoryReplayed } from './keep.ts';
export { gatedCounties } from './store.ts';
