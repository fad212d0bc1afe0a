/** A Word document with values put into its tables: bytes in, bytes out. Runs, paragraphs and rows keep their properties; everything else stays. */
import { editedPieces, scanTables, type WordCell, type WordRow, type WordTable } from './document-tables.ts';
import { textElement } from './markup.ts';
import { packText } from './part-writer.ts';
import { repack } from './repack.ts';
import { textOfPart, type Source } from './source.ts';
import type { SqueezeMaker } from './squeeze.ts';
import { Writes, type CellValue, type SheetPatch } from './write.ts';

export function patchDocument({ bytes, pkg, main }: Source, patches: readonly SheetPatch[], squeeze: SqueezeMaker): Uint8Array {
  const before = textOfPart(pkg, main);
  let xml = before;
  const tables = scanTables(before);
  // From the last to the first, so that places before a change stay where they are.
  for (const [at, table] of [...tables.entries()].reverse()) {
    const patch = patches.find((one) => one.sheet === `表${at + 1}`);
    if (patch !== undefined) xml = xml.slice(0, table.start) + patchedTable(xml, table, patch) + xml.slice(table.end);
  }
  if (xml === before) return bytes;
  const stored = pkg.names.find((name) => name.toLowerCase() === main.toLowerCase()) ?? main;
  return repack(bytes, pkg.entries, { changed: new Map([[stored, packText(stored, xml, squeeze)]]), added: new Map(), removed: new Set() });
}

function patchedTable(xml: string, table: WordTable, patch: SheetPatch): string {
  const writes = new Writes(patch);
  const { insertion } = patch;
  let result = '';
  let from = table.start;
  for (const [at, row] of table.rows.entries()) {
    const moved = insertion !== null && at > insertion.after ? at + insertion.count : at;
    result += xml.slice(from, row.start) + patchedRow(xml.slice(row.start, row.end), row, writes, moved);
    from = row.end;
    if (insertion === null || at !== insertion.after) continue;
    const { text, row: blank } = blankCopy(xml.slice(row.start, row.end), row);
    for (let nth = 1; nth <= insertion.count; nth++) result += patchedRow(text, blank, writes, at + nth);
  }
  return result + xml.slice(from, table.end);
}

/** `text` is the row's own; the places of its cells are those in it. */
function patchedRow(text: string, row: WordRow, writes: Writes, place: number): string {
  let result = text;
  for (const column of writes.columnsOf(place).toReversed()) {
    const cell = row.cells.find((one) => one.column === column);
    const value = writes.at(place, column);
    if (cell === undefined || value === null) continue;
    const [start, end] = [cell.innerStart - row.start, cell.innerEnd - row.start];
    result = result.slice(0, start) + cellWith(result.slice(start, end), value) + result.slice(end);
  }
  return result;
}

function cellWith(inner: string, value: CellValue): string {
  if (typeof value === 'object' && 'edits' in value) return editedPieces(inner, value.edits);
  const text = typeof value === 'object' ? value.text : String(value);
  return inTheFirstParagraph(inner, text);
}

const PARAGRAPH = /<((?:[\w.-]+:)?)p(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/\1p>)/u;

/** The run takes the look of the paragraph's first run, else of its mark. */
function inTheFirstParagraph(inner: string, text: string): string {
  const match = PARAGRAPH.exec(inner);
  if (match === null) return inner;
  const [whole, p = '', attributes = '', content = ''] = match;
  const properties = new RegExp(`^\\s*<${p}pPr\\b[\\s\\S]*?(?:</${p}pPr>|/>)`, 'u').exec(content)?.[0] ?? '';
  const rest = content.slice(properties.length);
  const run = new RegExp(`<${p}r\\b[^>]*>\\s*(<${p}rPr\\b[\\s\\S]*?</${p}rPr>)`, 'u').exec(rest)?.[1];
  const mark = new RegExp(`<${p}rPr\\b[\\s\\S]*?</${p}rPr>`, 'u').exec(properties)?.[0];
  const lines = text.split('\n').map((line) => textElement(p, line)).join(`<${p}br/>`); // prettier-ignore
  const added = `<${p}r>${run ?? mark ?? ''}${lines}</${p}r>`;
  // Runs that hold nothing but room (spaces, underlines to write on) give way to the value.
  const shown = rest.replaceAll(/<[^>]*>/gu, '').replaceAll(/[\s\u3000_＿]/gu, '');
  const plain = !/<(?:[\w.-]+:)?(?:drawing|pict|object|fldChar|sym|sdt)\b/u.test(rest);
  const kept = shown === '' && plain ? rest.replaceAll(new RegExp(`<${p}r\\b[^>]*>[\\s\\S]*?</${p}r>`, 'gu'), '') : rest;
  const paragraph = `<${p}p${attributes}>${properties}${kept}${added}</${p}p>`;
  return inner.slice(0, match.index) + paragraph + inner.slice(match.index + whole.length);
}

/** A row like this one with nothing in it: properties of row, cells, paragraphs and marks stay; ids that must be one of a kind go. */
function blankCopy(text: string, row: WordRow): { text: string; row: WordRow } {
  let result = text;
  const cells: WordCell[] = [];
  for (const cell of [...row.cells].reverse()) {
    const [start, end] = [cell.innerStart - row.start, cell.innerEnd - row.start];
    result = result.slice(0, start) + blankCell(result.slice(start, end)) + result.slice(end);
  }
  result = result.replaceAll(/\s(?:[\w.-]+:)?(?:paraId|textId)="[^"]*"/gu, '');
  const again = scanTables(`<tbl>${result}</tbl>`)[0]?.rows[0];
  const shift = '<tbl>'.length;
  for (const cell of again?.cells ?? []) cells.push({ ...cell, innerStart: cell.innerStart - shift, innerEnd: cell.innerEnd - shift });
  return { text: result, row: { ...row, start: 0, end: result.length, cells } };
}

function blankCell(inner: string): string {
  const match = PARAGRAPH.exec(inner);
  if (match === null) return inner;
  const [, p = '', attributes = '', content = ''] = match;
  const properties = new RegExp(`^\\s*<${p}pPr\\b[\\s\\S]*?(?:</${p}pPr>|/>)`, 'u').exec(content)?.[0] ?? '';
  const run = new RegExp(`<${p}r\\b[^>]*>\\s*(<${p}rPr\\b[\\s\\S]*?</${p}rPr>)`, 'u').exec(content.slice(properties.length))?.[1];
  // The first run's look outlives its text, so that what is put in later takes it.
  const look = run === undefined ? '' : `<${p}r>${run}</${p}r>`;
  return `${inner.slice(0, match.index)}<${p}p${attributes}>${properties}${look}</${p}p>`;
}
