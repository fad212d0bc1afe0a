import { describe, expect, it } from 'vitest';
import { makeDocx, pack } from '../../../test/office/make-docx.ts';
import { Problem } from '../../problem.ts';
import { readBytes, readCells } from './read/index.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

interface Made {
  readonly rows: string;
  readonly rest?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbook?: string;
  readonly state?: string;
}

function makeXlsx({ rows, rest = '', strings = '', styles = '', workbook = '', state = '' }: Made): Uint8Array {
  return pack({
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${workbook}<sheets><sheet name="花名册" sheetId="1" r:id="r1" ${state}/></sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${rest}</worksheet>`,
  });
}

const sheetOf = (made: Made) => readCells(makeXlsx(made), '表.xlsx').sheets[0]!;
const styles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;元/日&quot;"/><numFmt numFmtId="166" formatCode="[$-804]yyyy-mm-dd hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs>`;

describe('cells of a workbook', () => {
  const cases: readonly [string, string, string, string][] = [
    ['shared string, rich and with a phonetic guide', '<c r="A1" t="s"><v>1</v></c>', '张三丰', 'text'],
    ['inline rich text', '<c r="A1" t="inlineStr"><is><r><t>李</t></r><r><t>四</t></r></is></c>', '李四', 'text'],
    ['result of a formula', '<c r="A1" t="str"><f>A2&amp;"x"</f><v>甲x</v></c>', '甲x', 'text'],
    ['escaped control character', '<c r="A1" t="inlineStr"><is><t>上_x000A_下_x005F_x</t></is></c>', '上\n下_x', 'text'],
    ['rare character', '<c r="A1" t="inlineStr"><is><t>𠮷𬱖</t></is></c>', '𠮷𬱖', 'text'],
    ['whole number', '<c r="A1"><v>1126</v></c>', '1126', 'number'],
    ['number with the dust of binary arithmetic', '<c r="A1"><v>0.30000000000000004</v></c>', '0.3', 'number'],
    ['built-in date', '<c r="A1" s="1"><v>46349</v></c>', '2026-11-23', 'date'],
    ['Chinese date format', '<c r="A1" s="2"><v>46349</v></c>', '2026-11-23', 'date'],
    ['a unit that contains 日 is no date', '<c r="A1" s="3"><v>120.5</v></c>', '120.5', 'number'],
    ['date and time', '<c r="A1" s="4"><v>46349.75</v></c>', '2026-11-23 18:00', 'date'],
    ['time', '<c r="A1" s="5"><v>0.375</v></c>', '09:00', 'date'],
    ['the day that never was', '<c r="A1" s="1"><v>60</v></c>', '1900-02-29', 'date'],
    ['the day before it', '<c r="A1" s="1"><v>59</v></c>', '1900-02-28', 'date'],
    ['truth', '<c r="A1" t="b"><v>1</v></c>', 'TRUE', 'boolean'],
    ['error', '<c r="A1" t="e"><v>#N/A</v></c>', '#N/A', 'error'],
  ];
  it.each(cases)('%s', (_name, cell, text, type) => {
    const strings = '<si><t>甲</t></si><si><r><t>张三</t></r><r><t>丰</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si>';
    expect(sheetOf({ rows: `<row r="1">${cell}</row>`, strings, styles }).cells[0]).toMatchObject({ ref: 'A1', text, type });
  });

  it('are flagged where a spreadsheet has lost digits', () => {
    const { cells } = sheetOf({
      rows: '<row r="1"><c r="A1"><v>330102199001011230</v></c><c r="B1"><v>3.3010219900101E17</v></c><c r="C1"><v>123456789012345</v></c></row>',
    });
    expect(cells.map((cell) => cell.lostDigits)).toEqual([true, true, false]);
    expect(cells[0]?.text).toBe('330102199001011230');
  });

  it('stand where they say, or after the last one where they say nothing', () => {
    const { cells } = sheetOf({ rows: '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>' });
    expect(cells.map((cell) => cell.ref)).toEqual(['B3', 'C3', 'A4']);
  });

  it('of hidden rows, columns and sheets are read and named; merged ranges are known', () => {
    const made = {
      rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>',
      rest: '<cols><col min="2" max="3" hidden="1"/></cols><mergeCells><mergeCell ref="A1:C2"/></mergeCells>',
      state: 'state="hidden"',
    };
    expect(sheetOf(made)).toMatchObject({
      hidden: true,
      hiddenRows: [1],
      hiddenColumns: [1, 2],
      merged: [{ top: 0, left: 0, bottom: 1, right: 2 }],
    });
    expect(readBytes(makeXlsx(made), '表.xlsx').remarks).toHaveLength(2);
  });

  it('count days from 1904 where the workbook does', () => {
    expect(
      sheetOf({ rows: '<row r="1"><c r="A1" s="1"><v>0</v></c></row>', styles, workbook: '<workbookPr date1904="1"/>' }).cells[0]?.text,
    ).toBe('1904-01-01');
  });

  it('become one text with tabs and lines', () => {
    const { text, tables, kind } = readBytes(
      makeXlsx({ rows: '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="B2"><v>5</v></c></row>' }),
      '表.xlsx',
    );
    expect([kind, text]).toEqual(['xlsx', '花名册\n1\t\t3\n\t5']);
    expect(tables[0]?.rows).toEqual([
      ['1', '', '3'],
      ['', '5'],
    ]);
  });
});

describe('workbooks that are refused', () => {
  const row = (cells: string) => `<row r="1">${cells}</row>`;
  const cases: readonly [string, Made, string][] = [
    ['a far column', { rows: row('<c r="XFD1"><v>1</v></c>') }, 'file.too-large'],
    ['a far row', { rows: '<row r="1048576"><c r="A1048576"><v>1</v></c></row>' }, 'file.too-large'],
    ['a place outside the grid', { rows: row('<c r="XFE1"><v>1</v></c>') }, 'file.hostile'],
    ['a cell that stands twice', { rows: row('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>') }, 'file.hostile'],
    ['a cell in another row than it says', { rows: row('<c r="A7"><v>1</v></c>') }, 'file.hostile'],
    [
      'a string of 32,768 characters',
      {
        rows: row(
          `<c r="A1" t="inlineStr"><is>${Array.from({ length: 8 }, (_, n) => `<r><t>${String(n).repeat(4096)}</t></r>`).join('')}<r><t>x</t></r></is></c>`,
        ),
      },
      'file.hostile',
    ],
    ['a shared string that is not there', { rows: row('<c r="A1" t="s"><v>9</v></c>') }, 'file.damaged'],
    ['nothing in it', { rows: '' }, 'file.no-text'],
  ];
  it.each(cases)('%s', (_name, made, slug) => {
    const refused = () => readBytes(makeXlsx(made), '表.xlsx');
    expect(refused).toThrow(Problem);
    expect(refused).toThrow(expect.objectContaining({ slug }));
  });

  it('a document is not a workbook', () => {
    expect(() => readCells(makeDocx(['x']), 'a.docx')).toThrow(expect.objectContaining({ slug: 'file.kind' }));
  });
});
