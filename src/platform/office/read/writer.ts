import type { Paragraph, Table } from './document.ts';
import { limits } from './limits.ts';
import { refusal } from './refusal.ts';

type ParagraphFacts = Omit<Paragraph, 'start' | 'end' | 'table'>;

const plain: ParagraphFacts = { style: null, heading: null, list: null, box: false };

interface OpenTable {
  readonly index: number;
  readonly rows: string[][];
  start: number | null;
  cellStart: number | null;
}

export interface Mark {
  readonly parts: number;
  readonly length: number;
  readonly paragraphs: number;
  readonly tables: number;
  readonly before: string;
}

/**
 * Writes the one text of a document and remembers where everything stands.
 * A paragraph ends with a line break, a cell with a tab, a row with a line break; nothing trails at the end.
 */
export class TextWriter {
  readonly #parts: string[] = [];
  readonly #paragraphs: Paragraph[] = [];
  readonly #tables: (Table | null)[] = [];
  readonly #open: OpenTable[] = [];
  #length = 0;
  #before = '';

  /** Returns where the paragraph begins. */
  paragraph(text: string, facts: Partial<ParagraphFacts> = {}): number {
    if (this.#paragraphs.length >= limits.paragraphs)
      throw refusal('file.too-large', null, `文件有${limits.paragraphs / 10_000}万段以上，太长了`);
    this.#push(this.#before);
    const table = this.#open.at(-1);
    if (table !== undefined) {
      table.start ??= this.#length;
      table.cellStart ??= this.#length;
    }
    const start = this.#length;
    this.#push(text);
    this.#paragraphs.push({ ...plain, ...facts, start, end: this.#length, table: table?.index ?? null });
    this.#before = '\n';
    return start;
  }

  openTable(): void {
    this.#open.push({ index: this.#tables.length, rows: [], start: null, cellStart: null });
    this.#tables.push(null);
  }

  openRow(): void {
    this.#open.at(-1)?.rows.push([]);
  }

  openCell(): void {
    const table = this.#open.at(-1);
    if (table === undefined) return;
    table.cellStart = null;
    if ((table.rows.at(-1)?.length ?? 0) > 0) this.#before = '\t';
  }

  /** `span`: how many columns the cell covers. */
  closeCell(span = 1): void {
    const table = this.#open.at(-1);
    if (table === undefined) return;
    if (table.cellStart === null) this.paragraph('');
    const text = this.#from(table.cellStart ?? this.#length);
    table.cellStart = null;
    const row = table.rows.at(-1);
    if (row === undefined) return;
    row.push(text);
    for (let column = 1; column < Math.min(span, limits.columns); column++) row.push('');
  }

  closeRow(): void {
    this.#before = this.#length === 0 ? '' : '\n';
  }

  closeTable(): void {
    const table = this.#open.pop();
    if (table === undefined) return;
    const start = table.start ?? this.#length;
    this.#tables[table.index] = { start, end: this.#length, rows: table.rows.filter((row) => row.length > 0) };
    const outer = this.#open.at(-1);
    if (outer !== undefined && table.start !== null) {
      outer.start ??= start;
      outer.cellStart ??= start;
    }
  }

  mark(): Mark {
    return {
      parts: this.#parts.length,
      length: this.#length,
      paragraphs: this.#paragraphs.length,
      tables: this.#tables.length,
      before: this.#before,
    };
  }

  /** Forgets everything since the mark: a row that a tracked change deleted. */
  back(mark: Mark): void {
    this.#parts.length = mark.parts;
    this.#length = mark.length;
    this.#paragraphs.length = mark.paragraphs;
    this.#tables.length = mark.tables;
    this.#before = mark.before;
    const table = this.#open.at(-1);
    table?.rows.pop();
    if (table?.start !== undefined && table.start !== null && table.start >= mark.length) table.start = null;
  }

  finish(): { text: string; paragraphs: readonly Paragraph[]; tables: readonly Table[] } {
    return { text: this.#parts.join(''), paragraphs: this.#paragraphs, tables: this.#tables.filter((table) => table !== null) };
  }

  #push(text: string): void {
    if (text === '') return;
    this.#length += text.length;
    if (this.#length > limits.textCharacters)
      throw refusal('file.too-large', null, `文件有${limits.textCharacters / 10_000}万字以上，太长了`);
    this.#parts.push(text);
  }

  /** Text since an offset; cells are short, so walking back over the pieces is cheap. */
  #from(offset: number): string {
    let at = this.#length;
    let index = this.#parts.length;
    while (index > 0 && at > offset) at -= this.#parts[--index]?.length ?? 0;
    return this.#parts
      .slice(index)
      .join('')
      .slice(offset - at);
  }
}
