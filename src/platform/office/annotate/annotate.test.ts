import { strFromU8, unzipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { docxParts, makeDocx, pack, tableXml } from '../../../../test/office/make-docx.ts';
import { annotate } from './annotate.ts';
import type { Note } from './notes.ts';
import { readBytes } from '../read/index.ts';

const author = { name: '轻担', at: '2026-11-25T02:00:00.000Z' };
const run = (text: string, properties = '') => `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t>${text}</w:t></w:r>`;
const body = (xml: string, parts = {}) => pack(docxParts(xml, { parts }));

function annotated(bytes: Uint8Array, quotes: readonly string[], name = '通知.docx') {
  const document = readBytes(bytes, name);
  const notes: Note[] = quotes.map((quote, at) => {
    const start = document.text.indexOf(quote);
    return { start, end: start + quote.length, lines: [`第${at}条`, '改法'] };
  });
  const out = annotate(bytes, document, notes, author);
  return { document, out, parts: partsOf(out), again: readBytes(out, name) };
}

function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

/** The letters between the marks of each comment, by its id, in the source itself. */
function marked(xml: string): Record<string, string> {
  const found: Record<string, string> = {};
  const open = new Set<string>();
  for (const [tag, id = '', letters = ''] of xml.matchAll(
    /<w:commentRange(?:Start|End) w:id="(\d+)"\/>|<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu,
  )) {
    if (tag.startsWith('<w:commentRangeStart')) {
      expect(open.has(id)).toBe(false);
      open.add(id);
      found[id] = '';
    } else if (tag.startsWith('<w:commentRangeEnd')) expect(open.delete(id)).toBe(true);
    else for (const each of open) found[each] += letters;
  }
  expect(open.size).toBe(0);
  return found;
}

describe('comments in a Word document', () => {
  it('stand around their words, cutting a run in two with its properties', () => {
    const bytes = body(`<w:p>${run('请各村于5日前报送总结。', '<w:b/>')}${run('不得迟报')}</w:p>`);
    const { parts, again, document } = annotated(bytes, ['5日前', '总结。不得', '请各村于5日前报送总结。不得迟报']);
    const xml = parts['word/document.xml'] ?? '';
    expect(marked(xml)).toEqual({ 1: '5日前', 2: '总结。不得', 3: '请各村于5日前报送总结。不得迟报' });
    expect(again.text).toBe(document.text);
    expect(again.remarks).toContain('3处批注没有读入。');
    expect(xml.match(/<w:rPr><w:b\/><\/w:rPr>/gu)?.length).toBe(4);
    expect(parts['word/comments.xml']).toContain(
      'w:id="2" w:author="轻担" w:date="2026-11-25T02:00:00Z" w:initials="轻担"><w:p><w:r><w:t xml:space="preserve">第1条</w:t></w:r></w:p><w:p>',
    );
    expect(parts['word/_rels/document.xml.rels']).toContain('relationships/comments" Target="comments.xml"/></Relationships>');
    expect(parts['[Content_Types].xml']).toContain('PartName="/word/comments.xml"');
  });

  it('leave every other part byte for byte, and what is there of comments', () => {
    const comments =
      '<?xml version="1.0"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="7" w:author="甲"><w:p/></w:comment></w:comments>';
    const rels = (docxParts('')['word/_rels/document.xml.rels'] ?? '').replace(
      '</Relationships>',
      '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="notes/c.xml"/></Relationships>',
    );
    const media = Uint8Array.from({ length: 999 }, (_, at) => (at * 37) % 256);
    const old =
      '<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>旧的</w:t></w:r><w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>';
    const bytes = body(`${old}<w:p>${run('请报数')}</w:p>`, {
      'word/notes/c.xml': comments,
      'word/_rels/document.xml.rels': rels,
      'word/media/a.png': media,
    });
    const { out, parts } = annotated(bytes, ['报数']);
    const before = unzipSync(bytes);
    const after = unzipSync(out);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const name of Object.keys(before))
      if (name !== 'word/document.xml' && name !== 'word/notes/c.xml') expect(after[name]).toEqual(before[name]);
    expect(marked(parts['word/document.xml'] ?? '')).toEqual({ 7: '旧的', 8: '报数' });
    expect(parts['word/notes/c.xml']?.startsWith(comments.replace('</w:comments>', ''))).toBe(true);
  });

  it('find their words in tables, links, tracked changes and between entities', () => {
    const changed = `<w:p>${run('请')}<w:ins w:id="1">${run('于5日前')}</w:ins><w:del w:id="2"><w:r><w:delText>明天</w:delText></w:r></w:del>${run('报A&amp;B&#20876;')}</w:p>`;
    const link = `<w:p><w:hyperlink>${run('登录平台')}</w:hyperlink><w:r><w:tab/><w:t>填表</w:t></w:r></w:p>`;
    const bytes = body(changed + tableXml([['姓名', '电话']]) + link);
    const { parts, document, again } = annotated(bytes, ['5日前报A', 'B册', '电话', '平台\t填']);
    expect(document.text).toBe('请于5日前报A&B册\n姓名\t电话\n登录平台\t填表');
    expect(marked(parts['word/document.xml'] ?? '')).toEqual({ 1: '5日前报A', 2: 'B&#20876;', 3: '电话', 4: '平台填' });
    expect(again.text).toBe(document.text);
  });

  it('of words in a text box stand around the run that holds it', () => {
    const box = `<w:txbxContent><w:p>${run('县政府文件')}</w:p></w:txbxContent>`;
    const bytes = body(`<w:p>${run('前')}<w:r><w:pict>${box}</w:pict></w:r>${run('各村：')}</w:p>`);
    const { parts, again } = annotated(bytes, ['政府']);
    expect(parts['word/document.xml']).toContain('<w:commentRangeStart w:id="1"/><w:r><w:pict>');
    expect(parts['word/document.xml']).toContain('</w:pict></w:r><w:commentRangeEnd w:id="1"/>');
    expect(again.text).toBe('县政府文件\n前各村：');
  });

  it('do not take the properties before a tracked change for those of the run', () => {
    const properties = '<w:b/><w:rPrChange w:id="3" w:author="甲"><w:rPr><w:i/></w:rPr></w:rPrChange>';
    const { parts } = annotated(body(`<w:p><w:pPr><w:rPr><w:u/></w:rPr></w:pPr>${run('请报数', properties)}</w:p>`), ['报']);
    expect(parts['word/document.xml']?.split(`<w:rPr>${properties}</w:rPr>`)).toHaveLength(4);
  });

  it('keep the text whatever places are named', () => {
    const bytes = makeDocx(
      ['关于 报送 的通知', { text: '请各村报送', level: 0 }, ' 前后有空格 '],
      [
        [
          ['甲', '乙'],
          ['丙', ''],
        ],
      ],
    );
    const { text } = readBytes(bytes, 'a.docx');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(text.length), fc.nat(text.length)), { maxLength: 6 }), (places) => {
        const notes = places.map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b), lines: ['一<&>"\u0001'] }));
        const out = annotate(bytes, readBytes(bytes, 'a.docx'), notes, author);
        expect(readBytes(out, 'a.docx').text).toBe(text);
        expect(Object.keys(marked(partsOf(out)['word/document.xml'] ?? ''))).toHaveLength(notes.length);
      }),
    );
  });
});

describe('comments on a text that was no Word document', () => {
  it('come with a new document of the text', () => {
    const text = '各村：\r\n\r\n请于5日前\t报送<总结>。\n此致';
    const bytes = new TextEncoder().encode(text);
    const { parts, again } = annotated(bytes, ['各村', '5日前\t报送<', '总结>。\n此'], '通知.txt');
    expect(marked(parts['word/document.xml'] ?? '')).toEqual({ 0: '各村', 1: '5日前报送&lt;', 2: '总结&gt;。此' });
    expect(readBytes(annotate(bytes, readBytes(bytes, 'a.txt'), [], author), 'a.docx').text).toBe(
      '各村：\n\n请于5日前\t报送<总结>。\n此致',
    );
    expect(again.kind).toBe('docx');
  });
});
