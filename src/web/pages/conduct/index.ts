export { ConductPage } from './conduct.tsx';
export { ActFindings } from './findings.tsx';
export { HistoryOf } from './of-demand.tsx';
export { HistoryOfDraft } from './of-draft.tsx';
export { SayPage } from './say.tsx';
export { ToSayList } from './to-say.tsx';
export type { Findings } from './types.ts';
