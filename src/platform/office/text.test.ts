import { strToU8 } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf16 } from '../../../test/hostile/files.ts';
import { makeDocx } from '../../../test/office/make-docx.ts';
import { readDocument } from './index.ts';
import { decodeText, readBytes } from './read/index.ts';

const mark = (bytes: number[], rest: Uint8Array) => Uint8Array.of(...bytes, ...rest);

describe('plain text', () => {
  const notice = '各村：\r\n  请于2026年5月3日前报数。\u200b\n\n联系人：小周\t0571\n';
  // 各村请报数 in GB 2312; 䶮 (FE9F) and 𠮷 (9534B235) only in GB 18030.
  const gb = Uint8Array.of(0xb8, 0xf7, 0xb4, 0xe5, 0xc7, 0xeb, 0xb1, 0xa8, 0xca, 0xfd);
  const cases: readonly [string, Uint8Array, string, string][] = [
    ['UTF-8', strToU8(notice), notice, 'utf-8'],
    ['UTF-8 with a mark', mark([0xef, 0xbb, 0xbf], strToU8(notice)), notice, 'utf-8'],
    ['UTF-16 with a mark', mark([0xff, 0xfe], utf16(notice)), notice, 'utf-16le'],
    ['UTF-16 big-endian with a mark', mark([0xfe, 0xff], utf16(notice, true)), notice, 'utf-16be'],
    ['UTF-16 without a mark', utf16(notice), notice, 'utf-16le'],
    ['UTF-16 big-endian without a mark', utf16(notice, true), notice, 'utf-16be'],
    ['UTF-16 whose only NUL is in 一', utf16('各村报一次'), '各村报一次', 'utf-16le'],
    ['UTF-16 of plain ASCII', utf16('Report by 5 May.'), 'Report by 5 May.', 'utf-16le'],
    ['GB 2312', gb, '各村请报数', 'gb18030'],
    ['GB 18030 with four-byte characters', Uint8Array.of(...gb, 0x95, 0x34, 0xb2, 0x35, 0xfe, 0x9f), '各村请报数𠮷䶮', 'gb18030'],
    [
      'Chinese that only shows beyond the first kilobytes',
      Uint8Array.of(...strToU8('a'.repeat(5000)), ...gb),
      `${'a'.repeat(5000)}各村请报数`,
      'gb18030',
    ],
    ['UTF-8 that only shows at the end', strToU8(`${'a'.repeat(5000)}𠮷`), `${'a'.repeat(5000)}𠮷`, 'utf-8'],
  ];
  it.each(cases)('%s', (_name, bytes, text, encoding) => {
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });

  it('stays exactly as it was, whatever characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\0') && !text.startsWith('\ufeff')),
        (text) => {
          expect(decodeText(strToU8(text)).text).toBe(text);
        },
      ),
    );
  });

  it('is read as lines at their offsets, headings of Markdown among them', () => {
    const { text, paragraphs, kind } = readBytes(strToU8('# 通知\r\n\r\n各村：\n'), '通知.md');
    expect([kind, text]).toEqual(['md', '# 通知\r\n\r\n各村：\n']);
    expect(paragraphs.map(({ start, end, heading }) => [text.slice(start, end), heading])).toEqual([
      ['# 通知', 1],
      ['各村：', null],
    ]);
  });

  it('says which encoding it took unless that is UTF-8', () => {
    expect(readBytes(gb, 'a.txt').remarks).toEqual(['文件按 GB18030 编码读取。']);
    expect(readBytes(strToU8('各村'), '标准输入').remarks).toEqual([]);
  });

  it('goes by the bytes and not by the name', async () => {
    expect((await readDocument(makeDocx(['通知']), '通知.txt')).kind).toBe('docx');
    expect((await readDocument(strToU8('<html><p>通知</p>'), '通知')).kind).toBe('html');
    expect((await readDocument(strToU8('<html><p>通知</p>'), '通知.txt')).text).toBe('<html><p>通知</p>');
  });

  it('of more than a mebibyte goes through the worker and comes back the same', async () => {
    const long = '各村要按时报数。\n'.repeat(60_000);
    expect((await readDocument(strToU8(long), '长.txt')).text).toBe(long);
  });
});

describe('web pages', () => {
  const text = (html: string) => readBytes(strToU8(html), '通知.html').text;
  const cases: readonly [string, string, string][] = [
    [
      'blocks are lines, space folds',
      '<html><head><title>网站</title><style>p{}</style></head><body><h1>通知</h1>\n<p>各村 \n  请<b>报数</b>。</p></body></html>',
      '通知\n各村 请报数。',
    ],
    [
      'scripts, menus and forms are not text',
      '<nav>首页</nav><script>if (a<b) document.write("<p>x</p>")</script><p>正文</p><noscript>开脚本</noscript><button>打印</button>',
      '正文',
    ],
    ['hidden parts are not visible', '<p>甲</p><div style="display: none">乙<div>丙</div>丁</div><p hidden>戊</p><p>己</p>', '甲\n己'],
    ['entities', '<p>&ldquo;A&amp;B&rdquo;&nbsp;&#8212;&#x4E00;&#134071;&unknown;&lt;p&gt;</p>', '“A&B”\u00a0—一𠮷&unknown;<p>'],
    ['line breaks and preformatted text', '<p>甲<br>乙</p><pre>丙\n  丁</pre>', '甲\n乙\n丙\n  丁'],
    [
      'tables',
      '<table><tr><th>村</th><th>数</th></tr><tr><td>柳湾</td><td><p>1</p><p>2</p></td></tr></table><p>后</p>',
      '村\t数\n柳湾\t1\n2\n后',
    ],
    ['tables whose cells are not closed', '<table><tr><td>甲<td>乙<tr><td>丙</table>后', '甲\t乙\n丙\n后'],
    ['a quoted > does not end a tag', '<p title="a>b">甲</p>', '甲'],
    ['a lone < is text', '<p>1 < 2，a<3</p>', '1 < 2，a<3'],
    ['comments and declarations', '<!-- <p>旧</p> --><?xml version="1.0"?><![CDATA[x]]><p>新</p>', '新'],
    ['an end that never comes', '<p>甲</p><div class="', '甲'],
  ];
  it.each(cases)('%s', (_name, html, expected) => expect(text(html)).toBe(expected));

  it('keep offsets and cells', () => {
    const read = readBytes(
      strToU8('<h2>一、总体</h2><table><tr><td colspan="2">合</td></tr><tr><td>甲</td><td>乙</td></tr></table>'),
      'a.htm',
    );
    expect(read.paragraphs.map(({ start, end }) => read.text.slice(start, end))).toEqual(['一、总体', '合', '甲', '乙']);
    expect(read.paragraphs[0]?.heading).toBe(2);
    expect(read.tables[0]?.rows).toEqual([
      ['合', ''],
      ['甲', '乙'],
    ]);
  });

  it('never fail and never take long, whatever the markup', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '<p',
      '<div hidden>',
      '</div>',
      '<table>',
      '<tr>',
      '<td>',
      '</table>',
      '"',
      "='",
      '&#',
      '&amp',
      '<!--',
      '-->',
      '<script>',
      '</script',
      '甲',
      ' ',
      '\n',
      '/',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const html = `<p>字</p>${pieces.join('')}`;
        const read = readBytes(strToU8(html), 'a.html');
        for (const { start, end } of read.paragraphs) expect(start <= end && end <= read.text.length).toBe(true);
      }),
    );
  });

  it('of a mebibyte of open tags are read in one pass', () => {
    expect(text(`<p>甲</p>${'<a x="'.repeat(150_000)}`)).toBe('甲');
    expect(text(`<p>甲</p>${'<div>'.repeat(150_000)}乙`)).toBe('甲\n乙');
    expect(text(`<p>甲</p>${'<script>'.repeat(100_000)}`)).toBe('甲');
  });
});
