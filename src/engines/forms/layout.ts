/** Regions of a sheet: which tables it holds, their heading rows, records, totals, notes and signatures; by layout alone, before any meaning. */
import { bandAt, isLabel, type Band } from './band.ts';
import { isExampleRow, isNoteText, isPrompt, isTotalText } from './rows.ts';
import { isBlank, width, type Region, type View } from './view.ts';

export interface Block {
  readonly band: Band;
  readonly exampleRows: readonly number[];
  readonly totalRows: readonly number[];
  readonly firstDataRow: number;
  /** Last row that is kept for records; before the first data row where there is none. */
  readonly lastDataRow: number;
  /** Last row of the table with its totals. */
  readonly lastRow: number;
}

export interface Layout {
  readonly title: string | null;
  readonly blocks: readonly Block[];
  /** Rows that pair labels with places for values. */
  readonly fieldRows: readonly number[];
  readonly noteRows: readonly number[];
  readonly signatureRows: readonly number[];
  /** Rows of the head and foot that may hold 填报单位： and the like. */
  readonly metaRows: readonly number[];
}

export function layoutOf(view: View): Layout {
  const blocks: Block[] = [];
  const fieldRows: number[] = [];
  const noteRows: number[] = [];
  const signatureRows: number[] = [];
  const metaRows: number[] = [];
  let title: string | null = null;
  for (let row = 0; row < view.rows;) {
    const regions = view.inRow(row);
    const texts = regions.filter((region) => !isBlank(region) && region.top === row);
    const single = texts.length === 1 ? texts[0] : undefined;
    const band = texts.length >= 2 ? bandAt(view, row) : null;
    const block = band === null ? null : blockOf(view, band);
    if (block !== null) {
      blocks.push(block);
      row = block.lastRow + 1;
      continue;
    }
    if (texts.length === 0) {
      row++;
      continue;
    }
    if (title === null && blocks.length === 0 && fieldRows.length === 0 && single !== undefined && isTitle(single, view))
      title = single.heading.shown;
    else if (single !== undefined && isNoteText(single.heading.shown) && !isHeadLine(single) && !isField(regions, row)) noteRows.push(row);
    else if (texts.every((region) => isSigned(region)) && blocks.length + fieldRows.length > 0) signatureRows.push(row);
    else if (isField(regions, row)) fieldRows.push(row);
    else metaRows.push(row);
    row++;
  }
  return { title, blocks, fieldRows, noteRows, signatureRows, metaRows };
}

/** The records below a heading; null where nothing can be recorded (a line of words in a card). */
function blockOf(view: View, band: Band): Block | null {
  const exampleRows: number[] = [];
  const totalRows: number[] = [];
  let row = band.to + 1;
  let first = -1;
  let last = -1;
  let closed = false;
  for (; row < view.rows; row++) {
    const regions = view.inRow(row, band.left, band.right);
    if (endsHere(view, band, row, regions)) break;
    if (first < 0 && isExampleRow(regions)) exampleRows.push(row);
    else if (isTotalRow(regions) && !linesGoOn(view, band, row)) {
      totalRows.push(row);
      closed = first >= 0;
    } else if (!closed) {
      first = first < 0 ? row : first;
      last = row;
    }
  }
  if (first < 0 && exampleRows.length + totalRows.length === 0) {
    // A heading at the very end of the sheet, nothing drawn below it, is still a table to write under.
    const drawnOn = view.inRow(band.to, band.left, band.right).some((region) => region.bordered) && row < view.rows;
    if (band.side.length > 0 || band.leaves.length < 3 || (drawnOn && isField(view.inRow(band.to + 1), band.to + 1))) return null;
  }
  const firstDataRow = first >= 0 ? first : Math.max(band.to, ...exampleRows, ...(exampleRows.length > 0 ? totalRows : [])) + 1;
  const lastDataRow = last < 0 ? firstDataRow - 1 : last;
  return { band, exampleRows, totalRows, firstDataRow, lastDataRow, lastRow: Math.max(firstDataRow - 1, lastDataRow, row - 1, band.to) };
}

/** A sum among the lines of a statistic: lines with words of their own follow it. */
function linesGoOn(view: View, band: Band, row: number): boolean {
  if (row + 1 >= view.rows) return false;
  const next = view.inRow(row + 1, band.left, band.right);
  const [first] = next;
  return (
    first !== undefined && first.bordered && isLabel(first) && !isTotalText(first.heading.core) && !endsHere(view, band, row + 1, next)
  );
}

function endsHere(view: View, band: Band, row: number, regions: readonly Region[]): boolean {
  for (const side of band.side) if (row > side.bottom) return true;
  const texts = regions.filter((region) => !isBlank(region) && region.top === row);
  const drawn = regions.some((region) => region.bordered || region.top < row);
  const wasDrawn = view.inRow(band.words, band.left, band.right).some((region) => region.bordered);
  if (texts.length === 0) return wasDrawn ? !drawn : row > band.to + 1 && nothingBelow(view, row);
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) {
    const wide = width(only) >= Math.max(2, (band.right - band.left + 1) * 0.6);
    if (wide && !isTotalText(only.heading.core) && !isSection(view, band, row, only)) return true;
    if (isNoteText(only.heading.shown) && (!only.bordered || wide)) return true;
    if (/[:：]$/u.test(only.heading.shown) && regions.length > 1) return true;
  }
  if (texts.every((region) => isSigned(region))) return true;
  if (band.side.length === 0 && !sameGrid(band, regions, row) && isField(view.inRow(row), row)) return true;
  const next = isLabel(texts[0] ?? (regions[0] as Region)) && texts.length >= 3 ? bandAt(view, row) : null;
  return next !== null && row > band.to + 1 && headingLike(next, band);
}

/** A line of words over the lines of a statistic: 一、人口. */
function isSection(view: View, band: Band, row: number, region: Region): boolean {
  const { shown } = region.heading;
  if (!region.bordered || shown.length > 25 || isNoteText(shown) || /[:：]$/u.test(shown) || row + 1 >= view.rows) return false;
  const next = view.inRow(row + 1, band.left, band.right);
  return next.some((below) => below.bordered && isLabel(below)) && sameGrid(band, next, row + 1) && bandAt(view, row + 1) === null;
}

function nothingBelow(view: View, row: number): boolean {
  for (let at = row; at < Math.min(view.rows, row + 3); at++) if (view.inRow(at).some((region) => !isBlank(region))) return false;
  return true;
}

/** A second heading among records: all its words are short labels, and records follow it. */
function headingLike(next: Band, band: Band): boolean {
  const same =
    next.leaves.length === band.leaves.length &&
    next.leaves.every((leaf, index) => leaf.path.at(-1)?.heading.core === band.leaves[index]?.path.at(-1)?.heading.core);
  return same || next.leaves.some((leaf) => /^(?:序号|姓名|户主姓名|项目|指标|指标名称)$/u.test(leaf.path.at(-1)?.heading.core ?? ''));
}

/** Do this row's cells stand under the columns of the heading? */
function sameGrid(band: Band, regions: readonly Region[], row: number): boolean {
  const starts = new Set(band.leaves.map((leaf) => leaf.column));
  const own = regions.filter((region) => region.top === row);
  const fitting = own.filter(
    (region) => starts.has(region.left) && band.leaves.some((leaf) => leaf.column === region.left && leaf.right >= region.right),
  );
  return fitting.length >= own.length * 0.7;
}

function isTotalRow(regions: readonly Region[]): boolean {
  const filled = regions.filter((region) => !isBlank(region));
  return filled.slice(0, 2).some((region) => region.formula === null && isTotalText(region.heading.core));
}

/** 单位负责人：  审核人：  填表人： */
function isSigned(region: Region): boolean {
  return (
    /[:：]$/u.test(region.heading.shown) ||
    /[:：](?:[（(].{1,4}[）)]|年月日|\d{4}年(?:\d{1,2})?月(?:\d{1,2})?日)$/u.test(region.heading.shown)
  );
}

/** A drawn row with a label and a place to write behind it. */
export function isField(regions: readonly Region[], row: number): boolean {
  return regions.some((region, index) => {
    const next = regions[index + 1];
    if (!isLabel(region) || !region.bordered || /[:：]$/u.test(region.heading.shown) || next === undefined) return false;
    if (region.top !== row && next.top !== row) return false;
    return next.bordered && (isBlank(next) || isPrompt(next.text));
  });
}

/** 填报单位：   负责人：   填表人：   in one long cell. */
function isHeadLine(region: Region): boolean {
  return /^(?:填报|填表|制表|单位|报送|上报|编制|审核|负责)[^:：]{0,10}[:：]/u.test(region.heading.shown);
}

function isTitle(region: Region, view: View): boolean {
  const { shown } = region.heading;
  if (/[:：]/u.test(shown) || /^附(?:件|表)\d*[-—－\d]*$/u.test(shown) || shown.length < 4) return false;
  return (
    /(?:表|册|单|台账|帐|账|簿|统计|记录|汇总|清册|名册|档案|情况|一览|卡|书|信息|明细|报告|清单|花名|登记|调查|填报)/u.test(shown) ||
    width(region) >= Math.max(2, view.columns * 0.5)
  );
}
