import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeWorkbook, someStyles, STRICT, type MadeBook } from '../../../../test/office/make-xlsx.ts';
import { readTables } from '../read/index.ts';
import { patchPackage, type CellValue, type SheetPatch } from './index.ts';

const text = (bytes: Uint8Array, part: string): string => new TextDecoder().decode(unzipSync(bytes)[part]);
const sheetOf = (bytes: Uint8Array): string => text(bytes, 'xl/worksheets/sheet1.xml');
const cells = (list: readonly (readonly [number, number, CellValue])[]): SheetPatch['cells'] => {
  const rows = new Map<number, Map<number, CellValue>>();
  for (const [row, column, value] of list) rows.set(row, (rows.get(row) ?? new Map<number, CellValue>()).set(column, value));
  return rows;
};
const put = (
  bytes: Uint8Array,
  list: readonly (readonly [number, number, CellValue])[],
  insertion: SheetPatch['insertion'] = null,
): Uint8Array => patchPackage(bytes, [{ sheet: '人口', insertion, blocks: [], cells: cells(list) }]);
const valuesIn = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    (readTables(bytes, 'a.xlsx').sheets[0]?.cells ?? []).filter((cell) => cell.text !== '').map((cell) => [cell.ref, cell.text]),
  );
const one = (rows: string, more: Partial<MadeBook> & { readonly head?: string; readonly tail?: string } = {}): Uint8Array => {
  const { head = '', tail = '', ...book } = more;
  return makeWorkbook({ sheets: [{ name: '人口', rows, head, tail }], styles: someStyles, ...book });
};

describe('a filled cell', () => {
  const row =
    '<row r="1" ht="21" customHeight="1"><c r="A1" s="0"/><c r="B1" s="1"/><c r="C1" s="2"/><c r="D1" s="3"/><c r="E1" s="4"/></row>';
  const cases: readonly [string, CellValue, number, string][] = [
    ['text', '张三', 0, '张三'],
    ['a number', 12.5, 0, '12.5'],
    ['a number where text is wanted', 19580301, 1, '19580301'],
    ['a long number as text', '990127199001011234', 0, '990127199001011234'],
    ['a day where days show', { iso: '1958-03-01', text: '1958.3.1' }, 2, '1958-03-01'],
    ['a day where none is wanted', { iso: '1958-03-01', text: '1958.3.1' }, 0, '1958.3.1'],
    ['a month never becomes its first day', { iso: '1958-03', text: '1958-03' }, 2, '1958-03'],
    ['what looks like a formula stays text', '=HYPERLINK("http://x")', 0, '=HYPERLINK("http://x")'],
    ['entities and rare characters', '<&>"𠮷·_x000A_', 0, '<&>"𠮷·_x000A_'],
    ['a control character', 'a\u0001b', 0, 'a\u0001b'],
    ['spaces at the ends', ' 甲 ', 0, ' 甲 '],
  ];
  it.each(cases)('%s', (_name, value, column, shown) => {
    const filled = put(one(row), [[0, column, value]]);
    const cell = readTables(filled, 'a.xlsx').sheets[0]?.cells.find((each) => each.column === column);
    expect(cell?.text).toBe(shown);
    expect(cell?.formula).toBeNull();
    expect(sheetOf(filled)).toContain(`s="${column}"`);
  });

  it('keeps its month as a number where only months show', () => {
    expect(sheetOf(put(one(row), [[0, 3, { iso: '1958-03', text: 'x' }]]))).toContain('<c r="D1" s="3"><v>21245</v></c>');
  });

  it('counts days from 1904 where the book does', () => {
    const book = one(row, { properties: '<workbookPr date1904="1"/>' });
    expect(valuesIn(put(book, [[0, 2, { iso: '1958-03-01', text: '' }]]))).toEqual({ C1: '1958-03-01' });
  });

  it('that stands nowhere yet takes the style of its column', () => {
    const filled = sheetOf(put(one(row, { head: '<cols><col min="6" max="8" style="1"/></cols>' }), [[0, 6, '乙'], [4, 6, '丙']])); // prettier-ignore
    expect(filled).toContain('<c r="G1" s="1" t="s">');
    expect(filled).toContain('<row r="5"><c r="G5" s="1" t="s">');
  });

  it('keeps the runs of its text where only a box is ticked', () => {
    const strings = '<si><r><rPr><b/></rPr><t>□</t></r><r><t xml:space="preserve">是  □否</t></r><rPh sb="0" eb="1"><t>shi</t></rPh></si>';
    const book = one('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>', { strings });
    const filled = put(book, [[0, 0, { edits: [{ start: 4, end: 5, text: '☑' }] }]]);
    expect(text(filled, 'xl/sharedStrings.xml')).toContain('<si><r><rPr><b/></rPr><t>□</t></r><r><t>是  ☑否</t></r></si>');
    expect(valuesIn(filled)).toEqual({ A1: '□是  ☑否', B1: '□是  □否' });
  });

  it('of a book in another dialect: strict, prefixed, places left out', () => {
    const strict = makeWorkbook({ sheets: [{ name: '人口', rows: '<row><c/><c t="inlineStr"><is><t>甲</t></is></c></row>' }], namespace: STRICT, relationBase: 'http://purl.oclc.org/ooxml/officeDocument/relationships' }); // prettier-ignore
    expect(valuesIn(put(strict, [[0, 0, '乙']]))).toEqual({ A1: '乙', B1: '甲' });
    const prefixed = makeWorkbook({
      sheets: [{ name: '人口', rows: '' }],
      parts: { 'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="2"><x:c r="B2"/></x:row></x:sheetData></x:worksheet>` },
    }); // prettier-ignore
    expect(valuesIn(put(prefixed, [[1, 1, '丁'], [0, 0, 5]]))).toEqual({ A1: '5', B2: '丁' }); // prettier-ignore
  });
});

describe('what is not asked to change', () => {
  const strings = '<si><t>表</t></si>';
  const book = makeWorkbook({
    sheets: [{ name: '人口', rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }, { name: '代码', rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }],
    strings,
    styles: someStyles,
    parts: { 'xl/vbaProject.bin': 'macro', 'customXml/item1.xml': '<a/>' },
  }); // prettier-ignore

  it('is byte for byte the same, compressed bytes, headers and order too', () => {
    expect(Buffer.from(patchPackage(book, [])).equals(Buffer.from(book))).toBe(true);
    const filled = put(book, [[1, 0, '甲']]);
    const [before, after] = [unzipSync(book), unzipSync(filled)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const name of Object.keys(before)) {
      if (name.endsWith('sheet1.xml') || name.endsWith('sharedStrings.xml')) continue;
      expect(Buffer.from(after[name] ?? []).equals(Buffer.from(before[name] ?? []))).toBe(true);
    }
  });

  it('and the source bytes are never touched', () => {
    const copy = Buffer.from(book);
    put(copy, [[1, 0, '甲']]);
    expect(copy.equals(Buffer.from(book))).toBe(true);
  });

  it('whatever is written, the reader finds the old cells and the new ones', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      fc.integer(),
      fc.constantFrom('=1+1', '0012', '一', '_x000D_'),
    );
    const writes = fc.uniqueArray(fc.tuple(fc.nat(30), fc.nat(12), value), {
      selector: ([row, column]) => row * 100 + column,
      maxLength: 20,
    });
    fc.assert(
      fc.property(writes, (list) => {
        const kept = list.filter(([row, column]) => row !== 0 || column !== 0);
        const found = valuesIn(put(book, kept));
        expect(found['A1']).toBe('表');
        expect(Object.keys(found)).toHaveLength(kept.length + 1);
        const read = readTables(put(book, kept), 'a.xlsx').sheets[0]?.cells ?? [];
        for (const [row, column, one_] of kept)
          expect(read.find((cell) => cell.row === row && cell.column === column)?.text).toBe(String(one_).toWellFormed());
      }),
      { numRuns: 25 },
    );
  });
});
