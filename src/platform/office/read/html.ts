/** Visible text of a saved web page. A linear scanner, not a browser: enough for notices published on official sites, and nothing in it runs. */
import type { DocumentText } from './document.ts';
import { decodeEntities } from './html-entities.ts';
import { TextWriter } from './writer.ts';

const raw = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'title', 'iframe', 'noembed', 'noframes', 'xmp']);
const dropped = new Set([
  'head',
  'nav',
  'svg',
  'math',
  'object',
  'select',
  'button',
  'canvas',
  'audio',
  'video',
  'datalist',
  'dialog',
  'rt',
  'rp',
]);
const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr']);
const blocks = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary ul'.split(
    ' ',
  ),
);

export function readHtml(source: string, remarks: readonly string[]): DocumentText {
  const page = new Page();
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) break;
    if (open > at) page.text(source.slice(at, open));
    at = page.markup(source, open);
  }
  if (at < source.length) page.text(source.slice(at));
  const { text, paragraphs, tables } = page.finish();
  return {
    kind: 'html',
    text,
    paragraphs,
    tables,
    remarks: page.pictures > 0 ? [...remarks, `${page.pictures}处图片里的文字读不到。`] : remarks,
  };
}

class Page {
  pictures = 0;
  readonly #writer = new TextWriter();
  readonly #tables: { row: boolean; cell: boolean; span: number }[] = [];
  #line = '';
  #heading: number | null = null;
  #pre = 0;
  /** Name of the element whose content is not shown, and how many of that name are open inside it. */
  #hidden: { name: string; depth: number } | null = null;

  text(source: string): void {
    if (this.#hidden !== null) return;
    const text = decodeEntities(source);
    if (this.#pre > 0) this.#line += text;
    else {
      const folded = text.replace(/[ \t\r\n\f]+/gu, ' ');
      this.#line += this.#line === '' || this.#line.endsWith(' ') || this.#line.endsWith('\n') ? folded.replace(/^ /u, '') : folded;
    }
  }

  /** Reads what begins with `<` at `open`; returns where the next text begins. */
  markup(source: string, open: number): number {
    if (source.startsWith('<!--', open)) return after(source, '-->', open + 4);
    if (source[open + 1] === '!' || source[open + 1] === '?') return after(source, '>', open + 2);
    const close = source[open + 1] === '/';
    const nameAt = close ? open + 2 : open + 1;
    if (!/[a-z]/iu.test(source[nameAt] ?? '')) {
      this.text('<');
      return open + 1;
    }
    const end = tagEnd(source, nameAt);
    const inside = source.slice(nameAt, end);
    const name = (/^[a-z][^\s/>]*/iu.exec(inside)?.[0] ?? '').slice(0, 40).toLowerCase();
    if (close) this.#close(name);
    else {
      this.#open(name, inside);
      if (raw.has(name)) return rawEnd(source, name, end);
    }
    return Math.min(end + 1, source.length);
  }

  finish(): ReturnType<TextWriter['finish']> {
    this.#endLine();
    while (this.#tables.length > 0) this.#closeTable();
    return this.#writer.finish();
  }

  #open(name: string, inside: string): void {
    if (this.#hidden !== null) {
      if (this.#hidden.name === name && !inside.endsWith('/')) this.#hidden.depth++;
      return;
    }
    if (!empty.has(name) && !raw.has(name) && (dropped.has(name) || isHidden(inside))) {
      this.#hidden = { name, depth: 1 };
      return;
    }
    if (name === 'br') this.#line += '\n';
    else if (name === 'img') this.pictures++;
    else if (name === 'table') this.#openTable();
    else if (name === 'tr') this.#openRow();
    else if (name === 'td' || name === 'th') this.#openCell(inside);
    else if (blocks.has(name)) this.#endLine();
    if (name === 'pre') this.#pre++;
    if (/^h[1-6]$/u.test(name)) this.#heading = Number(name[1]);
  }

  #close(name: string): void {
    if (this.#hidden !== null) {
      if (this.#hidden.name === name && --this.#hidden.depth === 0) this.#hidden = null;
      return;
    }
    if (name === 'table') this.#closeTable();
    else if (name === 'tr') this.#closeRow();
    else if (name === 'td' || name === 'th') this.#closeCell();
    else if (blocks.has(name)) this.#endLine();
    if (name === 'pre' && this.#pre > 0) this.#pre--;
    if (/^h[1-6]$/u.test(name)) this.#heading = null;
  }

  #endLine(): void {
    const text = this.#pre > 0 ? this.#line : this.#line.replace(/ *\n */gu, '\n').trim();
    this.#line = '';
    if (text.trim() !== '') this.#writer.paragraph(text, { heading: this.#heading });
  }

  #openTable(): void {
    this.#endLine();
    this.#tables.push({ row: false, cell: false, span: 1 });
    this.#writer.openTable();
  }

  #openRow(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    this.#closeRow();
    table.row = true;
    this.#writer.openRow();
  }

  #openCell(inside: string): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return this.#endLine();
    this.#closeCell();
    if (!table.row) this.#openRow();
    table.cell = true;
    table.span = Number(/\bcolspan\s*=\s*["']?(\d{1,3})/iu.exec(inside)?.[1] ?? 1);
    this.#writer.openCell();
  }

  #closeCell(): void {
    this.#endLine();
    const table = this.#tables.at(-1);
    if (table === undefined || !table.cell) return;
    table.cell = false;
    this.#writer.closeCell(table.span);
  }

  #closeRow(): void {
    this.#closeCell();
    const table = this.#tables.at(-1);
    if (table === undefined || !table.row) return;
    table.row = false;
    this.#writer.closeRow();
  }

  #closeTable(): void {
    if (this.#tables.length === 0) return this.#endLine();
    this.#closeRow();
    this.#tables.pop();
    this.#writer.closeTable();
  }
}

function isHidden(inside: string): boolean {
  if (inside.length > 10_000) return false;
  return /\shidden(?=[\s=/]|$)/iu.test(inside) || /\bstyle\s*=\s*["'][^"']*(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(inside);
}

function after(source: string, end: string, from: number): number {
  const at = source.indexOf(end, from);
  return at < 0 ? source.length : at + end.length;
}

/** Index of the `>` that ends a tag: one inside a quoted attribute does not. */
function tagEnd(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at++) {
    const character = source[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return at;
    else if ((character === '"' || character === "'") && /=\s*$/u.test(source.slice(Math.max(from, at - 8), at))) quote = character;
  }
  return source.length;
}

/** Content of script, style and the like ends at its own end tag only. */
function rawEnd(source: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[^>]*>`, 'giu');
  end.lastIndex = from;
  const found = end.exec(source);
  return found === null ? source.length : found.index + found[0].length;
}
