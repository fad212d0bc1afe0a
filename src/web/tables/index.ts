export { fillTable, understandTable } from './ask.ts';
export type { Filled, Opened, Understood } from './messages.ts';
