import { describe, expect, it } from 'vitest';
import { cellsOf, fillOf, wantedIn, whoIn } from './fills.ts';
import { registers } from './registers.ts';
import { score } from './score.ts';
import { templatesIn } from './templates.ts';

const sets = ['./sixth.txt', './seventh.txt'];

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
