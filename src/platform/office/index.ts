export { csvLine, decodeCsv, readCsv, writeCsv } from './csv.ts';
export { readDocument, readDocumentFile, readWorkbook, readWorkbookFile } from './reader.ts';
export type { DocumentFormat, DocumentText, Paragraph, Sheet, Table, Workbook } from './read/index.ts';
export { patchTemplate } from './patcher.ts';
export { openRows, type RowSource, type SheetRow } from './rows.ts';
export { writeXlsx, type OutCell } from './xlsx-stream.ts';
