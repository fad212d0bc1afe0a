export { importNow } from './acts/import.ts';
export { ledgerRoutes } from './api.ts';
export { csvOf, recordsIn, xlsxOf } from './exports.ts';
export { Ground } from './ground.ts';
export { heldOfUnit, type HeldOfUnit } from './held.ts';
export { noteAnswersRead, noteReading, viewOf } from './reading.ts';
export { aboutUnits, registerOf, registers, type Register } from './registers.ts';
export { heldBefore, tellFacts, type Telling } from './store/told.ts';
export { findImport } from './store/imports.ts';
