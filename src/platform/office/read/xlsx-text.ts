import type { DocumentText } from './document.ts';
import type { Package } from './gate.ts';
import { refusal } from './refusal.ts';
import { TextWriter } from './writer.ts';
import { readWorkbook } from './xlsx.ts';

/** A workbook as one text, sheet by sheet, for readers that want words and not cells. */
export function readXlsx(pkg: Package, main: string): DocumentText {
  const workbook = readWorkbook(pkg, main);
  const writer = new TextWriter();
  const remarks: string[] = [];
  for (const sheet of workbook.sheets) {
    if (sheet.hidden) remarks.push(`工作表“${sheet.name}”是隐藏的，也读入了。`);
    if (sheet.hiddenRows.length + sheet.hiddenColumns.length > 0) remarks.push(`工作表“${sheet.name}”里隐藏的行和列也读入了。`);
    const lost = sheet.cells.filter((cell) => cell.lostDigits);
    if (lost[0] !== undefined)
      remarks.push(`工作表“${sheet.name}”的${lost[0].ref}等${lost.length}格是15位以上的数字，末几位可能已经丢了，请按文本格式重填。`);
    writer.paragraph(sheet.name, { heading: 1 });
    writer.openTable();
    let row = -1;
    let column = 0;
    for (const cell of sheet.cells) {
      if (cell.text === '') continue;
      if (cell.row !== row) {
        if (row >= 0) writer.closeRow();
        writer.openRow();
        row = cell.row;
        column = 0;
      }
      for (; column < cell.column; column++) {
        writer.openCell();
        writer.closeCell();
      }
      writer.openCell();
      writer.paragraph(cell.text);
      writer.closeCell();
      column++;
    }
    if (row >= 0) writer.closeRow();
    writer.closeTable();
  }
  const { text, paragraphs, tables } = writer.finish();
  if (!workbook.sheets.some((sheet) => sheet.cells.some((cell) => cell.text.trim() !== '')))
    throw refusal('file.no-text', null, '这个表里没有内容');
  return { kind: 'xlsx', text, paragraphs, tables, remarks };
}
