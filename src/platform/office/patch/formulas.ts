/** Every formula of a sheet, spelled out and moved: what a shared formula says in each of its cells, and where references point after the insertion. */
import { areaText, copiedFormula, movedArea, movedFormula, movedRow, parseArea, type Insertion } from './a1.ts';
import { attributeOf, escapeText, withAttribute } from './markup.ts';
import { formulaOf, parseRow, type SheetXml } from './rows.ts';

export interface Formula {
  /** Place in the template, and after the insertion. */
  readonly row: number;
  readonly column: number;
  readonly newRow: number;
  /** What it computes, spelled out, after the insertion; null for a data table, which is not text. */
  readonly text: string | null;
  /** The element as it is to be written. */
  readonly xml: string;
}

interface Found {
  readonly row: number;
  readonly column: number;
  readonly attributes: string;
  readonly text: string;
}

export function readFormulas(sheet: SheetXml, name: string, insertion: Insertion | null): Map<number, Map<number, Formula>> {
  const found: Found[] = [];
  for (const slice of sheet.rows) {
    const xml = sheet.xml.slice(slice.start, slice.end);
    if (!xml.includes(`<${sheet.prefix}f`)) continue;
    for (const { column, body } of parseRow(xml, sheet.prefix).cells) {
      const formula = formulaOf(body);
      if (formula !== null) found.push({ row: slice.row, column, ...formula });
    }
  }
  const groups = new Map<string, { readonly master: Found; readonly members: Found[] }>();
  for (const one of found) {
    const group = attributeOf(one.attributes, 't') === 'shared' ? attributeOf(one.attributes, 'si') : null;
    if (group === null) continue;
    if (one.text !== '') groups.set(group, { master: one, members: [one] });
    else groups.get(group)?.members.push(one);
  }
  const mover = makeMover(name, insertion);
  const formulas = new Map<number, Map<number, Formula>>();
  for (const one of found) {
    const formula = finish(one, groups, mover, sheet.prefix);
    const row = formulas.get(one.row) ?? new Map<number, Formula>();
    formulas.set(one.row, row.set(one.column, formula));
  }
  return formulas;
}

interface Mover {
  readonly text: (text: string, row: number) => string;
  readonly row: (row: number) => number;
  readonly area: (ref: string) => string;
  readonly still: boolean;
}

function makeMover(name: string, insertion: Insertion | null): Mover {
  if (insertion === null) return { text: (text) => text, row: (row) => row, area: (ref) => ref, still: true };
  return {
    still: false,
    row: (row) => movedRow(row, insertion),
    text: (text, row) => movedFormula(text, insertion, { here: true, sheet: name, row: row <= insertion.after ? row : null }),
    area(ref) {
      const area = parseArea(ref);
      return area === null ? ref : areaText(movedArea(area, insertion, false));
    },
  };
}

type Groups = ReadonlyMap<string, { readonly master: Found; readonly members: readonly Found[] }>;

function finish(one: Found, groups: Groups, mover: Mover, prefix: string): Formula {
  const place = { row: one.row, column: one.column, newRow: mover.row(one.row) };
  const kind = attributeOf(one.attributes, 't');
  const element = (attributes: string, text: string): string =>
    text === '' ? `<${prefix}f${attributes}/>` : `<${prefix}f${attributes}>${escapeText(text)}</${prefix}f>`;
  if (kind === 'dataTable') return { ...place, text: null, xml: element(movedTable(one.attributes, mover), one.text) };
  const group = kind === 'shared' ? groups.get(attributeOf(one.attributes, 'si') ?? '') : undefined;
  const said = group === undefined || group.master === one ? one.text : spelled(group.master, one);
  const text = mover.text(said, one.row);
  if (mover.still) return { ...place, text, xml: element(one.attributes, one.text) };
  if (kind !== 'shared') return { ...place, text, xml: element(movedRef(one.attributes, mover), text) };
  // A group stays shared only if the moved first formula, copied, still says in every cell what that cell must say.
  if (group !== undefined && staysShared(group, mover))
    return { ...place, text, xml: element(movedRef(one.attributes, mover), one === group.master ? text : '') };
  return {
    ...place,
    text,
    xml: element(
      ['t', 'ref', 'si'].reduce((rest, key) => withAttribute(rest, key, null), one.attributes),
      text,
    ),
  };
}

function spelled(master: Found, member: Found): string {
  return copiedFormula(master.text, member.row - master.row, member.column - master.column);
}

function staysShared({ master, members }: { master: Found; members: readonly Found[] }, mover: Mover): boolean {
  const first = mover.text(master.text, master.row);
  return members.every((member) => {
    const down = mover.row(member.row) - mover.row(master.row);
    return copiedFormula(first, down, member.column - master.column) === mover.text(spelled(master, member), member.row);
  });
}

function movedRef(attributes: string, mover: Mover): string {
  const ref = attributeOf(attributes, 'ref');
  return ref === null ? attributes : withAttribute(attributes, 'ref', mover.area(ref));
}

function movedTable(attributes: string, mover: Mover): string {
  return ['ref', 'r1', 'r2'].reduce((all, key) => {
    const ref = attributeOf(all, key);
    return ref === null ? all : withAttribute(all, key, mover.area(ref));
  }, attributes);
}
