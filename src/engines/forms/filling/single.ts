/** Single cells: 填报单位 above a roster, figures of a statistic, fields of a card. */
import { elementOf } from '../elements.ts';
import type { Answer } from '../understanding.ts';
import { isTaken, ofUnitOnly, textsOf, type Context, type Task } from './context.ts';
import { countOf } from './counts.ts';
import { isoDay } from './days.ts';
import { ofUnit, sourceOf, type Source } from './holding.ts';
import { labelEdits, tickEdits } from './inline.ts';
import { yearIn } from './period.ts';
import { CONTRADICTED, LOST, valueOf, type Held } from './registers.ts';
import { isRefused, writerOf, type CellText } from './values.ts';

/** One place that asks for one value. */
interface Place {
  readonly answer: Answer;
  readonly row: number;
  readonly column: number;
  readonly path: readonly string[];
  readonly label: string | null;
  readonly inline: boolean;
}

/** The record that a card is about; null for everything else. */
export interface Bearer {
  readonly record: Held;
  readonly subject: string;
}

export function fillSingles(task: Task, context: Context, bearer: Bearer | null): void {
  const { table } = task;
  const places: Place[] = [
    ...table.meta.map(({ row, column, label, inline, ...answer }) => ({ answer, row, column, path: [label], label, inline })),
    ...table.cells
      .filter(({ formula }) => !formula)
      .map(({ row, column, rowPath, columnPath, ...answer }) => ({
        answer,
        row,
        column,
        path: [...columnPath, ...rowPath],
        label: null,
        inline: false,
      })),
  ];
  const texts = textsOf(task.grid);
  for (const place of places) fillPlace(place, task, context, { bearer, standing: texts.get(place.row)?.get(place.column) ?? '' });
}

interface Around {
  readonly bearer: Bearer | null;
  /** What the cell says already. */
  readonly standing: string;
}

function fillPlace(place: Place, task: Task, context: Context, { bearer, standing }: Around): void {
  const { answer, row, column } = place;
  const { element, confidence } = answer;
  if (element === null) return;
  const miss = (reason: string): void => {
    context.missing.push({ sheet: task.fill.sheet, row: task.fill.moved(row), column, element, reason });
  };
  if (element.startsWith('report.') && element !== 'report.year') return miss('由填报人自己填');
  const year = yearIn(place.path, task.moment.year, answer.yearOffset);
  const found =
    bearer === null && asksForOne(element) ? null : lookUp(element, { ...task, moment: { ...task.moment, year } }, context, bearer);
  if (found === null) return miss(bearer === null && asksForOne(element) ? '没有说这张表填给谁' : '台账里没有这一项');
  const { value, source, counted } = found;
  const sure = isTaken({ element, confidence: counted ? Math.min(confidence, 0.8) : confidence }, context);
  const timeless = elementOf(element)?.period === 'timeless';
  const note = (filled: number): void => {
    context.provenance.push({
      sheet: task.table.sheet,
      row: task.fill.moved(row),
      column,
      element,
      from: source,
      asOf: timeless ? null : year === null ? null : String(year),
      confidence,
      filled,
      proposed: !sure,
    });
  };
  if (value === '') return miss('台账里是空的');
  if (value === LOST || value === CONTRADICTED) return miss('台账里的值靠不住，请核对');
  if (!sure) {
    note(0);
    return miss('要人看一眼再填');
  }
  const written = write(place, element, value, standing);
  if (typeof written === 'object' && 'reason' in written) return miss(written.reason);
  task.fill.put(row, column, written);
  note(1);
}

/** Facts of a person, a household, an event: which one, a form with single cells must say. */
function asksForOne(element: string): boolean {
  return !/^(?:unit|report|disaster)\./u.test(element);
}

interface Found {
  readonly value: string;
  readonly source: string;
  /** Counted from a register, not kept as such: shown before it is filled. */
  readonly counted: boolean;
}

function lookUp(element: string, task: Task, context: Context, bearer: Bearer | null): Found | null {
  const { registers, unit } = context;
  const { moment } = task;
  const told = (source: Source | null, record: Held): Found | null =>
    source === null ? null : { value: source.read(record), source: source.from, counted: false };
  if (element === 'report.year')
    return context.period === null ? null : { value: String(moment.year ?? context.period.year), source: '本表的年度', counted: false };
  if (bearer !== null && !/^(?:report)\./u.test(element)) return told(sourceOf(registers, bearer.subject, element, moment), bearer.record);
  if (element.startsWith('disaster.')) {
    const events = ofUnitOnly(registers.records('disaster'), context).filter((event) => within(event, context));
    const [event, ...more] = events;
    // Several events in the period: a form for one of them does not say which.
    return event === undefined || more.length > 0 ? null : told(sourceOf(registers, 'disaster', element, moment), event);
  }
  const code = unit ?? onlyUnit(context);
  if (code === null || !element.startsWith('unit.')) return null;
  const me: Held = { columns: new Map([['unit.code', 0]]), cells: [code], register: { name: '', keys: ['unit.code'], rows: [] } };
  const kept = told(ofUnit(registers, element, moment.year), me);
  if (kept !== null && kept.value !== '') return kept;
  const named = code.endsWith('000') ? townName(element, context, code) : null;
  if (named !== null) return { value: named, source: '区划', counted: false };
  if (kept !== null) return kept;
  const count = countOf(registers, element, code, moment);
  return count === null ? null : { value: count, source: '按台账数出来的', counted: true };
}

function within(event: Held, { period }: Context): boolean {
  const day = isoDay(valueOf(event, 'disaster.date') ?? '');
  return period === null || day === null || (day >= period.first && day <= period.last);
}

function onlyUnit({ registers }: Context): string | null {
  const units = registers.units();
  return units.length === 1 ? (units[0] ?? null) : null;
}

/** A town is named by its villages. */
function townName(element: string, context: Context, code: string): string | null {
  if (!['unit.name', 'unit.townName'].includes(element) || code.endsWith('000000')) return null;
  const names = new Set(ofUnitOnly(context.registers.records('unit'), context).map((fact) => valueOf(fact, 'unit.townName') ?? ''));
  names.delete('');
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

function write(place: Place, element: string, value: string, standing: string): CellText | { readonly reason: string } {
  const { answer, label, inline } = place;
  if (!inline && standing !== '') {
    const edits = tickEdits(element, value, standing);
    if (edits !== null) return { edits };
    if (!/^[\s\u3000_＿年月日]*$/u.test(standing)) return { reason: '表里已有内容' };
  }
  const samples = standing === '' ? [] : [standing];
  const written = writerOf({ element, unit: answer.unit, list: null, hints: place.path.join(' '), samples, format: null })(value);
  if (isRefused(written)) return { reason: written.refused };
  if (!inline || label === null) return written;
  if (typeof written === 'object' && !('text' in written)) return written;
  const text = typeof written === 'object' ? written.text : String(written);
  if (standing.replaceAll(/\s/gu, '').includes(text)) return { reason: '表里已有内容' };
  const edits = labelEdits(label, text, standing);
  return edits === null ? { reason: '表里已有内容' } : { edits };
}
