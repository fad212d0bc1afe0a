/** Files in every wrong shape, made in code. Each is refused with its slug, here and by everything that takes an upload. */
import { strToU8 } from 'fflate';
import type { ProblemSlug } from '../../src/problem.ts';
import { docxParts, documentXml, makeDocx, pack, paragraphXml } from '../office/make-docx.ts';
import { join, le16, le32, local, zip, type Lie } from './zip.ts';

export interface HostileFile {
  readonly about: string;
  readonly fileName: string;
  readonly slug: ProblemSlug;
  readonly make: () => Uint8Array;
}

const good = makeDocx(['关于做好秋粮收购的通知', '各乡镇：请按时完成。']);
const parts = docxParts(paragraphXml('正文'));

/** A sound document, entry by entry, with some of them lying or others added. */
function lying(change: Readonly<Record<string, Partial<Lie>>>, more: readonly Lie[] = []): readonly Lie[] {
  return [...Object.entries(parts).map(([name, data]) => ({ name, data, ...change[name] })), ...more];
}

function withDocument(xml: string | Uint8Array): Uint8Array {
  return pack({ ...parts, 'word/document.xml': xml });
}

function docx(about: string, slug: ProblemSlug, make: () => Uint8Array): HostileFile {
  return { about, fileName: '通知.docx', slug, make };
}

function utf16(text: string, bigEndian = false): Uint8Array {
  const bytes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((code) =>
    bigEndian ? [code >> 8, code & 0xff] : [code & 0xff, code >> 8],
  );
  return Uint8Array.from(bytes);
}

/** An OLE compound file as far as a reader by magic bytes looks: signature, and names of streams in UTF-16. */
function ole(...names: string[]): Uint8Array {
  return join([
    Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
    new Uint8Array(504),
    ...names.map((name) => join([utf16(name), new Uint8Array(64)])),
  ]);
}

/** Many elements that hardly repeat, so that the ratio does not betray them. */
function numbered(count: number, element: (noise: number) => string): string {
  return Array.from({ length: count }, (_, n) => element((n * 2_654_435_761) >>> 0)).join('');
}

const MiB = 1024 * 1024;
const spaces = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(0x20);
const body = (inner: string): string => documentXml(inner);
const png = join([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), new Uint8Array(200)]);

const packages: readonly HostileFile[] = [
  docx('cut in the middle', 'file.damaged', () => good.subarray(0, Math.floor(good.length / 2))),
  docx('only its first bytes', 'file.damaged', () => good.subarray(0, 30)),
  docx('an empty zip', 'file.damaged', () => zip([])),
  docx('bytes after the end record', 'file.hostile', () => zip(lying({}), { suffix: strToU8('tail') })),
  docx('bytes before the first header', 'file.kind', () => zip(lying({}), { prefix: strToU8('#!/bin/sh\n') })),
  docx('a picture glued before, which still begins like a zip', 'file.hostile', () =>
    zip(lying({}), { prefix: Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9, 9) }),
  ),
  docx('a comment that holds a second end record', 'file.hostile', () => {
    const fake = join([le32(0x06054b50), le16(0), le16(0), le16(0), le16(0), le32(0), le32(0), le16(0)]);
    return zip(lying({}), { comment: join([strToU8('x'), fake]) });
  }),
  docx('a hidden entry in a gap', 'file.hostile', () =>
    zip(lying({ 'word/document.xml': { gap: zip([{ name: 'word/document.xml', data: '<x/>' }]) } })),
  ),
  docx('two entries of one name', 'file.hostile', () =>
    zip(lying({}, [{ name: 'word/document.xml', data: body(paragraphXml('另一份')) }])),
  ),
  docx('two names that differ by case', 'file.hostile', () => zip(lying({}, [{ name: 'WORD/Document.xml', data: body('') }]))),
  docx('an entry inside the data of another', 'file.hostile', () => {
    const inner = { name: 'word/inner.xml', data: '<inner/>' };
    const outer = { name: 'word/media/a.bin', data: local(inner).bytes, method: 0 };
    const entries = lying({}, [outer, inner]);
    return zip(lying({}, [outer, { ...inner, insideOf: entries.length - 2 }]));
  }),
  docx('a shorter name in the local header', 'file.hostile', () => zip(lying({ 'word/document.xml': { localName: 'word/document' } }))),
  docx('bytes between directory and end record', 'file.hostile', () => zip(lying({}), { directoryTail: strToU8('more') })),
  docx('another name in the local header', 'file.hostile', () => zip(lying({ 'word/document.xml': { localName: 'word/documenT.xml' } }))),
  docx('another size in the local header', 'file.hostile', () => zip(lying({ 'word/document.xml': { localSize: 5 } }))),
  docx('other flags in the local header', 'file.hostile', () => zip(lying({ 'word/document.xml': { localFlags: 0x808 } }))),
  docx('encryption only in the local header', 'file.hostile', () => zip(lying({ 'word/document.xml': { localFlags: 0x801 } }))),
  docx('a size that both headers lie about', 'file.hostile', () => zip(lying({ 'word/document.xml': { size: 50 } }))),
  docx('a size larger than the data', 'file.damaged', () => zip(lying({ 'word/document.xml': { size: 50_000 } }))),
  docx('a size of four gibibytes', 'file.hostile', () => zip(lying({ 'word/document.xml': { size: 0xffff_ffff } }))),
  docx('a wrong checksum', 'file.damaged', () => zip(lying({ 'word/document.xml': { crc: 1 } }))),
  docx('data that is no deflate stream', 'file.damaged', () => {
    const bytes = zip(lying({ 'word/document.xml': { data: strToU8('这不是压缩的数据，只是文字。'.repeat(9)), method: 0 } }));
    // method 0 → 8 in the local header and in the directory of that entry
    const at = indexOf(bytes, strToU8('word/document.xml'), 0) - 30;
    const second = indexOf(bytes, strToU8('word/document.xml'), at + 60) - 46;
    bytes.set(le16(8), at + 8);
    bytes.set(le16(8), second + 10);
    return bytes;
  }),
  docx('an encrypted part', 'file.encrypted', () => zip(lying({ 'word/document.xml': { flags: 0x801 } }))),
  docx('an AES part', 'file.encrypted', () => zip(lying({ 'word/document.xml': { method: 99 } }))),
  docx('a method nobody knows', 'file.kind', () => zip(lying({ 'word/document.xml': { method: 14 } }))),
  docx('a symbolic link', 'file.hostile', () => zip(lying({}, [{ name: 'word/link', data: '/etc/passwd', mode: 0o120777 }]))),
  docx('a path that climbs', 'file.hostile', () => zip(lying({}, [{ name: '../../etc/cron.d/x', data: 'x' }]))),
  docx('an absolute path', 'file.hostile', () => zip(lying({}, [{ name: '/etc/x', data: 'x' }]))),
  docx('a path of another system', 'file.hostile', () => zip(lying({}, [{ name: 'word\\..\\x', data: 'x' }]))),
  docx('a drive letter', 'file.hostile', () => zip(lying({}, [{ name: 'C:/x', data: 'x' }]))),
  docx('a NUL in a name', 'file.hostile', () => zip(lying({}, [{ name: 'word/a\0.xml', data: 'x' }]))),
  docx('2,001 entries', 'file.hostile', () =>
    zip(
      lying(
        {},
        Array.from({ length: 2001 }, (_, n) => ({ name: `word/media/${n}`, data: '', method: 0 })),
      ),
    ),
  ),
  docx('a directory that counts fewer', 'file.hostile', () => zip(lying({}), { count: 3 })),
  docx('a directory with a false length', 'file.hostile', () => zip(lying({}), { directorySize: 10 })),
  docx('one volume of several', 'file.kind', () => zip(lying({}), { disk: 1 })),
  docx('a target outside the package', 'file.hostile', () =>
    pack({ ...parts, '_rels/.rels': (parts['_rels/.rels'] ?? '').replace('word/document.xml', '../../../../etc/passwd') }),
  ),
  docx('an external main part', 'file.damaged', () =>
    pack({ ...parts, '_rels/.rels': (parts['_rels/.rels'] ?? '').replace('Target="word/', 'TargetMode="External" Target="word/') }),
  ),
  docx('a missing main part', 'file.damaged', () => zip(lying({}).filter(({ name }) => name !== 'word/document.xml'))),
  {
    about: 'an archive of two notices',
    fileName: '材料.docx',
    slug: 'file.kind',
    make: () =>
      zip([
        { name: 'a.txt', data: '你好' },
        { name: 'b.txt', data: '你好' },
      ]),
  },
  {
    about: 'an archive in an archive',
    fileName: '材料.zip',
    slug: 'file.kind',
    make: () => zip([{ name: 'a.zip', data: zip([{ name: 'a.txt', data: '你好' }]) }]),
  },
];

const bombs: readonly HostileFile[] = [
  docx('64 MiB of spaces', 'file.hostile', () =>
    withDocument(join([strToU8('<?xml version="1.0"?><a>'), spaces(64 * MiB), strToU8('</a>')])),
  ),
  docx('a part beyond the ratio', 'file.hostile', () => withDocument(body('<w:p/>'.repeat(90_000)))),
  docx('a bomb that claims to be small', 'file.hostile', () => zip(lying({ 'word/document.xml': { data: spaces(30 * MiB), size: 1000 } }))),
  docx('styles of 200,001 elements', 'file.too-large', () =>
    pack({ ...parts, 'word/styles.xml': `<s>${numbered(200_001, (n) => `<a v="${n}"/>`)}</s>` }),
  ),
  docx('styles of nine mebibytes', 'file.hostile', () =>
    pack({ ...parts, 'word/styles.xml': `<s>${numbered(90_000, (n) => `<a>${n.toString(16).repeat(16)}</a>`)}</s>` }),
  ),
  docx('elements 100,000 deep', 'file.hostile', () => withDocument(documentXml('<w:p>'.repeat(100_000)))),
  docx('65 levels', 'file.hostile', () => withDocument(body(`${'<w:sdt>'.repeat(65)}${'</w:sdt>'.repeat(65)}`))),
  docx('100,000 attributes', 'file.hostile', () =>
    withDocument(body(`<w:p ${Array.from({ length: 100_000 }, (_, n) => `a${n}="${n}"`).join(' ')}/>`)),
  ),
  docx('a document of 100,001 paragraphs', 'file.too-large', () => withDocument(body(numbered(100_001, (n) => `<w:p w:n="${n}"/>`)))),
  docx('billion laughs', 'file.hostile', () =>
    withDocument('<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'),
  ),
  docx('an external entity', 'file.hostile', () =>
    withDocument('<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'),
  ),
  docx('a DOCTYPE in a comment', 'file.hostile', () => withDocument(body('<!-- <!DOCTYPE d> --><w:p/>'))),
  docx('a DOCTYPE in UTF-16', 'file.hostile', () =>
    withDocument(join([Uint8Array.of(0xff, 0xfe), utf16('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d><d/>')])),
  ),
  docx('a DOCTYPE in a part that is only referenced', 'file.hostile', () => pack({ ...parts, 'word/styles.xml': '<!DOCTYPE s><s/>' })),
  docx('an encoding that is not UTF', 'file.hostile', () => withDocument('<?xml version="1.0" encoding="UTF-7"?><d/>')),
  docx('an encoding that the bytes contradict', 'file.hostile', () => withDocument('<?xml version="1.0" encoding="UTF-16"?><d/>')),
  docx('XML that is not closed', 'file.damaged', () => withDocument(documentXml('<w:p><w:r>'))),
  docx('an entity that is not declared', 'file.damaged', () => withDocument(body('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>'))),
  docx('bytes that are not UTF-8', 'file.damaged', () =>
    withDocument(join([strToU8('<?xml version="1.0"?><d>'), Uint8Array.of(0xff, 0xc0, 0x80), strToU8('</d>')])),
  ),
];

const others: readonly HostileFile[] = [
  docx('nothing', 'file.empty', () => new Uint8Array(0)),
  docx('21 MiB', 'file.too-large', () => new Uint8Array(21 * MiB)),
  docx('a picture renamed', 'file.kind', () => png),
  docx('a text renamed', 'file.kind', () => strToU8('各村：请报数。')),
  docx('a web page renamed', 'file.kind', () => strToU8('<!doctype html><p>各村</p>')),
  docx('behind a password', 'file.encrypted', () => ole('EncryptionInfo', 'EncryptedPackage')),
  { about: 'an old document', fileName: '通知.doc', slug: 'file.kind', make: () => ole('WordDocument', '1Table') },
  { about: 'an old WPS document', fileName: '通知.wps', slug: 'file.kind', make: () => ole('WordDocument') },
  { about: 'an old workbook', fileName: '表.xls', slug: 'file.kind', make: () => ole('Workbook') },
  { about: 'a PDF cut short', fileName: '通知.pdf', slug: 'file.damaged', make: () => strToU8('%PDF-1.7\n1 0 obj\n<<>>\nendobj') },
  { about: 'an archive', fileName: '通知.rar', slug: 'file.kind', make: () => strToU8('Rar!\u001a\u0007\0 and more') },
  { about: 'a rich text', fileName: '通知.doc', slug: 'file.kind', make: () => strToU8('{\\rtf1\\ansi x}') },
  docx('a scan', 'file.no-text', () =>
    withDocument(
      body('<w:p><w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r></w:p>'),
    ),
  ),
  { about: 'a blank text', fileName: '空白.txt', slug: 'file.no-text', make: () => strToU8(' \r\n\t\n') },
  {
    about: 'bytes of no encoding',
    fileName: '乱.txt',
    slug: 'file.encoding',
    make: () => Uint8Array.of(0x41, 0xff, 0xff, 0x80, 0x20, 0xc3, 0x28),
  },
  {
    about: 'UTF-8 by its mark, but broken',
    fileName: '乱.txt',
    slug: 'file.encoding',
    make: () => Uint8Array.of(0xef, 0xbb, 0xbf, 0xe5, 0x90),
  },
  {
    about: 'UTF-16 with half a character',
    fileName: '乱.txt',
    slug: 'file.encoding',
    make: () => Uint8Array.of(0xff, 0xfe, 0x00, 0x4e, 0x00),
  },
  { about: 'NULs in plain text', fileName: '乱.txt', slug: 'file.encoding', make: () => strToU8('各村请\0报数\0\0') },
  {
    about: 'Big5',
    fileName: '乱.txt',
    slug: 'file.encoding',
    make: () =>
      join(Array.from({ length: 30 }, () => Uint8Array.of(0xa6, 0x55, 0xa7, 0xf8, 0xa4, 0x40, 0xb3, 0x79, 0xaa, 0x49, 0xa4, 0xa7))),
  },
];

export const hostileFiles: readonly HostileFile[] = [...packages, ...bombs, ...others];

function indexOf(bytes: Uint8Array, needle: Uint8Array, from: number): number {
  for (let at = from; at + needle.length <= bytes.length; at++) if (needle.every((byte, n) => bytes[at + n] === byte)) return at;
  return -1;
}

export { utf16 };
