/** A table of records: what each column asks. */
import type { Leaf } from './band.ts';
import { decide, type Open } from './decide.ts';
import { elementOf } from './elements.ts';
import type { Box, Grid } from './grid.ts';
import type { Block } from './layout.ts';
import { context } from './lexicon.ts';
import { candidates } from './match.ts';
import type { Confirmations } from './memory.ts';
import { isSerialHeading } from './rows.ts';
import type { TableContext } from './subject.ts';
import { unitOf, type Unit } from './units.ts';
import type { ColumnAnswer } from './understanding.ts';
import type { Region, View } from './view.ts';

export function columnsOf(
  view: View,
  grid: Grid,
  block: Block,
  table: TableContext,
  units: readonly Unit[],
  memory: Confirmations,
): readonly ColumnAnswer[] {
  const { band } = block;
  const side = band.side.map((region) => region);
  const opens: Open[] = [];
  const facts: {
    path: readonly string[];
    role: ColumnAnswer['role'];
    unit: Unit | null;
    list: readonly string[] | null;
    format: string | null;
    previous: boolean;
  }[] = [];
  const copies = copiesOf(band.leaves);
  for (const [index, leaf] of band.leaves.entries()) {
    const regions = [...side, ...leaf.path];
    const path = regions.map(({ heading }) => heading.shown);
    const first = view.at(Math.min(block.firstDataRow, view.rows - 1), leaf.column);
    const unit =
      leaf.path.at(-1)?.heading.unit ??
      unitBelow(view, block, leaf) ??
      leaf.path.findLast(({ heading }) => heading.unit !== null)?.heading.unit ??
      null;
    const role = roleOf(view, block, leaf, first);
    const list = listAt(grid, block.firstDataRow, leaf.column);
    const asked = { path: regions.map(({ heading }) => heading), unit, choices: list, place: 'table' as const, owner: null };
    opens.push({
      matches: role === 'serial' ? [] : candidates(asked, table),
      group: `${copies[index] ?? 0}|${yearSaid(path)}`,
      confirmed: memory.of(path),
      closed: role === 'serial' ? '是序号' : role === 'formula' ? '模板自己用公式算' : null,
    });
    facts.push({
      path,
      role,
      unit,
      list,
      format: first.format,
      previous: regions.some(({ heading }) => context.previousYear.test(heading.core)),
    });
  }
  return decide(opens).map((decision, index): ColumnAnswer => {
    const { path, role, unit, list, format, previous } = facts[index] ?? {
      path: [],
      role: 'value',
      unit: null,
      list: null,
      format: null,
      previous: false,
    };
    const yearOffset = previous && decision.element?.startsWith('unit.') === true ? -1 : 0;
    return {
      ...decision,
      column: band.leaves[index]?.column ?? 0,
      path,
      role,
      unit: unit?.text ?? defaultUnit(decision.element, units),
      list,
      format,
      copy: copies[index] ?? 0,
      yearOffset,
    };
  });
}

/** 户籍人口 › 2023年 and 户籍人口 › 2024年 are two questions. */
function yearSaid(path: readonly string[]): string {
  return [...path.join('/').matchAll(/(?:19|20)\d{2}(?=年|$)|上一?年|去年|旧年/gu)].map(([word]) => word).join(' ');
}

/** The unit named for the whole sheet (单位：万元), where it measures what the element is. */
export function defaultUnit(key: string | null, units: readonly Unit[]): string | null {
  const element = key === null ? null : elementOf(key);
  if (element === null || (element.type !== 'money' && element.type !== 'area')) return null;
  const fitting = units.filter(({ measures }) => measures === element.type);
  return fitting.length === 1 ? (fitting[0]?.text ?? null) : null;
}

function unitBelow(view: View, block: Block, leaf: Leaf): Unit | null {
  for (let row = block.band.words + 1; row <= block.band.to; row++) {
    const unit = unitOf(view.at(row, leaf.column).heading.shown.replace(/[（()）]/gu, ''));
    if (unit !== null) return unit;
  }
  return null;
}

function roleOf(view: View, block: Block, leaf: Leaf, first: Region): ColumnAnswer['role'] {
  const heading = leaf.path.at(-1);
  const numbered = numbersDown(view, block, leaf.column);
  if (
    heading !== undefined &&
    isSerialHeading(heading) &&
    (numbered || !/编号/u.test(heading.heading.core) || leaf.column === block.band.left)
  )
    return 'serial';
  if (numbered && leaf.column === block.band.left) return 'serial';
  return first.formula === null ? 'value' : 'formula';
}

function numbersDown(view: View, block: Block, column: number): boolean {
  if (block.lastDataRow <= block.firstDataRow) return false;
  for (let row = block.firstDataRow; row <= Math.min(block.lastDataRow, block.firstDataRow + 4); row++) {
    const cell = view.at(row, column);
    if (cell.text !== String(row - block.firstDataRow + 1) && !/^ROW\(|SUBTOTAL|COUNTA|MAX\(/iu.test(cell.formula ?? '')) return false;
  }
  return true;
}

export function listAt(grid: Grid, row: number, column: number): readonly string[] | null {
  const covers = (box: Box): boolean => row >= box.top && row <= box.bottom && column >= box.left && column <= box.right;
  return grid.validations.find(({ list, ranges }) => list !== null && ranges.some((range) => covers(range)))?.list ?? null;
}

/** 姓名|电话|姓名|电话: the same headings again are the same table going on at the right. */
function copiesOf(leaves: readonly Leaf[]): readonly number[] {
  const words = leaves.map((leaf) => leaf.path.map(({ heading }) => heading.core).join('>'));
  for (let copies = 2; copies <= 4; copies++) {
    const size = words.length / copies;
    if (!Number.isInteger(size) || size < 2) continue;
    if (words.every((word, index) => word === words[index % size])) return words.map((_, index) => Math.floor(index / size));
  }
  return words.map(() => 0);
}
