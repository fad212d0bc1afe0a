/** What a filled table should hold, beside the labels of what it asks: `who` names the records, `filled` the whole of the rows it speaks of. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fillForm, parsePeriod, understand, type Filling, type Registers } from '../../src/engines/forms/index.ts';
import { letters, type Labelled } from './templates.ts';

export interface Wanted {
  /** Null: not said. */
  readonly who: readonly string[] | null;
  /** By row from 1: text by column letter; null: not said. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<string, string>> | null;
}

export function wantedIn(file: string): ReadonlyMap<string, Wanted> {
  const text = readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
  const found = new Map<string, Wanted>();
  for (const part of text.split(/^=== /mu).slice(1)) {
    const name = (part.split('\n')[0] ?? '').trim();
    const line = (word: string): string | null => new RegExp(`^${word} (.*)$`, 'mu').exec(part)?.[1]?.trim() ?? null;
    const who = line('who');
    const filled = line('filled');
    found.set(name, {
      who: who === null ? null : who === 'none' ? [] : who.split(/\s+/u),
      rows: filled === null ? null : rowsIn(filled === 'nothing' ? '' : filled),
    });
  }
  return found;
}

function rowsIn(text: string): Map<number, Map<string, string>> {
  const rows = new Map<number, Map<string, string>>();
  for (const one of text.split(';')) {
    const [, column = '', row = '', value = ''] = /^\s*([A-Z]+)(\d+)=(.*?)\s*$/u.exec(one) ?? [];
    if (column === '') continue;
    const cells = rows.get(Number(row)) ?? new Map<string, string>();
    rows.set(Number(row), cells.set(column, value));
  }
  return rows;
}

/** The template filled for 柳湾村 and 2025. */
export function fillOf(form: Labelled, registers: Registers): Filling {
  return fillForm(understand([form.grid]), [form.grid], registers, {
    unit: '990127100201',
    period: parsePeriod('2025'),
    accept: false,
    record: null,
    fileName: '附件.xlsx',
  });
}

/** What was written, by row and column letter. */
export function cellsOf({ sheets }: Filling): ReadonlyMap<number, ReadonlyMap<string, string>> {
  const rows = new Map<number, Map<string, string>>();
  const put = (row: number, column: number, value: unknown): void => {
    if (value === null) return;
    const cells = rows.get(row + 1) ?? new Map<string, string>();
    rows.set(row + 1, cells.set(letters(column), textOf(value)));
  };
  for (const { blocks, cells } of sheets) {
    for (const { firstRow, columns } of blocks)
      for (const [column, values] of columns) for (const [at, value] of values.entries()) put(firstRow + at, column, value);
    for (const [row, values] of cells) for (const [column, value] of values) put(row, column, value);
  }
  return rows;
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'text' in value) return String(value.text);
  if (typeof value === 'object' && value !== null && 'edits' in value)
    return (value.edits as readonly { readonly text: string }[]).map(({ text }) => text).join('+');
  return String(value);
}

const naming = /^(?:person\.name|household\.headName|unit\.villageName|unit\.name|hazard\.place|site\.name|land\.code|animal\.kind|house\.code)$/u; // prettier-ignore

/** Names in the rows that were filled, in the first column that names its records. */
export function whoIn(form: Labelled, filling: Filling): readonly string[] {
  const [table] = understand([form.grid]).tables;
  const columns = table?.columns.filter(({ element }) => element !== null && naming.test(element)) ?? [];
  const first = columns.find(({ element }) => element === 'person.name') ?? columns[0];
  if (first === undefined || table === undefined) return [];
  const same = columns.filter(({ element }) => element === first.element).map(({ column }) => letters(column));
  const found: string[] = [];
  for (const [row, cells] of cellsOf(filling))
    if (row > (table.header?.to ?? 0) + 1) for (const column of same) found.push(...[cells.get(column) ?? []].flat());
  return found;
}
