import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementOf } from '../../engines/forms/index.ts';
import { blockOfText, textOfBlock } from './clipboard.ts';
import { judge } from './judge.ts';
import { act, blockIn, type Act, type GridState } from './state.ts';

describe('a block of the clipboard', () => {
  const cases: readonly [string, string, string[][]][] = [
    ['Excel: a line break behind the last row', '张三\t001\r\n李四\t110105194912310046\r\n', [['张三', '001'], ['李四', '110105194912310046']]],
    ['WPS: a line feed alone', '张三\t1\n李四\t2', [['张三', '1'], ['李四', '2']]],
    ['empty cells keep their place', '\t甲\t\r\n乙\t\t丙\r\n', [['', '甲', ''], ['乙', '', '丙']]],
    ['a cell with a line break and quotes', '"东头\n第""二""户"\t1\r\n', [['东头\n第"二"户', '1']]],
    ['a quote that is only a character', '5"水管\t"半截\r\n', [['5"水管', '"半截']]],
    ['one value', '  007 ', [['007']]],
    ['an empty row between', '甲\r\n\r\n乙\r\n', [['甲'], [''], ['乙']]],
    ['nothing', '', []],
  ]; // prettier-ignore
  it.each(cases)('%s', (_, text, block) => expect(blockOfText(text)).toEqual(block));

  it('what was copied is pasted again cell by cell', () => {
    const cell = fc.string({ unit: fc.constantFrom('甲', '"', '\t', '\n', ' ', '0', '𠮷', ',') }).map((text) => text.trim());
    const block = fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 })); // prettier-ignore
    fc.assert(
      fc.property(block, (rows) => {
        fc.pre(rows.at(-1)?.some((text) => text !== '') === true);
        expect(blockOfText(textOfBlock(rows))).toEqual(rows);
      }),
    );
  });
});

describe('a cell', () => {
  const cases: readonly [string, string, 'fine' | 'fault' | 'doubt'][] = [
    ['person.idNumber', '11010519491231002X', 'fine'],
    ['person.idNumber', '1.10105E+17', 'fault'],
    ['person.idNumber', '110105194912310000', 'fault'],
    ['person.bankAccount', '6.22848E+18', 'fault'],
    ['person.bankAccount', '0000622848001234567', 'fine'],
    ['person.phone', '1.38E+10', 'fault'],
    ['person.workMonths', '十二', 'fault'],
    ['person.workMonths', '007', 'fine'],
    ['person.name', '王𠮷', 'fine'],
    ['person.disabilityKind', '不知道', 'fault'],
    ['person.disabilityKind', '', 'fine'],
  ];
  it.each(cases)('%s %s', (key, text, wanted) => {
    const element = elementOf(key);
    if (element === null) throw new Error(key);
    const { fault, doubt } = judge(element, text);
    expect(fault === null ? (doubt === null ? 'fine' : 'doubt') : 'fault').toBe(wanted);
  });
});

describe('what a hand does', () => {
  const keys = ['a', 'b', 'c'];
  const start: GridState = { rows: [{ id: '1', cells: {} }, { id: '2', cells: { b: '旧' } }], past: [], future: [] }; // prettier-ignore
  const spot = fc.record({ row: fc.nat(4), column: fc.nat(2) });
  const texts = fc.array(fc.array(fc.constantFrom('', '甲', '0'), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
  const acts: fc.Arbitrary<Act> = fc.oneof(
    fc.record({ kind: fc.constant('put' as const), at: spot, text: fc.constantFrom('', '甲', '001') }),
    fc.record({ kind: fc.constant('paste' as const), at: spot, block: texts, ids: fc.constant(['3', '4', '5', '6', '7', '8']) }),
    fc.record({ kind: fc.constant('clear' as const), span: fc.record({ from: spot, to: spot }) }),
    fc.record({ kind: fc.constant('drop' as const), ids: fc.constantFrom(new Set(['1']), new Set(['2', '3'])) }),
  );

  it('undo brings back everything, redo all of it again', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 12 }), (list) => {
        let state = start;
        for (const one of list) state = act(state, keys, one);
        const [end, steps] = [state.rows, state.past.length];
        for (let at = 0; at < steps; at++) state = act(state, keys, { kind: 'undo' });
        expect(state.rows).toEqual(start.rows);
        for (let at = 0; at < steps; at++) state = act(state, keys, { kind: 'redo' });
        expect(state.rows).toEqual(end);
      }),
    );
  });

  it('a pasted block stands where it was put; what lies beyond the columns falls away', () => {
    const block = [['1', '2'], ['3', '4'], ['5', '6']]; // prettier-ignore
    const { rows } = act(start, keys, { kind: 'paste', at: { row: 1, column: 2 }, block, ids: ['3', '4'] });
    expect(rows.map(({ id, cells }) => [id, cells])).toEqual([['1', {}], ['2', { b: '旧', c: '1' }], ['3', { c: '3' }], ['4', { c: '5' }]]); // prettier-ignore
    expect(blockIn(rows, keys, { from: { row: 3, column: 2 }, to: { row: 2, column: 1 } })).toEqual([['', '3'], ['', '5']]); // prettier-ignore
  });
});
