export { csvLine, readCsv, writeCsv } from './csv.ts';
export { decodeCsv } from './read/index.ts';
export type { DocumentFormat, DocumentText, Paragraph, Sheet, Table, Workbook } from './read/index.ts';
export { patchTemplate } from './patcher.ts';
export { openRows, type RowSource, type SheetRow } from './rows.ts';
export { writeXlsx, type OutCell } from './xlsx-stream.ts';
export { bytesOfFile, readDocument, readDocumentFile, readWorkbook, readWorkbookFile } from './reader.ts';
export { annotate } from './annotate.ts';
export type { Note } from './annotate.ts';
