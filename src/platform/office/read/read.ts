import { readBundle } from './bundle.ts';
import type { DocumentText, Paragraph } from './document.ts';
import { readDocx } from './docx.ts';
import { readDocxTables } from './docx-tables.ts';
import { openPackage, type Package } from './gate.ts';
import { readHtml } from './html.ts';
import { kindOf, type FileKind } from './kind.ts';
import { limits } from './limits.ts';
import type { PdfLibrary } from './pdf-library.ts';
import { readPdf } from './pdf.ts';
import { contentTypeOf, mainPart } from './parts.ts';
import { named, refusal } from './refusal.ts';
import { decodeText } from './text.ts';
import { readXlsx } from './xlsx-text.ts';
import { readWorkbook, type Workbook } from './xlsx.ts';

/**
 * Bytes of an upload to its text, whatever it is. Pure: the same in the browser's worker and the server's. Refuses with a Problem `file.*` that names
 * the file, the place and the mend. `loadPdf` is called only for a PDF: its library is larger than everything else together.
 */
export async function readPaper(bytes: Uint8Array, fileName: string, loadPdf: () => Promise<PdfLibrary>): Promise<DocumentText> {
  try {
    const kind = checkedKind(bytes, fileName);
    if (kind === 'pdf') return await readPdf(bytes, await loadPdf());
    const pkg = kind === 'zip' ? openPackage(bytes) : null;
    if (pkg === null || !isArchive(pkg)) return readKind(bytes, kind, pkg);
    return await readBundle(pkg, async (inner, name) => {
      try {
        const innerKind = checkedKind(inner, name);
        return innerKind === 'pdf' ? await readPdf(inner, await loadPdf()) : readKind(inner, innerKind, null);
      } catch (error) {
        throw named(error, name);
      }
    });
  } catch (error) {
    throw named(error, fileName);
  }
}

/** The same for everything that is read at once: a PDF and an archive are not. */
export function readBytes(bytes: Uint8Array, fileName: string): DocumentText {
  try {
    return readKind(bytes, checkedKind(bytes, fileName), null);
  } catch (error) {
    throw named(error, fileName);
  }
}

/** The cells of an .xlsx workbook, for readers that want places and not words. */
export function readCells(bytes: Uint8Array, fileName: string): Workbook {
  try {
    const { pkg, main, type } = packageOf(bytes, fileName);
    if (!type.includes('sheet')) throw refusal('file.kind', null, '这不是表格', '请用 WPS 或 Excel 另存为 .xlsx。');
    return readWorkbook(pkg, main);
  } catch (error) {
    throw named(error, fileName);
  }
}

/** The tables of a template: sheets of a workbook, or the tables of a Word document as 表1, 表2 … */
export function readTables(bytes: Uint8Array, fileName: string): Workbook {
  try {
    const { pkg, main, type } = packageOf(bytes, fileName);
    if (type.includes('sheet')) return readWorkbook(pkg, main);
    if (type.includes('wordprocessingml') || type.includes('ms-word')) return readDocxTables(pkg, main);
    throw refusal('file.kind', null, '这里面没有表', '请放 .xlsx 或 .docx 的表进来。');
  } catch (error) {
    throw named(error, fileName);
  }
}

function packageOf(bytes: Uint8Array, fileName: string): { pkg: Package; main: string; type: string } {
  if (checkedKind(bytes, fileName) !== 'zip') throw refusal('file.kind', null, '这不是表格', '请用 WPS 或 Excel 另存为 .xlsx。');
  const pkg = openPackage(bytes);
  const main = pkg.has('[Content_Types].xml') ? mainPart(pkg) : null;
  if (main === null || !pkg.has(main)) throw refusal('file.kind', null, '这不是表格', '请用 WPS 或 Excel 另存为 .xlsx。');
  return { pkg, main, type: contentTypeOf(pkg, main) };
}

function tooLarge(bytes: Uint8Array): Error {
  return refusal('file.too-large', null, `这个文件有${Math.ceil(bytes.length / 1024 / 1024)} MB，最多20 MB`);
}

function checkedKind(bytes: Uint8Array, fileName: string): FileKind {
  if (bytes.length > limits.fileBytes) throw tooLarge(bytes);
  return kindOf(bytes, fileName);
}

function readKind(bytes: Uint8Array, kind: FileKind, pkg: Package | null): DocumentText {
  if (kind === 'zip') return readPackage(pkg ?? openPackage(bytes));
  if (kind === 'pdf') throw refusal('file.kind', null, '这是 PDF', '请把原来的 .docx 放进来，或把文字粘贴过来。');
  const { text, encoding } = decodeText(bytes);
  if (text.length > limits.textCharacters) throw refusal('file.too-large', null, `文件有${limits.textCharacters / 10_000}万字以上，太长了`);
  const remarks = encoding === 'utf-8' ? [] : [`文件按 ${encoding.toUpperCase()} 编码读取。`];
  const read = kind === 'html' ? readHtml(text, remarks) : readPlain(text, kind, remarks);
  if (read.text.trim() === '') throw refusal('file.no-text', null, '这个文件里没有文字');
  return read;
}

/** No office file of any maker: a plain archive. */
function isArchive(pkg: Package): boolean {
  return !pkg.has('[Content_Types].xml') && !pkg.has('OFD.xml') && !(pkg.has('mimetype') && pkg.has('content.xml'));
}

function readPackage(pkg: Package): DocumentText {
  if (pkg.has('OFD.xml'))
    throw refusal('file.kind', null, '这是 OFD 版式文件，这一版还读不了', '请把原来的 .docx 放进来，或把文字粘贴过来。');
  if (pkg.has('mimetype') && pkg.has('content.xml')) throw refusal('file.kind', null, '这是 OpenDocument 文件（.odt 或 .ods）');
  if (!pkg.has('[Content_Types].xml')) throw refusal('file.kind', null, '这是压缩包', '请解开后把里面的文件放进来。');
  const main = mainPart(pkg);
  if (main === null || !pkg.has(main)) throw refusal('file.damaged', main, '文件里没有正文');
  const type = contentTypeOf(pkg, main);
  if (type.includes('wordprocessingml') || type.includes('ms-word')) return readDocx(pkg, main);
  if (type.includes('spreadsheetml') || type.includes('ms-excel.sheet.macro')) return readXlsx(pkg, main);
  throw refusal(
    'file.kind',
    null,
    type.includes('presentation') || type.includes('powerpoint') ? '这是演示文稿（PPT）' : '这不是 Word 文档',
  );
}

function readPlain(text: string, format: 'txt' | 'md', remarks: readonly string[]): DocumentText {
  const paragraphs: Paragraph[] = [];
  for (const line of text.matchAll(/[^\r\n]+/gu)) {
    if (paragraphs.length >= limits.paragraphs)
      throw refusal('file.too-large', null, `文件有${limits.paragraphs / 10_000}万段以上，太长了`);
    const heading = format === 'md' ? (/^(#{1,6})\s/u.exec(line[0])?.[1]?.length ?? null) : null;
    paragraphs.push({ start: line.index, end: line.index + line[0].length, style: null, heading, list: null, table: null, box: false });
  }
  return { kind: format, text, paragraphs, tables: [], remarks };
}
