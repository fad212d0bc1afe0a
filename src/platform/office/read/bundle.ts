/** A zip that holds a notice and its tables: one text, the notice first, each table behind it as an annex. */
import type { DocumentText, Paragraph, Table } from './document.ts';
import type { Package } from './gate.ts';
import { limits } from './limits.ts';
import { partOf } from './parts.ts';
import { refusal, shownPart } from './refusal.ts';

/** How a file inside is read; the caller knows the kinds. */
export type ReadInside = (bytes: Uint8Array, fileName: string) => Promise<DocumentText>;

interface Inside {
  readonly name: string;
  readonly document: DocumentText;
}

/** What other systems leave in an archive by themselves. */
const litter = /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store|Thumbs\.db|desktop\.ini|~\$[^/]*)$/iu;
const annexName = /^(?:附件|附表|附)\s*[0-9０-９一二三四五六七八九十]{0,3}/u;
const picture = /\.(?:png|jpe?g|gif|bmp|webp|tiff?|heic|mp4|mp3|amr|wav)$/iu;

/** @throws Problem where no file, or more than one, can be the notice */
export async function readBundle(pkg: Package, readInside: ReadInside): Promise<DocumentText> {
  const names = pkg.names.filter((name) => !name.endsWith('/') && !litter.test(name));
  const readable = names.filter((name) => !picture.test(name));
  if (readable.length > limits.bundleFiles)
    throw refusal('file.too-large', null, `压缩包里有${readable.length}个文件，最多${limits.bundleFiles}个`, '请只留通知和它的附件。');
  const inside: Inside[] = [];
  for (const name of readable)
    inside.push({ name: baseName(name), document: await readInside(partOf(pkg, name, limits.fileBytes), baseName(name)) });
  const notice = noticeOf(inside);
  const annexes = inside.filter((file) => file !== notice).sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true }));
  const pictures = names.length - readable.length;
  return joined(notice, annexes, pictures);
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? path;
}

/** The one document that is no table; of several, the one whose name does not say that it is an annex. */
function noticeOf(inside: readonly Inside[]): Inside {
  const documents = inside.filter(({ document }) => document.kind !== 'xlsx');
  const own = documents.filter(({ name }) => !annexName.test(name));
  const [notice, ...more] = own.length > 0 ? own : documents;
  if (notice === undefined) throw refusal('file.no-text', null, '压缩包里没有通知，只有表格或图片', '请把通知也放进压缩包，或单独放进来。');
  if (more.length > 0) {
    const named = own.slice(0, 3).map(({ name }) => `《${shownPart(name)}》`);
    throw refusal(
      'file.kind',
      null,
      `压缩包里有${own.length}份文件：${named.join('')}，认不出哪份是通知`,
      '请把通知单独放进来，附件的名字以“附件”开头。',
    );
  }
  return notice;
}

function joined(notice: Inside, annexes: readonly Inside[], pictures: number): DocumentText {
  let text = notice.document.text;
  const paragraphs: Paragraph[] = [...notice.document.paragraphs];
  const tables: Table[] = [...notice.document.tables];
  const remarks = [
    `压缩包里《${shownPart(notice.name)}》按通知读，${annexes.length === 0 ? '没有附件' : `${annexes.length}个文件按附件接在后面`}。`,
  ];
  remarks.push(...notice.document.remarks);
  for (const [at, { name, document }] of annexes.entries()) {
    const head = headOf(name, at + 1);
    const from = text.length + head.length;
    if (from + document.text.length > limits.textCharacters)
      throw refusal('file.too-large', null, `文件有${limits.textCharacters / 10_000}万字以上，太长了`);
    text += head + document.text;
    const offset = tables.length;
    for (const paragraph of document.paragraphs)
      paragraphs.push({
        ...paragraph,
        start: paragraph.start + from,
        end: paragraph.end + from,
        table: paragraph.table === null ? null : paragraph.table + offset,
      });
    for (const table of document.tables) tables.push({ ...table, start: table.start + from, end: table.end + from });
    remarks.push(...document.remarks.map((remark) => `《${shownPart(name)}》${remark}`));
  }
  if (pictures > 0) remarks.push(`压缩包里有${pictures}个图片或影音文件，没有读入。`);
  return { kind: 'zip', text, paragraphs, tables, remarks };
}

/** A printed annex begins with 附件 and its number on a line of its own (GB/T 9704-2012, 7.3.7), then its name. */
function headOf(name: string, order: number): string {
  const bare = name.replace(/\.[A-Za-z0-9]{1,8}$/u, '');
  const [, number = String(order)] = /^(?:附件|附表|附)\s*([0-9０-９一二三四五六七八九十]{1,3})/u.exec(bare) ?? [];
  const title = bare.replace(annexName, '').replace(/^[\s：:.、．-]+/u, '');
  return `\n附件${number}\n${title === '' ? '' : `${title}\n`}`;
}
