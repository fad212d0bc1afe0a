/** What was read from a file: one plain text, and where in it everything stands. Offsets are UTF-16 code units; `text.slice(start, end)` is the quotation. */
export type DocumentFormat = 'docx' | 'xlsx' | 'pdf' | 'zip' | 'txt' | 'md' | 'html';

export interface Paragraph {
  readonly start: number;
  readonly end: number;
  /** Name of the style as the author sees it (标题 1, Body Text), null where the format has none. */
  readonly style: string | null;
  /** Outline level, 1 = chapter. */
  readonly heading: number | null;
  /** Automatic number as printed (一、, （二）, 3.); it is part of the text. */
  readonly list: { readonly level: number; readonly label: string } | null;
  /** Index in `tables` of the innermost table the paragraph stands in. */
  readonly table: number | null;
  /** Stands in a text box: place on the page is not its place in the text. */
  readonly box: boolean;
}

/** Rows are padded so that columns line up: a cell over three columns is followed by two empty ones. */
export interface Table {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly (readonly string[])[];
}

export interface DocumentText {
  readonly kind: DocumentFormat;
  readonly text: string;
  readonly paragraphs: readonly Paragraph[];
  readonly tables: readonly Table[];
  /** What the reader should know about the reading (left-out headers, accepted revisions), one Chinese sentence each. */
  readonly remarks: readonly string[];
}
