/** References in A1 notation, and where they point after rows were put in (ECMA-376 part 1, 18.17.2). Rows and columns count from 0. */

/** `count` rows put in below row `after`, as a clerk does who copies the last line down: ranges that end there grow, what lies below moves. */
export interface Insertion {
  readonly after: number;
  readonly count: number;
}

export const LAST_ROW = 1_048_575;

export function columnName(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

export function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at++) column = column * 26 + (letters.charCodeAt(at) & 0x1f);
  return column - 1;
}

export function movedRow(row: number, insertion: Insertion): number {
  return row > insertion.after ? row + insertion.count : row;
}

export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** "B2:C9" or "B2"; null for what is neither. */
export function parseArea(text: string): Area | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/u.exec(text);
  if (match === null) return null;
  const [left, top] = [columnOf(match[1] ?? ''), Number(match[2]) - 1];
  const [right, bottom] = match[3] === undefined ? [left, top] : [columnOf(match[3]), Number(match[4]) - 1];
  return { top: Math.min(top, bottom), left: Math.min(left, right), bottom: Math.max(top, bottom), right: Math.max(left, right) };
}

export function areaText({ top, left, bottom, right }: Area): string {
  const first = `${columnName(left)}${top + 1}`;
  return top === bottom && left === right ? first : `${first}:${columnName(right)}${bottom + 1}`;
}

export function movedArea(area: Area, insertion: Insertion, grows = true): Area {
  const bottom = grows && area.bottom === insertion.after ? area.bottom + insertion.count : movedRow(area.bottom, insertion);
  return { ...area, top: movedRow(area.top, insertion), bottom };
}

/** A list of ranges as in `sqref`; what is no range stays as it stands. */
export function movedList(list: string, insertion: Insertion, grows = true): string {
  return list.replaceAll(/[^\s]+/gu, (one) => {
    const area = parseArea(one);
    if (area === null) return one;
    const moved = movedArea(area, insertion, grows);
    return one.includes(':') ? areaPair(moved) : areaText(moved);
  });
}

function areaPair(area: Area): string {
  return `${columnName(area.left)}${area.top + 1}:${columnName(area.right)}${area.bottom + 1}`;
}

/** Strings, sheet names, references, structured references, names and functions, numbers: in this order, else one character. */
const token =
  /"(?:[^"]|"")*"|(?<sheet>(?:'(?:[^']|'')*'|(?:\[[^\]]*\])?[\p{L}\p{N}_.\\]+)!)?(?:(?<from>\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(?<to>\$?[A-Za-z]{1,3}\$?\d{1,7}))?|(?<first>\$?\d{1,7}):(?<last>\$?\d{1,7}))(?![\p{L}\p{N}_.(![])|'(?:[^']|'')*'!|\[[^\]]*\]|[\p{L}_\\][\p{L}\p{N}_.?\\]*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[\s\S]/gu;

interface Reference {
  /** Without quotes; null: the sheet of the formula. */
  readonly sheet: string | null;
  /** The sheet as it stands in the formula, with its "!". */
  readonly prefix: string;
  readonly from: string;
  /** Null: one cell. */
  readonly to: string | null;
}

/** Rewrites every reference; strings, names and structured references stay. */
export function mapReferences(formula: string, map: (reference: Reference) => string): string {
  return formula.replaceAll(token, (whole: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>; // the last argument of a replacer with named groups
    const [from, to] = groups['from'] === undefined ? [groups['first'], groups['last']] : [groups['from'], groups['to']];
    if (from === undefined) return whole;
    const prefix = groups['sheet'] ?? '';
    const bare = prefix.slice(0, -1);
    const sheet = prefix === '' ? null : bare.startsWith("'") ? bare.slice(1, -1).replaceAll("''", "'") : bare;
    return map({ sheet, prefix, from, to: to ?? null });
  });
}

interface Corner {
  readonly lead: string;
  readonly fixed: boolean;
  readonly row: number;
}

function cornerOf(reference: string): Corner {
  const match = /^(\$?[A-Za-z]*)(\$?)(\d+)$/u.exec(reference);
  // "$3" of a row range has its $ in the first group.
  const lead = match?.[1] ?? '';
  return lead === '$'
    ? { lead: '', fixed: true, row: Number(match?.[3]) - 1 }
    : { lead, fixed: match?.[2] === '$', row: Number(match?.[3]) - 1 };
}

function cornerText({ lead, fixed, row }: Corner): string {
  return `${lead}${fixed ? '$' : ''}${row + 1}`;
}

export interface Place {
  /** The formula stands on the sheet that grew. */
  readonly here: boolean;
  /** Name of that sheet. */
  readonly sheet: string;
  /** Row of the formula where it is one of the records' own: there a range that ends on its own line follows the line, it does not grow. */
  readonly row: number | null;
}

/** The formula as it reads after the insertion. */
export function movedFormula(formula: string, insertion: Insertion, place: Place): string {
  const name = place.sheet.toLowerCase();
  return mapReferences(formula, ({ sheet, prefix, from, to }) => {
    const whole = `${prefix}${from}${to === null ? '' : `:${to}`}`;
    if (sheet === null ? !place.here : sheet.toLowerCase() !== name) return whole;
    const a = cornerOf(from);
    const start = cornerText({ ...a, row: movedRow(a.row, insertion) });
    if (to === null) return `${prefix}${start}`;
    const b = cornerOf(to);
    const grows = b.row === insertion.after && (b.fixed || place.row !== b.row);
    const end = cornerText({ ...b, row: grows ? b.row + insertion.count : movedRow(b.row, insertion) });
    return `${prefix}${start}:${end}`;
  });
}

/** The formula as it reads when copied `rows` down and `columns` to the right: what is fixed with $ stays. */
export function copiedFormula(formula: string, rows: number, columns = 0): string {
  return mapReferences(formula, ({ prefix, from, to }) => {
    const copied = (reference: string): string => {
      const match = /^(\$?)([A-Za-z]*)(\$?)(\d+)$/u.exec(reference);
      const [, fixedColumn = '', letters = '', fixedRow = '', digits = '1'] = match ?? [];
      const rowFixed = letters === '' ? fixedColumn === '$' : fixedRow === '$';
      const row = rowFixed ? Number(digits) : Number(digits) + rows;
      const column = letters === '' || fixedColumn === '$' || columns === 0 ? letters : columnName(columnOf(letters) + columns);
      return row < 1 ? '#REF!' : `${fixedColumn}${column}${fixedRow}${row}`;
    };
    return `${prefix}${copied(from)}${to === null ? '' : `:${copied(to)}`}`;
  });
}
