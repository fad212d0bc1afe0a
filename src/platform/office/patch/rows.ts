/** The rows and cells of a sheet as they stand in its XML. */
import { limits, refusal, shownPart } from '../read/index.ts';
import { columnOf } from './a1.ts';
import { attributeOf, findElement, unescapeXml } from './markup.ts';

export interface RowSlice {
  /** From 0. */
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

export interface RawCell {
  readonly column: number;
  /** Attributes but the place, as they stand. */
  readonly attributes: string;
  /** What stands between the tags; '' for an empty cell. */
  readonly body: string;
}

export interface RawRow {
  readonly attributes: string;
  readonly cells: readonly RawCell[];
}

/** The parts of a sheet's XML around its rows. */
export interface SheetXml {
  readonly xml: string;
  readonly prefix: string;
  readonly head: string;
  readonly tail: string;
  readonly rows: readonly RowSlice[];
}

export function scanSheet(xml: string, part: string): SheetXml {
  const data = findElement(xml, 'sheetData');
  const where = shownPart(part);
  if (data === null) throw refusal('file.damaged', where, '这个工作表没有内容部分');
  const prefix = /^<([\w.-]+:)?/u.exec(xml.slice(data.start, data.start + 40))?.[1] ?? '';
  const rows: RowSlice[] = [];
  const open = new RegExp(`<${prefix}row\\b((?:"[^"]*"|'[^']*'|[^>"'/]|/(?!>))*)(/?)>`, 'gu');
  const close = `</${prefix}row>`;
  open.lastIndex = data.innerStart;
  let row = -1;
  for (let match = open.exec(xml); match !== null && match.index < data.innerEnd; match = open.exec(xml)) {
    const number = Number(attributeOf(match[1] ?? '', 'r') ?? row + 2) - 1;
    if (!(number > row)) throw refusal('file.hostile', where, '表里的行前后矛盾');
    if (rows.length >= limits.rows) throw refusal('file.too-large', where, `表超过${limits.rows / 10_000}万行`);
    row = number;
    let end = open.lastIndex;
    if (match[2] !== '/') {
      const ending = xml.indexOf(close, end);
      if (ending < 0 || ending > data.innerEnd) throw refusal('file.damaged', where, '表里有一行没有结尾');
      end = ending + close.length;
    }
    rows.push({ row, start: match.index, end });
    open.lastIndex = end;
  }
  return { xml, prefix, head: xml.slice(0, data.start), tail: xml.slice(data.end), rows };
}

const PLACE = /\s+r\s*=\s*(?:"([^"]*)"|'([^']*)')/u;

export function parseRow(slice: string, prefix: string): RawRow {
  const open = /^<[^\s/>]+((?:"[^"]*"|'[^']*'|[^>"'/]|\/(?!>))*)\/?>/u.exec(slice);
  const cells: RawCell[] = [];
  const tag = new RegExp(`<${prefix}c\\b((?:"[^"]*"|'[^']*'|[^>"'/]|/(?!>))*)(/?)>`, 'gu');
  const close = `</${prefix}c>`;
  tag.lastIndex = open?.[0].length ?? 0;
  let column = -1;
  for (let match = tag.exec(slice); match !== null; match = tag.exec(slice)) {
    const attributes = match[1] ?? '';
    const place = PLACE.exec(attributes);
    const letters = /^[A-Z]+/u.exec(place?.[1] ?? place?.[2] ?? '')?.[0];
    column = letters === undefined ? column + 1 : columnOf(letters);
    let body = '';
    if (match[2] !== '/') {
      const end = slice.indexOf(close, tag.lastIndex);
      body = end < 0 ? '' : slice.slice(tag.lastIndex, end);
      tag.lastIndex = end < 0 ? slice.length : end + close.length;
    }
    cells.push({ column, attributes: attributes.replace(PLACE, ''), body });
  }
  return { attributes: (open?.[1] ?? '').replace(PLACE, ''), cells };
}

/** The formula of a cell's body, with its attributes; null where there is none. */
export interface RawFormula {
  readonly attributes: string;
  readonly text: string;
}

export function formulaOf(body: string): RawFormula | null {
  if (!body.includes('f')) return null;
  const element = findElement(body, 'f');
  return element === null ? null : { attributes: element.attributes, text: unescapeXml(body.slice(element.innerStart, element.innerEnd)) };
}

export function valueText(body: string): string | null {
  const element = findElement(body, 'v');
  return element === null ? null : unescapeXml(body.slice(element.innerStart, element.innerEnd));
}

/** Style of a column by `<cols>`, for cells that stand nowhere yet. */
export function columnStyles(head: string): (column: number) => string | null {
  const spans: { from: number; to: number; style: string }[] = [];
  for (const [, attributes = ''] of head.matchAll(/<(?:[\w.-]+:)?col\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gu)) {
    const style = attributeOf(attributes, 'style');
    if (style !== null)
      spans.push({ from: Number(attributeOf(attributes, 'min')) - 1, to: Number(attributeOf(attributes, 'max')) - 1, style });
  }
  return (column) => spans.find(({ from, to }) => column >= from && column <= to)?.style ?? null;
}
