/**
 * Old binary workbooks (.xls, BIFF) as the same sheets of cells. The parser is a large library that cannot be gated part by part, so it runs
 * in the office worker only, within its memory and time, and what it gives is held against the same limits.
 */
import { limits, refOf, refusal, type Cell, type Sheet, type Workbook } from './read/index.ts';
import type * as SheetJs from '@e965/xlsx';

export async function readOldWorkbook(bytes: Uint8Array): Promise<Workbook> {
  if (bytes.length > limits.fileBytes)
    throw refusal('file.too-large', null, `这个文件有${Math.ceil(bytes.length / 1024 / 1024)} MB，最多20 MB`);
  const library = await import('@e965/xlsx').catch(() => null);
  if (library === null)
    throw refusal('file.kind', null, '这是旧格式的表格（.xls），这里没有装读它的部件', '请用 WPS 或 Excel 另存为 .xlsx。');
  const book = library.read(bytes, {
    type: 'array',
    cellNF: true,
    cellStyles: true,
    cellFormula: true,
    bookVBA: false,
    sheetRows: limits.rows,
  });
  if (book.SheetNames.length === 0) throw refusal('file.damaged', null, '文件里没有工作表');
  const budget = { cells: limits.cells };
  const hidden = book.Workbook?.Sheets?.map((sheet) => (sheet.Hidden ?? 0) > 0) ?? [];
  const from1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.map((name, index): Sheet => {
    const sheet = book.Sheets[name] ?? {};
    const merged = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));
    return {
      name: name.slice(0, 100),
      hidden: hidden[index] ?? false,
      cells: cellsOf(sheet, library, budget, from1904),
      merged,
      hiddenRows: hiddenIn(sheet['!rows']),
      hiddenColumns: hiddenIn(sheet['!cols']),
      columnWidths: [],
      validations: [],
      printArea: null,
      before: [],
    };
  });
  return { sheets };
}

function hiddenIn(lines: readonly ({ hidden?: boolean } | undefined)[] | undefined): readonly number[] {
  return (lines ?? []).flatMap((line, index) => (line?.hidden === true ? [index] : []));
}

function cellsOf(sheet: SheetJs.WorkSheet, library: typeof SheetJs, budget: { cells: number }, from1904: boolean): readonly Cell[] {
  const cells: Cell[] = [];
  const range = library.utils.decode_range(sheet['!ref'] ?? 'A1');
  if (range.e.c >= limits.columns) throw refusal('file.too-large', null, `表超过${limits.columns}列`);
  for (let row = range.s.r; row <= range.e.r; row++) {
    for (let column = range.s.c; column <= range.e.c; column++) {
      const cell = sheet[refOf(row, column)] as SheetJs.CellObject | undefined; // the library's index signature is any
      if (cell === undefined) continue;
      if (--budget.cells < 0) throw refusal('file.too-large', null, '表里的格子太多');
      cells.push({ ref: refOf(row, column), row, column, ...valueOf(cell, library, from1904) });
    }
  }
  return cells;
}

function valueOf(cell: SheetJs.CellObject, library: typeof SheetJs, from1904: boolean): Omit<Cell, 'ref' | 'row' | 'column'> {
  const format = typeof cell.z === 'string' && cell.z !== 'General' ? cell.z : null;
  const facts = { formula: cell.f ?? null, format, color: null, bordered: true, lostDigits: false };
  if (cell.t === 'n') {
    const value = Number(cell.v);
    const dated = format !== null && library.SSF.is_date(format);
    const text = dated ? library.SSF.format('yyyy-mm-dd', value, { date1904: from1904 }) : String(value);
    return { ...facts, type: dated ? 'date' : 'number', text, lostDigits: !dated && Math.abs(value) >= 1e15 };
  }
  const text = cell.v === undefined ? '' : String(cell.v).slice(0, limits.cellCharacters);
  if (cell.t === 'b') return { ...facts, type: 'boolean', text: cell.v === true ? 'TRUE' : 'FALSE' };
  return { ...facts, type: cell.t === 'e' ? 'error' : 'text', text };
}
