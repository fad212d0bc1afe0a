/** The budget of one upload. Every figure has a test with a file one step beyond it. */
const MiB = 1024 * 1024;

export const limits = {
  fileBytes: 20 * MiB,
  entries: 2_000,
  partBytes: 64 * MiB,
  packageBytes: 200 * MiB,
  ratio: 200,
  /** A part smaller than this cannot hurt whatever its ratio: sheets of empty cells compress a hundredfold and more. */
  ratioFrom: MiB / 4,
  /** Elements of XML: what bounds the time. The text of a document, the cells of a sheet, and every part beside them. */
  bodyElements: 1_500_000,
  sheetElements: 4_500_000,
  sideElements: 200_000,
  sideBytes: 8 * MiB,
  depth: 64,
  attributes: 64,
  /** One text node, attribute or comment of XML: more without markup is a bomb, not a document. */
  xmlRun: MiB,
  cellCharacters: 32_767,
  rows: 100_000,
  columns: 200,
  cells: 2_000_000,
  paragraphs: 100_000,
  textCharacters: 5_000_000,
  /** Files in an archive of a notice and its annexes. */
  bundleFiles: 30,
  pdfPages: 300,
  /** Pieces of text on one page of a PDF. */
  pdfRuns: 20_000,
} as const;
