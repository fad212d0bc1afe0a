/** A plain new workbook from cells that were read elsewhere (an old .xls): texts, numbers, formulas, merges and lines; fonts and colours are lost. */
import type { Cell, Sheet } from '../read/index.ts';
import { areaText, columnName } from './a1.ts';
import { escapeText, escapeXml, textElement } from './markup.ts';
import { packText } from './part-writer.ts';
import { repack } from './repack.ts';
import { serialOf } from './serial.ts';
import type { SqueezeMaker } from './squeeze.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function newWorkbook(sheets: readonly Sheet[], squeeze: SqueezeMaker): Uint8Array {
  const styles = new Styles();
  const parts: Record<string, string> = {};
  const numbered = sheets.map((sheet, at) => ({ sheet, id: at + 1 }));
  for (const { sheet, id } of numbered) parts[`xl/worksheets/sheet${id}.xml`] = sheetXml(sheet, styles);
  parts['xl/workbook.xml'] = `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbered
    .map(
      ({ sheet, id }) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${id}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${id}"/>`,
    )
    .join('')}</sheets></workbook>`;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  parts['xl/_rels/workbook.xml.rels'] = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbered
    .map(({ id }) => relation(`rId${id}`, 'worksheet', `worksheets/sheet${id}.xml`))
    .join('')}${relation('rIdStyles', 'styles', 'styles.xml')}</Relationships>`;
  parts['xl/styles.xml'] = styles.xml();
  const first = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${numbered
      .map(({ id }) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${TYPE}.worksheet+xml"/>`)
      .join('')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
  };
  const added = new Map(Object.entries({ ...first, ...parts }).map(([name, text]) => [name, packText(name, text, squeeze)]));
  return repack(new Uint8Array(0), [], { changed: new Map(), added, removed: new Set() });
}

/** Number formats as they were; every cell that was drawn has thin lines. */
class Styles {
  readonly #formats: string[] = [];

  of(format: string | null, bordered: boolean): number {
    const code = format ?? 'General';
    if (!this.#formats.includes(code)) this.#formats.push(code);
    return this.#formats.indexOf(code) * 2 + (bordered ? 1 : 0) + 1;
  }

  dated(format: string | null): boolean {
    return format !== null && /[yd]/iu.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./gu, ''));
  }

  xml(): string {
    const side = (name: string): string => `<${name} style="thin"><color auto="1"/></${name}>`;
    const xf = (id: number, border: number): string =>
      `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="${border}" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>`;
    const formats = this.#formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(code)}"/>`).join('');
    return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${this.#formats.length}">${formats}</numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${this.#formats.length * 2 + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${this.#formats.map((_, at) => xf(164 + at, 0) + xf(164 + at, 1)).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  }
}

function sheetXml(sheet: Sheet, styles: Styles): string {
  const rows = new Map<number, string[]>();
  for (const cell of sheet.cells) {
    const row = rows.get(cell.row) ?? [];
    row.push(cellOf(cell, styles));
    rows.set(cell.row, row);
  }
  const hidden = new Set(sheet.hiddenRows);
  const data = [...rows]
    .map(([row, cells]) => `<row r="${row + 1}"${hidden.has(row) ? ' hidden="1"' : ''}>${cells.join('')}</row>`)
    .join('');
  const merges = sheet.merged.map((area) => `<mergeCell ref="${areaText(area)}"/>`).join('');
  const merged = merges === '' ? '' : `<mergeCells count="${sheet.merged.length}">${merges}</mergeCells>`;
  return `${HEAD}<worksheet xmlns="${MAIN}">${widths(sheet)}<sheetData>${data}</sheetData>${merged}</worksheet>`;
}

/** As wide as the longest word that stands in one cell of the column, within reason. */
function widths({ cells, merged, hiddenColumns }: Sheet): string {
  const wide = new Map<number, number>();
  const joined = new Set(merged.filter(({ left, right }) => right > left).map(({ top, left }) => `${top}:${left}`));
  for (const { row, column, text } of cells) {
    if (joined.has(`${row}:${column}`)) continue;
    const length = Math.max(...text.split('\n').map((line) => line.length));
    wide.set(column, Math.max(wide.get(column) ?? 8, Math.min(24, length * 2 + 2)));
  }
  const columns = [...wide].sort(([a], [b]) => a - b);
  const hidden = new Set(hiddenColumns);
  const xml = columns.map(
    ([at, width]) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${hidden.has(at) ? ' hidden="1"' : ''}/>`,
  );
  return xml.length === 0 ? '' : `<cols>${xml.join('')}</cols>`;
}

const ALL = { year: true, month: true, day: true };

function cellOf({ row, column, text, type, formula, format, bordered }: Cell, styles: Styles): string {
  const head = `<c r="${columnName(column)}${row + 1}" s="${styles.of(format, bordered)}"`;
  const f = formula === null || formula === '' ? '' : `<f>${escapeText(formula)}</f>`;
  const serial = type === 'date' && styles.dated(format) ? serialOf(text, { kind: 'date', shows: ALL }, false) : null;
  if (serial !== null) return `${head}>${f}<v>${serial}</v></c>`;
  if (type === 'number' && /^-?[\d.]+(?:e[+-]?\d+)?$/iu.test(text)) return `${head}>${f}<v>${text}</v></c>`;
  if (type === 'boolean') return `${head} t="b">${f}<v>${text === 'TRUE' ? 1 : 0}</v></c>`;
  if (f !== '') return `${head} t="str">${f}<v>${escapeText(text)}</v></c>`;
  return text === '' ? `${head}/>` : `${head} t="inlineStr"><is>${textElement('', text)}</is></c>`;
}
