export { readCsv, writeCsv } from './csv.ts';
export { readDocument, readDocumentFile } from './reader.ts';
export type { DocumentFormat, DocumentText, Paragraph, Table } from './read/index.ts';
