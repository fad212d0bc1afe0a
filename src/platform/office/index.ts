export { readDocument } from './reader.ts';
export type { DocumentFormat, DocumentText, Paragraph, Table } from './read/index.ts';
