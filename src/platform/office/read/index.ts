export type { DocumentFormat, DocumentText, Paragraph, Table } from './document.ts';
export { readBytes } from './read.ts';
export { limits } from './limits.ts';
export { decodeText } from './text.ts';
export type { Decoded, TextEncoding } from './text.ts';
export { readCells } from './read.ts';
export type { Cell, Range, Sheet, Workbook } from './xlsx.ts';
export { needsWorker } from './kind.ts';
export { nameProblem } from './refusal.ts';
