/** Heading rows of a table: every column has its words, in one row or under groups, merged or not. */
import { isCodeRow, isMetaText, isNumberRow, isPrompt, isUnitRow } from './rows.ts';
import { height, isBlank, width, type Region, type View } from './view.ts';

export interface Leaf {
  readonly column: number;
  /** Last column of the heading, where one heading lies over several. */
  readonly right: number;
  /** From the group down to the column's own heading. */
  readonly path: readonly Region[];
}

export interface Band {
  readonly from: number;
  /** Last heading row, and last row with the numbers, units and codes below. */
  readonly words: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
  /** Group labels at the left that reach down over the records: 家庭成员. */
  readonly side: readonly Region[];
  readonly leaves: readonly Leaf[];
}

const MOST_HEADING_ROWS = 6;

/** The heading rows that begin in this row, if it is one. */
export function bandAt(view: View, from: number): Band | null {
  const run = tableRun(view, from);
  if (run === null) return null;
  const { side, left } = sideOf(view, from, run.left, run.right);
  const { right } = run;
  const first = view.inRow(from, left, right);
  const texts = first.filter((region) => !isBlank(region));
  if (texts.length < 2 || !texts.every((region) => isLabel(region)) || texts.some((region) => region.top < from)) return null;
  if (texts.filter((region) => isMetaText(region.text)).length * 2 >= texts.length) return null;
  let words = Math.max(...texts.map((region) => region.bottom));
  if (!fits(view, from, words, left, right)) {
    // A group that is not merged over its columns: the row below has the words.
    words = Math.max(words, from + 1);
    if (side.length > 0 || !groupsOpen(view, from, left, right)) return null;
  }
  // A line above the drawn table is no heading of it.
  if (!first.some((region) => region.bordered) && view.inRow(words, left, right).some((region) => region.bordered)) return null;
  while (words - from < MOST_HEADING_ROWS && goesOn(view, words, left, right)) {
    words = Math.max(...view.inRow(words + 1, left, right).map((region) => (isBlank(region) ? 0 : region.bottom)), words + 1);
  }
  if (words - from >= MOST_HEADING_ROWS || words >= view.rows) return null;
  let to = words;
  while (to + 1 < view.rows && belowHeading(view.inRow(to + 1, left, right))) to++;
  const leaves = leavesOf(view, from, words, left, right);
  return leaves.length < 2 ? null : { from, words, to, left, right, side, leaves };
}

function belowHeading(regions: readonly Region[]): boolean {
  return isNumberRow(regions) || isUnitRow(regions) || isCodeRow(regions);
}

/** The columns that the row's table takes: neighbours with words or lines. */
function tableRun(view: View, row: number): { left: number; right: number } | null {
  const regions = view.inRow(row);
  let first = regions.findIndex((region) => !isBlank(region));
  if (first < 0) return null;
  const inTable = (region: Region | undefined): boolean => region !== undefined && (region.bordered || !isBlank(region));
  while (inTable(regions[first - 1])) first--;
  let last = first;
  while (inTable(regions[last + 1])) last++;
  // A gap in an undrawn table: the heading of one column is missing, others follow.
  while (
    !regions.some((region) => region.bordered) &&
    regions.slice(last + 1).some((region) => !isBlank(region)) &&
    last < regions.length - 1
  )
    last++;
  // Drawn columns at the right without any words are no columns of a long heading.
  const words = regions.filter((region) => !isBlank(region)).length;
  const empty = (region: Region | undefined): boolean =>
    region !== undefined &&
    isBlank(region) &&
    (!region.bordered || (words >= 4 && width(region) === 1 && isBlank(view.at(row + 1, region.left))));
  while (last > first && empty(regions[last])) last--;
  return { left: regions[first]?.left ?? 0, right: regions[last]?.right ?? 0 };
}

/** Labels at the left that go on below their neighbours belong to the side, not to the heading. */
function sideOf(view: View, row: number, left: number, right: number): { side: Region[]; left: number } {
  const side: Region[] = [];
  let start = left;
  while (start < right) {
    const [first, ...rest] = view.inRow(row, start, right);
    if (first === undefined || rest.length === 0 || isBlank(first)) break;
    const others = Math.max(...rest.map((region) => (region.top < row ? row : region.bottom)));
    if (first.bottom <= others || first.bottom <= row) break;
    // One heading over two rows beside short ones below a group is no side label: something must start right of it below.
    const below = view.inRow(others + 1, first.right + 1, right);
    if (below.filter((region) => region.top === others + 1 && isLabel(region)).length >= 2) break;
    side.push(first);
    start = first.right + 1;
  }
  return { side, left: start };
}

export function isLabel(region: Region): boolean {
  const { shown } = region.heading;
  return (
    shown !== '' &&
    shown.length <= 80 &&
    region.formula === null &&
    region.type === 'text' &&
    !isPrompt(region.text) &&
    /[\p{Script=Han}A-Za-z]/u.test(shown)
  );
}

/** Every column has words somewhere in these rows, and nothing is cut by the last one. */
function fits(view: View, from: number, to: number, left: number, right: number): boolean {
  let missing = 0;
  let columns = 0;
  for (let column = left; column <= right;) {
    let found = false;
    let step = 1;
    for (let row = from; row <= to; row++) {
      const region = view.at(row, column);
      if (region.bottom > to) return false;
      if (row === from) step = width(region) - (column - region.left);
      if (!isBlank(region)) found = true;
    }
    columns++;
    if (!found) missing++;
    column += Math.max(1, step);
  }
  return missing === 0 || (columns >= 8 && missing <= 1);
}

/** Blank places behind a group's words, with words of their own below. */
function groupsOpen(view: View, row: number, left: number, right: number): boolean {
  let open = 0;
  let opened = -1;
  const regions = view.inRow(row, left, right);
  for (const [index, region] of regions.entries()) {
    if (!isBlank(region)) continue;
    const before = regions[index - 1];
    const below = view.at(row + 1, region.left);
    if (before === undefined || !isLabelBelow(below, row)) return false;
    if (!isBlank(before)) {
      if (!isLabelBelow(view.at(row + 1, before.left), row)) return false;
      opened++;
    }
    open++;
  }
  return open > 0 && opened < open && regions.filter((region) => !isBlank(region)).length >= 3;
}

function isLabelBelow(region: Region, row: number): boolean {
  return region.top === row + 1 && isLabel(region);
}

/** Does the next row still belong to the heading: words below a group, nothing elsewhere? */
function goesOn(view: View, row: number, left: number, right: number): boolean {
  if (row + 1 >= view.rows) return false;
  const next = view.inRow(row + 1, left, right);
  const starting = next.filter((region) => region.top === row + 1);
  const words = starting.filter((region) => !isBlank(region));
  if (words.length < 2 || !words.every((region) => isLabel(region)) || belowHeading(next)) return false;
  const groups = view.inRow(row, left, right).filter((region) => !isBlank(region) && width(region) > 1 && region.bottom === row);
  const under = (region: Region): boolean => groups.some((group) => region.left >= group.left && region.right <= group.right);
  const split = groups.some((group) => words.filter((region) => region.left >= group.left && region.right <= group.right).length >= 2);
  // One word below one heading (常住人口 › 人数) is a subheading only beside columns that have none.
  const open = words.length < next.length;
  const below = (region: Region): boolean => open && isLabel(view.at(row, region.left)) && view.at(row, region.left).bottom === row;
  return (
    split &&
    words.every((region) => under(region) || below(region)) &&
    groups.every((group) => view.at(row + 1, group.left).top !== row + 1 || !isBlank(view.at(row + 1, group.left)))
  );
}

function leavesOf(view: View, from: number, words: number, left: number, right: number): readonly Leaf[] {
  const leaves: Leaf[] = [];
  for (let column = left; column <= right;) {
    const path: Region[] = [];
    for (let row = from; row <= words; row++) {
      const region = wordsAt(view, row, column, from, words, left);
      if (region !== null && path.at(-1) !== region) path.push(region);
    }
    const leaf = path.at(-1);
    const end = leaf !== undefined && leaf.left === column && height(leaf) > 0 ? leaf.right : column;
    if (path.length > 0) leaves.push({ column, right: end, path });
    column = Math.max(column, end) + 1;
  }
  return leaves;
}

/** The words over a place; a blank place right of a group that is not merged belongs to the group. */
function wordsAt(view: View, row: number, column: number, from: number, words: number, left: number): Region | null {
  const region = view.at(row, column);
  if (!isBlank(region)) return region;
  const above = row > from && !isBlank(view.at(from, column));
  if (row === words || above) return null;
  for (let at = region.left - 1; at >= left; at--) {
    const before = view.at(row, at);
    if (!isBlank(before)) return view.at(row + 1, at).top === row + 1 && !isBlank(view.at(row + 1, at)) ? before : null;
  }
  return null;
}
