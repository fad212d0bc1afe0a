import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnName, columnOf, copiedFormula, movedFormula, movedList } from './a1.ts';

describe('formulas after five rows were put in below row 20', () => {
  const insertion = { after: 19, count: 5 };
  const cases: readonly [string, string, string, number | null][] = [
    ['a total over the records grows', 'SUM(K6:K20)', 'SUM(K6:K25)', null],
    ['what lies below moves', 'K21*2+L22', 'K26*2+L27', null],
    ['what lies above stays', 'A1+SUM(B2:B5)', 'A1+SUM(B2:B5)', null],
    ['fixed references too', 'SUM($K$6:$K$20)/$A$21', 'SUM($K$6:$K$25)/$A$26', null],
    ['a range of one row of records', 'SUM(K20:K20)', 'SUM(K20:K25)', null],
    ['whole rows', 'SUM(6:20)+SUM($21:$22)', 'SUM(6:25)+SUM($26:$27)', null],
    ['whole columns', 'SUM(B:B)', 'SUM(B:B)', null],
    ['another sheet', '代码!A20:A21+SUM(人口!B6:B20)', '代码!A20:A21+SUM(人口!B6:B25)', null],
    ['a quoted sheet', "SUM('人口'!B6:B20)", "SUM('人口'!B6:B25)", null],
    ['text is no reference', '"A21"&B21&"it""s A30"', '"A21"&B26&"it""s A30"', null],
    ['nor is a function or a name', 'LOG10(A21)+ATAN2(A1,A21)+A21_x+AB21()', 'LOG10(A26)+ATAN2(A1,A26)+A21_x+AB21()', null],
    ['nor a structured reference', '表1[金额]+A21', '表1[金额]+A26', null],
    ['another book', '[1]人口!A21', '[1]人口!A21', null],
    ['the last line’s own range follows the line', 'SUM(B20:J20)', 'SUM(B20:J20)', 19],
    ['a running sum too', 'SUM(K$6:K20)', 'SUM(K$6:K20)', 19],
    ['but a fixed end takes the new rows in', 'RANK(K20,K$6:K$20)', 'RANK(K20,K$6:K$25)', 19],
    ['as it does from another line', 'COUNTIF($B$6:$B$20,B7)', 'COUNTIF($B$6:$B$25,B7)', 6],
  ];
  it.each(cases)('%s', (_name, before, after, row) => {
    expect(movedFormula(before, insertion, { here: true, sheet: '人口', row })).toBe(after);
  });

  it('speak of the grown sheet only by its name elsewhere', () => {
    expect(movedFormula('A21+人口!A21', insertion, { here: false, sheet: '人口', row: null })).toBe('A21+人口!A26');
  });

  it('lists of ranges grow and move', () => {
    expect(movedList('D6:D20 F20 H21:H22 A1', insertion)).toBe('D6:D25 F20:F25 H26:H27 A1');
  });
});

describe('formulas copied down', () => {
  const cases: readonly [string, string][] = [
    ['I20*J20', 'I23*J23'],
    ['$I20*J$20+$K$20', '$I23*J$20+$K$20'],
    ['SUM(K$6:K20)', 'SUM(K$6:K23)'],
    ['ROW()-5', 'ROW()-5'],
    ['\'代 码\'!A2&"A2"', '\'代 码\'!A5&"A2"'],
  ];
  it.each(cases)('%s', (before, after) => expect(copiedFormula(before, 3)).toBe(after));
  it('across', () => expect(copiedFormula('A1+$A1', 0, 2)).toBe('C1+$A1'));
});

it('names of columns go there and back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 16_383 }), (column) => columnOf(columnName(column)) === column));
});
