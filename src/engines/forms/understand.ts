/** Cells in, meaning out: every table of a template, what it is about, and which element answers each place. */
import { blocksBeside } from './beside.ts';
import { cardAnswers, fieldsOf, type Field } from './card.ts';
import { decide, type Open } from './decide.ts';
import type { Box, Grid } from './grid.ts';
import { isUnitLine, labelsIn, unitsOf, type Label } from './labels.ts';
import { layoutOf, type Block, type Layout } from './layout.ts';
import { candidates } from './match.ts';
import { confirmationsFor, fingerprintOf, type Confirmations } from './memory.ts';
import { columnsOf } from './roster.ts';
import { cellsOf, isStatistic, rolesOf } from './statistic.ts';
import { contextOf, type TableContext } from './subject.ts';
import { squeeze } from './text.ts';
import type { Unit } from './units.ts';
import type { Confirmed, Kind, LabelledCell, TableUnderstanding, Understanding } from './understanding.ts';
import { isBlank, View } from './view.ts';

export interface Told {
  /** What people decided before. */
  readonly confirmed?: readonly Confirmed[];
  /** The file's name often says what the sheet does not. */
  readonly fileName?: string;
}

interface Seen {
  readonly grid: Grid;
  readonly index: number;
  readonly view: View;
  readonly layout: Layout;
}

export function understand(grids: readonly Grid[], told: Told = {}): Understanding {
  const seen = grids.flatMap((grid, index) => sheetsOf(grid, index));
  const fingerprint = fingerprintOf(seen.flatMap((sheet) => wordsOf(sheet)));
  const memory = confirmationsFor(fingerprint, told.confirmed ?? []);
  return { fingerprint, tables: seen.flatMap((sheet) => tablesOf(sheet, memory, told.fileName ?? '')) };
}

/** A sheet, or its blocks where tables stand side by side. */
function sheetsOf(grid: Grid, index: number): readonly Seen[] {
  const view = new View(grid);
  const blocks = blocksBeside(grid, view);
  if (blocks.length < 2) return [{ grid, index, view, layout: layoutOf(view) }];
  const parts = blocks.map((block): Seen => {
    const part = new View(grid, block);
    return { grid, index, view: part, layout: layoutOf(part) };
  });
  const tables = parts.filter((part) => part.layout.fieldRows.length > 0 || (part.layout.blocks.length > 0 && !onlyCodes(part)));
  return tables.length === 0 ? parts.slice(0, 1) : tables;
}

/** The template's own words: headings and labels, not records. */
function wordsOf({ view, layout, grid }: Seen): readonly string[] {
  const headings = layout.blocks.flatMap(({ band }) => band.leaves.map((leaf) => leaf.path.map(({ heading }) => heading.whole).join('/')));
  const fields = fieldsOf(view, layout.fieldRows, []).map(({ path }) => path.map(({ whole }) => whole).join('/'));
  return [...headings, ...fields, ...(headings.length + fields.length === 0 ? [grid.name] : [])];
}

const codeSheet = /代码|字典|下拉|选项|参数|码表|数据源|枚举|说明|政策|须知|目录|封面|隐藏/u;

function tablesOf(sheet: Seen, memory: Confirmations, fileName: string): readonly TableUnderstanding[] {
  const { grid, view, layout } = sheet;
  const { blocks, fieldRows } = layout;
  const aside =
    grid.hidden || (codeSheet.test(grid.name) && fieldRows.length === 0 && blocks.every((block) => block.band.leaves.length <= 4));
  if (aside || (blocks.length === 0 && fieldRows.length === 0) || onlyCodes(sheet)) return [nothing(sheet)];
  const card = fieldRows.length > 0 && (blocks.length === 0 || isCard(layout));
  return card
    ? cardTables(sheet, memory, fileName)
    : blocks.map((block, at) => recordTable(sheet, block, at, memory, fileName)).filter((table) => view.rows > 0 && table !== null);
}

/** Labels with places before the heading, or beside the records: one subject's card with a table inside. */
function isCard({ blocks, fieldRows }: Layout): boolean {
  const first = blocks[0];
  if (first === undefined) return true;
  const before = fieldRows.filter((row) => row < first.band.from).length;
  const after = fieldRows.filter((row) => row > first.lastRow).length;
  return before > 0 || first.band.side.length > 0 || after >= 3;
}

/** Words in every cell and nothing to write: codes, policies, notes. */
function onlyCodes({ view, layout }: Seen): boolean {
  if (layout.fieldRows.length > 0) return false;
  return layout.blocks.every((block) => {
    const { band } = block;
    if (band.leaves.length > 3 || block.lastDataRow < block.firstDataRow) return false;
    for (let row = block.firstDataRow; row <= block.lastDataRow; row++)
      if (view.inRow(row, band.left, band.right).some((region) => isBlank(region))) return false;
    return block.lastDataRow > block.firstDataRow;
  });
}

function nothing({ grid, index, view, layout }: Seen): TableUnderstanding {
  return {
    ...empty(grid, index, layout),
    area: { top: 0, left: 0, bottom: Math.max(0, view.rows - 1), right: Math.max(0, view.columns - 1) },
  };
}

function empty(grid: Grid, index: number, layout: Layout): Omit<TableUnderstanding, 'area'> {
  return {
    sheet: grid.name,
    grid: index,
    kind: null,
    subject: null,
    title: layout.title,
    header: null,
    firstDataRow: null,
    lastTemplateRow: null,
    exampleRows: [],
    totalRows: [],
    noteRows: layout.noteRows,
    signatureRows: layout.signatureRows,
    columns: [],
    cells: [],
    meta: [],
  };
}

function titleOf({ grid, layout }: Seen, fileName: string): string {
  return [layout.title ?? '', grid.name, ...grid.before.map(squeeze), squeeze(fileName.replace(/\.[a-z]+$/iu, ''))].join(' ');
}

function recordTable(sheet: Seen, block: Block, at: number, memory: Confirmations, fileName: string): TableUnderstanding {
  const { grid, index, view, layout } = sheet;
  const kind: Kind = isStatistic(view, block) ? 'statistic' : 'roster';
  const labels = kind === 'statistic' ? lineLabels(sheet, block) : [];
  const cores = [...block.band.leaves.map((leaf) => leaf.path.map(({ heading }) => heading.core).join('>')), ...labels];
  const table = contextOf(kind, titleOf(sheet, fileName), cores);
  const metaRows = [...layout.metaRows, ...layout.signatureRows];
  const units = unitsOf(view, metaRows);
  const columns = kind === 'roster' ? columnsOf(view, grid, block, table, units, memory) : [];
  const cells = kind === 'statistic' ? cellsOf(view, block, table, units, memory) : [];
  const own = rowsOf(layout, at);
  return {
    ...empty(grid, index, layout),
    kind,
    subject: table.subject,
    area: areaOf(layout, at, block, view),
    header: { from: block.band.from, to: block.band.to },
    firstDataRow: block.firstDataRow,
    lastTemplateRow: block.lastDataRow >= block.firstDataRow ? block.lastDataRow : null,
    exampleRows: block.exampleRows,
    totalRows: block.totalRows,
    noteRows: layout.noteRows.filter(own),
    signatureRows: layout.signatureRows.filter(own),
    columns,
    cells,
    meta: metaOf(sheet, metaRows.filter(own), block.band.from, table, memory),
  };
}

/** Rows from behind the table before to ahead of the table after. */
function rowsOf(layout: Layout, at: number): (row: number) => boolean {
  const before = layout.blocks[at - 1];
  const after = layout.blocks[at + 1];
  const from = before === undefined ? -1 : before.lastDataRow;
  const to = after === undefined ? Number.POSITIVE_INFINITY : after.band.from;
  return (row) => row > from && row < to;
}

function areaOf(layout: Layout, at: number, block: Block, view: View): Box {
  const before = layout.blocks[at - 1];
  const after = layout.blocks[at + 1];
  return {
    top: before === undefined ? 0 : before.lastDataRow + 1,
    left: block.band.left,
    bottom: after === undefined ? view.rows - 1 : after.band.from - 1,
    right: block.band.right,
  };
}

function lineLabels({ view }: Seen, block: Block): readonly string[] {
  const columns = rolesOf(view, block).filter(({ role }) => role === 'label');
  const words: string[] = [];
  for (let row = block.firstDataRow; row <= block.lastDataRow; row++)
    for (const { column } of columns) words.push(view.at(row, column).heading.core);
  return words.filter((word) => word !== '');
}

function metaOf(
  { view }: Seen,
  rows: readonly number[],
  heading: number,
  table: TableContext,
  memory: Confirmations,
): readonly LabelledCell[] {
  const labels = rows
    .flatMap((row) => labelsIn(view, row).filter((label) => !isUnitLine(view.at(row, label.column))))
    .filter((label, at, all) => all.findIndex((other) => other.row === label.row && other.column === label.column) === at);
  const opens = labels.map((label): Open => {
    const place = label.row > heading ? 'foot' : 'head';
    const asked = { path: [label.label], unit: null, choices: null, place, owner: null } as const;
    return {
      matches: candidates(asked, table),
      group: `meta${label.row}:${label.column}`,
      confirmed: memory.of([label.label.shown]),
      closed: null,
    };
  });
  return decide(opens).map((decision, at): LabelledCell => labelled(labels[at], decision));
}

function labelled(label: Label | undefined, decision: ReturnType<typeof decide>[number]): LabelledCell {
  return {
    ...decision,
    row: label?.row ?? 0,
    column: label?.column ?? 0,
    label: label?.label.shown ?? '',
    inline: label?.inline ?? false,
    options: label?.options ?? null,
    unit: null,
    yearOffset: 0,
  };
}

function cardTables(sheet: Seen, memory: Confirmations, fileName: string): readonly TableUnderstanding[] {
  const { grid, index, view, layout } = sheet;
  const fields = fieldsOf(
    view,
    layout.fieldRows,
    layout.blocks.map(({ band }) => band),
  );
  const table = contextOf(
    'card',
    titleOf(sheet, fileName),
    fields.map(({ path }) => path.map(({ core }) => core).join('>')),
  );
  const metaRows = [...layout.metaRows, ...layout.signatureRows];
  const units: readonly Unit[] = unitsOf(view, metaRows);
  const answers = cardAnswers(fields, grid, table, units, memory);
  const taken = new Set(fields.map((field: Field) => `${field.row}:${field.column}`));
  const meta = metaOf(sheet, metaRows, fields[0]?.row ?? 0, table, memory).filter(({ row, column }) => !taken.has(`${row}:${column}`));
  const whole = { top: 0, left: 0, bottom: Math.max(0, view.rows - 1), right: Math.max(0, view.columns - 1) };
  const base = { ...empty(grid, index, layout), kind: 'card' as const, subject: table.subject, area: whole };
  const inner = layout.blocks.map((block, at): TableUnderstanding => {
    const cores = block.band.leaves.map((leaf) => [...block.band.side, ...leaf.path].map(({ heading }) => heading.core).join('>'));
    const members = { ...contextOf('roster', titleOf(sheet, fileName), cores), subject: 'person', child: false, hasHead: false };
    return {
      ...base,
      ...(at > 0 ? { area: { top: block.band.from, left: block.band.left, bottom: block.lastDataRow, right: block.band.right } } : {}),
      header: { from: block.band.from, to: block.band.to },
      firstDataRow: block.firstDataRow,
      lastTemplateRow: block.lastDataRow >= block.firstDataRow ? block.lastDataRow : null,
      exampleRows: block.exampleRows,
      totalRows: block.totalRows,
      columns: columnsOf(view, grid, block, members, units, memory),
      meta: at === 0 ? [...answers, ...meta] : [],
    };
  });
  return inner.length > 0 ? inner : [{ ...base, meta: [...answers, ...meta] }];
}
