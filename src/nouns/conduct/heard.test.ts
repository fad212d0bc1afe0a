import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventKinds, matterOf } from './conduct.ts';
import { behaviours, counted, fewest, merged, questionsFor, settled, told, type Report } from './heard.ts';

const report = (unit: number, said: readonly string[], day = '2026-11-09', subject = 'a'): Report => ({
  subject,
  unit: `u${unit}`,
  behaviours: said,
  day,
});
const several = (n: number, said: readonly string[], day?: string, subject?: string): Report[] =>
  Array.from({ length: n }, (_, unit) => report(unit, said, day, subject));

describe('what receivers said', () => {
  it('counts when at least half of them said it', () => {
    expect(settled([])).toEqual([]);
    expect(settled([report(1, ['B6'])])).toEqual(['B6']);
    expect(settled([report(1, ['B6']), report(2, [])])).toEqual(['B6']);
    expect(settled([report(1, ['B6']), report(2, []), report(3, [])])).toEqual([]);
    expect(counted([report(1, ['B6', 'B1']), report(2, ['B1'])])).toEqual({ B1: 2, B6: 1 });
  });

  it('is told to the organ from five units on, and not on the day it was said', () => {
    expect(told(several(fewest - 1, ['B4']), '2026-11-10')).toBeNull();
    expect(told(several(fewest, ['B4']), '2026-11-10')).toEqual(['B4']);
    expect(told(several(fewest, ['B4'], '2026-11-10'), '2026-11-10')).toBeNull();
    expect(told([...several(fewest - 1, ['B4']), report(9, ['B4'], '2026-11-10')], '2026-11-10')).toBeNull();
    expect(told(several(fewest, []), '2026-11-10')).toEqual([]);
  });

  it('of one unit nothing is ever told, whatever else is', () => {
    const reports = fc.array(
      fc.record({ subject: fc.constantFrom('a', 'b', 'c'), unit: fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7'), behaviours: fc.subarray([...behaviours]), day: fc.constantFrom('2026-11-08', '2026-11-09', '2026-11-10') }),
      { maxLength: 40 },
    ); // prettier-ignore
    fc.assert(
      fc.property(reports, (all) => {
        const groups = new Map(['a', 'b', 'c'].map((subject) => [subject, [...new Map(all.filter((one) => one.subject === subject).map((one) => [one.unit, one])).values()]]));
        const alone = [...groups.values()].filter((group) => told(group, '2026-11-10') !== null);
        for (const group of alone) expect(new Set(group.filter(({ day }) => day < '2026-11-10').map(({ unit }) => unit)).size).toBeGreaterThanOrEqual(fewest);
        // Who is shown alone is not in the sum, so no part can be taken from it.
        const rest = [...groups.values()].filter((group) => !alone.includes(group)).flat().filter(({ day }) => day < '2026-11-10');
        expect(merged(groups, '2026-11-10') !== null).toBe(new Set(rest.map(({ unit }) => unit)).size >= fewest);
      }),
    ); // prettier-ignore
  });

  it('asks at most fourteen questions, each once', () => {
    for (const kind of eventKinds) {
      const asked = questionsFor(kind);
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked.length).toBeLessThanOrEqual(14);
      expect(asked.length).toBeGreaterThan(0);
    }
  });
});

describe('the theme of a title', () => {
  it.each([
    ['关于开展秸秆禁烧督查的通知', '秸秆禁烧'],
    ['青禾县农业农村局关于做好秸秆禁烧工作的通知', '秸秆禁烧'],
    ['秸秆禁烧调研', '秸秆禁烧'],
    ['关于召开2026年度森林防火工作会议的通知', '森林防火'],
    ['森林防火专项检查', '森林防火'],
    ['关于开展农业普查第二轮回访的函', '农业普查'],
    ['河长制业务指导', '河长制'],
    ['调研', '调研'],
    ['关于赴各村走访的函', '各村'],
  ])('%s is about %s', (title, matter) => {
    expect(matterOf(title)).toBe(matter);
  });

  it('is never empty', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (title) => {
        expect(matterOf(title)).not.toBe('');
      }),
    );
  });
});
