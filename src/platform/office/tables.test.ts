import { describe, expect, it } from 'vitest';
import * as xlsx from '@e965/xlsx';
import { makeDocx, pack } from '../../../test/office/make-docx.ts';
import { readWorkbook } from './reader.ts';
import { readTables } from './read/index.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A template with a second sheet of codes, as Excel writes it. */
function template(): Uint8Array {
  const validations = `<dataValidations><dataValidation type="list" sqref="B2:B9 C3"><formula1>"男,女"</formula1></dataValidation><dataValidation type="list" sqref="D2"><formula1>学历</formula1></dataValidation><dataValidation type="textLength" sqref="E2"><formula1>18</formula1></dataValidation></dataValidations>`;
  const extension = `<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1><xm:f>代码表!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>F2:F9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`;
  const phonetic = '<c r="A1" t="inlineStr"><is><t>姓名</t><rPh sb="0" eb="2"><t>xingming</t></rPh></is></c>';
  const cells = `<c r="B2" s="1"><f>SUM(C2:C9)</f><v>3</v></c><c r="C2" s="2"><v>46349</v></c><c r="D2"><f t="shared" si="0"/></c>`;
  return pack({
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="花名册" sheetId="1" r:id="r1"/><sheet name="代码表" sheetId="2" r:id="r2" state="hidden"/></sheets><definedNames><definedName name="学历">代码表!$B$1:$B$2</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">花名册!$A$1:$F$9</definedName></definedNames></workbook>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><fonts><font/><font><color rgb="FFFF0000"/></font></fonts><borders><border/><border><left style="thin"/></border></borders><cellXfs><xf numFmtId="0"/><xf numFmtId="49" fontId="1" borderId="1"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><cols><col min="1" max="2" width="12.5"/></cols><sheetData><row r="1">${phonetic}</row><row r="2">${cells}</row></sheetData>${validations}${extension}</worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" t="inlineStr"><is><t>小学</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>乙</t></is></c><c r="B2" t="inlineStr"><is><t>初中</t></is></c></row></sheetData></worksheet>`,
  });
}

describe('a template', () => {
  const { sheets } = readTables(template(), '表.xlsx');
  const cell = (ref: string) => sheets[0]?.cells.find((one) => one.ref === ref);

  it('shows formulas, formats, colours and lines of its cells', () => {
    expect(cell('B2')).toMatchObject({ formula: 'SUM(C2:C9)', text: '3', format: '@', color: 'FF0000', bordered: true });
    expect(cell('C2')).toMatchObject({ formula: null, text: '2026-11-23', format: 'yyyy"年"m"月"', color: null, bordered: false });
    expect(cell('D2')).toMatchObject({ formula: '', format: null });
    expect(cell('A1')?.text).toBe('姓名');
  });

  it('names the choices of its lists: in the rule, behind a name, in another sheet by the extension list', () => {
    expect(sheets[0]?.validations).toEqual([
      {
        type: 'list',
        list: ['男', '女'],
        ranges: [
          { top: 1, left: 1, bottom: 8, right: 1 },
          { top: 2, left: 2, bottom: 2, right: 2 },
        ],
      },
      { type: 'list', list: ['小学', '初中'], ranges: [{ top: 1, left: 3, bottom: 1, right: 3 }] },
      { type: 'textLength', list: null, ranges: [{ top: 1, left: 4, bottom: 1, right: 4 }] },
      { type: 'list', list: ['甲', '乙'], ranges: [{ top: 1, left: 5, bottom: 8, right: 5 }] },
    ]);
  });

  it('knows its print area, the widths of its columns and its hidden sheets', () => {
    expect(sheets[0]?.printArea).toEqual({ top: 0, left: 0, bottom: 8, right: 5 });
    expect(sheets[0]?.columnWidths).toEqual([{ from: 0, to: 1, width: 12.5 }]);
    expect(sheets.map(({ hidden }) => hidden)).toEqual([false, true]);
  });
});

describe('tables of a document', () => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const tc = (text: string, props = ''): string => `<w:tc><w:tcPr>${props}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const table = `<w:tbl ${W}><w:tr>${tc('家庭成员', '<w:vMerge w:val="restart"/>')}${tc('姓名', '<w:gridSpan w:val="2"/>')}${tc('年龄')}</w:tr><w:tr>${tc('', '<w:vMerge/>')}${tc('张</w:t><w:br/><w:t>三', '<w:gridSpan w:val="2"/>')}${tc('')}</w:tr></w:tbl>`;

  it('are grids: spans, merges downwards, and the title that stands before', () => {
    const { sheets } = readTables(
      makeDocx([], [], { bodyXml: `<w:p ${W}><w:r><w:t>入户登记表</w:t></w:r></w:p>${table}${table}` }),
      '表.docx',
    );
    expect(sheets.map(({ name, before }) => [name, before])).toEqual([
      ['表1', ['入户登记表']],
      ['表2', []],
    ]);
    expect(sheets[0]?.merged).toEqual(
      expect.arrayContaining([
        { top: 0, left: 0, bottom: 1, right: 0 },
        { top: 0, left: 1, bottom: 0, right: 2 },
        { top: 1, left: 1, bottom: 1, right: 2 },
      ]),
    );
    expect(sheets[0]?.cells.map(({ ref, text }) => [ref, text])).toEqual([
      ['A1', '家庭成员'],
      ['B1', '姓名'],
      ['D1', '年龄'],
      ['B2', '张\n三'],
      ['D2', ''],
    ]);
  });

  it('are missing in a letter, which is said', () => {
    expect(() => readTables(makeDocx(['通知']), '通知.docx')).toThrow(expect.objectContaining({ slug: 'file.kind' }));
  });
});

describe('an old workbook', () => {
  function old(type: 'biff8' | 'biff5'): Uint8Array {
    const sheet = xlsx.utils.aoa_to_sheet([
      ['残疾人台账', null],
      ['姓名', '身份证号'],
      ['张三', '110101199001010000'],
    ]);
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }];
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, sheet, '残疾人');
    return new Uint8Array(xlsx.write(book, { type: 'array', bookType: type }));
  }

  it('is read in the worker as the same cells', async () => {
    const { sheets } = await readWorkbook(old('biff8'), '台账.xls');
    expect(sheets[0]).toMatchObject({ name: '残疾人', merged: [{ top: 0, left: 0, bottom: 0, right: 1 }] });
    expect(sheets[0]?.cells.filter(({ text }) => text !== '').map(({ ref, text, type }) => [ref, text, type])).toEqual([
      ['A1', '残疾人台账', 'text'],
      ['A2', '姓名', 'text'],
      ['B2', '身份证号', 'text'],
      ['A3', '张三', 'text'],
      ['B3', '110101199001010000', 'text'],
    ]);
  });

  it('of WPS itself (.et), a cut one and one of noise are refused with the mend', async () => {
    await expect(readWorkbook(old('biff8'), '台账.et')).rejects.toMatchObject({
      slug: 'file.kind',
      message: expect.stringContaining('另存为'),
    });
    await expect(readWorkbook(old('biff8').subarray(0, 700), '台账.xls')).rejects.toMatchObject({
      slug: expect.stringMatching(/^file\./u),
    });
    const noise = old('biff8').map((byte, at) => (at > 600 && at % 7 === 0 ? byte ^ 0x5a : byte));
    await expect(
      readWorkbook(noise, '台账.xls').then(
        () => 'read',
        (error: { slug: string }) => error.slug,
      ),
    ).resolves.toMatch(/^(?:read|file\.\w+)$/u);
  });
});
