import { decodeText } from './text.ts';

/** Every row as it stands, for tables whose headings are still to be understood; UTF-8 or GB 18030. */
export function decodeCsv(bytes: Uint8Array): string[][] {
  return readRows(decodeText(bytes).text);
}

/** RFC 4180; a stray quote is a character. */
function readRows(text: string): string[][] {
  const rows: string[][] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let quote = -1;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    if (quote < at) quote = text.indexOf('"', at);
    // No quote further on: looked for once, not again from every row.
    if (quote < 0) quote = text.length;
    if (quote >= stop) {
      rows.push(text.slice(at, text[stop - 1] === '\r' ? stop - 1 : stop).split(','));
      at = stop + 1;
    } else at = quotedRow(text, at, rows);
  }
  return rows;
}

/** @returns where the next row begins */
function quotedRow(text: string, from: number, rows: string[][]): number {
  const row: string[] = [];
  let at = from;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') cell += text[at++];
        else break;
      }
      at++;
    }
    while (at < text.length && text[at] !== ',' && text[at] !== '\n') cell += text[at++];
    const ended = text[at] !== ',';
    row.push(ended && cell.endsWith('\r') ? cell.slice(0, -1) : cell);
    at++;
    if (ended) break;
  }
  rows.push(row);
  return at;
}
