export { confirmImport, importNow, undoImport } from './acts/import.ts';
export { writeFacts } from './acts/record.ts';
export { Ground } from './ground.ts';
export { registerOf, registers, type Register } from './registers.ts';
export { findImport, listRows } from './store/imports.ts';
