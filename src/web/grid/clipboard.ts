/** A block as Excel, WPS or any other program puts it on the clipboard → rows of texts. Nothing becomes a number on the way. */
export type Block = readonly (readonly string[])[];

/** Tabs between cells; a cell with a tab, a line break or a quote in it stands in quotes (what Excel and WPS write). */
export function blockOfText(text: string): Block {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    const { cell, next } = text[at] === '"' ? quoted(text, at) : plain(text, at);
    row.push(cell);
    at = next + 1;
    if (text[next] === '\t' && next + 1 < text.length) continue;
    if (text[next] === '\t') row.push('');
    if (text[next] === '\r' && text[next + 1] === '\n') at++;
    rows.push(row);
    row = [];
  }
  return rows;
}

function plain(text: string, from: number): { cell: string; next: number } {
  let at = from;
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at++;
  return { cell: text.slice(from, at).trim(), next: at };
}

/** A quote that is not closed, or not followed by the end of the cell, is a character like others. */
function quoted(text: string, from: number): { cell: string; next: number } {
  let cell = '';
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') cell += text[at++];
    else if (at + 1 === text.length || /[\t\r\n]/u.test(text[at + 1] ?? '')) return { cell: cell.trim(), next: at + 1 };
    else break;
  }
  return plain(text, from);
}

/** The table of an HTML clipboard. A merged cell gives its text once; line breaks in a cell stay. Null: there is no table. */
export function blockOfHtml(html: string): Block | null {
  if (!/<table/iu.test(html)) return null;
  // Inert: nothing of it is loaded, run or shown.
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (table === null) return null;
  const rows: string[][] = [];
  for (const [at, line] of [...table.rows].entries()) {
    const row = (rows[at] ??= []);
    let column = 0;
    for (const cell of line.cells) {
      while (row[column] !== undefined) column++;
      const [across, down] = [Math.min(cell.colSpan, widest), Math.min(cell.rowSpan, tallest)];
      const text = textOf(cell);
      for (let below = 0; below < down; below++) {
        const place = (rows[at + below] ??= []);
        for (let right = 0; right < across; right++) place[column + right] = below === 0 && right === 0 ? text : '';
      }
      column += across;
    }
  }
  // A merge may reach below the last row of the block.
  return rows.slice(0, table.rows.length).map((row) => Array.from(row, (cell) => cell ?? ''));
}

const widest = 300;
const tallest = 5000;

function textOf(cell: HTMLTableCellElement): string {
  for (const br of cell.querySelectorAll('br')) br.replaceWith('\n');
  return (cell.textContent ?? '')
    .replaceAll(/[ \t\u00a0]*\n[ \t\u00a0]*/gu, '\n')
    .replaceAll('\u00a0', ' ')
    .trim();
}

/** For the clipboard: what Excel and WPS paste again cell by cell. */
export function textOfBlock(block: Block): string {
  return block
    .map((row) => row.map((cell) => (/["\t\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\r\n');
}
