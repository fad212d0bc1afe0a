/** A table of labels by the row and by the column: what each cell asks. */
import { isLabel } from './band.ts';
import { decide, type Open } from './decide.ts';
import type { Block } from './layout.ts';
import { context } from './lexicon.ts';
import { candidates, type Match } from './match.ts';
import type { Confirmations } from './memory.ts';
import { defaultUnit } from './roster.ts';
import { isCodeColumn, isNeutralColumn, isRemarkColumn, isTotalText, isUnitColumn } from './rows.ts';
import type { TableContext } from './subject.ts';
import { headingOf, type Heading } from './text.ts';
import { unitOf, type Unit } from './units.ts';
import type { StatisticCell } from './understanding.ts';
import { isBlank, type Region, type View } from './view.ts';

/** Beyond this it is a data set, not a form. */
const MOST_CELLS = 3_000;

type Role = 'label' | 'unit' | 'code' | 'remark' | 'value';

/** Columns by what stands in them: labels go down, values are to be written. */
export function rolesOf(view: View, block: Block): readonly { readonly column: number; readonly role: Role }[] {
  return block.band.leaves.map(({ column, path }) => {
    const core = path.at(-1)?.heading.core ?? '';
    const { labels, filled, rows } = bodyOf(view, block, column);
    if (isUnitColumn(core)) return { column, role: 'unit' };
    if (isCodeColumn(core) && filled >= rows * 0.5) return { column, role: 'code' };
    if (isRemarkColumn(core)) return { column, role: 'remark' };
    if (rows > 0 && labels >= Math.max(1, rows * 0.6)) return { column, role: unitsDown(view, block, column) ? 'unit' : 'label' };
    return { column, role: 'value' };
  });
}

function bodyOf(view: View, block: Block, column: number): { labels: number; filled: number; rows: number } {
  let labels = 0;
  let filled = 0;
  let rows = 0;
  for (let row = block.firstDataRow; row <= lastSampled(block); row++) {
    const region = view.at(row, column);
    rows++;
    if (isLabel(region)) labels++;
    if (!isBlank(region)) filled++;
  }
  return { labels, filled, rows };
}

function unitsDown(view: View, block: Block, column: number): boolean {
  let units = 0;
  let rows = 0;
  for (let row = block.firstDataRow; row <= lastSampled(block); row++) {
    const text = view.at(row, column).heading.shown;
    if (text === '') continue;
    rows++;
    if (unitOf(text) !== null) units++;
  }
  return rows > 0 && units >= rows * 0.8;
}

/** Whether labels or records go down shows in the first rows. */
function lastSampled(block: Block): number {
  return Math.min(lastRow(block), block.firstDataRow + 80);
}

function lastRow(block: Block): number {
  return Math.max(block.lastDataRow, ...block.totalRows);
}

/** Labels in the first columns, places for values behind them, and the labels are no records themselves. */
export function isStatistic(view: View, block: Block): boolean {
  const roles = rolesOf(view, block);
  const labelColumns = roles.filter(({ role }) => role === 'label');
  const values = roles.filter(({ role }) => role === 'value');
  const first = labelColumns[0];
  if (first === undefined || values.length === 0 || lastRow(block) <= block.firstDataRow) return false;
  if (!values.some(({ column }) => bodyOf(view, block, column).filled < bodyOf(view, block, column).rows)) return false;
  const heading = block.band.leaves.find(({ column }) => column === first.column)?.path.at(-1)?.heading.core ?? '';
  if (
    /姓名|户主|^(?:村|乡镇|镇|街道|社区|单位|学校|县|地区|区县|企业|日)(?!.*类型)/u.test(heading) ||
    (/(?:村名|村别|乡镇|名称)$/u.test(heading) && !/指标|项目|类/u.test(heading))
  )
    return false;
  return labelColumns.length <= Math.max(2, roles.length / 2) && !recordsIn(view, block, first.column);
}

/** XX村, XX镇 down the first column: a record a row. */
function recordsIn(view: View, block: Block, column: number): boolean {
  let places = 0;
  let rows = 0;
  for (let row = block.firstDataRow; row <= lastSampled(block); row++) {
    const { shown } = view.at(row, column).heading;
    if (shown === '' || isTotalText(shown)) continue;
    rows++;
    if (/(?:村|镇|乡|街道|社区|县|学校|小学|中学|幼儿园|卫生院)$/u.test(shown)) places++;
  }
  return rows > 0 && places >= rows * 0.7;
}

interface Line {
  readonly row: number;
  readonly path: readonly Heading[];
  readonly unit: Unit | null;
}

interface Place {
  readonly line: Line;
  readonly column: number;
  readonly heads: readonly Heading[];
  readonly region: Region;
}

export function cellsOf(
  view: View,
  block: Block,
  table: TableContext,
  units: readonly Unit[],
  memory: Confirmations,
): readonly StatisticCell[] {
  const places = placesOf(view, block);
  const opens = places.map(({ line, heads, region }): Open => ({
    matches: matchesOf(line, heads, table),
    group: 'cells',
    confirmed: memory.of([...line.path, ...heads].map(({ shown }) => shown)),
    closed: region.formula === null ? null : '模板自己用公式算',
  }));
  return decide(opens).map((decision, index): StatisticCell => {
    const place = places[index];
    const line = place?.line ?? { row: 0, path: [], unit: null };
    const words = [...line.path, ...(place?.heads ?? [])];
    const unit = line.unit ?? words.findLast((heading) => heading.unit !== null)?.unit ?? null;
    const previous = words.some(({ core }) => context.previousYear.test(core));
    return {
      ...decision,
      row: line.row,
      column: place?.column ?? 0,
      rowPath: line.path.map(({ shown }) => shown),
      columnPath: (place?.heads ?? []).map(({ shown }) => shown),
      formula: place?.region.formula !== null,
      unit: unit?.text ?? defaultUnit(decision.element, units),
      yearOffset: previous && decision.element?.startsWith('unit.') === true ? -1 : 0,
    };
  });
}

function placesOf(view: View, block: Block): readonly Place[] {
  const roles = rolesOf(view, block);
  const places: Place[] = [];
  let labels: number[] = [];
  let unitColumn: number | null = null;
  let inLabels = false;
  for (const { column, role } of roles) {
    if (role === 'label') {
      // A label column behind values begins the next block at the right.
      if (!inLabels) {
        labels = [];
        unitColumn = null;
      }
      labels.push(column);
    }
    if (role === 'label' || role === 'unit' || role === 'code') inLabels = true;
    if (role === 'unit') unitColumn = column;
    if (role !== 'value') continue;
    inLabels = false;
    const heads = block.band.leaves.find((leaf) => leaf.column === column)?.path.map(({ heading }) => heading) ?? [];
    for (const line of linesOf(view, block, labels, unitColumn)) {
      const region = view.at(line.row, column);
      if (region.top === line.row && region.left === column) places.push({ line, column, heads, region });
    }
  }
  return places.sort((a, b) => a.column - b.column || a.line.row - b.line.row).slice(0, MOST_CELLS);
}

/** Rows with the labels above them: groups at the left, sections, and what they are part of (其中). */
function linesOf(view: View, block: Block, labels: readonly number[], unitColumn: number | null): readonly Line[] {
  const lines: Line[] = [];
  let whole: { heading: Heading; indent: number }[] = [];
  for (let row = block.firstDataRow; row <= lastRow(block); row++) {
    const regions = labels
      .map((column) => view.at(row, column))
      .filter((region, index, all) => !isBlank(region) && all.indexOf(region) === index);
    const leaf = regions.at(-1);
    if (leaf === undefined) continue;
    const heading = headingOf(leaf.text);
    const groups = regions.slice(0, -1).map((region) => region.heading);
    if (!heading.ofWhich && heading.indent === 0) whole = [];
    else if (!heading.ofWhich) whole = whole.filter(({ indent }) => indent < heading.indent || indent === 0);
    const parents =
      heading.ofWhich || heading.indent > 0
        ? whole.filter(({ indent }) => indent < heading.indent || heading.ofWhich).map((part) => part.heading)
        : [];
    const unit = heading.unit ?? (unitColumn === null ? null : unitOf(view.at(row, unitColumn).heading.shown.replace(/[（()）]/gu, '')));
    lines.push({ row, path: [...groups, ...parents.slice(-1), heading], unit });
    if (!heading.ofWhich && heading.indent === 0) whole = [{ heading, indent: 0 }];
  }
  return lines;
}

function matchesOf(line: Line, heads: readonly Heading[], table: TableContext): readonly Match[] {
  const head = heads.at(-1);
  const column = head?.core ?? '';
  const base = { choices: null, place: 'table' as const, owner: null };
  const leaf = line.path.at(-1);
  if (leaf === undefined) return [];
  const neutral = head === undefined || isNeutralColumn(column) || isNeutralColumn(head.whole);
  const unit = line.unit ?? head?.unit ?? null;
  const alone = neutral || measures(column, unit, head) ? ownOf(line, candidates({ ...base, path: line.path, unit }, table)) : [];
  // 低保 × 户数: row and column say it together.
  const together = neutral
    ? []
    : candidates({ ...base, path: [leaf, ...(head === undefined ? [] : [head])], unit: head?.unit ?? line.unit }, table);
  const joined = together.filter(({ why }) => why[0]?.includes('下的') === true);
  const fitting = neutral ? alone : [...alone.filter(({ element }) => fitsColumn(element, column)), ...joined];
  const ranked = fitting.toSorted((a, b) => b.confidence - a.confidence);
  return ranked.filter((match, at) => ranked.findIndex(({ element }) => element === match.element) === at);
}

function measures(column: string, unit: Unit | null, head: Heading | undefined): boolean {
  return /^(?:户数?|人数?|人口数?|个数|间数|面积|数量|总数)$/u.test(column) || (head?.unit !== null && unit !== null && column === '');
}

/** Is this what the column counts: persons under 人数, households under 户数? */
function fitsColumn(element: string, column: string): boolean {
  const households = /households/iu.test(element);
  if (/^户数?$/u.test(column)) return households;
  if (/^(?:人数?|人口数?)$/u.test(column))
    return !households && /Population|Persons|elderly|labor|migrant|Children|medical|affected|transferred/iu.test(element);
  return true;
}

/** A part of something narrower than the whole village is not the village's figure. */
function ownOf(line: Line, matches: readonly Match[]): readonly Match[] {
  const leaf = line.path.at(-1);
  const parent = line.path.at(-2);
  if (leaf === undefined || parent === undefined || (!leaf.ofWhich && leaf.indent === 0)) return matches;
  const joined = matches.filter(({ why }) => why[0]?.includes('下的') === true);
  return context.wholeOf.test(parent.core) && !/脱贫|贫困|监测|流动|外来|困难|参保/u.test(parent.core) ? matches : joined;
}
