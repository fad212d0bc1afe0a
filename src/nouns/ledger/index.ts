export { importNow } from './acts/import.ts';
export { writeFacts } from './acts/record.ts';
export { ledgerRoutes } from './api.ts';
export { csvOf, recordsIn, xlsxOf } from './exports.ts';
export { Ground } from './ground.ts';
export { columnsOf, registerOf, registers, type Register } from './registers.ts';
export { findImport, listRows } from './store/imports.ts';
