/** What a file is, by its bytes; its name only decides among kinds that look alike (txt, md, html). */
import { limits } from './limits.ts';
import { refusal } from './refusal.ts';

export type FileKind = 'zip' | 'pdf' | 'html' | 'md' | 'txt';

interface Signature {
  readonly bytes: readonly number[];
  readonly at?: number;
  readonly what: string;
  readonly mend?: string;
}

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));
const PICTURE = '请把图片里的文字打出来粘贴过来。';
const UNPACK = '请解压后把里面的文件放进来。';

const refused: readonly Signature[] = [
  { bytes: [0x89, ...ascii('PNG')], what: '这是一张图片（PNG）', mend: PICTURE },
  { bytes: [0xff, 0xd8, 0xff], what: '这是一张图片（JPEG）', mend: PICTURE },
  { bytes: ascii('GIF8'), what: '这是一张图片（GIF）', mend: PICTURE },
  { bytes: ascii('WEBP'), at: 8, what: '这是一张图片（WebP）', mend: PICTURE },
  { bytes: [0x49, 0x49, 0x2a, 0x00], what: '这是一张图片（TIFF）', mend: PICTURE },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], what: '这是一张图片（TIFF）', mend: PICTURE },
  { bytes: ascii('ftyp'), at: 4, what: '这是图片或视频', mend: PICTURE },
  { bytes: ascii('{\\rtf'), what: '这是 RTF 文档' },
  { bytes: ascii('Rar!'), what: '这是压缩包（RAR）', mend: UNPACK },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: '这是压缩包（7z）', mend: UNPACK },
  { bytes: [0x1f, 0x8b], what: '这是压缩包（gzip）', mend: UNPACK },
  { bytes: [0x7f, ...ascii('ELF')], what: '这是一个程序，不是文档' },
  { bytes: ascii('MIME-Version:'), what: '这是“单个文件网页”（MHT）' },
];

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const officeNames = new Set(['docx', 'docm', 'dotx', 'xlsx', 'xlsm', 'doc', 'xls', 'wps', 'et', 'pdf', 'ofd', 'ppt', 'pptx']);

export function kindOf(bytes: Uint8Array, fileName: string): FileKind {
  if (bytes.length === 0) throw refusal('file.empty', null, '这个文件是空的');
  if (startsWith(bytes, [0x50, 0x4b])) return kindOfZip(bytes);
  if (startsWith(bytes, OLE)) throw refuseOle(bytes);
  if (isPdf(bytes)) return 'pdf';
  if (startsWith(bytes, ascii('BM')) && bytes.length > 14 && littleEndian32(bytes, 2) === bytes.length) {
    throw refusal('file.kind', null, '这是一张图片（BMP）', PICTURE);
  }
  for (const { bytes: magic, at = 0, what, mend } of refused) {
    if (startsWith(bytes, magic, at)) throw refusal('file.kind', null, renamed(what, fileName), ...(mend === undefined ? [] : [mend]));
  }
  return textKind(bytes, fileName);
}

/** A text of at most a mebibyte is decoded in a moment, and what is refused by its first bytes is refused in one: neither needs a worker. */
export function needsWorker(bytes: Uint8Array): boolean {
  return bytes.length <= limits.fileBytes && (startsWith(bytes, [0x50, 0x4b]) || isPdf(bytes) || bytes.length > 1024 * 1024);
}

/** ISO 32000-1, annex H.3.4.1: readers take a header anywhere in the first kilobyte. */
function isPdf(bytes: Uint8Array): boolean {
  return indexOfAscii(bytes.subarray(0, 1024), '%PDF-') >= 0;
}

function extensionOf(fileName: string): string {
  return /\.([A-Za-z0-9]{1,8})$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

function textKind(bytes: Uint8Array, fileName: string): FileKind {
  const extension = extensionOf(fileName);
  if (officeNames.has(extension)) throw refusal('file.kind', null, `名字是 .${extension}，里面却不是这种文件`);
  if (extension === 'md' || extension === 'markdown') return 'md';
  if (extension === 'txt') return 'txt';
  if (extension === 'html' || extension === 'htm' || extension === 'xhtml') return 'html';
  const start = String.fromCharCode(...bytes.subarray(0, 256))
    .trimStart()
    .toLowerCase();
  return start.startsWith('<!doctype html') || start.startsWith('<html') ? 'html' : 'txt';
}

function renamed(what: string, fileName: string): string {
  const extension = extensionOf(fileName);
  return officeNames.has(extension) ? `${what}，只是名字改成了 .${extension}` : what;
}

function kindOfZip(bytes: Uint8Array): FileKind {
  const [, , c, d] = bytes;
  if (c === 0x03 && d === 0x04) return 'zip';
  throw refusal('file.damaged', null, '这个文件是空的压缩包，或只剩了一截');
}

/** OLE compound files: old .doc, .xls, .wps, and modern files behind a password (MS-OFFCRYPTO 2.1 wraps them in a stream EncryptedPackage). */
function refuseOle(bytes: Uint8Array): Error {
  if (hasWideName(bytes, 'EncryptedPackage')) return refusal('file.encrypted', null, '这个文件打不开：里面有密码');
  if (hasWideName(bytes, 'WordDocument')) return refusal('file.kind', null, '这是旧格式的文档（.doc 或 .wps）');
  if (hasWideName(bytes, 'Workbook') || hasWideName(bytes, 'Book')) {
    return refusal('file.kind', null, '这是旧格式的表格（.xls 或 .et）', '请用 WPS 或 Excel 另存为 .xlsx，或把文字粘贴过来。');
  }
  return refusal('file.kind', null, '这是旧格式的办公文件');
}

/** An old binary workbook (.xls) without a password. WPS's own .et looks alike inside, but is told by its name and refused. */
export function isOldWorkbook(bytes: Uint8Array, fileName: string): boolean {
  return (
    startsWith(bytes, OLE) &&
    extensionOf(fileName) !== 'et' &&
    !hasWideName(bytes, 'EncryptedPackage') &&
    !hasWideName(bytes, 'WordDocument') &&
    (hasWideName(bytes, 'Workbook') || hasWideName(bytes, 'Book'))
  );
}

/** Names of OLE streams stand in the file as UTF-16. */
function hasWideName(bytes: Uint8Array, name: string): boolean {
  const wide = ascii(name).flatMap((code) => [code, 0]);
  for (let at = bytes.indexOf(wide[0] ?? 0); at >= 0; at = bytes.indexOf(wide[0] ?? 0, at + 1)) {
    if (startsWith(bytes, wide, at)) return true;
  }
  return false;
}

function indexOfAscii(bytes: Uint8Array, text: string): number {
  return String.fromCharCode(...bytes).indexOf(text);
}

function littleEndian32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}

function startsWith(bytes: Uint8Array, magic: readonly number[], at = 0): boolean {
  return magic.every((byte, index) => bytes[at + index] === byte);
}
