import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeWorkbook, someStyles, type MadeBook } from '../../../../test/office/make-xlsx.ts';
import { readTables } from '../read/index.ts';
import { patchPackage, type CellValue } from './index.ts';

const text = (bytes: Uint8Array, part: string): string => new TextDecoder().decode(unzipSync(bytes)[part]);

/** Heading in row 1, records in rows 2 to 4, total in 5, signature in 6. */
const rows = [
  '<row r="1"><c r="A1"/></row>',
  '<row r="2" ht="21" customHeight="1"><c r="A2" s="1"/><c r="B2"/><c r="C2" s="4"><f>B2*2</f><v>0</v></c></row>',
  '<row r="3" ht="21" customHeight="1"><c r="A3" s="1"/><c r="B3"/><c r="C3" s="4"><f>B3*2</f><v>0</v></c></row>',
  '<row r="4" ht="21" customHeight="1"><c r="A4" s="1"/><c r="B4"/><c r="C4" s="4"><f>B4*2</f><v>0</v></c></row>',
  '<row r="5"><c r="A5" t="inlineStr"><is><t>合计</t></is></c><c r="C5"><f>SUM(C2:C4)</f><v>0</v></c></row>',
  '<row r="6"><c r="A6" t="inlineStr"><is><t>填表人：</t></is></c></row>',
].join('');

const grow = (
  book: Partial<MadeBook> & {
    readonly tail?: string;
    readonly own?: string;
    readonly relations?: readonly (readonly [string, string, string])[];
  } = {},
  count = 2,
) => {
  const { tail = '', own = rows, relations, ...rest } = book;
  const bytes = makeWorkbook({
    styles: someStyles,
    sheets: [{ name: '人口', rows: own, tail, ...(relations === undefined ? {} : { relations }) }],
    ...rest,
  });
  const numbers: (CellValue | null)[] = Array.from({ length: 3 + count }, (_, at) => at + 1);
  return patchPackage(bytes, [
    { sheet: '人口', insertion: { after: 3, count }, blocks: [{ firstRow: 1, columns: new Map([[1, numbers]]) }], cells: new Map() },
  ]);
};
const sheetOf = (bytes: Uint8Array): string => text(bytes, 'xl/worksheets/sheet1.xml');

describe('rows put in below the last record', () => {
  it('look like it, go on with its formulas, and the total takes them in', () => {
    const xml = sheetOf(grow());
    expect(xml).toContain(
      '<row r="5" ht="21" customHeight="1"><c r="A5" s="1"/><c r="B5"><v>4</v></c><c r="C5" s="4"><f>B5*2</f><v>8</v></c></row>',
    );
    expect(xml).toContain('<row r="7"><c r="A7" t="inlineStr"><is><t>合计</t></is></c><c r="C7"><f>SUM(C2:C6)</f><v>30</v></c></row>');
    expect(xml).toContain('<row r="8"><c r="A8" t="inlineStr"><is><t>填表人：</t></is></c></row>');
  });

  it('a last line drawn otherwise stays the look of the last line', () => {
    const own = rows.replace('<c r="A4" s="1"/>', '<c r="A4" s="2"/>');
    const xml = sheetOf(grow({ own }));
    expect([...xml.matchAll(/<c r="A([2-6])" s="(\d)"/gu)].map(([, row, style]) => `${row}:${style}`)).toEqual([
      '2:1',
      '3:1',
      '4:2',
      '5:1',
      '6:2',
    ]);
  });

  const tails: readonly [string, string, string][] = [
    ['merges move, those of the line are repeated', '<mergeCells count="3"><mergeCell ref="A1:C1"/><mergeCell ref="A4:B4"/><mergeCell ref="A6:C6"/></mergeCells>', '<mergeCells count="5"><mergeCell ref="A1:C1"/><mergeCell ref="A4:B4"/><mergeCell ref="A8:C8"/><mergeCell ref="A5:B5"/><mergeCell ref="A6:B6"/></mergeCells>'],
    ['a block beside the records grows', '<mergeCells count="1"><mergeCell ref="D2:D4"/></mergeCells>', '<mergeCells count="1"><mergeCell ref="D2:D6"/></mergeCells>'],
    ['conditional formats', '<conditionalFormatting sqref="B2:B4"><cfRule type="expression"><formula>COUNTIF($B$2:$B$4,B2)&gt;1</formula></cfRule></conditionalFormatting>', '<conditionalFormatting sqref="B2:B6"><cfRule type="expression"><formula>COUNTIF($B$2:$B$6,B2)&gt;1</formula></cfRule></conditionalFormatting>'],
    ['validations', '<dataValidations count="1"><dataValidation type="list" sqref="A2:A4 B6"><formula1>$D$6:$D$9</formula1></dataValidation></dataValidations>', '<dataValidations count="1"><dataValidation type="list" sqref="A2:A6 B8"><formula1>$D$8:$D$11</formula1></dataValidation></dataValidations>'],
    ['validations of the extension list', '<extLst><ext><x14:dataValidation xmlns:x14="a" xmlns:xm="b"><x14:formula1><xm:f>代码!$A$2:$A$8</xm:f></x14:formula1><xm:sqref>C2:C4</xm:sqref></x14:dataValidation></ext></extLst>', '<xm:f>代码!$A$2:$A$8</xm:f></x14:formula1><xm:sqref>C2:C6</xm:sqref>'],
    ['filters', '<autoFilter ref="A1:C4"/>', '<autoFilter ref="A1:C6"/>'],
    ['page breaks', '<rowBreaks count="1"><brk id="5" max="16383"/></rowBreaks><colBreaks count="1"><brk id="5" max="1048575"/></colBreaks>', '<rowBreaks count="1"><brk id="7" max="16383"/></rowBreaks><colBreaks count="1"><brk id="5" max="1048575"/></colBreaks>'],
    ['links', '<hyperlinks><hyperlink ref="A6" location="人口!A5"/><hyperlink ref="A4"/></hyperlinks>', '<hyperlinks><hyperlink ref="A8" location="人口!A7"/><hyperlink ref="A4"/></hyperlinks>'],
    ['protected ranges', '<protectedRanges><protectedRange sqref="B2:B4" name="x"/></protectedRanges>', 'sqref="B2:B6"'],
  ]; // prettier-ignore
  it.each(tails)('%s', (_name, tail, after) => expect(sheetOf(grow({ tail }))).toContain(after));

  it('names and print areas move; the chain of calculation goes; the book computes again on opening', () => {
    const names = `<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'人口'!$A$1:$C$6</definedName><definedName name="x">代码!$A$5</definedName></definedNames>`;
    const grown = grow({ names, parts: { 'xl/calcChain.xml': '<calcChain/>' } });
    expect(text(grown, 'xl/workbook.xml')).toContain(`'人口'!$A$1:$C$8</definedName><definedName name="x">代码!$A$5<`);
    expect(text(grown, 'xl/workbook.xml')).toContain('<calcPr calcId="191029" fullCalcOnLoad="1"/>');
    expect(Object.keys(unzipSync(grown))).not.toContain('xl/calcChain.xml');
    expect(text(grown, '[Content_Types].xml')).not.toContain('calcChain');
    expect(text(grown, 'xl/_rels/workbook.xml.rels')).not.toContain('calcChain');
  });

  it('a shared formula stays shared where it still says the same, and is spelled out where not', () => {
    const shared = (master: string): string =>
      rows
        .replace('<f>B2*2</f>', `<f t="shared" ref="C2:C4" si="0">${master}</f>`)
        .replace('<f>B3*2</f>', '<f t="shared" si="0"/>')
        .replace('<f>B4*2</f>', '<f t="shared" si="0"/>');
    const same = sheetOf(grow({ own: shared('B2*2') }));
    expect(same).toContain('<f t="shared" si="0"/><v>4</v>');
    expect(same).toContain('<c r="C5" s="4"><f>B5*2</f><v>8</v></c>');
    // B5 of the first line is the total, which moves; B3 and B4 of the next ones do not all move alike.
    const split = sheetOf(grow({ own: shared('B4+1') }));
    expect([...split.matchAll(/<c r="C[2-4]"[^>]*><f[^>]*>([^<]*)<\/f>/gu)].map(([, formula]) => formula)).toEqual([
      'B4+1',
      'B7+1',
      'B8+1',
    ]);
  });

  it('pictures, notes, tables and charts move as their rows do', () => {
    const grown = grow({
      relations: [['d', 'drawing', '../drawings/drawing1.xml'], ['v', 'vmlDrawing', '../drawings/vml.vml'], ['c', 'comments', '../comments1.xml'], ['t', 'table', '../tables/table1.xml']],
      parts: {
        'xl/drawings/drawing1.xml': '<xdr:wsDr xmlns:xdr="x"><xdr:twoCellAnchor><xdr:from><xdr:row>5</xdr:row></xdr:from><xdr:to><xdr:row>6</xdr:row></xdr:to></xdr:twoCellAnchor><xdr:twoCellAnchor editAs="absolute"><xdr:from><xdr:row>5</xdr:row></xdr:from><xdr:to><xdr:row>6</xdr:row></xdr:to></xdr:twoCellAnchor></xdr:wsDr>',
        'xl/drawings/vml.vml': '<xml xmlns:x="x"><x:ClientData ObjectType="Note"><x:Anchor>1, 15, 4, 2, 3, 31, 8, 1</x:Anchor><x:Row>4</x:Row><x:Column>0</x:Column></x:ClientData></xml>',
        'xl/comments1.xml': '<comments><commentList><comment ref="A5" authorId="0"/><comment ref="A4" authorId="0"/></commentList></comments>',
        'xl/tables/table1.xml': '<table id="1" ref="A1:C5" totalsRowCount="1"><autoFilter ref="A1:C4"/></table>',
        'xl/charts/chart1.xml': "<c:chart xmlns:c='c'><c:f>人口!$B$2:$B$4</c:f></c:chart>",
      },
    }); // prettier-ignore
    expect(text(grown, 'xl/drawings/drawing1.xml').match(/row>\d/gu)).toEqual(['row>7', 'row>8', 'row>5', 'row>6']);
    expect(text(grown, 'xl/drawings/vml.vml')).toContain('<x:Anchor>1, 15, 6, 2, 3, 31, 10, 1</x:Anchor><x:Row>6</x:Row>');
    expect(text(grown, 'xl/comments1.xml')).toContain('<comment ref="A7" authorId="0"/><comment ref="A4" authorId="0"/>');
    expect(text(grown, 'xl/tables/table1.xml')).toBe('<table id="1" ref="A1:C7" totalsRowCount="1"><autoFilter ref="A1:C6"/></table>');
    expect(text(grown, 'xl/charts/chart1.xml')).toContain('人口!$B$2:$B$6');
  });

  it('other sheets that read the total follow it, with its new value', () => {
    const grown = patchPackage(
      makeWorkbook({ styles: someStyles, sheets: [{ name: '人口', rows }, { name: '汇总', rows: '<row r="1"><c r="A1"><f>人口!C5+A2</f><v>0</v></c></row>' }, { name: '旁', rows: '<row r="1"><c r="A1"><f>A2+1</f><v>1</v></c></row>' }] }),
      [{ sheet: '人口', insertion: { after: 3, count: 2 }, blocks: [], cells: new Map([[1, new Map([[1, 7]])]]) }],
    ); // prettier-ignore
    expect(text(grown, 'xl/worksheets/sheet2.xml')).toContain('<c r="A1"><f>人口!C7+A2</f><v>14</v></c>');
    expect(text(grown, 'xl/worksheets/sheet3.xml')).toContain('<f>A2+1</f><v>1</v>');
  });

  it('a value that we cannot compute is left to the program that opens the file', () => {
    const xml = sheetOf(grow({ own: rows.replace('SUM(C2:C4)', 'SUMPRODUCT(C2:C4,B2:B4)') }));
    expect(xml).toContain('<c r="C7"><f>SUMPRODUCT(C2:C6,B2:B6)</f></c>');
  });

  it('a formula that reads nothing new keeps its stored value', () => {
    const own = rows.replace('<row r="1"><c r="A1"/></row>', '<row r="1"><c r="A1"><f>TODAY()</f><v>46000</v></c></row>');
    expect(sheetOf(grow({ own }))).toContain('<f>TODAY()</f><v>46000</v>');
    expect(sheetOf(grow({ own: rows.replace('<c r="A1"/>', '<c r="A1"><f>Z1*2</f><v>9</v></c>') }))).toContain('<f>Z1*2</f><v>9</v>');
  });

  it('thousands of them stay within what we read ourselves', () => {
    const grown = grow({}, 2_000);
    const sheet = readTables(grown, 'a.xlsx').sheets[0];
    expect(sheet?.cells.find(({ ref }) => ref === 'C2005')?.text).toBe(String(2_003 * 2_004));
    expect(sheet?.cells.find(({ ref }) => ref === 'A2006')?.text).toBe('填表人：');
  });
});

it('what a package must not be is refused before anything is written', () => {
  const hostile = makeWorkbook({ sheets: [{ name: '人口', rows: '<row r="2"/><row r="1"/>' }] });
  expect(() => patchPackage(hostile, [{ sheet: '人口', insertion: null, blocks: [], cells: new Map() }])).toThrow('前后矛盾');
  expect(() => patchPackage(new Uint8Array([0x50, 0x4b, 3, 4]), [])).toThrow();
  const many = makeWorkbook({ sheets: [{ name: '人口', rows: '' }] });
  expect(() => patchPackage(many, [{ sheet: '人口', insertion: { after: 1, count: 200_000 }, blocks: [], cells: new Map() }])).toThrow(
    '万行',
  );
});
