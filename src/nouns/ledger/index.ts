export { importNow } from './acts/import.ts';
export { ledgerRoutes } from './api.ts';
export { csvOf, recordsIn, xlsxOf } from './exports.ts';
export { Ground } from './ground.ts';
export { noteReading, viewOf } from './reading.ts';
export { registerOf, registers, type Register } from './registers.ts';
export { findImport } from './store/imports.ts';
