/** Registers on disk (csv, xlsx, xls) to rows under keys of the dictionary. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { rawTableOf, registerOf, type RawTable, type Register } from '../engines/forms/index.ts';
import { decodeCsv, readWorkbookFile, type Workbook } from '../platform/office/index.ts';
import { Problem } from '../problem.ts';

/** A register may be large: it is ours, not an upload. */
const BYTES = 512 * 1024 * 1024;

/** @throws Problem where a file cannot be read or none of its headings says what it holds */
export async function readRegisters(paths: readonly string[]): Promise<Register[]> {
  const registers: Register[] = [];
  for (const path of paths) {
    const name = basename(path);
    const tables = /^\.xls[xm]?$/u.test(extname(path).toLowerCase())
      ? tablesOf(await readWorkbookFile(path), name)
      : [await csvOf(path, name)];
    const found = tables.map((table) => registerOf(table)).filter((register) => register !== null);
    if (found.length === 0)
      throw new Problem('input.unreadable', {
        detail: `《${name}》的表头看不出是什么台账。请把表头写成数据元的中文名（姓名、公民身份号码）或键（person.name、person.idNumber）。`,
      });
    registers.push(...found);
  }
  return registers;
}

async function csvOf(path: string, name: string): Promise<RawTable> {
  try {
    const { size } = await stat(path);
    if (size > BYTES) throw new Problem('file.too-large', { detail: `《${name}》有${Math.ceil(size / 1024 / 1024)} MB，请分成几份。` });
    return { name, rows: decodeCsv(await readFile(path)) };
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('input.unreadable', { detail: `打不开《${name}》，请看看名字和位置对不对。`, cause });
  }
}

function tablesOf(book: Workbook, name: string): RawTable[] {
  return book.sheets.map((sheet) => rawTableOf(book.sheets.length === 1 ? name : `${name}·${sheet.name}`, sheet.cells));
}
