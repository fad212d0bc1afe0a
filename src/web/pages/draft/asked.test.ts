import { describe, expect, it } from 'vitest';
import type { TableUnderstanding } from '../../../engines/forms/index.ts';
import { dayOfTables, fieldsOfTables, rostersOfTables } from './asked.ts';

const answer = (element: string | null, confidence: number, unit: string | null = null) => ({
  element,
  confidence,
  alternatives: [],
  unit,
  yearOffset: 0 as const,
  why: [],
});
const bare = {
  sheet: '表1',
  grid: 0,
  title: null,
  area: { top: 0, left: 0, bottom: 9, right: 9 },
  header: { from: 1, to: 1 },
  firstDataRow: 2,
  lastTemplateRow: 9,
  exampleRows: [],
  totalRows: [],
  noteRows: [],
  signatureRows: [],
  columns: [],
  cells: [],
  meta: [],
} as const;

describe('what a table asks of one unit', () => {
  const statistic: TableUnderstanding = {
    ...bare,
    kind: 'statistic',
    subject: 'unit',
    cells: [
      { ...answer('unit.householdsRegistered', 0.95), row: 4, column: 2, rowPath: ['户籍户数'], columnPath: ['合计'], formula: false },
      { ...answer('unit.householdsRegistered', 0.9), row: 5, column: 2, rowPath: ['上年户籍户数'], columnPath: ['合计'], formula: false },
      { ...answer(null, 0, '亩'), row: 6, column: 2, rowPath: ['撂荒面积'], columnPath: [], formula: false },
      { ...answer(null, 0), row: 7, column: 2, rowPath: ['总计'], columnPath: [], formula: true },
    ],
  };

  it('takes the dictionary’s key once, its definition, the place in the table; formulas are nobody’s', () => {
    const fields = fieldsOfTables([statistic]);
    expect(fields.map(({ key, place, unit }) => [key, place, unit])).toEqual([
      ['unit.householdsRegistered', '表1!C5', '户'],
      ['f2', '表1!C6', null],
      ['f3', '表1!C7', '亩'],
    ]);
    expect(fields[0]?.definition).toBeTruthy();
  });

  it('leaves tables of people to the registers', () => {
    const roster: TableUnderstanding = {
      ...bare,
      kind: 'roster',
      subject: 'person',
      columns: [{ ...answer('person.name', 0.99), column: 1, path: ['姓名'], role: 'value', list: null, format: null, copy: 0 }],
    };
    expect(fieldsOfTables([roster])).toEqual([]);
    const guessed = {
      ...answer('person.bankAccount', 0.6),
      column: 2,
      path: ['账户'],
      role: 'value',
      list: null,
      format: null,
      copy: 0,
    } as const;
    const judged = { ...answer(null, 0), column: 3, path: ['村里意见'], role: 'value', list: null, format: null, copy: 0 } as const;
    const home = {
      ...answer('household.address', 0.97),
      column: 4,
      path: ['住址'],
      role: 'value',
      list: null,
      format: null,
      copy: 0,
    } as const;
    expect(rostersOfTables([{ ...roster, columns: [...roster.columns, guessed, judged] }, statistic])).toEqual([
      { sheet: '表1', columns: [{ key: 'person.name', label: '姓名' }] },
    ]);
    // Of people and of their homes: what joins the two is read with them.
    expect(rostersOfTables([{ ...roster, columns: [...roster.columns, home] }])[0]?.columns.map(({ key }) => key)).toEqual(['person.name', 'household.address', 'household.code']); // prettier-ignore
  });

  it.each([
    ['2025年', '2025-12-31'],
    ['2024年2月末', '2024-02-29'],
    ['截至2025年6月', '2025-06-30'],
    ['2025年预计', null],
    ['合计', null],
  ])('takes of when a table asks from its one heading %s', (heading, day) => {
    const cells = statistic.cells.map((cell) => ({ ...cell, columnPath: [heading] }));
    expect(dayOfTables([{ ...statistic, cells }])).toBe(day);
    const [first, ...rest] = cells;
    expect(dayOfTables([{ ...statistic, cells: first === undefined ? [] : [{ ...first, columnPath: ['2019年'] }, ...rest] }])).toBeNull();
  });

  it('a table with one row a unit: columns, without who fills it in', () => {
    const roster: TableUnderstanding = {
      ...bare,
      kind: 'roster',
      subject: 'unit',
      columns: [
        { ...answer(null, 0), column: 0, path: ['序号'], role: 'serial', list: null, format: null, copy: 0 },
        { ...answer('unit.name', 0.99), column: 1, path: ['单位'], role: 'value', list: null, format: null, copy: 0 },
        { ...answer(null, 0), column: 2, path: ['有无值班室'], role: 'value', list: ['有', '无'], format: null, copy: 0 },
      ],
    };
    expect(fieldsOfTables([roster]).map(({ label, place }) => [label, place])).toEqual([['有无值班室', '表1!C']]);
  });
});
