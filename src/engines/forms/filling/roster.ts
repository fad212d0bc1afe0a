/** One record a line: which ones, in which columns, and lines put in where the template has too few. */
import { elementOf } from '../elements.ts';
import type { ColumnAnswer } from '../understanding.ts';
import { assignFree, assignNamed, type Placed } from './assign.ts';
import { belongingOf, isUnclear, type Belonging } from './belonging.ts';
import { isTaken, ofUnitOnly, textsOf, type Context, type Task } from './context.ts';
import { isoDay } from './days.ts';
import { sourceOf, type Source } from './holding.ts';
import { tickEdits } from './inline.ts';
import { linesOf } from './lines.ts';
import { yearIn } from './period.ts';
import { CONTRADICTED, LOST, valueOf, type Held } from './registers.ts';
import { continueSerials } from './serials.ts';
import type { Missing } from './sheet-fill.ts';
import { isRefused, writerOf, type CellText, type Writer } from './values.ts';

interface Column {
  readonly answer: ColumnAnswer;
  readonly element: string;
  readonly source: Source | null;
  readonly write: Writer;
}

/** Titles, names and sentences of the notes that say whom the form asks. */
export interface Selection {
  readonly titles: readonly string[];
  readonly around: readonly string[];
  readonly scope: readonly string[];
}

export function fillRoster(task: Task, context: Context, selection: Selection): void {
  const { table, fill, grid } = task;
  const { firstDataRow, lastTemplateRow, subject } = table;
  if (firstDataRow === null || lastTemplateRow === null || subject === null) return;
  const lines = linesOf(table, grid);
  const columns = columnsOf(task, context, subject).filter(({ answer }) => typeof lines === 'string' || !lines.shared.has(answer.column));
  const taken = columns.filter(({ answer }) => isTaken(answer, context));
  for (const { answer, element } of columns)
    if (!isTaken(answer, context))
      note(task, context, answer.column, { element, from: '', confidence: answer.confidence, filled: 0, proposed: true });
  const open = (reason: string): void => {
    for (const { answer, element } of taken) miss(task, context, firstDataRow, answer.column, element, reason);
  };
  if (typeof lines === 'string') return open(lines);
  if (taken.every(({ source }) => source === null)) return open(NOT_KEPT);
  const all = heldIn(task, context, subject, ofUnitOnly(context.registers.records(subject), context));
  if (all.length === 0) return open(`台账里没有${context.unit === null ? '' : '这个单位的'}记录`);
  let assigned = assignNamed(lines, all, context.registers);
  if (assigned === null) {
    const belonging = belongingIn(task, context, subject, selection);
    if (typeof belonging === 'string') return open(belonging);
    assigned = assignFree({ table, lines, mayGrow: fill.insertion === null }, all.filter(belonging.belongs));
  }
  if (assigned.more > 0) fill.insertion = { after: lastTemplateRow, count: assigned.more };
  if (assigned.without > 0)
    miss(task, context, lastTemplateRow, table.columns[0]?.column ?? 0, taken[0]?.element ?? '', `还有${assigned.without}条放不下`);
  for (const row of assigned.unknown) miss(task, context, row, table.columns[0]?.column ?? 0, taken[0]?.element ?? '', UNKNOWN);
  writeColumns(task, context, taken, assigned.placed);
  if (fill.insertion !== null) continueSerials(task);
}

const UNKNOWN = '这一行写的是谁，台账里对不上';
const NOT_KEPT = '台账里没有这一项';

function columnsOf({ table, grid, moment }: Task, context: Context, subject: string): Column[] {
  const texts = textsOf(grid);
  const notes = table.noteRows.flatMap((row) => [...(texts.get(row)?.values() ?? [])]);
  return table.columns.flatMap((answer) => {
    const { element } = answer;
    if (element === null || answer.role !== 'value' || (element.startsWith('report.') && element !== 'report.year')) return [];
    const samples = table.exampleRows.flatMap((row) => texts.get(row)?.get(answer.column) ?? []);
    const leaf = answer.path.at(-1) ?? '';
    const told = notes
      .flatMap((text) => text.split(/[；;。\n]/u))
      .filter((clause) => leaf !== '' && clause.includes(leaf.replaceAll(/[（(].*$/gu, '')));
    const year = yearIn(answer.path, moment.year, answer.yearOffset);
    const own = { ...moment, year };
    const source =
      element === 'report.year'
        ? year === null
          ? null
          : { read: () => String(year), from: '本表的年度' }
        : inYear(element, year, moment.year)
          ? sourceOf(context.registers, subject === 'unit' && year !== moment.year ? 'unit/year' : subject, element, own)
          : null;
    const write = writerOf({
      element,
      unit: answer.unit,
      list: usable(answer, source, context, subject),
      hints: [...answer.path, ...told].join(' '),
      samples,
      format: answer.format,
    });
    return [{ answer, element, source, write }];
  });
}

/** The dictionary's incomes are those of the last full year, and what follows from them. */
const ofLastYear = /^(?:household\.(?:income|productionExpense)|person\.annualIncome)/u;

/** Registers of people and things keep what is now: another year is asked in vain, save where the fact itself is of the year before. */
function inYear(key: string, asked: number | null, year: number | null): boolean {
  const element = elementOf(key);
  if (asked === year || element === null || element.subject === 'unit') return true;
  if (element.period === 'timeless' || element.period === 'event') return true;
  return asked !== null && year !== null && asked === year - 1 && ofLastYear.test(key);
}

/** A list that none of the held values is in belongs to another column: it is the template's mistake. */
function usable({ list, element }: ColumnAnswer, source: Source | null, context: Context, subject: string): readonly string[] | null {
  if (list === null || source === null || element === null || elementOf(element)?.codeList === null) return list;
  const values = new Set(ofUnitOnly(context.registers.records(subject), context).slice(0, 2_000).map(source.read));
  values.delete('');
  const write = writerOf({ element, unit: null, list, hints: '', samples: [], format: null });
  return values.size > 0 &&
    [...values].every((value) => isRefused(write(value))) &&
    !list.some((choice) => elementOf(element)?.codeList?.some(({ zh }) => zh === choice.trim()))
    ? null
    : list;
}

/** A reason instead of a choice: who belongs cannot be told. */
function belongingIn({ moment }: Task, { registers }: Context, subject: string, selection: Selection): Belonging | string {
  const places = new Set<string>();
  for (const fact of registers.records('unit'))
    for (const key of ['unit.name', 'unit.townName', 'unit.villageName']) places.add(valueOf(fact, key) ?? '');
  places.delete('');
  if (subject === 'unit' && moment.year === null && new Set(registers.records('unit').map((fact) => valueOf(fact, 'report.year'))).size > 1)
    return '台账里有几年的数，没有说填哪一年';
  const belonging = belongingOf(registers, { ...selection, subject, places: [...places] }, moment);
  return isUnclear(belonging) ? `看不出哪些该进这张表（“${belonging.unclear}”不明白，或台账里没有），没有填，请先确认范围` : belonging;
}

/** Facts of the year, events of the period. */
function heldIn({ moment }: Task, { registers, period }: Context, subject: string, all: readonly Held[]): readonly Held[] {
  let records = all;
  if (subject === 'unit' && moment.year !== null)
    records = records.filter((record) => (valueOf(record, 'report.year') ?? String(moment.year)) === String(moment.year));
  const dated = `${subject}.date`;
  if (period === null || !registers.keeps(subject, dated)) return records;
  return records.filter((record) => {
    const day = isoDay(valueOf(record, dated) ?? '');
    return day === null || (day >= period.first && day <= period.last);
  });
}

/** Record by record, as the registers lie in memory; what is left open is told column by column. */
function writeColumns(task: Task, context: Context, columns: readonly Column[], placed: readonly Placed[]): void {
  const { table, grid, fill } = task;
  const first = table.firstDataRow ?? 0;
  const last = table.lastTemplateRow ?? -1;
  const present = textsOf(grid);
  const height = placed.reduce((most, { row }) => Math.max(most, row - first + 1), 0);
  const written = columns.map((column) => ({
    column,
    values: Array.from<CellText | null>({ length: height }).fill(null),
    filled: 0,
    open: [] as Missing[],
  }));
  for (const { row, record, copy } of placed) {
    const texts = row <= last ? present.get(row) : undefined;
    for (const one of written) {
      const { answer, element, source, write } = one.column;
      if (answer.copy !== copy) continue;
      const standing = texts?.get(answer.column);
      const value = source === null ? NOTHING : told(source.read(record), element, write, standing);
      if (typeof value === 'object' && 'reason' in value) {
        if (standing === undefined || value.reason !== STANDS)
          one.open.push({ sheet: fill.sheet, row, column: answer.column, element, reason: value.reason });
        continue;
      }
      one.values[row - first] = value;
      one.filled++;
    }
  }
  const block = new Map<number, (CellText | null)[]>();
  for (const { column, values, filled, open } of written) {
    const { answer, element, source } = column;
    for (const one of open) context.missing.push(one);
    if (filled > 0) block.set(answer.column, values);
    fill.filled += filled;
    note(task, context, answer.column, { element, from: source?.from ?? '', confidence: answer.confidence, filled, proposed: false });
  }
  if (block.size > 0) fill.blocks.push({ firstRow: first, columns: block });
}

const NOTHING = { reason: NOT_KEPT };
const BLANK = { reason: '台账里是空的' };
const STANDS = '表里已有内容';

function told(value: string, element: string, write: Writer, standing: string | undefined): CellText | { readonly reason: string } {
  if (value === '') return BLANK;
  if (value === LOST) return { reason: '台账里这个号码按数字存过，末几位已经丢了' };
  if (value === CONTRADICTED) return { reason: '台账里的值和身份证号说的不一样' };
  if (standing !== undefined) {
    const edits = tickEdits(element, value, standing);
    return edits === null ? { reason: STANDS } : { edits };
  }
  const written = write(value);
  return isRefused(written) ? { reason: written.refused } : written;
}

function note(
  { table, moment }: Task,
  context: Context,
  column: number,
  told: { element: string; from: string; confidence: number; filled: number; proposed: boolean },
): void {
  const period = elementOf(told.element)?.period;
  const asOf =
    period === 'timeless' || period === 'event'
      ? null
      : period === 'year'
        ? moment.year === null
          ? null
          : String(moment.year)
        : moment.day;
  context.provenance.push({ sheet: table.sheet, row: null, column, asOf, ...told });
}

function miss({ table, fill }: Task, context: Context, row: number, column: number, element: string, reason: string): void {
  context.missing.push({ sheet: table.sheet, row: fill.moved(row), column, element, reason });
}
