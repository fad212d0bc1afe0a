import { describe, expect, it } from 'vitest';
import { cn, numberOf } from './countries/cn.ts';
import { compilePhrase, findPhrase, pairsOf, PhraseError } from './phrase.ts';

const found = (phrase: string, text: string, words: Readonly<Record<string, readonly string[]>> = {}): string[] =>
  findPhrase(compilePhrase(phrase, words, cn.phrases), text, pairsOf(text, cn.phrases), cn.phrases).map(({ start, end }) =>
    text.slice(start, end),
  );

describe('compilePhrase', () => {
  it.each([
    ['排名|位次', '公布位次和排名。', ['位次', '排名']],
    ['每月…排名', '每月对各站排名，每月开会，不排名。', ['每月对各站排名']],
    ['未完成…通报', '未完成的，予以通报。', ['未完成的，予以通报']],
    ['未完成…通报', '未完成任务，另行通报。', []],
    ['考核……村', '考核办法另发，适用于各村。各镇考核。', ['考核办法另发，适用于各村']],
    ['会期[为]{数}天', '会期为两天；会期3天。', ['会期为两天', '会期3天']],
    ['时间{几}年', '时间2026年；时间一年。', ['时间一年']],
    ['{表}上报', '台账上报，名单上报。', ['台账上报', '名单上报'], { 表: ['台账', '名单'] }],
    ['(红|黑)榜', '红榜、黑榜、白榜', ['红榜', '黑榜']],
  ])('%s in %s', (phrase, text, expected, words: Readonly<Record<string, readonly string[]>> = {}) => {
    expect(found(phrase, text, words)).toEqual(expected);
  });

  it.each(['(甲|乙', '甲{无}', '甲)', '(甲|)', '甲.*乙?', '甲*'])('refuses %s', (phrase) => {
    expect(() => compilePhrase(phrase, {}, cn.phrases)).toThrow(PhraseError);
  });

  it('takes the number that stands in the words', () => {
    const text = '讲话九十分钟';
    const [hit] = findPhrase(compilePhrase('讲话…{数}分钟', {}, cn.phrases), text, pairsOf(text, cn.phrases), cn.phrases);
    expect(hit?.number).toBe(90);
  });

  it.each([
    ['12', 12],
    ['１２', 12],
    ['0.5', 0.5],
    ['半', 0.5],
    ['十', 10],
    ['二百一十三', 213],
    ['两千', 2000],
  ])('%s is %d', (words, value) => {
    expect(numberOf(words)).toBe(value);
  });

  it('stays fast on a text made to backtrack', () => {
    const text = '每月'.repeat(20_000);
    expect(found('每月…排名', text)).toEqual([]);
  });
});
