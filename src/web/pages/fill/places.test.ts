import { describe, expect, it } from 'vitest';
import type { TableUnderstanding } from '../../../engines/forms/index.ts';
import { countOf, headingOf, placesOf } from './places.ts';

const answer = (element: string | null, confidence: number) => ({
  element,
  confidence,
  alternatives: [],
  unit: null,
  yearOffset: 0 as const,
  why: [],
});

const table: TableUnderstanding = {
  sheet: '花名册',
  grid: 0,
  kind: 'roster',
  subject: 'person',
  title: '高龄老人花名册',
  area: { top: 0, left: 0, bottom: 9, right: 4 },
  header: { from: 2, to: 3 },
  firstDataRow: 4,
  lastTemplateRow: 9,
  exampleRows: [],
  totalRows: [],
  noteRows: [],
  signatureRows: [],
  columns: [
    { ...answer(null, 0), column: 0, path: ['序号'], role: 'serial', list: null, format: null, copy: 0 },
    { ...answer('person.name', 0.97), column: 1, path: ['姓名'], role: 'value', list: null, format: null, copy: 0 },
    { ...answer('person.phone', 0.7), column: 2, path: ['联系', '方式'], role: 'value', list: null, format: null, copy: 0 },
    { ...answer(null, 0), column: 3, path: ['审核意见'], role: 'value', list: null, format: null, copy: 0 },
  ],
  cells: [],
  meta: [{ ...answer('unit.name', 0.85), row: 1, column: 1, label: '填报单位', inline: false, options: null }],
};

describe('what a table asks', () => {
  const places = placesOf([table]);

  it('is sure, asked about, open, or the table’s own', () => {
    expect(places.map(({ path, standing }) => [path.join('/'), standing])).toEqual([
      ['填报单位', 'sure'],
      ['序号', 'own'],
      ['姓名', 'sure'],
      ['联系/方式', 'asked'],
      ['审核意见', 'open'],
    ]);
    expect(countOf(places)).toEqual({ sure: 2, asked: 1, open: 1 });
  });

  it('every place has a name of its own, also where two tables share a sheet', () => {
    const both = placesOf([table, table]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(both.length);
  });

  it('is remembered under its whole heading', () => {
    expect(places.map(headingOf)).toContain('联系/方式');
  });
});
