/** What stands around the rows of a sheet and names places in it, after rows were put in. */
import { LAST_ROW, areaText, movedArea, movedFormula, movedList, movedRow, parseArea, type Insertion } from './a1.ts';
import { TAG, attributeOf, escapeText, unescapeXml, withAttribute } from './markup.ts';

/** Attributes that hold a range or a list of ranges, by element, and whether a range that ends on the last line takes the new rows in. */
const listed: Readonly<Record<string, { readonly key: string; readonly grows: boolean }>> = {
  mergeCell: { key: 'ref', grows: true },
  conditionalFormatting: { key: 'sqref', grows: true },
  dataValidation: { key: 'sqref', grows: true },
  autoFilter: { key: 'ref', grows: true },
  sortState: { key: 'ref', grows: true },
  sortCondition: { key: 'ref', grows: true },
  protectedRange: { key: 'sqref', grows: true },
  ignoredError: { key: 'sqref', grows: true },
  hyperlink: { key: 'ref', grows: false },
  cellWatch: { key: 'r', grows: false },
  inputCells: { key: 'r', grows: false },
};

/** Elements whose text is a formula, and whose text is a list of ranges. */
const formulaText = new Set(['formula', 'formula1', 'formula2', 'f']);

export interface Growth {
  readonly insertion: Insertion;
  readonly sheet: string;
}

/** Rows from the end of `sheetData` to the end of the sheet. */
export function movedTail(tail: string, { insertion, sheet }: Growth): string {
  let inRowBreaks = false;
  let inRow = false;
  let text: 'formula' | 'list' | null = null;
  let from = 0;
  let result = '';
  const take = (until: number): void => {
    const piece = tail.slice(from, until);
    if (text === 'formula') result += escaped(movedFormula(unescapeXml(piece), insertion, { here: true, sheet, row: null }), piece);
    else if (text === 'list') result += movedList(piece, insertion);
    else result += inRow && /^\s*\d+\s*$/u.test(piece) ? String(movedRow(Number(piece), insertion)) : piece;
  };
  for (const match of tail.matchAll(TAG)) {
    take(match.index);
    const [whole, slash, prefix = '', local = '', attributes = '', empty] = match;
    from = match.index + whole.length;
    text = null;
    inRow = false;
    if (local === 'rowBreaks') inRowBreaks = slash !== '/' && empty !== '/';
    if (slash === '/') {
      result += whole;
      continue;
    }
    const changed = movedAttributes(local, attributes, insertion, { inRowBreaks, sheet });
    result += changed === attributes ? whole : `<${prefix}${local}${changed}${empty}>`;
    if (empty === '/') continue;
    if (formulaText.has(local)) text = 'formula';
    else if (local === 'sqref') text = 'list';
    // Anchors of controls and embedded objects count rows from 0.
    inRow = local === 'row';
  }
  take(tail.length);
  return withClonedMerges(result, tail, insertion);
}

function escaped(formula: string, before: string): string {
  return formula === unescapeXml(before) ? before : escapeText(formula);
}

function movedAttributes(
  local: string,
  attributes: string,
  insertion: Insertion,
  { inRowBreaks, sheet }: { inRowBreaks: boolean; sheet: string },
): string {
  if (local === 'brk' && inRowBreaks) {
    // A break stands below the row of its number, counted from 1.
    const id = Number(attributeOf(attributes, 'id'));
    return id > insertion.after ? withAttribute(attributes, 'id', String(Math.min(id + insertion.count, LAST_ROW))) : attributes;
  }
  let changed = attributes;
  if (local === 'hyperlink') {
    const location = attributeOf(changed, 'location');
    if (location !== null) changed = kept(changed, 'location', movedFormula(location, insertion, { here: false, sheet, row: null }));
  }
  const place = Object.hasOwn(listed, local) ? listed[local] : undefined;
  const value = place === undefined ? null : attributeOf(changed, place.key);
  return place === undefined || value === null ? changed : kept(changed, place.key, movedList(value, insertion, place.grows));
}

function kept(attributes: string, key: string, value: string): string {
  return attributeOf(attributes, key) === value ? attributes : withAttribute(attributes, key, value);
}

/** Cells joined within the last line are joined in every new one; the moved list says "one tall block" for none of them. */
function withClonedMerges(moved: string, before: string, insertion: Insertion): string {
  const inLine: { left: number; right: number; prefix: string }[] = [];
  for (const [, prefix = '', attributes = ''] of before.matchAll(/<((?:[\w.-]+:)?)mergeCell\b((?:"[^"]*"|'[^']*'|[^>"'])*?)\/?>/gu)) {
    const area = parseArea(attributeOf(attributes, 'ref') ?? '');
    if (area !== null && area.top === insertion.after && area.bottom === insertion.after) inLine.push({ ...area, prefix });
  }
  if (inLine.length === 0) return moved;
  const clones: string[] = [];
  for (const { left, right, prefix } of inLine)
    for (let row = insertion.after + 1; row <= insertion.after + insertion.count; row++)
      clones.push(`<${prefix}mergeCell ref="${areaText({ top: row, bottom: row, left, right })}"/>`);
  let result = moved;
  for (const { left, right } of inLine) {
    const grown = areaText(movedArea({ top: insertion.after, bottom: insertion.after, left, right }, insertion));
    result = result.replace(`ref="${grown}"`, `ref="${areaText({ top: insertion.after, bottom: insertion.after, left, right })}"`);
  }
  result = result.replace(/<\/((?:[\w.-]+:)?)mergeCells\s*>/u, (end) => `${clones.join('')}${end}`);
  return result.replace(/<((?:[\w.-]+:)?)mergeCells\b([^>]*)>/u, (whole, prefix: string, attributes: string) => {
    const count = attributeOf(attributes, 'count');
    return count === null ? whole : `<${prefix}mergeCells${withAttribute(attributes, 'count', String(Number(count) + clones.length))}>`;
  });
}

/** Formulas elsewhere that name the sheet: other sheets, defined names, charts. */
export function movedMentions(xml: string, { insertion, sheet }: Growth, elements: readonly string[]): string {
  const quoted = sheet.replaceAll("'", "''");
  if (!unescapeXml(xml).includes(sheet) && !unescapeXml(xml).includes(quoted)) return xml;
  const tag = new RegExp(`(<(?:[\\w.-]+:)?(?:${elements.join('|')})(?:\\s(?:"[^"]*"|'[^']*'|[^>"'])*)?>)([^<]+)(?=<)`, 'gu');
  return xml.replaceAll(tag, (whole, open: string, text: string) => {
    if (open.endsWith('/>')) return whole;
    const formula = unescapeXml(text);
    const moved = movedFormula(formula, insertion, { here: false, sheet, row: null });
    return moved === formula ? whole : `${open}${escapeText(moved)}`;
  });
}
