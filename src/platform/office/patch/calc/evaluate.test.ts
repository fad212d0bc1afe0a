import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { parseFormula } from './parse.ts';
import { isUnknown, type Value } from './values.ts';

const cells: Readonly<Record<string, Value>> = {
  '0:0': 3,
  '0:1': 4.5,
  '1:0': '男',
  '1:1': '女',
  '2:0': null,
  '2:1': '12',
  '3:0': true,
  '3:1': '男',
  '4:0': 0.1,
};

function valueOf(formula: string): Value {
  const tree = parseFormula(formula);
  if (tree === null) return { unknown: true };
  return evaluate(tree, {
    row: 9, column: 2, down: 0, across: 0,
    cell: (sheet, row, column) => (sheet === null ? (cells[`${row}:${column}`] ?? null) : { unknown: true }),
    extent: () => ({ rows: 20, columns: 20 }),
  }); // prettier-ignore
}

describe('formulas of forms', () => {
  const cases: readonly [string, Value][] = [
    ['A1*B1', 13.5],
    ['A1+B3', 15],
    ['-A1^2', 9],
    ['2^3^2', 64],
    ['50%*A1', 1.5],
    ['SUM(A1:B3)', 7.5],
    ['SUM(A1,"2",TRUE)', 6],
    ['SUM(A5,A5,A5,A5,A5,A5,A5,A5,A5,A5)', 1],
    ['AVERAGE(A1:B1)', 3.75],
    ['MAX(A1:B1)-MIN(A1:B1)', 1.5],
    ['COUNT(A1:B4)', 2],
    ['COUNTA(A1:B4)', 7],
    ['COUNTIF(A1:B4,"男")', 2],
    ['COUNTIF(A1:B4,">3")', 1],
    ['COUNTIF(A1:B4,A2)', 2],
    ['SUMIF(A2:A4,"男",B1:B3)', 4.5],
    ['IF(A1>2,"够","不够")', '够'],
    ['IF(A3="","",A3*2)', ''],
    ['IF(A1<2,1)', false],
    ['IFERROR(A1/0,"无")', '无'],
    ['A1/A3', { fault: '#DIV/0!' }],
    ['A2+1', { fault: '#VALUE!' }],
    ['A1&"人"', '3人'],
    ['ROUND(2.345,2)', 2.35],
    ['ROUND(1.005,2)', 1.01],
    ['ROUND(-1.5,0)', -2],
    ['ROUNDDOWN(2.39,1)', 2.3],
    ['INT(-1.5)', -2],
    ['MOD(-3,2)', 1],
    ['ROW()-5', 5],
    ['LEN(A2)', 1],
    ['MID("990127199001010000",7,8)', '19900101'],
    ['AND(A1>2,B1>4)', true],
    ['A3=0', true],
    ['A3=""', true],
    ['0.1+0.2-0.3', 0],
    ['SUM(B1:B1000000)', 4.5],
  ];
  it.each(cases)('%s', (formula, value) => expect(valueOf(formula)).toEqual(value));

  it.each([
    'VLOOKUP(A1,B:C,2)',
    'TODAY()',
    'A1:B2',
    'SUM(表1[金额])',
    '{1,2}',
    '代码!A1+1',
    'A1 B1',
    'A1+',
    'SUM(A1',
    `${'('.repeat(100)}1${')'.repeat(100)}`,
  ])('what is beyond them is not guessed: %s', (formula) => expect(isUnknown(valueOf(formula))).toBe(true));
});
