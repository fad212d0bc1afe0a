/** A workbook to sheets of cells, with what understanding a template needs: merges, formats, validations, print areas. */
import type { Package } from './gate.ts';
import { limits } from './limits.ts';
import { relationshipsOf } from './parts.ts';
import { refusal, shownPart } from './refusal.ts';
import { rangeIn, type Range } from './xlsx-places.ts';
import { append, readSheet, type Cell, type ColumnWidth, type RawSheet } from './xlsx-sheet.ts';
import { readStyles } from './xlsx-styles.ts';
import { choicesOf, type Validation } from './xlsx-validations.ts';
import { readXml, sheetBounds } from './xml.ts';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly Cell[];
  readonly merged: readonly Range[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  readonly columnWidths: readonly ColumnWidth[];
  readonly validations: readonly Validation[];
  readonly printArea: Range | null;
  /** Paragraphs before a table of a document; a workbook has none. */
  readonly before: readonly string[];
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
}

interface Listed {
  readonly name: string;
  readonly id: string;
  readonly hidden: boolean;
}

interface Directory {
  readonly listed: readonly Listed[];
  /** Defined names; those of one sheet have its index before them ("0!_xlnm.Print_Area"). */
  readonly names: ReadonlyMap<string, string>;
  readonly from1904: boolean;
}

export function readWorkbook(pkg: Package, main: string): Workbook {
  const relations = relationshipsOf(pkg, main);
  const part = (type: string): string | null =>
    relations.find((relation) => relation.type === type && pkg.has(relation.target))?.target ?? null;
  const { listed, names, from1904 } = readDirectory(pkg, main);
  const styles = readStyles(pkg, part('styles'), from1904);
  const stringsPart = part('sharedStrings');
  const strings = stringsPart === null ? [] : readStrings(pkg, stringsPart);
  const budget = { cells: limits.cells };
  const raw: { name: string; hidden: boolean; index: number; sheet: RawSheet }[] = [];
  for (const [index, { name, id, hidden }] of listed.entries()) {
    const relation = relations.find((candidate) => candidate.id === id && candidate.type === 'worksheet');
    if (relation === undefined) continue;
    raw.push({ name, hidden, index, sheet: readSheet(pkg, relation.target, strings, styles, budget) });
  }
  if (raw.length === 0) throw refusal('file.damaged', shownPart(main), '文件里没有工作表');
  // Every list walks a whole sheet once: thousands of different ones are no template.
  let walks = 200;
  const textsIn = (name: string, range: Range): readonly string[] | null => {
    if (walks-- <= 0) return null;
    const cells = raw.find((other) => other.name === name)?.sheet.cells;
    return cells?.filter((cell) => within(cell, range)).map((cell) => cell.text) ?? null;
  };
  const sheets = raw.map(({ name, hidden, index, sheet }): Sheet => {
    const nameOf = (wanted: string): string | null => names.get(`${index}!${wanted}`) ?? names.get(wanted) ?? null;
    const known = new Map<string, readonly string[] | null>();
    const listOf = (source: string): readonly string[] | null => {
      const list = known.has(source) ? (known.get(source) ?? null) : choicesOf(source, name, textsIn, nameOf);
      known.set(source, list);
      return list;
    };
    const validations = sheet.validations.map(({ ranges, type, source }) => ({
      ranges,
      type,
      list: type === 'list' ? listOf(source) : null,
    }));
    const printArea = rangeIn(nameOf('_xlnm.Print_Area') ?? '')?.range ?? null;
    return { ...sheet, name, hidden, validations, printArea, before: [] };
  });
  return { sheets };
}

function within(cell: Cell, range: Range): boolean {
  return cell.row >= range.top && cell.row <= range.bottom && cell.column >= range.left && cell.column <= range.right;
}

function readDirectory(pkg: Package, main: string): Directory {
  const listed: Listed[] = [];
  const names = new Map<string, string>();
  let from1904 = false;
  let name: string | null = null;
  let source = '';
  readXml(pkg, main, {
    open(local, attribute) {
      if (local === 'workbookPr') from1904 = attribute('date1904') === '1' || attribute('date1904') === 'true';
      if (local === 'sheet')
        listed.push({
          name: (attribute('name') ?? '').slice(0, 100),
          id: attribute('id') ?? '',
          hidden: (attribute('state') ?? 'visible') !== 'visible',
        });
      if (local !== 'definedName') return;
      const sheet = attribute('localSheetId');
      name = `${sheet === null ? '' : `${sheet}!`}${attribute('name') ?? ''}`;
      source = '';
    },
    text(text) {
      if (name !== null && source.length < 1_000) source += text;
    },
    close(local) {
      if (local !== 'definedName' || name === null) return;
      if (names.size < 10_000) names.set(name, source);
      name = null;
    },
  });
  return { listed, names, from1904 };
}

/** Shared strings: runs of rich text joined, phonetic guides left out. */
function readStrings(pkg: Package, part: string): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = 0;
  readXml(
    pkg,
    part,
    {
      open(local) {
        if (local === 'si') current = '';
        if (local === 'rPh') phonetic++;
        inText = local === 't';
      },
      text(text) {
        if (inText && phonetic === 0) current = append(current, text, part);
      },
      close(local) {
        inText = false;
        if (local === 'rPh') phonetic--;
        if (local === 'si') strings.push(current);
        if (strings.length > limits.cells) throw refusal('file.too-large', shownPart(part), '表里的文字太多');
      },
    },
    sheetBounds,
  );
  return strings;
}
