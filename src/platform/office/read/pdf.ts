/** A PDF with text as one running text. What is printed has places and no paragraphs: lines, columns, tables and paragraphs are made out from where the letters stand. */
import { withoutRadical } from '../../../base/radicals.ts';
import type { DocumentText } from './document.ts';
import { limits } from './limits.ts';
import { flow, type Flowed, type Page } from './pdf-flow.ts';
import type { PdfDocument, PdfLibrary, PdfPage } from './pdf-library.ts';
import { gridsOf, linesOf } from './pdf-lines.ts';
import { matrixOf, times, type Run } from './pdf-place.ts';
import { rulesOf } from './pdf-rules.ts';
import { refusal } from './refusal.ts';
import { TextWriter } from './writer.ts';

export async function readPdf(bytes: Uint8Array, library: PdfLibrary): Promise<DocumentText> {
  // The library takes the buffer over.
  const task = library.open(new Uint8Array(bytes));
  try {
    const document = await task.document.catch(refuse);
    if (document.numPages > limits.pdfPages)
      throw refusal('file.too-large', null, `这个文件有${document.numPages}页，最多${limits.pdfPages}页`);
    return written(await pagesOf(document, library));
  } finally {
    await task.close();
  }
}

/** The library's errors by their names; its words are for programmers. */
function refuse(error: unknown): never {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') throw refusal('file.encrypted', null, '这个文件打不开：里面有密码');
  throw refusal('file.damaged', null, '这个 PDF 是坏的，读不下去');
}

interface Read {
  readonly pages: readonly Page[];
  readonly empty: readonly number[];
  readonly slanted: number;
  readonly unknown: number;
  readonly letters: number;
}

async function pagesOf(document: PdfDocument, library: PdfLibrary): Promise<Read> {
  const pages: Page[] = [];
  const empty: number[] = [];
  let slanted = 0;
  let unknown = 0;
  let letters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number).catch(refuse);
    const read = await runsOf(page).catch(refuse);
    slanted += read.slanted;
    for (const { text } of read.runs) {
      letters += text.length;
      unknown += text.length - text.replace(/[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu, '').length;
    }
    if (letters > limits.textCharacters) throw refusal('file.too-large', null, `文件有${limits.textCharacters / 10_000}万字以上，太长了`);
    if (read.runs.length === 0) empty.push(number);
    else pages.push(await pageOf(page, number, read.runs, library));
    page.cleanup();
  }
  return { pages, empty, slanted, unknown, letters };
}

async function pageOf(page: PdfPage, number: number, runs: readonly Run[], library: PdfLibrary): Promise<Page> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  // A page whose drawing is broken is still read: without its rules, cells are told by the gaps.
  const list = await page.getOperatorList().catch(() => ({ fnArray: [], argsArray: [] }));
  const { grids, rest } = gridsOf(runs, rulesOf(list, library.operators, matrixOf(transform)));
  return { number, width, height, lines: linesOf(rest), grids };
}

async function runsOf(page: PdfPage): Promise<{ readonly runs: readonly Run[]; readonly slanted: number }> {
  const view = matrixOf(page.getViewport({ scale: 1 }).transform);
  const { items } = await page.getTextContent({ disableNormalization: true });
  const runs: Run[] = [];
  let slanted = 0;
  for (const item of items) {
    if (!('str' in item && 'transform' in item && 'width' in item) || typeof item.str !== 'string' || item.str.trim() === '') continue;
    const [a, b, , d, left, base] = times(view, matrixOf(item.transform));
    // Upside down in the file, since its y grows upwards: d is negative for letters that stand.
    if (Math.abs(b) > 0.02 * Math.abs(a) || a <= 0 || d >= 0) {
      slanted++;
      continue;
    }
    if (runs.length >= limits.pdfRuns) throw refusal('file.too-large', null, '一页里的内容太多');
    const size = Math.max(Math.abs(d), 0.1);
    runs.push({ text: plain(item.str), left, right: left + Number(item.width), base, size });
  }
  return { runs, slanted };
}

/** Radicals to the characters they stand for; blanks set between all letters of a spread heading are no words. */
function plain(text: string): string {
  const characters = Array.from(text.replace(/[\t\r\n]/gu, ' '), withoutRadical)
    .join('')
    .replace(/[\ufb00-\ufb06]/gu, (ligature) => ligature.normalize('NFKC'));
  return /^\p{Script=Han}(?: \p{Script=Han}){2,}$/u.test(characters) ? characters.replaceAll(' ', '') : characters;
}

/** So many letters without a meaning, and the file shows text that nobody can copy. */
const MOST_UNKNOWN = 0.3;

function written(read: Read): DocumentText {
  if (read.letters === 0)
    throw refusal('file.no-text', null, '这个 PDF 里没有文字，可能是扫描件或图片', '请把原来的 .docx 放进来，或把文字粘贴过来。');
  if (read.unknown > MOST_UNKNOWN * read.letters)
    throw refusal('file.no-text', null, '这个 PDF 的字体没有带编码，读出来是乱码', '请把原来的 .docx 放进来，或把文字粘贴过来。');
  const flowed = flow(read.pages);
  const writer = new TextWriter();
  for (const { text, grid } of flowed.blocks) {
    if (grid === null) writer.paragraph(text);
    else {
      writer.openTable();
      for (const row of grid.rows) {
        writer.openRow();
        for (const cell of row) {
          writer.openCell();
          writer.paragraph(cell);
          writer.closeCell();
        }
        writer.closeRow();
      }
      writer.closeTable();
    }
  }
  const { text, paragraphs, tables } = writer.finish();
  return { kind: 'pdf', text, paragraphs, tables, remarks: remarksOf(read, flowed) };
}

function remarksOf(read: Read, flowed: Flowed): readonly string[] {
  const remarks = ['PDF 里没有段落，分段和表格是按字的位置还原的。'];
  if (flowed.dropped > 0) remarks.push('页眉、页脚和页码没有读入。');
  if (read.slanted > 0) remarks.push(`${read.slanted}处斜放或竖放的字（多是水印）没有读入。`);
  if (read.empty.length > 0)
    remarks.push(`第${read.empty.slice(0, 5).join('、')}${read.empty.length > 5 ? '等' : ''}页没有文字，可能是扫描的，没有读入。`);
  return remarks;
}
