/** XML as text: only what is looked for is touched, so that everything else stays as its author's program wrote it. */
import { refusal, shownPart } from '../read/index.ts';

/** A tag with its attributes; the groups are: slash, prefix, local name, attributes, slash of an empty element. */
export const TAG = /<(\/?)([\w.-]+:)?([\w.-]+)((?:\s+(?:"[^"]*"|'[^']*'|[^>"'/]|\/(?!>))*)?)(\/?)>/gu;

/** Attributes as they stand, quotes and spaces kept. */
const ATTRIBUTE = /(\s+)([\w.:-]+)(\s*=\s*)("[^"]*"|'[^']*')/gu;

export function attributeOf(attributes: string, name: string): string | null {
  for (const [, , key = '', , quoted = ''] of attributes.matchAll(ATTRIBUTE))
    if (key === name || key.endsWith(`:${name}`)) return unescapeXml(quoted.slice(1, -1));
  return null;
}

/** With the attribute set to a value, added, or (null) taken away; the others keep their order and quotes. */
export function withAttribute(attributes: string, name: string, value: string | null): string {
  let found = false;
  const changed = attributes.replaceAll(ATTRIBUTE, (whole, space: string, key: string, equals: string, quoted: string) => {
    if (key !== name) return whole;
    found = true;
    return value === null ? '' : `${space}${key}${equals}${quoted[0]}${escapeXml(value)}${quoted[0]}`;
  });
  return found || value === null ? changed : `${changed.trimEnd()} ${name}="${escapeXml(value)}"`;
}

/** Text between tags. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Only the five entities of XML and numbered characters exist: a DOCTYPE never gets this far. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/giu, (whole, hex?: string, digits?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const point = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
    return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
  });
}

export function escapeXml(text: string): string {
  if (!/[&<>"'\r\n\t]/u.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll(/[\r\n\t]/gu, (control) => `&#${control.charCodeAt(0)};`);
}

// oxlint-disable-next-line no-control-regex -- exactly the characters that XML 1.0 cannot hold
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/gu;

/** Text of a cell (ST_Xstring, ECMA-376 22.9.2.19): what XML cannot hold, and what would read as such an escape, is written _xHHHH_. */
export function cellXml(text: string): string {
  if (!/[&<>_\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_')
    .replaceAll(UNWRITABLE, (control) => `_x${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** `<t>` loses spaces at its ends unless told to keep them. */
export function textElement(prefix: string, text: string): string {
  const space = text.trim() !== text || text.includes('\n') ? ' xml:space="preserve"' : '';
  return `<${prefix}t${space}>${cellXml(text)}</${prefix}t>`;
}

/**
 * A part as text. Comments, instructions and CDATA inside are resolved first, so that a scan for tags sees only tags; office programs write
 * none of them.
 */
export function partText(bytes: Uint8Array, part: string): string {
  const [a, b] = bytes;
  const encoding =
    a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : a === 0 ? 'utf-16be' : b === 0 ? 'utf-16le' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: encoding === 'utf-8' }).decode(bytes);
  } catch {
    throw refusal('file.damaged', shownPart(part), '里面的文字编码是坏的');
  }
  if (encoding !== 'utf-8') text = text.replace(/^(\uFEFF?<\?xml[^>]*?encoding\s*=\s*["'])[^"']*/u, '$1UTF-8');
  if (!/<!|\?>[\s\S]*<\?/u.test(text)) return text;
  const head = /^\uFEFF?<\?xml[\s\S]*?\?>/u.exec(text)?.[0] ?? '';
  return (
    head +
    text
      .slice(head.length)
      .replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>/gu, (_, data?: string) =>
        data === undefined ? '' : escapeXml(data),
      )
  );
}

/** The text between `<name …>` and `</name>` of the first such element, with where it stands; null where there is none or it is empty. */
export interface Element {
  readonly start: number;
  readonly end: number;
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly attributes: string;
}

export function findElement(xml: string, local: string, from = 0): Element | null {
  const open = new RegExp(`<(?:[\\w.-]+:)?${local}((?:\\s+(?:"[^"]*"|'[^']*'|[^>"'/]|/(?!>))*)?)(/?)>`, 'gu');
  open.lastIndex = from;
  const match = open.exec(xml);
  if (match === null) return null;
  const start = match.index;
  const innerStart = start + match[0].length;
  const attributes = match[1] ?? '';
  if (match[2] === '/') return { start, end: innerStart, innerStart, innerEnd: innerStart, attributes };
  const close = new RegExp(`</(?:[\\w.-]+:)?${local}\\s*>`, 'gu');
  close.lastIndex = innerStart;
  const ending = close.exec(xml);
  if (ending === null) return null;
  return { start, end: ending.index + ending[0].length, innerStart, innerEnd: ending.index, attributes };
}
