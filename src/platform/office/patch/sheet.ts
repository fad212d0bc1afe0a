/** One sheet on its way to its new text: what stands in each cell afterwards, and the XML of its rows. */
import { refusal, shownPart } from '../read/index.ts';
import { LAST_ROW, columnName, copiedFormula, movedRow, type Insertion } from './a1.ts';
import { isFault, isUnknown, type Value } from './calc/values.ts';
import { readFormulas, type Formula } from './formulas.ts';
import { attributeOf, escapeText, cellXml, withAttribute } from './markup.ts';
import { columnStyles, parseRow, scanSheet, valueText, type RawCell, type RawRow, type RowSlice, type SheetXml } from './rows.ts';
import { editedItem, shownText, type SharedStrings } from './strings.ts';
import type { Format } from './styles.ts';
import { serialOf } from './serial.ts';
import type { CellValue, Writes } from './write.ts';

export interface SheetSource {
  readonly name: string;
  readonly part: string;
  readonly xml: string;
  readonly strings: SharedStrings;
  readonly formats: (style: number) => Format;
  readonly from1904: boolean;
  readonly writes: Writes | null;
  readonly insertion: Insertion | null;
}

/** What a cell becomes: its type and its value, as the file stores them. */
type Stored = { readonly type: 'n' | 's'; readonly value: string | number; readonly item?: string };

interface Meta {
  /** Attributes without place, type and metadata. */
  readonly bare: string;
  readonly style: number;
  readonly type: string;
  /** From behind the place up to the value. */
  readonly asNumber: string;
  readonly asText: string;
}

/** Where a cell stands in its new row. */
export interface Place {
  readonly column: number;
  /** Of the row, as it is written. */
  readonly number: string;
}

/** Text without the tree of the pieces that it was made of: read from here on a million times. */
const flat = (text: string): string => Array.from(text).join('');

export class Sheet {
  readonly source: SheetSource;
  readonly layout: SheetXml;
  readonly formulas: ReadonlyMap<number, ReadonlyMap<number, Formula>>;
  /** Rows that must stand in the file afterwards, by new place. */
  readonly finalRows: readonly number[];
  readonly lastRow: number;
  readonly #byRow = new Map<number, RowSlice>();
  readonly #meta = new Map<string, Meta>();
  readonly #columnStyle: (column: number) => string | null;
  readonly #names: string[] = [];
  readonly #openings: string[] = [];
  readonly #closing: string;
  #recent: { slice: RowSlice; row: RawRow } | null = null;

  constructor(source: SheetSource) {
    this.source = source;
    this.layout = scanSheet(source.xml, source.part);
    for (const slice of this.layout.rows) this.#byRow.set(slice.row, slice);
    this.#closing = flat(`</${this.layout.prefix}v></${this.layout.prefix}c>`);
    this.formulas = readFormulas(this.layout, source.name, source.insertion);
    this.#columnStyle = columnStyles(this.layout.head);
    this.finalRows = this.#rowsAfter();
    this.lastRow = this.finalRows.at(-1) ?? -1;
  }

  /** The template's row that shows at a new place; null: an inserted row. */
  oldRow(row: number): number | null {
    const { insertion } = this.source;
    if (insertion === null || row <= insertion.after) return row;
    return row <= insertion.after + insertion.count ? null : row - insertion.count;
  }

  /** The row whose look and formulas a new row takes. Where the last line differs (a thicker border), only the last new row has its look. */
  patternOf(row: number): number {
    const { insertion } = this.source;
    if (insertion === null) return row;
    return row === insertion.after + insertion.count || this.#linesAlike ? insertion.after : insertion.after - 1;
  }

  #alike: boolean | null = null;

  get #linesAlike(): boolean {
    const after = this.source.insertion?.after ?? 0;
    const look = (row: number): string =>
      (this.row(row)?.cells ?? []).map(({ column, attributes }) => `${column}:${this.meta(attributes).style}`).join();
    this.#alike ??= after === 0 || !this.#byRow.has(after - 1) || look(after) === look(after - 1) || look(after - 1) === '';
    return this.#alike;
  }

  row(row: number): RawRow | null {
    const slice = this.#byRow.get(row);
    if (slice === undefined) return null;
    if (this.#recent?.slice !== slice)
      this.#recent = { slice, row: parseRow(this.layout.xml.slice(slice.start, slice.end), this.layout.prefix) };
    return this.#recent.row;
  }

  rawText(row: number): string {
    const slice = this.#byRow.get(row);
    return slice === undefined ? '' : this.layout.xml.slice(slice.start, slice.end);
  }

  meta(attributes: string): Meta {
    let meta = this.#meta.get(attributes);
    if (meta === undefined) {
      const bare = ['t', 'cm', 'vm'].reduce((rest, key) => withAttribute(rest, key, null), attributes);
      const { prefix } = this.layout;
      meta = {
        bare,
        style: Number(attributeOf(bare, 's') ?? 0),
        type: attributeOf(attributes, 't') ?? 'n',
        asNumber: flat(`"${bare}><${prefix}v>`),
        asText: flat(`"${bare} t="s"><${prefix}v>`),
      };
      this.#meta.set(attributes, meta);
    }
    return meta;
  }

  /** Attributes of a cell that does not stand in the file yet: the style of its row, else of its column. */
  freshAttributes(row: RawRow | null, column: number): string {
    const own =
      row !== null && /^(?:1|true)$/u.test(attributeOf(row.attributes, 'customFormat') ?? '') ? attributeOf(row.attributes, 's') : null;
    const style = own ?? this.#columnStyle(column);
    return style === null || style === '0' ? '' : ` s="${style}"`;
  }

  /** The value that the template stores, formulas aside. */
  storedValue(cell: RawCell): Value {
    if (cell.body === '') return null;
    const { type } = this.meta(cell.attributes);
    if (type === 'inlineStr') return shownText(cell.body);
    const text = valueText(cell.body);
    if (text === null || (text === '' && type === 'n')) return null;
    if (type === 's') return shownText(this.source.strings.inner(Number(text)) ?? '');
    if (type === 'b') return text === '1' || text === 'true';
    if (type === 'n') return Number.isFinite(Number(text)) ? Number(text) : null;
    if (type === 'e') return { fault: text as '#VALUE!' }; // whatever the file says: it only spreads
    return text;
  }

  /** How a value is stored in a cell of this style. */
  stored(value: CellValue, attributes: string, cell: RawCell | null): Stored {
    if (typeof value === 'string') return { type: 's', value };
    const { style } = this.meta(attributes);
    const format = this.source.formats(style);
    if (typeof value === 'number') return format.kind === 'text' ? { type: 's', value: String(value) } : { type: 'n', value };
    if ('edits' in value) {
      const inner = cell === null ? '' : this.#innerOf(cell);
      const item = editedItem(inner, value.edits);
      return { type: 's', value: shownText(item), item };
    }
    const serial = serialOf(value.iso, format, this.source.from1904);
    return serial === null ? { type: 's', value: value.text } : { type: 'n', value: serial };
  }

  #innerOf(cell: RawCell): string {
    const { type } = this.meta(cell.attributes);
    if (type === 's') return this.source.strings.inner(Number(valueText(cell.body) ?? -1)) ?? '';
    if (type === 'inlineStr') return cell.body.replace(/^\s*<[^>]*>/u, '').replace(/<\/[^>]*>\s*$/u, '');
    const shown = this.storedValue(cell);
    if (shown === null) return '';
    const text = typeof shown !== 'object' ? String(shown) : 'fault' in shown ? shown.fault : '';
    return `<${this.layout.prefix}t>${cellXml(text)}</${this.layout.prefix}t>`;
  }

  name(column: number): string {
    return (this.#names[column] ??= columnName(column));
  }

  /** A written cell, in pieces that are ready: a sheet of a million cells is put together without joining texts. */
  writeValue(write: (piece: string) => void, place: Place, value: CellValue, attributes: string, cell: RawCell | null): void {
    const meta = this.meta(attributes);
    const stored = this.stored(value, attributes, cell);
    write(this.#opening(place.column));
    write(place.number);
    if (stored.type === 'n') {
      write(meta.asNumber);
      write(String(stored.value));
    } else {
      write(meta.asText);
      const { strings } = this.source;
      write(String(stored.item === undefined ? strings.indexOf(String(stored.value), place.column) : strings.indexOfItem(stored.item)));
    }
    write(this.#closing);
  }

  #opening(column: number): string {
    return (this.#openings[column] ??= flat(`<${this.layout.prefix}c r="${this.name(column)}`));
  }

  /** A formula with its freshly computed value; without one where we do not know it, so that the spreadsheet computes it on opening. */
  formulaXml(row: number, column: number, formula: string, attributes: string, value: Value): string {
    const p = this.layout.prefix;
    const { bare } = this.meta(attributes);
    const [type, text] = isUnknown(value)
      ? ['', null]
      : typeof value === 'string'
        ? [' t="str"', cellXml(value)]
        : typeof value === 'boolean'
          ? [' t="b"', value ? '1' : '0']
          : isFault(value)
            ? [' t="e"', value.fault]
            : ['', String(value ?? 0)];
    const stored = text === null ? '' : `<${p}v>${text}</${p}v>`;
    return `<${p}c r="${this.name(column)}${row + 1}"${bare}${type}>${formula}${stored}</${p}c>`;
  }

  /** The formula of an inserted row, spelled out: the pattern's, copied down. */
  copiedXml(formula: Formula, row: number): string {
    const p = this.layout.prefix;
    const text = copiedFormula(formula.text ?? '', row - formula.newRow);
    const array = /\st=["']array["']/u.test(/^<[^>]*>/u.exec(formula.xml)?.[0] ?? '');
    const place = `${this.name(formula.column)}${row + 1}`;
    return `<${p}f${array ? ` t="array" ref="${place}"` : ''}>${escapeText(text)}</${p}f>`;
  }

  #rowsAfter(): number[] {
    const { insertion, writes } = this.source;
    const rows = new Set<number>();
    for (const { row } of this.layout.rows) rows.add(insertion === null ? row : movedRow(row, insertion));
    if (insertion !== null) for (let at = 1; at <= insertion.count; at++) rows.add(insertion.after + at);
    for (const row of writes?.rows() ?? []) rows.add(row);
    const sorted = [...rows].sort((a, b) => a - b);
    if ((sorted.at(-1) ?? 0) > LAST_ROW)
      throw refusal('file.too-large', shownPart(this.source.part), '填好以后行数超出了表格的最后一行', '请分成几份填。');
    return sorted;
  }
}
