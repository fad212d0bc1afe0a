/** A small writer of PDF files for tests: words at places, straight lines, a font of the reader's own with a Chinese character map, nothing embedded. */
import { strToU8 } from 'fflate';

export interface PdfWords {
  readonly text: string;
  readonly x: number;
  /** From the bottom of the page, as PDF counts. */
  readonly y: number;
  readonly size?: number;
  /** Turned by 45 degrees, as watermarks are. */
  readonly slanted?: boolean;
}

export interface PdfPageParts {
  readonly words?: readonly PdfWords[];
  /** x, y, width, height of stroked boxes. */
  readonly boxes?: readonly (readonly [number, number, number, number])[];
}

export interface PdfOptions {
  /** Entries of the trailer: an /Encrypt dictionary. */
  readonly trailer?: string;
}

const WIDE = 595;
const HIGH = 842;

export function makePdf(pages: readonly PdfPageParts[], options: PdfOptions = {}): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${5 + 2 * at} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
    ...pages.flatMap((page, at) => {
      const content = contentOf(page);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDE} ${HIGH}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${6 + 2 * at} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${options.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF\n`;
  return strToU8(file);
}

function contentOf({ words = [], boxes = [] }: PdfPageParts): string {
  const drawn = boxes.map((box) => `${box.join(' ')} re S`);
  const written = words.map(({ text, x, y, size = 16, slanted = false }) => {
    const turn = slanted ? '0.707 0.707 -0.707 0.707' : '1 0 0 1';
    return `BT /F1 ${size} Tf ${turn} ${x} ${y} Tm <${hex(text)}> Tj ET`;
  });
  return [...drawn, ...written].join('\n');
}

function hex(text: string): string {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');
}

/** Paragraphs set as a page sets them: 28 letters a line, the first indented by two. `y` of the first line, 28 points a line. */
export function setLines(paragraphs: readonly string[], y = 740): PdfWords[] {
  const words: PdfWords[] = [];
  let at = y;
  for (const paragraph of paragraphs) {
    let rest = paragraph;
    for (let first = true; rest !== ''; first = false) {
      const room = first ? 26 : 28;
      words.push({ text: rest.slice(0, room), x: first ? 105 : 73, y: at });
      rest = rest.slice(room);
      at -= 28;
    }
  }
  return words;
}
