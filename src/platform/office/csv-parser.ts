import { Problem } from '../../problem.ts';

/** No cell of a spreadsheet is longer, no sheet wider; a quote that never closes must not fill the memory. */
const limits = { cell: 32_767, columns: 1000, record: 4 * 1024 * 1024 };

export interface CsvRecord {
  /** As a person counts in the sheet: the first line is 1. Empty lines are counted and not given. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** RFC 4180, fed in pieces. A line without a quote is split; only a record with one is walked. */
export class CsvParser {
  readonly #take: (record: CsvRecord) => void;
  #delimiter: string | null = null;
  #rest = '';
  #row = 0;

  constructor(take: (record: CsvRecord) => void) {
    this.#take = take;
  }

  write(text: string): void {
    this.#rest += text;
    this.#delimiter ??= delimiterOf(this.#rest);
    if (this.#delimiter !== null) this.#drain(this.#delimiter, false);
  }

  end(): void {
    if (this.#rest !== '' && !this.#rest.endsWith('\n')) this.#rest += '\n';
    this.#drain(this.#delimiter ?? ',', true);
  }

  #drain(delimiter: string, last: boolean): void {
    const text = this.#rest;
    let at = 0;
    for (;;) {
      const end = text.indexOf('\n', at);
      if (end < 0) break;
      const quote = text.indexOf('"', at);
      if (quote < 0 || quote > end) {
        const line = text.slice(at, text[end - 1] === '\r' ? end - 1 : end);
        this.#give(line === '' ? [] : line.split(delimiter));
        at = end + 1;
        continue;
      }
      const record = quoted(text, at, delimiter);
      if (record === null) {
        if (last || text.length - at > limits.record) throw broken(this.#row + 1, '引号没有合上 a quote is not closed');
        break;
      }
      this.#give(record.cells);
      at = record.next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > limits.record) throw broken(this.#row + 1, '这一行长得不正常 the line is too long');
  }

  #give(cells: readonly string[]): void {
    this.#row++;
    if (cells.every((cell) => cell === '')) return;
    if (cells.length > limits.columns) throw broken(this.#row, `超过${limits.columns}列 too many columns`);
    if (cells.some((cell) => cell.length > limits.cell)) throw broken(this.#row, `一格里的文字超过${limits.cell}个 a cell is too long`);
    this.#take({ row: this.#row, cells });
  }
}

/** What the first line is cut by: a comma, or a tab as copied out of a sheet. */
function delimiterOf(text: string): string | null {
  const end = text.indexOf('\n');
  if (end < 0 && text.length < 65_536) return null;
  const line = end < 0 ? text : text.slice(0, end);
  const count = (character: string): number => line.split(character).length;
  return count('\t') > count(',') ? '\t' : count(';') > count(',') ? ';' : ',';
}

/** One record with quotes from `from`; null while its end has not come. */
function quoted(text: string, from: number, delimiter: string): { cells: string[]; next: number } | null {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        const close = text.indexOf('"', at);
        if (close < 0) return null;
        cell += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
    }
    // What stands behind a closing quote is kept as it is written: nothing is lost, whoever wrote it.
    const stop = nextStop(text, at, delimiter);
    if (stop < 0) return null;
    cell += text.slice(at, text[stop] === '\n' && text[stop - 1] === '\r' ? stop - 1 : stop);
    cells.push(cell);
    if (text[stop] === '\n') return { cells, next: stop + 1 };
    at = stop + 1;
  }
}

function nextStop(text: string, from: number, delimiter: string): number {
  const line = text.indexOf('\n', from);
  if (line < 0) return -1;
  const cut = text.indexOf(delimiter, from);
  return cut >= 0 && cut < line ? cut : line;
}

function broken(row: number, detail: string): Problem {
  return new Problem('import.rows', { fields: [{ path: `第${row}行 row ${row}`, detail }] });
}
