/** Shared strings: new ones are put behind the old, which stay as they are. */
import { attributeOf, findElement, textElement, unescapeXml, withAttribute } from './markup.ts';

export interface TextEdit {
  /** UTF-16 offsets in the text that is shown. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** So many cells show whether a column says the same things again. */
const TRIED = 500;

export class SharedStrings {
  readonly #xml: string;
  readonly #items: { start: number; end: number }[] = [];
  readonly #prefix: string;
  /** A text as it is, markup in an object: what is written of them is made when it is written. */
  readonly #added: (string | { readonly inner: string })[] = [];
  readonly #known = new Map<string, number>();
  readonly #columns: { asked: number; found: number }[] = [];
  #uses = 0;

  /** Of no part at all: one is made. */
  constructor(xml: string | null) {
    this.#xml =
      xml ??
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>';
    this.#prefix = /<((?:[\w.-]+:)?)sst\b/u.exec(this.#xml)?.[1] ?? '';
    const item = /<(?:[\w.-]+:)?si\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:[\w.-]+:)?si\s*>)/gu;
    for (const match of this.#xml.matchAll(item)) this.#items.push({ start: match.index, end: match.index + match[0].length });
  }

  get changed(): boolean {
    return this.#uses > 0;
  }

  /** Index of the text, which is added where it is new. A column in which nothing ever comes again (numbers of people) is not looked up any more. */
  indexOf(text: string, column: number): number {
    this.#uses++;
    const seen = (this.#columns[column] ??= { asked: 0, found: 0 });
    if (seen.asked >= TRIED && seen.found * 20 < seen.asked) return this.#add(text);
    seen.asked++;
    let index = this.#known.get(text);
    if (index === undefined) {
      index = this.#add(text);
      this.#known.set(text, index);
    } else seen.found++;
    return index;
  }

  /** Index of a string already in markup (rich text). */
  indexOfItem(inner: string): number {
    this.#uses++;
    return this.#add({ inner });
  }

  inner(index: number): string | null {
    const at = this.#items[index];
    if (at === undefined) return null;
    const whole = this.#xml.slice(at.start, at.end);
    return whole.replace(/^<[^>]*?(?:\/>|>)/u, '').replace(/<\/[^>]*>$/u, '');
  }

  write(put: (xml: string) => void): void {
    const root = findElement(this.#xml, 'sst');
    if (root === null) return put(this.#xml);
    const number = (name: string): number => Number(attributeOf(root.attributes, name) ?? Number.NaN);
    let attributes = root.attributes;
    if (Number.isFinite(number('uniqueCount')))
      attributes = withAttribute(attributes, 'uniqueCount', String(this.#items.length + this.#added.length));
    if (Number.isFinite(number('count'))) attributes = withAttribute(attributes, 'count', String(number('count') + this.#uses));
    put(`${this.#xml.slice(0, root.start)}<${this.#prefix}sst${attributes}>`);
    put(this.#xml.slice(root.innerStart, root.innerEnd));
    for (const one of this.#added)
      put(`<${this.#prefix}si>${typeof one === 'string' ? textElement(this.#prefix, one) : one.inner}</${this.#prefix}si>`);
    put(`</${this.#prefix}sst>${this.#xml.slice(root.end)}`);
  }

  #add(item: string | { readonly inner: string }): number {
    return this.#items.length + this.#added.push(item) - 1;
  }
}

const PIECE = /<(?:[\w.-]+:)?rPh\b[\s\S]*?<\/(?:[\w.-]+:)?rPh\s*>|<((?:[\w.-]+:)?)t\b[^>]*?(?:\/>|>([^<]*)<\/(?:[\w.-]+:)?t\s*>)/gu;

/** The text of a string's markup, as it is shown: phonetic guides do not count. */
export function shownText(inner: string): string {
  let text = '';
  for (const match of inner.matchAll(PIECE)) text += match[1] === undefined ? '' : unescapeXml(match[2] ?? '');
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Replaces pieces of the text and keeps the runs around them. Phonetic guides count characters that have moved, so they go. */
export function editedItem(inner: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => b.start - a.start);
  let at = 0;
  const pieces: { from: number; start: number; end: number; prefix: string; text: string }[] = [];
  const plain = inner.replaceAll(/<(?:[\w.-]+:)?(?:rPh\b[\s\S]*?<\/(?:[\w.-]+:)?rPh\s*>|phoneticPr\b[^>]*\/>)/gu, '');
  for (const match of plain.matchAll(PIECE)) {
    const text = shownText(match[0]);
    pieces.push({ from: at, start: match.index, end: match.index + match[0].length, prefix: match[1] ?? '', text });
    at += text.length;
  }
  if (pieces.length === 0) return textElement('', sorted.map((edit) => edit.text).reverse().join('')); // prettier-ignore
  let result = plain;
  for (const [index, piece] of [...pieces.entries()].reverse()) {
    let { text } = piece;
    const last = index === pieces.length - 1;
    for (const edit of sorted) {
      // An edit belongs to the run in which it starts; what it takes away may reach into the next ones.
      const starts = edit.start >= piece.from && (edit.start < piece.from + piece.text.length || (last && edit.start >= piece.from));
      const from = Math.max(edit.start, piece.from) - piece.from;
      const to = Math.min(edit.end, piece.from + piece.text.length) - piece.from;
      if (!starts && to <= from) continue;
      text = text.slice(0, from) + (starts ? edit.text : '') + text.slice(Math.max(from, to));
    }
    if (text !== piece.text) result = result.slice(0, piece.start) + textElement(piece.prefix, text) + result.slice(piece.end);
  }
  return result;
}
