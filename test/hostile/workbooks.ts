/** Workbooks in every wrong shape, made in code: each is refused with its slug, or read right. */
import { unzipSync } from 'fflate';
import { someStyles, makeWorkbook, type MadeBook } from '../office/make-xlsx.ts';
import { pack } from '../office/make-docx.ts';
import { zip, type Lie } from './zip.ts';

export interface HostileWorkbook {
  readonly about: string;
  readonly fileName: string;
  readonly make: () => Uint8Array;
  /** Slug of the refusal, or the text of the first cell that is read. */
  readonly ends: { readonly refused: string } | { readonly read: string };
}

const row = (cells: string): string => `<row r="1">${cells}</row>`;
const name = '<c r="A1" t="inlineStr"><is><t>姓名</t></is></c>';
const book = (rows: string, rest: Partial<MadeBook> & { readonly tail?: string; readonly head?: string } = {}): Uint8Array => {
  const { tail = '', head = '', ...more } = rest;
  return makeWorkbook({ styles: someStyles, sheets: [{ name: '表', rows, tail, head }], ...more });
};
/** The parts of a sound workbook, some of them replaced. */
const replaced = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array => pack({ ...textsOf(book(row(name))), ...parts });
const textsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([part, data]) => [part, new TextDecoder().decode(data)]));
const lying = (change: Readonly<Record<string, Partial<Lie>>>): Uint8Array =>
  zip(Object.entries(textsOf(book(row(name)))).map(([part, data]) => ({ name: part, data, ...change[part] })));
const SHEET = 'xl/worksheets/sheet1.xml';
const sheet = (inner: string): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inner}</sheetData></worksheet>`;

const refused = (about: string, slug: string, make: () => Uint8Array, fileName = '表.xlsx'): HostileWorkbook => ({ about, fileName, make, ends: { refused: slug } }); // prettier-ignore
const read = (about: string, text: string, make: () => Uint8Array, fileName = '表.xlsx'): HostileWorkbook => ({ about, fileName, make, ends: { read: text } }); // prettier-ignore

export const hostileWorkbooks: readonly HostileWorkbook[] = [
  refused('a bomb: cells that compress a thousandfold', 'file.hostile', () => replaced({ [SHEET]: sheet(row('<c/>'.repeat(1_000_000))) })),
  refused('a sheet that claims to be small', 'file.hostile', () => lying({ [SHEET]: { data: sheet(' '.repeat(30_000_000)), size: 900 } })),
  refused('a workbook in a workbook, and only that', 'file.kind', () => zip([{ name: 'inner.xlsx', data: book(row(name)) }])),
  refused('billion laughs in the shared strings', 'file.hostile', () =>
    book(row('<c r="A1" t="s"><v>0</v></c>'), { strings: '', parts: { 'xl/sharedStrings.xml': '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>' } }),
  ),
  refused('an external entity in a sheet', 'file.hostile', () =>
    replaced({ [SHEET]: `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sheet(row('<c r="A1" t="inlineStr"><is><t>&x;</t></is></c>'))}` }),
  ),
  refused('an external entity in the styles', 'file.hostile', () => replaced({ 'xl/styles.xml': '<!DOCTYPE s [<!ENTITY x SYSTEM "http://127.0.0.1/">]><styleSheet>&x;</styleSheet>' })),
  read('external links', '姓名', () =>
    book(row(`${name}<c r="B1"><f>[1]外部!A1</f><v>7</v></c>`), { parts: { 'xl/externalLinks/externalLink1.xml': '<externalLink/>', 'xl/externalLinks/_rels/externalLink1.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x" Target="file:///etc/passwd" TargetMode="External"/></Relationships>' } }),
  ),
  refused('three hundred thousand merged cells', 'file.too-large', () =>
    book(row(name), { tail: `<mergeCells>${Array.from({ length: 300_000 }, (_, at) => `<mergeCell ref="A${at + 2}:B${at + 2}"/>`).join('')}</mergeCells>` }),
  ),
  read('one merge over the whole grid', '姓名', () => book(row(name), { tail: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' })),
  refused('cells in the far corners', 'file.too-large', () => book(`${row(name)}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`)),
  read('a dimension that lies', '姓名', () => book(row(name), { head: '<dimension ref="A1:XFD1048576"/>' })),
  read('a dimension that is no place', '姓名', () => book(row(name), { head: '<dimension ref="nonsense"/>' })),
  refused('elements a thousand deep', 'file.hostile', () => replaced({ [SHEET]: sheet('<x>'.repeat(1_000) + '</x>'.repeat(1_000)) })),
  refused('a shared string beyond the list', 'file.damaged', () => book(row('<c r="A1" t="s"><v>4294967295</v></c>'), { strings: '<si><t>a</t></si>' })),
  refused('a shared string before the list', 'file.damaged', () => book(row('<c r="A1" t="s"><v>-1</v></c>'), { strings: '<si><t>a</t></si>' })),
  read('a formula that would run a program', '姓名', () => book(row(`${name}<c r="B1" t="str"><f>cmd|'/c calc'!A1</f><v>x</v></c>`))),
  read('macros', '姓名', () => book(row(name), { parts: { 'xl/vbaProject.bin': 'Attribute VB_Name' } }), '表.xlsm'),
  read('identity numbers that were kept as numbers', '110101199003070030', () => book(row('<c r="A1"><v>110101199003070030</v></c>'))),
  refused('a workbook behind a password', 'file.encrypted', () => encrypted()),
  refused('an old workbook with broken records', 'file.damaged', () => old(), '表.xls'),
  refused('a validation over a million places each a thousand times', 'file.hostile', () =>
    book(row(name), { tail: `<dataValidations>${'<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"是,否"</formula1></dataValidation>'.repeat(20_000)}</dataValidations>` }),
  ),
  read('three hundred sheets of one cell', '姓名', () =>
    makeWorkbook({ styles: someStyles, sheets: Array.from({ length: 300 }, (_, at) => ({ name: `表${at}`, rows: row(name) })) }),
  ),
  refused('a column of which one cell stands in another row', 'file.hostile', () => book('<row r="3"><c r="A4"><v>1</v></c></row>')),
  read('rows that go back, in their order', '1', () => book('<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>')),
  read('NaN and infinity as numbers', '姓名', () => book(row(`${name}<c r="B1"><v>NaN</v></c><c r="C1"><v>1e999</v></c>`))),
]; // prettier-ignore

/** An OLE compound file as far as a reader by magic bytes looks. */
function ole(...names: readonly string[]): Uint8Array {
  const wide = (text: string): number[] => [...text].flatMap((letter) => [letter.charCodeAt(0), 0]);
  return Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array.from({ length: 504 }, () => 0), ...names.flatMap((one) => [...wide(one), ...Array.from({ length: 64 }, () => 0)])]); // prettier-ignore
}

const encrypted = (): Uint8Array => ole('EncryptionInfo', 'EncryptedPackage');
const old = (): Uint8Array => ole('Workbook', 'broken records');
