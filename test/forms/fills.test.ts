import { describe, expect, it } from 'vitest';
import { understand } from '../../src/engines/forms/index.ts';
import { cellsOf, fillOf, wantedIn, whoIn } from './fills.ts';
import { registers } from './registers.ts';
import { score } from './score.ts';
import { letters, templatesIn, type Labelled } from './templates.ts';
import { deeper, inTraditional, longer, narrowTitle, openMerges, renamed, spaced, type Change } from './variants.ts';

const sets = ['./sixth.txt', './seventh.txt'];

const formsIn = (file: string): readonly (readonly [string, Labelled])[] =>
  templatesIn(file).map((form) => [form.name, { ...form, grid: { ...form.grid, name: 'Sheet1' } }] as const);

describe.each(sets)('tables of %s, filled for one village and year', (file) => {
  const wanted = wantedIn(file);
  it.each(templatesIn(file).map((form) => [form.name, { ...form, grid: { ...form.grid, name: 'Sheet1' } }] as const))(
    '%s',
    (name, form) => {
      const scored = score([form]);
      const filling = fillOf(form, registers);
      const cells = cellsOf(filling);
      const { who = null, rows = null } = wanted.get(name) ?? {};
      expect(scored.layoutFaults).toEqual([]);
      expect(scored.given.filter(({ outcome }) => outcome === 'wrong' || outcome === 'missed')).toEqual([]);
      if (who !== null) expect(whoIn(form, filling).toSorted()).toEqual(who.toSorted());
      if (rows !== null && rows.size === 0) expect(filling.filled).toBe(0);
      for (const [row, texts] of rows ?? []) expect(Object.fromEntries(cells.get(row) ?? [])).toEqual(Object.fromEntries(texts));
    },
  );
});

describe('the same template made differently is filled with the same', () => {
  const changes: readonly [string, Change][] = [
    ['moved down and to the right', deeper],
    ['with spaces and line breaks in its words', spaced],
    ['with other words for the same', renamed],
    ['with more blank records', longer],
    ['with headings that are not merged downwards', openMerges],
    ['with a title that is not merged', narrowTitle],
    ['in traditional characters', inTraditional],
  ];
  // Numbers of lines go on only where lines were put in.
  const values = (form: Labelled): readonly string[] => {
    const serial = understand([form.grid]).tables.flatMap(({ columns }) => columns.filter(({ role }) => role === 'serial'));
    const skipped = new Set(serial.map(({ column }) => letters(column)));
    const cells = [...cellsOf(fillOf(form, registers)).values()].flatMap((row) => [...row]);
    return cells.filter(([column]) => !skipped.has(column)).map(([, value]) => value).toSorted(); // prettier-ignore
  };
  describe.each(changes)('%s', (_name, change) => {
    it.each(sets.flatMap((file) => formsIn(file)))('%s', (_form, form) => {
      expect(values({ ...form, grid: change(form.grid, form).grid })).toEqual(values(form));
    });
  });
});
