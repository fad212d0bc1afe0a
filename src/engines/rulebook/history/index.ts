export { judgeHistory } from './judge-history.ts';
export type { HistoryFinding, HistoryOptions } from './judge-history.ts';
export { historyFaults, readHistory } from './read-history.ts';
export type { HistoryFault } from './read-history.ts';
export type { History, HistoryContext, HistoryEvent } from './events.ts';
