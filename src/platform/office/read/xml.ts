/** XML of an office part: decoded by its declared encoding (UTF-8 or UTF-16 only), without DOCTYPE, read as events within limits. */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Package } from './gate.ts';
import { limits } from './limits.ts';
import { refusal, shownPart } from './refusal.ts';

export interface XmlHandler {
  /** `attribute` finds by local name, whatever the prefix. */
  open(local: string, attribute: (local: string) => string | null, uri: string): void;
  close(local: string, uri: string): void;
  text?(text: string): void;
}

export interface XmlBounds {
  readonly bytes: number;
  readonly elements: number;
}

const side: XmlBounds = { bytes: limits.sideBytes, elements: limits.sideElements };
export const bodyBounds: XmlBounds = { bytes: limits.partBytes, elements: limits.bodyElements };
export const sheetBounds: XmlBounds = { bytes: limits.partBytes, elements: limits.sheetElements };

/** Reads one part; `file.hostile` for what no office program writes, `file.damaged` for what is not well-formed, `file.too-large` for too much. */
export function readXml(pkg: Package, part: string, handler: XmlHandler, bounds: XmlBounds = side): void {
  const reader = new XmlReader(shownPart(part), handler, bounds.elements);
  pkg.stream(part, (chunk) => reader.bytes(chunk), bounds.bytes);
  reader.end();
}

class XmlReader {
  readonly #where: string;
  readonly #parser: SaxesParser<{ xmlns: true }>;
  #decoder: InstanceType<typeof TextDecoder> | null = null;
  /** Bytes held back until there are enough of them to tell the encoding. */
  #head: Uint8Array = new Uint8Array(0);
  /** Last characters of the previous chunk: a DOCTYPE may lie across two. */
  #tail = '';
  #run = 0;
  /** Elements that may still come. */
  #left: number;

  constructor(where: string, handler: XmlHandler, elements: number) {
    this.#where = where;
    this.#left = elements;
    this.#parser = new SaxesParser({ xmlns: true, position: false });
    this.#listen(handler);
  }

  bytes(chunk: Uint8Array): void {
    if (this.#decoder !== null) return this.#write(this.#decode(chunk, true));
    const head = new Uint8Array(this.#head.length + chunk.length);
    head.set(this.#head);
    head.set(chunk, this.#head.length);
    this.#head = head;
    if (head.length >= 256) this.#start();
  }

  end(): void {
    if (this.#decoder === null) this.#start();
    this.#write(this.#decode(new Uint8Array(0), false));
    this.#parser.close();
  }

  #start(): void {
    const head = this.#head;
    this.#decoder = new TextDecoder(declaredEncoding(head, this.#where), { fatal: true });
    this.#head = new Uint8Array(0);
    this.#write(this.#decode(head, true));
  }

  #decode(chunk: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder?.decode(chunk, { stream }) ?? '';
    } catch {
      throw refusal('file.damaged', this.#where, '里面的文字编码是坏的');
    }
  }

  #write(text: string): void {
    const seen = this.#tail + text;
    if (/<!(?:DOCTYPE|ENTITY)/iu.test(seen)) throw refusal('file.hostile', this.#where, '里面有不该有的声明（DOCTYPE）');
    this.#tail = seen.slice(-9);
    this.#run += text.length;
    this.#parser.write(text);
    if (this.#run > limits.xmlRun + text.length) throw refusal('file.hostile', this.#where, '里面有一段长得不正常');
  }

  #listen(handler: XmlHandler): void {
    const parser = this.#parser;
    let depth = 0;
    let attributes = 0;
    parser.on('error', () => {
      throw refusal('file.damaged', this.#where, '里面的内容不完整');
    });
    parser.on('doctype', () => {
      throw refusal('file.hostile', this.#where, '里面有不该有的声明（DOCTYPE）');
    });
    parser.on('opentagstart', () => {
      attributes = 0;
      if (--this.#left < 0) throw refusal('file.too-large', this.#where, '这个文件的内容太多');
      this.#run = 0;
    });
    parser.on('attribute', () => {
      this.#run = 0;
      if (++attributes > limits.attributes) throw refusal('file.hostile', this.#where, '一个标记里的属性太多');
    });
    parser.on('opentag', (tag) => {
      this.#run = 0;
      if (++depth > limits.depth) throw refusal('file.hostile', this.#where, '里面套得太深');
      handler.open(tag.local, (local) => findAttribute(tag, local), tag.uri);
    });
    parser.on('closetag', (tag) => {
      this.#run = 0;
      depth--;
      handler.close(tag.local, tag.uri);
    });
    const take = (text: string): void => {
      this.#run = 0;
      if (text.length > limits.xmlRun) throw refusal('file.hostile', this.#where, '里面有一段长得不正常');
      handler.text?.(text);
    };
    parser.on('text', take);
    parser.on('cdata', take);
  }
}

function findAttribute(tag: SaxesTagNS, local: string): string | null {
  // Not Object.values: this is the inner loop of reading, and saxes makes the object without a prototype.
  for (const name in tag.attributes) {
    const attribute = tag.attributes[name];
    if (attribute?.local === local) return attribute.value;
  }
  return null;
}

/** XML 1.0 appendix F, less everything but UTF-8 and UTF-16: a declaration that contradicts the bytes is refused, not guessed around. */
function declaredEncoding(head: Uint8Array, where: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0 && c !== 0 && d === 0)) return checked('utf-16le', head, where);
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c && c === 0 && d !== 0)) return checked('utf-16be', head, where);
  return checked('utf-8', head, where);
}

function checked(actual: string, head: Uint8Array, where: string): string {
  const start = new TextDecoder(actual).decode(head.subarray(0, 256));
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/u.exec(start)?.[1]?.toLowerCase();
  const wide = actual !== 'utf-8';
  const fits =
    declared === undefined ||
    (wide ? declared === 'utf-16' || declared === actual : ['utf-8', 'utf8', 'us-ascii', 'ascii'].includes(declared));
  if (!fits) throw refusal('file.hostile', where, '里面写的文字编码不收，或与内容不符');
  return actual;
}
