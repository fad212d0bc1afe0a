/** Parts beside a sheet that name its rows: pictures, notes, tables. They move as the rows move. */
import { areaText, movedArea, movedFormula, movedList, movedRow, parseArea, type Insertion } from './a1.ts';
import type { Growth } from './around.ts';
import { attributeOf, escapeText, findElement, unescapeXml, withAttribute } from './markup.ts';

/** By the last word of the relationship's type. */
export const neighbours: Readonly<Record<string, (xml: string, growth: Growth) => string>> = {
  drawing: (xml, { insertion }) => movedDrawing(xml, insertion),
  vmlDrawing: (xml, { insertion }) => movedVml(xml, insertion),
  comments: (xml, { insertion }) => movedRefs(xml, 'comment', insertion),
  threadedComment: (xml, { insertion }) => movedRefs(xml, 'threadedComment', insertion),
  table: movedTable,
  pivotTable: (xml, { insertion }) => movedRefs(xml, 'location', insertion),
};

/** An anchor below moves; one that spans the place grows, unless the picture keeps its size. Rows count from 0 there. */
function movedDrawing(xml: string, insertion: Insertion): string {
  return xml.replaceAll(
    /<((?:[\w.-]+:)?)(twoCellAnchor|oneCellAnchor)\b([^>]*)>[\s\S]*?<\/\1\2\s*>/gu,
    (anchor, _p: string, kind: string, attributes: string) => {
      const edit = attributeOf(attributes, 'editAs') ?? 'twoCell';
      if (edit === 'absolute') return anchor;
      let from = 0;
      const side = (name: string, move: (row: number) => number): ((whole: string, open: string, digits: string) => string) => {
        return (_whole, open, digits) => {
          const row = Number(digits);
          if (name === 'from') from = row;
          return `${open}${move(row)}`;
        };
      };
      const first = anchor.replace(
        /(<(?:[\w.-]+:)?from>[\s\S]*?<(?:[\w.-]+:)?row>)(\d+)/u,
        side('from', (row) => movedRow(row, insertion)),
      );
      if (kind === 'oneCellAnchor' || (edit === 'oneCell' && from <= insertion.after)) return first;
      return first.replace(
        /(<(?:[\w.-]+:)?to>[\s\S]*?<(?:[\w.-]+:)?row>)(\d+)/u,
        side('to', (row) => movedRow(row, insertion)),
      );
    },
  );
}

/** Notes of the old kind: the shape follows its cell (x:Row), other shapes follow their upper edge. */
function movedVml(xml: string, insertion: Insertion): string {
  return xml.replaceAll(/<x:ClientData\b[\s\S]*?<\/x:ClientData\s*>/gu, (data) => {
    const own = /<x:Row>\s*(\d+)\s*<\/x:Row>/u.exec(data)?.[1];
    const anchor = /<x:Anchor>([^<]*)<\/x:Anchor>/u.exec(data)?.[1];
    const numbers = anchor?.split(',').map(Number) ?? [];
    const row = own === undefined ? (numbers[2] ?? -1) : Number(own);
    if (row <= insertion.after) return data;
    const moved = numbers.map((number, at) => (at === 2 || at === 6 ? number + insertion.count : number));
    return data
      .replace(/(<x:Row>\s*)\d+/u, (_, open: string) => `${open}${row + insertion.count}`)
      .replace(/(<x:Anchor>)[^<]*/u, (_, open: string) => `${open}${moved.join(', ')}`);
  });
}

function movedRefs(xml: string, local: string, insertion: Insertion): string {
  const tag = new RegExp(`(<(?:[\\w.-]+:)?${local})((?:\\s+(?:"[^"]*"|'[^']*'|[^>"'/]|/(?!>))*)?)(/?>)`, 'gu');
  return xml.replaceAll(tag, (whole, open: string, attributes: string, close: string) => {
    const ref = attributeOf(attributes, 'ref');
    return ref === null ? whole : `${open}${withAttribute(attributes, 'ref', movedList(ref, insertion, false))}${close}`;
  });
}

/** A table (ListObject) that ends on the last line takes the new rows in; its total row moves down with what lies below. */
function movedTable(xml: string, { insertion, sheet }: Growth): string {
  const table = findElement(xml, 'table');
  if (table === null) return xml;
  const totals = Number(attributeOf(table.attributes, 'totalsRowCount') ?? 0);
  const moved = xml.replaceAll(
    /(<(?:[\w.-]+:)?(table|autoFilter|sortState|sortCondition))(\s(?:"[^"]*"|'[^']*'|[^>"'/]|\/(?!>))*)(\/?>)/gu,
    (whole, open: string, local: string, attributes: string, close: string) => {
      const area = parseArea(attributeOf(attributes, 'ref') ?? '');
      // The table with its total row ends one below the records; the filter never has one.
      if (area === null) return whole;
      const ends = !(local === 'table' && totals > 0 && area.bottom === insertion.after);
      return `${open}${withAttribute(attributes, 'ref', areaText(movedArea(area, insertion, ends)))}${close}`;
    },
  );
  return moved.replaceAll(
    /(<(?:[\w.-]+:)?(?:calculatedColumnFormula|totalsRowFormula)[^>]*>)([^<]+)/gu,
    (whole, open: string, text: string) => {
      const formula = unescapeXml(text);
      const after = movedFormula(formula, insertion, { here: true, sheet, row: null });
      return after === formula ? whole : `${open}${escapeText(after)}`;
    },
  );
}
