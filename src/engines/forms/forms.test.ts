import { describe, expect, it } from 'vitest';
import { score, summary } from '../../../test/forms/score.ts';
import { gridOf, headingsIn, templatesIn, type Labelled } from '../../../test/forms/templates.ts';
import {
  deeper,
  inTraditional,
  leftWordsFirst,
  longer,
  narrowTitle,
  openMerges,
  renamed,
  spaced,
  type Change,
} from '../../../test/forms/variants.ts';
import { confirmedHeading, elementOf, elements, explainUnderstanding, presentUnderstanding, understand, type Grid } from './index.ts';

const sets = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'];
const all: readonly Labelled[] = sets.flatMap((name) => templatesIn(`./${name}.txt`));

describe('templates of many departments', () => {
  it.each(sets)('set %s: layout right, nothing filled wrongly, little missed', (name) => {
    const forms = templatesIn(`./${name}.txt`);
    const scored = score(forms);
    expect(scored.layoutFaults).toEqual([]);
    expect(scored.given.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
    expect(summary(scored).f1).toBeGreaterThan(0.95);
  });

  it('gives no element below the confidence where a wrong fill costs more than a blank', () => {
    const given = score(all).given.filter(({ got }) => got !== null);
    expect(given.length).toBeGreaterThan(500);
    expect(given.every(({ confidence }) => confidence >= 0.5)).toBe(true);
  });
});

/** What is asked by which words, whatever the place. */
function meaning(grid: Grid): ReadonlyMap<string, string | null> {
  const [table] = understand([grid]).tables;
  return new Map([
    ...(table?.columns ?? []).map(({ column, element }) => [`column ${column}`, element] as const),
    ...(table?.cells ?? []).map(({ row, column, element }) => [`${row},${column}`, element] as const),
    ...(table?.meta ?? []).map(({ row, column, element }) => [`${row},${column}`, element] as const),
  ]);
}

describe('the same template', () => {
  const changes: readonly [string, Change][] = [
    ['moved down and to the right', deeper],
    ['with spaces and line breaks in its words', spaced],
    ['with other words for the same', renamed],
    ['with more blank records', longer],
    ['with headings that are not merged downwards', openMerges],
    ['with a title that is not merged', narrowTitle],
    ['in traditional characters', inTraditional],
  ];
  describe.each(changes)('%s', (_name, change) => {
    it.each(all.map((form) => [form.name, form] as const))('%s', (_form, form) => {
      const { grid, place } = change(form.grid, form);
      const after = meaning(grid);
      const expected = [...meaning(form.grid)].filter(([, element]) => element !== null);
      expect(expected.map(([at]) => [at, after.get(place(at)) ?? null])).toEqual(expected.map(([at, element]) => [at, element]));
    });
  });

  it.each(
    all
      .filter((form) => form.kinds[0] === 'roster' && form.header?.from === form.header?.to && !form.name.includes('右边'))
      .map((form) => [form.name, form] as const),
  )('with its columns in another order: %s', (_name, form) => {
    const { grid, place } = leftWordsFirst(form.grid, form);
    const after = meaning(grid);
    const before = [...meaning(form.grid)].filter(([at, element]) => element !== null && at.startsWith('column'));
    expect(before.map(([at]) => [at, after.get(place(at)) ?? null])).toEqual(before.map(([at, element]) => [at, element]));
  });
});

describe('what people confirmed', () => {
  const grid = gridOf('表', ['志愿者花名册|<|<', '姓名|服务类型|代号', '||', '||']);
  const { fingerprint } = understand([grid]);

  it('holds for the same template and for the same heading elsewhere, and can say "none of these"', () => {
    const asked = (confirmed: Parameters<typeof understand>[1]): readonly (string | null)[] =>
      understand([grid], confirmed).tables[0]?.columns.map(({ element }) => element) ?? [];
    expect(asked({})).toEqual(['person.name', null, null]);
    expect(asked({ confirmed: [{ fingerprint, heading: confirmedHeading(['代 号']), element: 'household.code' }] })).toEqual([
      'person.name',
      null,
      'household.code',
    ]);
    expect(asked({ confirmed: [{ fingerprint: null, heading: '姓名', element: null }] })).toEqual([null, null, null]);
    expect(asked({ confirmed: [{ fingerprint: 'another', heading: '代号', element: 'household.code' }] })).toEqual([
      'person.name',
      null,
      null,
    ]);
  });

  it('is kept under a fingerprint that the records do not change', () => {
    const filled = gridOf('表', ['志愿者花名册|<|<', '姓名|服务类型|代号', '张三|助老|7', '李四|环保|8']);
    expect(understand([filled]).fingerprint).toBe(fingerprint);
    expect(understand([gridOf('表', ['志愿者花名册|<|<', '姓名|服务类型|编号', '||', '||'])]).fingerprint).not.toBe(fingerprint);
  });
});

describe('headings of departments', () => {
  // Each in a small table about its matter; "-" is a near miss that must stay open.
  it.each(headingsIn('./headings.txt'))('%s', (_words, { grid, column, expected }) => {
    const found = understand([grid]).tables[0]?.columns.find((one) => one.column === column);
    expect(found?.element ?? null).toBe(expected);
  });
});

describe('the dictionary', () => {
  it('has one definition an element, with code lists where the type is a code', () => {
    expect(new Set(elements.map(({ key }) => key)).size).toBe(elements.length);
    for (const element of elements) {
      expect(element.definition).not.toBe('');
      expect(element.codeList !== null).toBe(element.type === 'code' || element.type === 'boolean');
      expect(elementOf(element.key)).toBe(element);
    }
  });

  it('is answered by its own names, in a table about the same', () => {
    const missed = elements.filter((element) => {
      const title = { person: '党员等人员花名册', child: '留守儿童花名册', household: '农户台账', unit: '各村基本情况统计表' }[
        element.subject
      ];
      if (title === undefined) return false;
      const first = { person: '姓名', child: '儿童姓名', household: '户主姓名', unit: '村名' }[element.subject] ?? '';
      const beside = { person: '性别', child: '性别', household: '家庭人口', unit: '户籍人口' }[element.subject] ?? '';
      const grid = gridOf('表', [`${title}|<|<|<`, `序号|${first}|${beside}|${element.zh}`, '1|||', '2|||']);
      const found = understand([grid]).tables[0]?.columns ?? [];
      return !found.some(({ element: answer }) => answer === element.key);
    });
    expect(missed.map(({ key }) => key)).toEqual([]);
  });
});

describe('every decision can be asked for its reason', () => {
  it('in words, with the candidates', () => {
    const grid = gridOf('表', ['附件1||', '高龄津贴花名册|<|<', '填报单位：|<|<', '序号|姓名|监护人', '1||', '2||', '注：一户一行|<|<']);
    const text = explainUnderstanding(understand([grid]), true);
    expect(text).toContain('表头第4–4行，从第5行填起，留到第6行，说明第7行');
    expect(text).toContain('姓名 person.name 0.95');
    expect(text).toContain('数据元里没有正好说这个的');
    expect(presentUnderstanding(understand([grid])).sheets[0]).toMatchObject({
      header: { from: 4, to: 4 },
      firstDataRow: 5,
      kind: 'roster',
      meta: [{ cell: 'A3', label: '填报单位', element: 'unit.name' }],
    });
  });
});
