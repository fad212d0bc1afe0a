import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changed, clashing, decided, fresh, met, refused, sendingOf, taken, type Cells, type Standing } from './standing.ts';

const row = (cells: Cells) => ({ id: 'r', cells });
const theirs = (values: Cells) => ({ record: 'x', version: 7, values });

describe('a row on its way to the ledger', () => {
  it('what is typed while it is sent is sent afterwards, as a change of the record that it made', () => {
    const sending = sendingOf(row({ name: '张三', phone: '' }), fresh, 'k1');
    expect(sending).toEqual({ key: 'k1', record: null, seen: null, values: { name: '张三' } });
    if (sending === null) return;
    // Sent again, it is the same sending, whatever was typed since.
    const waiting: Standing = { ...fresh, sending };
    expect(sendingOf(row({ name: '张三', phone: '100' }), waiting, 'k2')).toBe(sending);
    const after = taken(waiting, sending, { id: 'x', version: 1 });
    expect(sendingOf(row({ name: '张三', phone: '100' }), after, 'k2')).toEqual({ key: 'k2', record: 'x', seen: 1, values: { phone: '100' } }); // prettier-ignore
    expect(sendingOf(row({ name: '张三', phone: '' }), after, 'k3')).toBeNull();
  });

  it('a refusal leaves the row as it was typed', () => {
    const sending = sendingOf(row({ age: 'x' }), fresh, 'k');
    const after = refused({ ...fresh, sending }, { age: '不是数字' });
    expect([after.sending, after.faults, changed(row({ age: 'x' }), after)]).toEqual([null, { age: '不是数字' }, ['age']]);
  });

  it('a cell cleared in a known record is a change; an empty cell of a new row is none', () => {
    const known: Standing = { ...fresh, record: 'x', version: 2, base: { name: '张三', phone: '100' } };
    expect(sendingOf(row({ name: '张三', phone: '' }), known, 'k')?.values).toEqual({ phone: '' });
    expect(sendingOf(row({ name: '', phone: '' }), fresh, 'k')).toBeNull();
  });
});

describe('two who changed one record', () => {
  const known: Standing = { ...fresh, record: 'x', version: 2, base: { a: '1', b: '1' } };

  it('different elements: both stand, nobody is asked', () => {
    const { cells, standing } = met(row({ a: '2', b: '1' }), known, theirs({ a: '1', b: '9' }));
    expect([cells, standing.conflict, standing.version]).toEqual([{ a: '2', b: '9' }, null, 7]);
    expect(sendingOf(row(cells), standing, 'k')?.values).toEqual({ a: '2' });
  });

  it('the same element, differently: the row waits with both', () => {
    const { cells, standing } = met(row({ a: '2', b: '1' }), known, theirs({ a: '3', b: '1' }));
    expect([cells.a, standing.conflict?.values.a, sendingOf(row(cells), standing, 'k')]).toEqual(['2', '3', null]);
    expect(decided(row(cells), standing, theirs({ a: '3', b: '1' }), 'theirs').cells).toEqual({ a: '3', b: '1' });
    const mine = decided(row(cells), standing, theirs({ a: '3', b: '1' }), 'mine');
    expect(sendingOf(row(mine.cells), mine.standing, 'k')).toEqual({ key: 'k', record: 'x', seen: 7, values: { a: '2' } });
  });

  it('no value that somebody wrote is lost without a word: it stands in the grid, in the ledger, or in the conflict', () => {
    const value = fc.constantFrom('', '1', '2', '3');
    const cells = fc.record({ a: value, b: value, c: value });
    fc.assert(
      fc.property(cells, cells, cells, (base, mine, other) => {
        const standing: Standing = { ...fresh, record: 'x', version: 1, base };
        const result = met(row(mine), standing, theirs(other));
        for (const key of ['a', 'b', 'c'] as const) {
          const [iChanged, theyChanged] = [mine[key] !== base[key], other[key] !== base[key]];
          if (result.standing.conflict !== null)
            expect([result.cells[key], result.standing.conflict.values[key]]).toEqual([mine[key], other[key]]); // prettier-ignore
          else if (iChanged) expect(result.cells[key]).toBe(mine[key]);
          else if (theyChanged) expect(result.cells[key]).toBe(other[key]);
        }
        expect(result.standing.conflict !== null).toBe(clashing(row(mine), standing, theirs(other)).length > 0);
      }),
    );
  });
});
