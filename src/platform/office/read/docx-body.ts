/** Events of word/document.xml to text. One frame per open paragraph: a text box stands inside a run of another paragraph. */
import type { Numbering } from './docx-numbering.ts';
import { outlineToHeading, type Styles } from './docx-styles.ts';
import { symbol } from './docx-symbols.ts';
import { TextWriter, type Mark } from './writer.ts';
import type { XmlHandler } from './xml.ts';

/** Letters of the text and the element they were read from. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Which element named t, of all in the part, and how far inside it. */
  readonly element: number;
  readonly offset: number;
}

interface Frame {
  text: string;
  /** Places within `text`. */
  pieces: Piece[];
  style: string | null;
  outline: number | null;
  list: string | null;
  level: number | null;
  /** The paragraph mark was deleted: the next paragraph continues this one. */
  joined: boolean;
}

interface Cell {
  span: number;
  continued: boolean;
}

interface Row {
  readonly mark: Mark;
  readonly pieces: number;
  deleted: boolean;
}

type Attribute = (local: string) => string | null;

const WORD =
  /^(?:http:\/\/schemas\.openxmlformats\.org|http:\/\/purl\.oclc\.org\/ooxml)\/(?:wordprocessingml|officeDocument)\/(?:2006\/)?(?:main|math)$/u;
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
/** Elements whose whole content is not the text as it stands: deleted or moved away, the phonetic guide, the codes of fields. */
const dropped = new Set([
  'del',
  'moveFrom',
  'rt',
  'instrText',
  'delInstrText',
  'delText',
  'sdtPr',
  'tabs',
  'sectPr',
  'pPrChange',
  'rPrChange',
  'tblPrChange',
  'tcPrChange',
  'trPrChange',
]);
const revised = new Set(['ins', 'del', 'moveFrom', 'moveTo']);

export class DocxBody implements XmlHandler {
  sawBody = false;
  revisions = 0;
  notes = 0;
  comments = 0;
  boxes = 0;
  hidden = 0;
  pictures = 0;
  embedded = 0;
  /** Where each letter of the text came from; the number of a label and breaks come from no letters. */
  readonly pieces: Piece[] = [];
  #element = -1;
  #offset = 0;
  readonly #writer = new TextWriter();
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #path: string[] = [];
  readonly #frames: Frame[] = [];
  readonly #cells: Cell[] = [];
  readonly #rows: Row[] = [];
  /** One entry per open mc:AlternateContent: was a choice taken? */
  readonly #choices: boolean[] = [];
  /** Depth of the element whose content is dropped, or 0. */
  #skipFrom = 0;
  #hiddenRun = false;
  #carried: Pick<Frame, 'text' | 'pieces'> = { text: '', pieces: [] };
  #openBoxes = 0;

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  open(local: string, attribute: Attribute, uri: string): void {
    this.#path.push(local);
    if (local === 't') {
      this.#element++;
      this.#offset = 0;
    }
    if (this.#skipFrom > 0) return;
    if (uri === COMPATIBILITY) return this.#openAlternative(local);
    if (!WORD.test(uri)) {
      if (local === 'pic' || local === 'imagedata') this.pictures++;
      // Embedded files, charts and diagrams keep their words in parts of their own.
      if (local === 'OLEObject' || local === 'chart' || local === 'relIds') this.embedded++;
      return;
    }
    const parent = this.#path.at(-2);
    if (parent === 'rPr' || parent === 'pPr' || parent === 'numPr' || parent === 'trPr' || parent === 'tcPr')
      return this.#property(local, attribute, parent);
    if (revised.has(local)) this.revisions++;
    if (dropped.has(local)) this.#skip();
    else this.#structure(local, attribute);
  }

  close(local: string, uri: string): void {
    const depth = this.#path.length;
    this.#path.pop();
    if (this.#skipFrom > 0) {
      if (this.#skipFrom === depth) this.#skipFrom = 0;
      return;
    }
    if (uri === COMPATIBILITY && local === 'AlternateContent') this.#choices.pop();
    if (!WORD.test(uri)) return;
    if (local === 'p') this.#closeParagraph();
    else if (local === 'r') this.#hiddenRun = false;
    else if (local === 'tc') this.#closeCell();
    else if (local === 'tr') this.#closeRow();
    else if (local === 'tbl') this.#writer.closeTable();
    else if (local === 'txbxContent') this.#closeBox();
  }

  text(text: string): void {
    if (this.#path.at(-1) !== 't') return;
    if (this.#skipFrom === 0) this.#add(text, true);
    this.#offset += text.length;
  }

  finish(): ReturnType<TextWriter['finish']> {
    this.#flushCarried();
    return this.#writer.finish();
  }

  #structure(local: string, attribute: Attribute): void {
    switch (local) {
      case 'body':
        this.sawBody = true;
        break;
      case 'p':
        this.#frames.push({ ...this.#carried, style: null, outline: null, list: null, level: null, joined: false });
        this.#carried = { text: '', pieces: [] };
        break;
      case 'tbl':
        this.#flushCarried();
        this.#writer.openTable();
        break;
      case 'tr':
        this.#rows.push({ mark: this.#writer.mark(), pieces: this.pieces.length, deleted: false });
        this.#writer.openRow();
        break;
      case 'tc':
        this.#cells.push({ span: 1, continued: false });
        this.#writer.openCell();
        break;
      case 'txbxContent':
        this.boxes++;
        this.#openBoxes++;
        break;
      default:
        this.#inline(local, attribute);
    }
  }

  #inline(local: string, attribute: Attribute): void {
    if (local === 'tab' || local === 'ptab') this.#add(this.#cells.length > 0 ? ' ' : '\t');
    else if (local === 'br' || local === 'cr') this.#add('\n');
    else if (local === 'noBreakHyphen') this.#add('-');
    else if (local === 'sym') this.#add(symbol(attribute('font') ?? '', attribute('char') ?? ''));
    else if (local === 'footnoteReference' || local === 'endnoteReference') this.notes++;
    else if (local === 'commentReference') this.comments++;
    else if (local === 'altChunk') this.embedded++;
  }

  #property(local: string, attribute: Attribute, parent: string): void {
    const value = attribute('val');
    const on = value !== '0' && value !== 'false' && value !== 'off';
    const frame = this.#frames.at(-1);
    const cell = this.#cells.at(-1);
    const row = this.#rows.at(-1);
    const ofMark = parent === 'rPr' && this.#path.at(-3) === 'pPr';
    if (revised.has(local)) this.revisions++;
    if (local === 'del' || local === 'moveFrom') {
      if (ofMark && frame !== undefined) frame.joined = true;
      if (parent === 'trPr' && row !== undefined) row.deleted = true;
    } else if (parent === 'rPr' && !ofMark && local === 'vanish' && on) this.#hiddenRun = true;
    else if (parent === 'tcPr' && cell !== undefined) {
      if (local === 'gridSpan') cell.span = whole(value) ?? 1;
      if (local === 'vMerge' && value !== 'restart') cell.continued = true;
    } else if (frame !== undefined && parent === 'pPr') {
      if (local === 'pStyle') frame.style = value;
      if (local === 'outlineLvl') frame.outline = whole(value);
    } else if (frame !== undefined && parent === 'numPr') {
      if (local === 'numId') frame.list = value;
      if (local === 'ilvl') frame.level = whole(value);
    }
    if (dropped.has(local)) this.#skip();
  }

  /** The drawing for new programs and its twin for old ones say the same: the first choice is read, the fallback is not. */
  #openAlternative(local: string): void {
    if (local === 'AlternateContent') this.#choices.push(false);
    else if (local === 'Choice' || local === 'Fallback') {
      if (this.#choices.at(-1) === true) this.#skip();
      else this.#choices.splice(-1, 1, true);
    }
  }

  #skip(): void {
    this.#skipFrom = this.#path.length;
  }

  #add(text: string, letters = false): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    if (!this.#hiddenRun) {
      const start = frame.text.length;
      if (letters) frame.pieces.push({ start, end: start + text.length, element: this.#element, offset: this.#offset });
      frame.text += text;
    } else if (text.trim() !== '') this.hidden++;
  }

  #closeParagraph(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    this.#hiddenRun = false;
    if (frame.joined) {
      this.#carried = { text: frame.text, pieces: frame.pieces };
      return;
    }
    const style = this.#styles.of(frame.style);
    const list = frame.list ?? style?.list ?? null;
    const level = this.#levelOf(frame, list, style?.level ?? null);
    const label = list === null || list === '0' ? null : this.#numbering.next(list, level);
    const numbered = label !== null && label !== '';
    const start = this.#writer.paragraph((label ?? '') + frame.text, {
      style: style?.name ?? null,
      heading: frame.outline === null ? (style?.heading ?? null) : outlineToHeading(frame.outline),
      list: numbered ? { level, label: label.trimEnd() } : null,
      box: this.#openBoxes > 0,
    });
    this.#keep(frame.pieces, start + (label ?? '').length);
  }

  #keep(pieces: readonly Piece[], by: number): void {
    for (const piece of pieces) this.pieces.push({ ...piece, start: piece.start + by, end: piece.end + by });
  }

  #levelOf(frame: Frame, list: string | null, styleLevel: number | null): number {
    if (frame.level !== null) return Math.min(frame.level, 8);
    const byStyle = list !== null && frame.list === null && frame.style !== null ? this.#numbering.levelOfStyle(list, frame.style) : null;
    return Math.min(byStyle ?? styleLevel ?? 0, 8);
  }

  #flushCarried(): void {
    if (this.#carried.text !== '') this.#keep(this.#carried.pieces, this.#writer.paragraph(this.#carried.text));
    this.#carried = { text: '', pieces: [] };
  }

  #closeCell(): void {
    this.#flushCarried();
    this.#writer.closeCell(this.#cells.pop()?.span ?? 1);
  }

  #closeRow(): void {
    const row = this.#rows.pop();
    if (row?.deleted === true) {
      this.#writer.back(row.mark);
      this.pieces.length = row.pieces;
    } else this.#writer.closeRow();
  }

  #closeBox(): void {
    this.#flushCarried();
    this.#openBoxes--;
  }
}

function whole(value: string | null): number | null {
  return value !== null && /^\d{1,4}$/u.test(value) ? Number(value) : null;
}
