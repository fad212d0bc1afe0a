export type { Insertion } from './a1.ts';
export { newWorkbook } from './new-workbook.ts';
export { patchPackage } from './package.ts';
export type { Squeeze, SqueezeMaker } from './squeeze.ts';
export type { TextEdit } from './strings.ts';
export type { CellValue, DateValue, EditValue, SheetPatch, ValueBlock } from './write.ts';
