import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zip } from '../../../test/hostile/zip.ts';
import { makeDocx, pack } from '../../../test/office/make-docx.ts';
import { makePdf, setLines, type PdfPageParts } from '../../../test/office/make-pdf.ts';
import { withoutRadical } from '../../base/radicals.ts';
import { readDocument } from './index.ts';

const read = (pages: readonly PdfPageParts[], trailer = '') => readDocument(makePdf(pages, { trailer }), '通知.pdf');
const long =
  '为进一步做好困难群众基本生活保障工作，经研究，决定在全县范围内开展秋季走访排查，各村要于2026年11月25日前报送登记表，不得迟报漏报。';

describe('a PDF with text', () => {
  it('is one text: broken lines joined, paragraphs apart, tables as cells', async () => {
    const words = [
      { text: '关于开展走访排查的通知', x: 180, y: 770, size: 22 },
      { text: '各乡镇人民政府：', x: 73, y: 740 },
      ...setLines([long, '一、请各村建立台账。', long], 712),
      { text: '青禾县民政局', x: 420, y: 300 },
      { text: '2026年11月10日', x: 400, y: 272 },
    ];
    const { text, kind, paragraphs } = await read([{ words }]);
    expect(kind).toBe('pdf');
    expect(text.split('\n')).toEqual([
      '关于开展走访排查的通知',
      '各乡镇人民政府：',
      long,
      '一、请各村建立台账。',
      long,
      '青禾县民政局',
      '2026年11月10日',
    ]);
    expect(paragraphs.map(({ start, end }) => text.slice(start, end))).toEqual(text.split('\n'));
  });

  it('goes on over the page, past page numbers and running heads', async () => {
    const lines = setLines(Array.from({ length: 24 }, () => long));
    const page = (number: number, from: number, to: number): PdfPageParts => ({
      words: [
        { text: '青禾县民政局文件', x: 230, y: 800, size: 10 },
        ...lines.slice(from, to).map((line, at) => ({ ...line, y: 740 - 28 * at })),
        { text: `— ${number} —`, x: 280, y: 40, size: 12 },
      ],
    });
    const { text, remarks } = await read([page(1, 0, 24), page(2, 24, 47), page(3, 47, 72)]);
    expect(text).toBe(Array.from({ length: 24 }, () => long).join('\n'));
    expect(remarks).toContain('页眉、页脚和页码没有读入。');
  });

  it('reads ruled boxes as a table, an empty cell in its place and a wrapped one as one', async () => {
    const boxes = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => [73 + 150 * column, 600 - 40 * row, 150, 40] as const));
    const at = (row: number, column: number, text: string, down = 0) => ({
      text,
      x: 78 + 150 * column,
      y: 622 - 40 * row - down,
      size: 12,
    });
    const words = [
      at(0, 0, '姓名'),
      at(0, 1, '住址'),
      at(0, 2, '电话'),
      at(1, 0, '张三'),
      at(1, 1, '柳湾镇柳湾村三组七十二'),
      at(1, 1, '号院', 14),
    ];
    const { text, tables } = await read([{ words: [...words, at(2, 2, '13800000000'), ...setLines(['请各村报送。'])], boxes }]);
    expect(tables.map(({ rows }) => rows)).toEqual([
      [
        ['姓名', '住址', '电话'],
        ['张三', '柳湾镇柳湾村三组七十二号院', ''],
        ['', '', '13800000000'],
      ],
    ]);
    expect(text).toBe('请各村报送。\n姓名\t住址\t电话\n张三\t柳湾镇柳湾村三组七十二号院\t\n\t\t13800000000');
    expect(text.slice(tables[0]?.start, tables[0]?.end)).toBe(text.slice(7));
  });

  it('keeps cells without rules apart, and the two halves of a line', async () => {
    const words = [
      { text: '青民发〔2026〕12号', x: 73, y: 760 },
      { text: '签发人：王五', x: 400, y: 760 },
      { text: '柳湾村', x: 73, y: 700 },
      { text: '35户', x: 250, y: 700 },
    ];
    expect((await read([{ words }])).text).toBe('青民发〔2026〕12号\t签发人：王五\n柳湾村\t35户');
  });

  it('reads two columns one after the other, a paragraph going on from one to the next', async () => {
    const column = (x: number, letters: string) =>
      Array.from({ length: 8 }, (_, at) => ({ text: letters.repeat(18), x, y: 700 - 20 * at, size: 12 }));
    const { text } = await read([{ words: [{ text: '青禾简报', x: 250, y: 760, size: 20 }, ...column(60, '左'), ...column(310, '右')] }]);
    expect(text).toBe(`青禾简报\n${'左'.repeat(144)}${'右'.repeat(144)}`);
  });

  it('leaves watermarks out and says so; pages without text too', async () => {
    const words = [...setLines(['请各村报数。']), { text: '内部资料', x: 200, y: 400, slanted: true }];
    const { text, remarks } = await read([{ words }, {}]);
    expect(text).toBe('请各村报数。');
    expect(remarks.slice(1)).toEqual(['1处斜放或竖放的字（多是水印）没有读入。', '第2页没有文字，可能是扫描的，没有读入。']);
  });

  it('names characters and not the radicals that look like them', async () => {
    expect(Array.from('⻘⽲⼾⺠⽉⽇⼀⼆⼯⼈⾼⾛⻔一户', withoutRadical).join('')).toBe('青禾户民月日一二工人高走门一户');
  });

  const refused: readonly [string, Uint8Array, string][] = [
    ['a scan', makePdf([{}]), 'file.no-text'],
    ['cut in the middle of the header', strToU8('%PDF-1.7\n1 0 obj\n<<>>\nendobj'), 'file.damaged'],
    ['too many pages', makePdf(Array.from({ length: 301 }, () => ({}))), 'file.too-large'],
    [
      'behind a password',
      makePdf([{ words: setLines(['请报数。']) }], {
        trailer: `/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'a5'.repeat(32)}> /U <${'5a'.repeat(32)}> >>`,
      }),
      'file.encrypted',
    ],
  ];
  it.each(refused)('%s is refused with the mend', async (_name, bytes, slug) => {
    await expect(readDocument(bytes, '通知.pdf')).rejects.toMatchObject({
      slug,
      message: expect.stringMatching(/^《通知.pdf》.+请.+。$/u),
    });
  });

  it('goes by the bytes and not by the name', async () => {
    expect((await readDocument(makePdf([{ words: setLines(['请报数。']) }]), '通知.docx')).kind).toBe('pdf');
  });
});

describe('an archive of a notice and its tables', () => {
  const notice = makeDocx(['关于报送名单的通知', '各村：', '请填附件。', '青禾县民政局', '2026年11月10日']);
  const table = makeDocx([], [[['姓名', '电话']]]);
  const files = { '关于报送名单的通知.docx': notice, '附件2：联系人.docx': table, '附件1.名单.txt': strToU8('序号 姓名') };

  it('is the notice, then its annexes in order, each with its head', async () => {
    const { text, kind, tables, paragraphs, remarks } = await readDocument(pack(files), '通知.zip');
    expect(kind).toBe('zip');
    expect(text).toBe(
      '关于报送名单的通知\n各村：\n请填附件。\n青禾县民政局\n2026年11月10日\n附件1\n名单\n序号 姓名\n附件2\n联系人\n姓名\t电话\n',
    );
    expect(tables.map(({ start, end }) => text.slice(start, end))).toEqual(['姓名\t电话']);
    expect(paragraphs.filter(({ table: at }) => at === 0).map(({ start, end }) => text.slice(start, end))).toEqual(['姓名', '电话']);
    expect(remarks[0]).toBe('压缩包里《关于报送名单的通知.docx》按通知读，2个文件按附件接在后面。');
  });

  it('has names in GBK read right, folders and litter passed over', async () => {
    // 附件1.txt
    const nameBytes = Uint8Array.of(0xb8, 0xbd, 0xbc, 0xfe, 0x31, 0x2e, 0x74, 0x78, 0x74);
    const archive = zip([
      { name: 'a/', data: '', method: 0 },
      { name: 'a/notice.docx', data: notice },
      { name: 'x', nameBytes, data: '序号', flags: 0 },
      { name: '__MACOSX/a/._notice.docx', data: 'x' },
      { name: 'a/.DS_Store', data: 'x' },
      { name: 'a/photo.JPG', data: 'x' },
    ]);
    const { text, remarks } = await readDocument(archive, '通知.zip');
    expect(text.endsWith('\n附件1\n序号')).toBe(true);
    expect(remarks).toContain('压缩包里有1个图片或影音文件，没有读入。');
  });

  const archive = (more: Readonly<Record<string, Uint8Array>>) => pack({ ...files, ...more });
  const refused: readonly [string, Uint8Array, string, string][] = [
    ['two notices', archive({ '另一份.docx': notice }), 'file.kind', '认不出哪份是通知'],
    ['only tables', pack({ 'a.png': strToU8('x') }), 'file.no-text', '没有通知'],
    ['an archive in the archive', archive({ '里.zip': pack(files) }), 'file.kind', '里.zip'],
    ['an old document', archive({ '附件3.doc': strToU8('{\\rtf1}') }), 'file.kind', '附件3.doc'],
    [
      'too many files',
      archive(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.txt`, strToU8('x')]))),
      'file.too-large',
      '43个文件',
    ],
    ['a path that climbs', zip([{ name: '../a.txt', data: 'x' }]), 'file.hostile', '路径'],
    ['a bomb', zip([{ name: 'a.txt', data: new Uint8Array(21 * 1024 * 1024) }]), 'file.hostile', '请'],
  ];
  it.each(refused)('%s is refused with the mend', async (_name, bytes, slug, says) => {
    await expect(readDocument(bytes, '通知.zip')).rejects.toMatchObject({ slug, message: expect.stringContaining(says) });
  });
});
