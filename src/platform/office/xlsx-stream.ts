import { constants, crc32, deflateRawSync } from 'node:zlib';

export type OutCell = string | number | boolean | null;

const rowsOfSheet = 1_048_576;
const types =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** Style 1 is text that was typed with a quote before it: what looks like a formula stays the words that it is. */
const styles = `${declaration}<styleSheet ${main}><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/**
 * A workbook written row by row: however long the table is, a few hundred kilobytes of it are in memory. Strings stand in their cells
 * (inlineStr), so that no table of strings has to be kept until the end; they are never formulas (ECMA-376 18.3.1.4).
 */
export async function* writeXlsx(
  name: string,
  header: readonly string[],
  rows: AsyncIterable<readonly (readonly OutCell[])[]>,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipStream();
  const columns = header.map((_, at) => letters(at));
  const sheets: string[] = [];
  let row = rowsOfSheet;
  const opened = (): string => {
    sheets.push(sheets.length === 0 ? name : `${name}${sheets.length + 1}`);
    row = 1;
    return `${declaration}<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${rowXml(columns, header, 1)}`;
  };
  yield zip.open('xl/worksheets/sheet1.xml');
  let text = opened();
  for await (const batch of rows) {
    for (const cells of batch) {
      if (row === rowsOfSheet) {
        yield zip.write(`${text}</sheetData></worksheet>`);
        yield zip.close();
        yield zip.open(`xl/worksheets/sheet${sheets.length + 1}.xml`);
        text = opened();
      }
      text += rowXml(columns, cells, ++row);
    }
    yield zip.write(text);
    text = '';
  }
  yield zip.write(`${text}</sheetData></worksheet>`);
  yield zip.close();
  for (const [path, xml] of packageParts(sheets)) {
    yield zip.open(path);
    yield zip.write(xml);
    yield zip.close();
  }
  yield zip.directory();
}

function packageParts(sheets: readonly string[]): [path: string, xml: string][] {
  const ids = sheets.map((_, at) => at + 1);
  const overrides = ids.map(
    (id) =>
      `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const listed = sheets.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const targets = ids.map((id) => `<Relationship Id="rId${id}" Type="${office}/worksheet" Target="worksheets/sheet${id}.xml"/>`);
  return [
    ['[Content_Types].xml', `${types}${overrides.join('')}</Types>`],
    [
      '_rels/.rels',
      `${declaration}<Relationships ${relations}><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    ['xl/workbook.xml', `${declaration}<workbook ${main} xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`],
    [
      'xl/_rels/workbook.xml.rels',
      `${declaration}<Relationships ${relations}>${targets.join('')}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', styles],
  ];
}

function rowXml(columns: readonly string[], cells: readonly OutCell[], row: number): string {
  let xml = `<row r="${row}">`;
  for (const [at, cell] of cells.entries()) {
    if (cell === null || cell === '') continue;
    const ref = `${columns[at] ?? letters(at)}${row}`;
    if (typeof cell === 'number') xml += `<c r="${ref}"><v>${cell}</v></c>`;
    else if (typeof cell === 'boolean') xml += `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    else xml += `<c r="${ref}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  }
  return `${xml}</row>`;
}

function letters(at: number): string {
  let text = '';
  for (let left = at + 1; left > 0; left = Math.floor((left - 1) / 26)) text = String.fromCharCode(65 + ((left - 1) % 26)) + text;
  return text;
}

const unsafe = /[&<>"\0-\u0008\u000b\u000c\u000e-\u001f]/u; // oxlint-disable-line no-control-regex

function escaped(text: string): string {
  if (!unsafe.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\0-\u0008\u000b\u000c\u000e-\u001f]/gu, ''); // oxlint-disable-line no-control-regex -- XML 1.0 has no way to write them
}

interface Part {
  readonly name: string;
  readonly at: number;
  crc: number;
  packed: number;
  size: number;
}

/** Parts one behind the other with their sizes behind them (APPNOTE 6.3.10, 4.3.9): nothing has to be known before it is written. */
class ZipStream {
  readonly #parts: Part[] = [];
  #at = 0;

  open(name: string): Buffer {
    this.#parts.push({ name, at: this.#at, crc: 0, packed: 0, size: 0 });
    return this.#give(
      Buffer.concat([
        words32(0x04034b50),
        words16(20, 0x808, 8, 0, 0x21),
        words32(0, 0, 0),
        words16(Buffer.byteLength(name), 0),
        Buffer.from(name),
      ]),
    );
  }

  /** Each piece is blocks of its own that end on a byte (RFC 1951 3.2.4): pieces can follow each other, and none waits for the next. */
  write(text: string): Buffer {
    return this.#pack(Buffer.from(text), constants.Z_SYNC_FLUSH);
  }

  close(): Buffer {
    const last = this.#pack(Buffer.alloc(0), constants.Z_FINISH);
    const { crc, packed, size } = this.#part;
    return Buffer.concat([last, this.#give(words32(0x08074b50, crc, packed, size))]);
  }

  directory(): Buffer {
    const listed = this.#parts.map(({ name, at, crc, packed, size }) =>
      Buffer.concat([
        words32(0x02014b50),
        words16(20, 20, 0x808, 8, 0, 0x21),
        words32(crc, packed, size),
        words16(Buffer.byteLength(name), 0, 0, 0, 0),
        words32(0, at),
        Buffer.from(name),
      ]),
    );
    const length = listed.reduce((sum, part) => sum + part.length, 0);
    const count = this.#parts.length;
    return Buffer.concat([...listed, words32(0x06054b50), words16(0, 0, count, count), words32(length, this.#at), words16(0)]);
  }

  get #part(): Part {
    const part = this.#parts.at(-1);
    if (part === undefined) throw new Error('no part is open');
    return part;
  }

  #pack(bytes: Buffer, finishFlush: number): Buffer {
    const part = this.#part;
    part.crc = crc32(bytes, part.crc);
    part.size += bytes.length;
    const packed = deflateRawSync(bytes, { level: 1, finishFlush });
    part.packed += packed.length;
    return this.#give(packed);
  }

  #give(bytes: Buffer): Buffer {
    this.#at += bytes.length;
    return bytes;
  }
}

function words16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, 2 * at);
  return bytes;
}

function words32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, 4 * at);
  return bytes;
}
