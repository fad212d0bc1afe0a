/** An understanding as the contract of `map --json` writes it (rows from 1, letters for columns), and in words for a person. */
import { elementOf } from './elements.ts';
import type { Answer, Candidate, TableUnderstanding, Understanding } from './understanding.ts';

export interface PresentedTable {
  readonly sheet: string;
  readonly header: { readonly from: number; readonly to: number } | null;
  readonly firstDataRow: number | null;
  readonly lastTemplateRow: number | null;
  readonly kind: TableUnderstanding['kind'];
  readonly subject: string | null;
  readonly columns: readonly (PresentedAnswer & { readonly column: string; readonly path: readonly string[] })[];
  readonly cells?: readonly (PresentedAnswer & {
    readonly cell: string;
    readonly row: readonly string[];
    readonly column: readonly string[];
  })[];
  readonly meta: readonly (PresentedAnswer & { readonly cell: string; readonly label: string })[];
}

export interface PresentedAnswer {
  readonly element: string | null;
  readonly confidence: number;
  readonly alternatives: readonly Candidate[];
  readonly unit: string | null;
}

export interface PresentedUnderstanding {
  readonly fingerprint: string;
  readonly sheets: readonly PresentedTable[];
}

export function presentUnderstanding({ fingerprint, tables }: Understanding): PresentedUnderstanding {
  return { fingerprint, sheets: tables.map((table) => presentTable(table)) };
}

function presentTable(table: TableUnderstanding): PresentedTable {
  const one = (row: number | null): number | null => (row === null ? null : row + 1);
  return {
    sheet: table.sheet,
    header: table.header === null ? null : { from: table.header.from + 1, to: table.header.to + 1 },
    firstDataRow: one(table.firstDataRow),
    lastTemplateRow: one(table.lastTemplateRow),
    kind: table.kind,
    subject: table.subject,
    columns: table.columns.map((column) => ({ column: columnLetters(column.column), path: column.path, ...answer(column) })),
    ...(table.kind === 'statistic'
      ? {
          cells: table.cells.map((cell) => ({
            cell: cellName(cell.row, cell.column),
            row: cell.rowPath,
            column: cell.columnPath,
            ...answer(cell),
          })),
        }
      : {}),
    meta: table.meta.map((cell) => ({ cell: cellName(cell.row, cell.column), label: cell.label, ...answer(cell) })),
  };
}

function answer({ element, confidence, alternatives, unit }: Answer): PresentedAnswer {
  return { element, confidence, alternatives, unit };
}

export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

const kinds = { roster: '花名册（一行一条记录）', card: '登记卡（一张表一个对象）', statistic: '统计表（按行列填数）' } as const;

/** In words; with `all`, every candidate and the reason. */
export function explainUnderstanding({ fingerprint, tables }: Understanding, all: boolean): string {
  const lines = tables.flatMap((table) => [
    ...aboutTable(table),
    ...answersOf(table).flatMap(([place, words, given]) => aboutAnswer(place, words, given, all)),
    '',
  ]);
  return [...(all ? [`指纹 ${fingerprint}`, ''] : []), ...lines].join('\n');
}

function aboutTable(table: TableUnderstanding): readonly string[] {
  if (table.kind === null) return [`【${table.sheet}】没有要填的表`];
  const { header, firstDataRow, lastTemplateRow, exampleRows, totalRows, noteRows, signatureRows } = table;
  const rows = (label: string, found: readonly number[]): readonly string[] =>
    found.length === 0 ? [] : [`${label}第${found.map((row) => row + 1).join('、')}行`];
  const places = [
    ...(header === null ? [] : [`表头第${header.from + 1}–${header.to + 1}行`]),
    ...(firstDataRow === null ? [] : [`从第${firstDataRow + 1}行填起`]),
    ...(lastTemplateRow === null ? [] : [`留到第${lastTemplateRow + 1}行`]),
    ...rows('示例', exampleRows),
    ...rows('合计', totalRows),
    ...rows('说明', noteRows),
    ...rows('签字', signatureRows),
  ];
  return [`【${table.sheet}】${table.title ?? ''}`, `  ${kinds[table.kind]}，说的是 ${table.subject ?? '—'}；${places.join('，')}`];
}

function answersOf(table: TableUnderstanding): readonly (readonly [string, string, Answer])[] {
  return [
    ...table.meta.map((cell) => [cellName(cell.row, cell.column), cell.label, cell] as const),
    ...table.columns.map((column) => [columnLetters(column.column), column.path.join(' › '), column] as const),
    ...table.cells.map((cell) => [cellName(cell.row, cell.column), [...cell.rowPath, '×', ...cell.columnPath].join(' '), cell] as const),
  ];
}

function aboutAnswer(place: string, words: string, given: Answer, all: boolean): readonly string[] {
  const name = given.element === null ? '—' : `${elementOf(given.element)?.zh ?? ''} ${given.element} ${given.confidence.toFixed(2)}`;
  const first = `  ${place.padEnd(4)} ${words}  →  ${name}${given.unit === null ? '' : `（${given.unit}）`}`;
  if (!all) return [first];
  const others = given.alternatives.map(({ element, confidence }) => `${element} ${confidence.toFixed(2)}`);
  return [first, `         ${given.why.join('；')}`, ...(others.length === 0 ? [] : [`         还想过：${others.join('，')}`])];
}
