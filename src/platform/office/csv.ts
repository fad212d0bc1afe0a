import { parse } from 'csv-parse/sync';
import { Problem } from '../../problem.ts';

export interface CsvRow {
  /** As a person counts in the sheet: the header is row 1. */
  readonly row: number;
  /** Trimmed; a column that the file does not have is an empty text. */
  cell(column: string): string;
}

/** Rows by the names of the header, in any order of columns. @throws Problem import.rows where the file is no csv or lacks the first column */
export function readCsv(text: string, columns: readonly string[]): CsvRow[] {
  const records = recordsOf(text);
  const [first = ''] = columns;
  if (records[0] !== undefined && records[0][first] === undefined) {
    throw new Problem('import.rows', {
      fields: [{ path: '第1行 row 1', detail: `要有表头 ${columns.join(',')} the header row is missing` }],
    });
  }
  return records.map((record, index) => ({ row: index + 2, cell: (column) => record[column] ?? '' }));
}

function recordsOf(text: string): Record<string, string>[] {
  try {
    return parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      trim: true,
      skip_empty_lines: true,
    });
  } catch (cause) {
    throw new Problem('import.rows', { fields: [{ path: 'csv', detail: cause instanceof Error ? cause.message : 'not csv' }], cause });
  }
}

/** Cells that a spreadsheet would run as a formula get a leading quote (ASVS 5.0 V1.2.10), their full-width twins too. */
const risky = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** RFC 4180 with a byte order mark, so that Excel and WPS read it as UTF-8. Numbers are typed and stay as they are. */
export function writeCsv(header: readonly string[], rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return `\uFEFF${[header, ...rows].map(csvLine).join('')}`;
}

/** One line of such a file, for whoever writes it piece by piece. */
export function csvLine(row: readonly (string | number | boolean | null)[]): string {
  return `${row.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = risky.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
