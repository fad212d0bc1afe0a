import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { pack } from '../../../../test/office/make-docx.ts';
import { makeWorkbook, someStyles } from '../../../../test/office/make-xlsx.ts';
import { Problem } from '../../../problem.ts';
import { readTables } from '../read/index.ts';
import { columnName } from './a1.ts';
import { patchPackage, type SheetPatch } from './index.ts';

const runs = 60;
const words = fc.string({ unit: fc.constantFrom('张', '𠮷', '&', '<', '"', '=', ' ', 'a', '1', '\n'), minLength: 1, maxLength: 8 });
const cell = fc.oneof(words, fc.integer({ min: -9_999_999, max: 9_999_999 }));
const grid = fc.array(fc.array(fc.option(cell), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 7 });
type Cells = readonly (readonly (string | number | null)[])[];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const xmlOf = (rows: Cells): string =>
  rows
    .map((row, at) => {
      const cells = row.map((value, column) => {
        const place = `r="${columnName(column)}${at + 1}"`;
        if (value === null) return `<c ${place}/>`;
        return typeof value === 'number'
          ? `<c ${place}><v>${value}</v></c>`
          : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
      });
      return `<row r="${at + 1}">${cells.join('')}</row>`;
    })
    .join('');
const bookOf = (rows: Cells): Uint8Array => makeWorkbook({ styles: someStyles, sheets: [{ name: '表', rows: xmlOf(rows) }] });

function textsOf(bytes: Uint8Array): Record<string, string> {
  const { sheets } = readTables(bytes, 'a.xlsx');
  return Object.fromEntries((sheets[0]?.cells ?? []).filter(({ text }) => text !== '').map(({ ref, text }) => [ref, text]));
}

describe('any sheet, any values, any rows put in', () => {
  it('reads back as the old cells, moved, with the new ones among them', () => {
    fc.assert(
      fc.property(grid, grid, fc.nat(6), fc.nat(4), (rows, values, at, count) => {
        const after = Math.min(at, rows.length - 1);
        const insertion = count === 0 ? null : { after, count };
        const cells = new Map(values.map((row, index) => [index, new Map(row.flatMap((value, column) => (value === null ? [] : [[column, value] as const])))] as const)); // prettier-ignore
        fc.pre(values.some((row) => row.some((value) => value !== null)));
        const expected: Record<string, string> = {};
        const put = (row: number, column: number, value: string | number | null): void => {
          if (value !== null && String(value).trim() !== '') expected[`${columnName(column)}${row + 1}`] = String(value).trim();
        };
        for (const [row, list] of rows.entries())
          for (const [column, value] of list.entries()) put(insertion !== null && row > after ? row + count : row, column, value);
        for (const [row, list] of values.entries())
          for (const [column, value] of list.entries())
            if (value !== null) {
              delete expected[`${columnName(column)}${row + 1}`];
              put(row, column, value);
            }
        const patched = patchPackage(bookOf(rows), [{ sheet: '表', insertion, blocks: [], cells }]);
        const found = Object.fromEntries(Object.entries(textsOf(patched)).flatMap(([ref, text]) => (text.trim() === '' ? [] : [[ref, text.trim()]]))); // prettier-ignore
        expect(found).toEqual(expected);
      }),
      { numRuns: runs },
    );
  });

  it('a package with a few letters changed is refused with a problem or patched, never anything else', () => {
    const parts = unzipSync(
      bookOf([
        ['姓名', 1],
        ['', null],
        ['合计', 3],
      ]),
    );
    const patch: SheetPatch = { sheet: '表', insertion: { after: 1, count: 2 }, blocks: [], cells: new Map([[1, new Map([[0, '甲']])]]) }; // prettier-ignore
    const names = Object.keys(parts);
    const change = fc.record({ part: fc.nat(names.length - 1), at: fc.nat(), length: fc.nat(3), put: fc.constantFrom('', '<', '>', '"', '/', '&', '9', 'r', '</row>', '<c>', ' r="A1"') }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const texts = Object.fromEntries(names.map((name) => [name, new TextDecoder().decode(parts[name])]));
        for (const { part, at, length, put } of changes) {
          const name = names[part] ?? '';
          const text = texts[name] ?? '';
          const from = at % Math.max(1, text.length);
          texts[name] = text.slice(0, from) + put + text.slice(from + length);
        }
        for (const run of [() => readTables(pack(texts), 'a.xlsx'), () => patchPackage(pack(texts), [patch])]) {
          try {
            run();
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
          }
        }
      }),
      { numRuns: runs * 5 },
    );
  });
});
