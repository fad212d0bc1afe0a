/** What we use of pdf.js. The library is handed in: from a package on the server, as a chunk of its own in the page's worker. */
export interface PdfLibrary {
  /** `data` is taken over by the library. Rejects with an error whose name says why: PasswordException, InvalidPDFException. */
  open(data: Uint8Array): { readonly document: Promise<PdfDocument>; close(): Promise<void> };
  /** Names of the drawing operators that rules of tables are made of. */
  readonly operators: Readonly<Record<PdfOperator, number>>;
}

export type PdfOperator =
  | 'save'
  | 'restore'
  | 'transform'
  | 'constructPath'
  | 'paintFormXObjectBegin'
  | 'paintFormXObjectEnd'
  | 'endPath'
  | 'stroke'
  | 'closeStroke'
  | 'fillStroke'
  | 'eoFillStroke'
  | 'closeFillStroke'
  | 'closeEOFillStroke';

export interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
}

export interface PdfPage {
  getViewport(options: { scale: number }): { readonly width: number; readonly height: number; readonly transform: readonly number[] };
  getTextContent(options: { disableNormalization: boolean }): Promise<{ readonly items: readonly object[] }>;
  getOperatorList(): Promise<{ readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }>;
  cleanup(): unknown;
}

/** What the library's own module gives, as far as we call it. */
export interface PdfModule {
  getDocument(options: Readonly<Record<string, unknown>>): {
    readonly promise: Promise<PdfDocument>;
    destroy(): Promise<void>;
  };
  readonly OPS: Readonly<Record<PdfOperator, number>>;
}

/**
 * Reads words and lines, draws nothing: no canvas, no fonts of the system, no pictures, no code made at run time, no worker of its own (we are in one).
 * `readMap` brings one of the library's character maps, UniGB-UCS2-H.bcmap: Chinese files whose fonts are not embedded name them.
 */
export function pdfLibrary(library: PdfModule, readMap: (fileName: string) => Promise<Uint8Array>): PdfLibrary {
  class CharacterMaps {
    async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
      if (!/^[\w-]+\.bcmap$/u.test(filename)) throw new Error('only character maps are read');
      return readMap(filename);
    }
  }
  return {
    operators: library.OPS,
    open(data) {
      const task = library.getDocument({
        data,
        cMapUrl: 'cmaps/',
        cMapPacked: true,
        BinaryDataFactory: CharacterMaps,
        verbosity: 0,
        isEvalSupported: false,
        disableFontFace: true,
        // Fonts that the file does not bring are not fetched: their widths suffice to read.
        useSystemFonts: true,
        isOffscreenCanvasSupported: false,
        isImageDecoderSupported: false,
        useWasm: false,
        useWorkerFetch: false,
        maxImageSize: 0,
        enableXfa: false,
      });
      return { document: task.promise, close: () => task.destroy() };
    },
  };
}
