export type { Insertion } from './a1.ts';
export { patchWorkbook } from './patch.ts';
export type { Squeeze, SqueezeMaker } from './squeeze.ts';
export type { TextEdit } from './strings.ts';
export type { CellValue, DateValue, EditValue, SheetPatch, ValueBlock } from './write.ts';
