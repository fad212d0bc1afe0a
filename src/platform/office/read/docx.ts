import type { DocumentText } from './document.ts';
import { DocxBody, type Piece } from './docx-body.ts';
import { noNumbering, readNumbering } from './docx-numbering.ts';
import { noStyles, readStyles } from './docx-styles.ts';
import type { Package } from './gate.ts';
import { mainPart, relationshipsOf, type Relationship } from './parts.ts';
import { refusal } from './refusal.ts';
import { bodyBounds, readXml } from './xml.ts';

/** A Word document as one text: what a reader of the printed page would read in the body, accepted revisions included. */
export function readDocx(pkg: Package, main: string): DocumentText {
  const relations = relationshipsOf(pkg, main);
  const body = bodyOf(pkg, main, relations);
  const { text, paragraphs, tables } = body.finish();
  if (text.trim() === '') {
    const scan = body.pictures > 0 ? '这个文件里只有图片，没有文字' : '这个文件里没有文字';
    throw refusal('file.no-text', null, scan, body.pictures > 0 ? '可能是扫描件，请把文字粘贴过来。' : '请把文字粘贴过来。');
  }
  return { kind: 'docx', text, paragraphs, tables, remarks: remarksOf(body, relations) };
}

/** The parts that name others: what a writer must change beside the text. */
export function partsOfDocx(pkg: Package): { readonly main: string; readonly types: string; readonly relations: string } {
  const main = mainPart(pkg);
  if (main === null) throw refusal('file.damaged', null, '文件里没有正文');
  const slash = main.lastIndexOf('/') + 1;
  return { main, types: '[Content_Types].xml', relations: `${main.slice(0, slash)}_rels/${main.slice(slash)}.rels` };
}

/** Where each letter of the text stands in the main part, for whoever writes into it. */
export function piecesOfDocx(pkg: Package, main: string): readonly Piece[] {
  const body = bodyOf(pkg, main, relationshipsOf(pkg, main));
  body.finish();
  return [...body.pieces].sort((a, b) => a.start - b.start);
}

function bodyOf(pkg: Package, main: string, relations: readonly Relationship[]): DocxBody {
  const part = (type: string): string | null =>
    relations.find((relation) => relation.type === type && pkg.has(relation.target))?.target ?? null;
  const stylesPart = part('styles');
  const numberingPart = part('numbering');
  const styles = stylesPart === null ? noStyles : readStyles(pkg, stylesPart);
  const numbering = numberingPart === null ? noNumbering : readNumbering(pkg, numberingPart);
  const body = new DocxBody(styles, numbering);
  readXml(pkg, main, body, bodyBounds);
  if (!body.sawBody) throw refusal('file.damaged', main, '文件里没有正文');
  return body;
}

function remarksOf(body: DocxBody, relations: readonly Relationship[]): readonly string[] {
  const has = (type: string): boolean => relations.some((relation) => relation.type === type);
  const remarks: string[] = [];
  if (body.revisions > 0) remarks.push(`文件里有${body.revisions}处修订，按接受全部修订读取。`);
  if (has('header') || has('footer')) remarks.push('页眉和页脚没有读入。');
  if (body.notes > 0) remarks.push(`${body.notes}处脚注或尾注没有读入。`);
  if (body.comments > 0) remarks.push(`${body.comments}处批注没有读入。`);
  if (body.boxes > 0) remarks.push(`${body.boxes}个文本框的文字放在它所在段落的前面。`);
  if (body.hidden > 0) remarks.push(`${body.hidden}处隐藏文字没有读入。`);
  if (body.pictures > 0) remarks.push(`${body.pictures}处图片里的文字读不到。`);
  if (body.embedded > 0) remarks.push(`${body.embedded}个嵌入的文件或图表没有读入。`);
  return remarks;
}
