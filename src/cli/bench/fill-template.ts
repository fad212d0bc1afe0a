/** A styled template of fifty columns, as a department sends it: title, headings, some empty lines, a total, signatures. */
import { zipSync, strToU8 } from 'fflate';
import { elements } from '../../engines/forms/index.ts';

export interface Heading {
  readonly key: string;
  readonly word: string;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const letters = (column: number): string =>
  (column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26));
const text = (place: string, style: number, words: string): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t>${words}</t></is></c>`;

/** Fifty of what is recorded of a person and of a household, in the dictionary's words. */
export function templateOf(lines: number): { readonly template: Uint8Array; readonly headings: readonly Heading[] } {
  const own = elements.filter(
    ({ key, derivedFrom, codeList }) => /^(?:person|household|house|child)\./u.test(key) && derivedFrom === null && codeList === null,
  );
  const coded = elements.filter(
    ({ key, derivedFrom, codeList }) => /^(?:person|household)\./u.test(key) && derivedFrom === null && codeList !== null,
  );
  const headings = [...own, ...coded].filter(({ key }) => key !== 'household.code').slice(0, 50).map(({ key, zh }) => ({ key, word: zh })); // prettier-ignore
  const line = (row: number, cell: (column: number) => string, rest: string): string =>
    `<row r="${row}" ${rest}>${headings.map((_, column) => cell(column)).join('')}</row>`;
  const rows = [
    `<row r="1" ht="34" customHeight="1">${text('A1', 1, '柳湾村人口台账')}</row>`,
    line(2, (column) => text(`${letters(column)}2`, 2, headings[column]?.word ?? ''), 'ht="28" customHeight="1"'),
    ...Array.from({ length: lines }, (_, at) =>
      line(at + 3, (column) => `<c r="${letters(column)}${at + 3}" s="2"/>`, 'ht="21" customHeight="1"'),
    ),
    `<row r="${lines + 3}">${text(`A${lines + 3}`, 1, '合计')}</row>`,
    `<row r="${lines + 4}">${text(`A${lines + 4}`, 0, '填表人：')}</row>`,
  ].join('');
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const parts = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'styles', 'styles.xml')}</Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="0" applyFont="1"/><xf borderId="1" applyBorder="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData><mergeCells count="1"><mergeCell ref="A1:${letters(headings.length - 1)}1"/></mergeCells></worksheet>`,
  };
  return { template: zipSync(Object.fromEntries(Object.entries(parts).map(([name, words]) => [name, strToU8(words)]))), headings };
}
