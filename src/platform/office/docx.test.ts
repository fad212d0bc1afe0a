import * as fc from 'fast-check';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { documentXml, docxParts, makeDocx, pack, paragraphXml, tableXml } from '../../../test/office/make-docx.ts';
import { zip } from '../../../test/hostile/zip.ts';
import { Problem } from '../../problem.ts';
import { readBytes } from './read/index.ts';

const read = (bytes: Uint8Array) => readBytes(bytes, '通知.docx');
const run = (text: string, properties = '') =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const body = (xml: string) => read(pack(docxParts(xml)));

describe('text of a Word document', () => {
  it('is its paragraphs, each at its offsets', () => {
    const { text, paragraphs, kind, remarks } = read(
      makeDocx([{ text: '关于秋粮收购的通知', style: 'Heading1' }, '各乡镇：', '', '请办理。']),
    );
    expect([kind, text, remarks]).toEqual(['docx', '关于秋粮收购的通知\n各乡镇：\n\n请办理。', []]);
    expect(paragraphs.map(({ start, end }) => text.slice(start, end))).toEqual(['关于秋粮收购的通知', '各乡镇：', '', '请办理。']);
    expect(paragraphs[0]).toMatchObject({ style: 'heading 1', heading: 1 });
    expect(paragraphs[1]).toMatchObject({ style: 'Normal', heading: null });
  });

  it('keeps rare characters, emoji and invisible ones as they are', () => {
    const line = '𠮷家坝村𬱖䶮😀👨‍👩‍👧 a\u00a0b\u200bc\u3000d';
    const { text, paragraphs } = read(makeDocx([line, '后']));
    expect(text).toBe(`${line}\n后`);
    expect(text.slice(paragraphs[1]?.start, paragraphs[1]?.end)).toBe('后');
  });

  it('prints automatic numbers, restarting deeper levels', () => {
    const item = (text: string, level: number) => ({ text, level });
    const { text, paragraphs } = read(
      makeDocx([item('总体', 0), item('甲', 1), item('乙', 1), item('细', 2), item('分工', 0), item('丙', 1), item('细', 2)]),
    );
    expect(text.split('\n')).toEqual(['一、总体', '（一）甲', '（二）乙', '1. 细', '二、分工', '（一）丙', '1. 细']);
    expect(paragraphs[2]?.list).toEqual({ level: 1, label: '（二）' });
  });

  it('reads breaks, tabs, hyphens and ticks of symbol fonts', () => {
    expect(
      body(
        '<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:br w:type="page"/><w:t>丁</w:t></w:r></w:p>',
      ).text,
    ).toBe('甲\n乙\t丙-\n丁');
    expect(
      body('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>是</w:t></w:r></w:p>').text,
    ).toBe('☑□是');
  });

  it('does not take tab stops of the layout for tabs of the text', () => {
    expect(body('<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>').text).toBe('甲');
  });

  it('accepts all revisions and says so', () => {
    const { text, remarks } = body(
      `<w:p>${run('请')}<w:ins w:id="1">${run('于5日前')}</w:ins><w:del w:id="2"><w:r><w:delText>明天</w:delText></w:r></w:del><w:moveFrom w:id="3">${run('走')}</w:moveFrom>${run('报')}</w:p>`,
    );
    expect(text).toBe('请于5日前报');
    expect(remarks).toEqual(['文件里有3处修订，按接受全部修订读取。']);
  });

  it('joins paragraphs whose mark was deleted, and drops deleted rows', () => {
    const mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>';
    expect(body(`<w:p>${mark}${run('前')}</w:p><w:p>${run('后')}</w:p>`).text).toBe('前后');
    const deleted = tableXml([
      ['甲', '乙'],
      ['丙', '丁'],
      ['戊', '己'],
    ]).replace(
      '<w:tr><w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">丙',
      '<w:tr><w:trPr><w:del w:id="9"/></w:trPr><w:tc><w:tcPr/><w:p><w:r><w:t>丙',
    );
    const { text, tables } = body(deleted);
    expect(text).toBe('甲\t乙\n戊\t己');
    expect(tables[0]?.rows).toEqual([
      ['甲', '乙'],
      ['戊', '己'],
    ]);
  });

  it('keeps the result of a field and not its code', () => {
    const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    expect(
      body(
        `<w:p>${field('begin')}<w:r><w:instrText> DATE \\@ "yyyy" </w:instrText></w:r>${field('separate')}${run('2026')}${field('end')}${run('年')}</w:p>`,
      ).text,
    ).toBe('2026年');
  });

  it('leaves hidden text out and remarks it', () => {
    const { text, remarks } = body(`<w:p>${run('看得见')}${run('看不见', '<w:vanish/>')}${run('又看得见', '<w:vanish w:val="0"/>')}</w:p>`);
    expect([text, remarks]).toEqual(['看得见又看得见', ['1处隐藏文字没有读入。']]);
  });

  it('leaves phonetic guides out and keeps hyperlinks and content controls', () => {
    const ruby = '<w:r><w:ruby><w:rt><w:r><w:t>yǎn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>䶮</w:t></w:r></w:rubyBase></w:ruby></w:r>';
    const control = `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${run('控')}</w:sdtContent></w:sdt>`;
    expect(body(`<w:p>${ruby}<w:hyperlink>${run('链')}</w:hyperlink>${control}</w:p>`).text).toBe('䶮链控');
  });

  it('reads a text box once, of the two drawings that say the same', () => {
    const mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
    const box = `<w:txbxContent><w:p>${run('青禾县人民政府文件')}</w:p></w:txbxContent>`;
    const { text, paragraphs, remarks } = body(
      `<w:p><w:r><mc:AlternateContent ${mc}><mc:Choice Requires="wps"><w:drawing>${box}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>${run('各村：')}</w:p>`,
    );
    expect(text).toBe('青禾县人民政府文件\n各村：');
    expect(paragraphs.map((paragraph) => paragraph.box)).toEqual([true, false]);
    expect(remarks).toEqual(['1个文本框的文字放在它所在段落的前面。']);
  });

  it('reports headers, footers, notes and comments that it leaves out', () => {
    const parts = docxParts(`<w:p>${run('文')}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>`);
    const rels = (parts['word/_rels/document.xml.rels'] ?? '').replace(
      '</Relationships>',
      '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>',
    );
    expect(read(pack({ ...parts, 'word/_rels/document.xml.rels': rels })).remarks).toEqual([
      '页眉和页脚没有读入。',
      '1处脚注或尾注没有读入。',
      '1处批注没有读入。',
    ]);
  });
});

describe('tables of a Word document', () => {
  it('are text and cells both', () => {
    const { text, tables, paragraphs } = read(
      makeDocx(
        ['前'],
        [
          [
            ['姓名', '电话'],
            ['张三', '1\n2'],
          ],
        ],
      ),
    );
    expect(text).toBe('前\n姓名\t电话\n张三\t1\n2\n');
    expect(tables[0]?.rows).toEqual([
      ['姓名', '电话'],
      ['张三', '1\n2'],
    ]);
    expect(text.slice(tables[0]?.start, tables[0]?.end)).toBe('姓名\t电话\n张三\t1\n2');
    expect(paragraphs.map((paragraph) => paragraph.table)).toEqual([null, 0, 0, 0, 0, 0, null]);
  });

  it('pads columns under a cell that covers several', () => {
    const wide =
      '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>合</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>';
    expect(body(wide).tables[0]?.rows).toEqual([['合', '', '']]);
  });

  it('keep nested tables in the cell that holds them', () => {
    const inner = tableXml([['内一', '内二']]);
    const nested = `<w:tbl><w:tr><w:tc><w:p>${run('外')}</w:p>${inner}<w:p/></w:tc><w:tc><w:p>${run('右')}</w:p></w:tc></w:tr></w:tbl>`;
    const { text, tables } = body(nested);
    expect(text).toBe('外\n内一\t内二\n\t右');
    expect(tables.map((table) => table.rows)).toEqual([[['外\n内一\t内二\n', '右']], [['内一', '内二']]]);
  });
});

describe('packages as other programs write them', () => {
  const entries = Object.entries(docxParts(paragraphXml('同一份正文')));

  it('stored, streamed with descriptors, or with zip64 extras read the same', () => {
    const zip64 = (size: number) => Uint8Array.of(1, 0, 16, 0, ...long(size), ...long(size));
    expect(read(zip(entries.map(([name, data]) => ({ name, data, method: 0 })))).text).toBe('同一份正文');
    expect(read(zip(entries.map(([name, data]) => ({ name, data, descriptor: true })))).text).toBe('同一份正文');
    expect(read(zip(entries.map(([name, data]) => ({ name, data, method: 0, extra: zip64(strToU8(data).length) })))).text).toBe(
      '同一份正文',
    );
  });

  it('a picture named in an old code page does not matter, unless it claims to be UTF-8', () => {
    const picture = (flags: number) => ({ name: 'x', nameBytes: Uint8Array.of(0x77, 0x2f, 0xb1, 0xed), data: 'x', flags });
    const withPicture = (flags: number) => zip([...entries.map(([name, data]) => ({ name, data })), picture(flags)]);
    expect(read(withPicture(0)).text).toBe('同一份正文');
    expect(() => read(withPicture(0x800))).toThrow(/文件名/u);
  });

  it('a zip64 extra that contradicts the header is refused', () => {
    const lie = Uint8Array.of(1, 0, 16, 0, ...long(7), ...long(7));
    expect(() => read(zip(entries.map(([name, data]) => ({ name, data, method: 0, extra: lie }))))).toThrow(/大小/u);
  });

  it('UTF-16 parts, strict namespaces and other prefixes read the same', () => {
    const xml = documentXml(paragraphXml('同一份正文'));
    const wide = Uint8Array.from([
      0xff,
      0xfe,
      ...Array.from(xml.replace('UTF-8', 'UTF-16')).flatMap((c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8]),
    ]);
    const strict = xml.replaceAll(
      'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
      'http://purl.oclc.org/ooxml/wordprocessingml/main',
    );
    const prefixed = xml.replaceAll('w:', 'ns0:').replaceAll('xmlns:w=', 'xmlns:ns0=');
    for (const part of [wide, strict, prefixed])
      expect(read(pack({ ...docxParts(''), 'word/document.xml': part })).text).toBe('同一份正文');
  });

  it('a document without styles and numbering is read', () => {
    const parts = Object.fromEntries(entries.filter(([name]) => !/styles|numbering|document\.xml\.rels/u.test(name)));
    expect(read(pack(parts)).text).toBe('同一份正文');
  });
});

describe('documents with bytes changed at random', () => {
  const sound = makeDocx(
    ['各村：', { text: '总体', level: 0 }],
    [
      [
        ['村', '数'],
        ['柳湾', '1'],
      ],
    ],
  );
  const change = fc.tuple(fc.nat({ max: sound.length - 1 }), fc.integer({ min: 0, max: 255 }));

  it('are refused for a reason of ours, or read with sound offsets', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = sound.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        try {
          checkOffsets(read(bytes));
        } catch (error) {
          // A cause would be an error that nobody foresaw.
          expect(error).toBeInstanceOf(Problem);
          expect((error as Problem).cause).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keep sound offsets however paragraphs, tables, boxes and revisions are nested', () => {
    const { block } = fc.letrec<{ block: string }>((tie) => ({
      block: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.constantFrom(`<w:p>${run('字')}</w:p>`, '<w:p/>', `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('并')}</w:p>`),
        fc
          .array(tie('block'), { maxLength: 3 })
          .map(
            (inner) => `<w:tbl><w:tr><w:tc>${inner.join('')}</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tc></w:tr></w:tbl>`,
          ),
        fc
          .array(tie('block'), { maxLength: 2 })
          .map((inner) => `<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>${inner.join('')}</w:tc></w:tr><w:tr><w:tc/></w:tr></w:tbl>`),
        fc
          .array(tie('block'), { maxLength: 2 })
          .map((inner) => `<w:p><w:r><w:txbxContent>${inner.join('')}</w:txbxContent></w:r>${run('锚')}</w:p>`),
      ),
    }));
    fc.assert(fc.property(fc.array(block, { maxLength: 4 }), (blocks) => checkOffsets(body(`<w:p>${run('首')}</w:p>${blocks.join('')}`))));
  });
});

function checkOffsets({ text, paragraphs, tables }: ReturnType<typeof read>): void {
  let last = 0;
  for (const { start, end, table } of paragraphs) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(table === null || tables[table] !== undefined).toBe(true);
    last = end;
  }
  expect(last).toBeLessThanOrEqual(text.length);
  for (const { start, end } of tables) expect(start <= end && end <= text.length).toBe(true);
}

function long(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, 0, 0, 0, 0, 0];
}
