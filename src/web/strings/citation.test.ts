import { describe, expect, it } from 'vitest';
import { compiledRulebooks } from '../../engines/rulebook/index.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

describe('the ground of a finding', () => {
  it.each([
    ['7', '《若干规定》第7条。'],
    ['10-12', '《若干规定》第10至12条。'],
    ['统计法实施条例6', '《统计法实施条例》第6条。'],
    ['个人信息保护法', '《个人信息保护法》。'],
    ['通报N-2025-07-24-ZJ', '已通报的案例（2025年7月）。'],
    ['通报N-2024-07-17、N-2025-03-13-ZJ', '已通报的案例（2024年7月，2025年3月）。'],
    ['通报N-2026-03-07-SH、N-2025-02-09-C', '已通报的案例（2026年3月，2025年2月）。'],
    ['来文000、通报N-2025-02-09-C', '已通报的案例（2025年2月）。'],
    ['来文2.4、2.6', ''],
    ['来信C32、ZJ1', ''],
    ['2018-10-09通知', '2018年10月的通知。'],
    ['—', ''],
  ])('%s reads %s', (article, words) => {
    expect(zh.source.article('cn-2024', article)).toBe(words);
  });

  it('never shows a code, in either language, for any rule that there is', () => {
    for (const { id, rules } of compiledRulebooks.rulebooks)
      for (const { article } of rules)
        for (const words of [zh.source.article(id, article), en.source.article(id, article)])
          expect([article, words]).toEqual([article, expect.not.stringMatching(/N-\d|来文|来信|CP\d|ZJ\d|—/u)]);
  });
});
