/** A small pure writer of Word documents for tests: real packages, made in code, so that no binary fixture lies in the repository. */
import { strToU8, zipSync } from 'fflate';

export interface DocxParagraph {
  readonly text: string;
  /** Id of a style of `stylesXml`: Title, Heading1, ListParagraph. */
  readonly style?: string;
  /** Automatic number: list 1 counts 一、（一）1. by level. */
  readonly level?: number;
}

export interface DocxOptions {
  /** Further parts by name, and replacements of the ones written here. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Raw XML put in front of the section properties. */
  readonly bodyXml?: string;
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export function paragraphXml(paragraph: string | DocxParagraph): string {
  const { text, style, level } = typeof paragraph === 'string' ? { text: paragraph, style: undefined, level: undefined } : paragraph;
  const numbered = level === undefined ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
  const properties = `${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${numbered}`;
  const runs = text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
    .join('<w:br/>');
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r>${runs}</w:r></w:p>`;
}

export function tableXml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string =>
    `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${text.split('\n').map(paragraphXml).join('')}</w:tc>`;
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const grid = '<w:gridCol w:w="2000"/>'.repeat(columns);
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}

export function documentXml(body: string): string {
  return `${HEAD}<w:document xmlns:w="${W}" xmlns:r="${OFFICE}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`;
}

const style = (id: string, name: string, rest = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}><w:name w:val="${name}"/>${rest}</w:style>`;
const stylesXml = `${HEAD}<w:styles xmlns:w="${W}">${style('Normal', 'Normal')}${style('Title', 'Title', '<w:basedOn w:val="Normal"/>')}${style(
  'Heading1',
  'heading 1',
  '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>',
)}${style('Heading2', 'heading 2', '<w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>')}</w:styles>`;

const listLevel = (level: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const numberingXml = `${HEAD}<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="0">${listLevel(0, 'chineseCountingThousand', '%1、')}${listLevel(
  1,
  'chineseCountingThousand',
  '（%2）',
)}${listLevel(2, 'decimal', '%3.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

/** The parts of a document by name, before they are packed. */
export function docxParts(body: string, options: DocxOptions = {}): Record<string, string> {
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${TYPE}.numbering+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/numbering" Target="numbering.xml"/></Relationships>`,
    'word/document.xml': documentXml(body + (options.bodyXml ?? '')),
    'word/styles.xml': stylesXml,
    'word/numbering.xml': numberingXml,
    ...options.parts,
  };
}

export function pack(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]));
  return zipSync(files, { level: 6, mtime: new Date(2026, 0, 1) });
}

/** A Word document of these paragraphs, then these tables. */
export function makeDocx(
  paragraphs: readonly (string | DocxParagraph)[],
  tables: readonly (readonly (readonly string[])[])[] = [],
  options: DocxOptions = {},
): Uint8Array {
  const body = paragraphs.map(paragraphXml).join('') + tables.map((rows) => `${tableXml(rows)}<w:p/>`).join('');
  return pack(docxParts(body, options));
}
