import { describe, expect, it } from 'vitest';
import { atTime, clock, dateValue, daysBetween, plusWorkdays } from './dates.ts';
import { en } from './strings/en.ts';
import { zh } from './strings/zh.ts';

describe('dates in the county’s own time', () => {
  it('does not move with the zone that a time was written in', () => {
    expect(clock('2026-11-25T10:00:00Z')).toBe('18:00');
    expect(dateValue('2026-11-24T18:00:00Z')).toBe('2026-11-25');
    expect(dateValue('2026-11-25')).toBe('2026-11-25');
    expect(dateValue(atTime('2026-11-25', '00:10'))).toBe('2026-11-25');
  });

  it('counts days by the calendar, not by hours', () => {
    expect(daysBetween('2026-11-23T23:59:00+08:00', '2026-11-24T00:01:00+08:00')).toBe(1);
    expect(plusWorkdays('2026-11-27', 1)).toBe('2026-11-30');
    expect(plusWorkdays('2026-11-25', 5)).toBe('2026-12-02');
  });

  it('is told as people tell it', () => {
    const now = '2026-11-23T08:31:00+08:00';
    expect(zh.dates.full(now)).toBe('2026年11月23日');
    expect(zh.dates.dayWeek('2026-11-25T18:00:00+08:00')).toBe('11月25日 周三');
    expect(
      ['2026-11-23T18:00:00+08:00', '2026-11-24', '2026-11-25', '2026-12-01', '2026-11-22'].map((time) => zh.dates.relative(time, now)),
    ).toEqual(['今天', '明天', '后天', '还有8天', '昨天']);
    expect(en.dates.dayClock('2026-11-25T18:00:00+08:00')).toBe('Wed 25 November, 18:00');
  });
});

describe('words', () => {
  it.each([
    [{ low: 4, high: 4 }, '约4分钟'],
    [{ low: 2.4, high: 14 }, '约2–14分钟'],
    [{ low: 0, high: 0.3 }, '约1分钟'],
    [{ low: 14, high: 102 }, '约14分钟到1.7小时'],
    [{ low: 120, high: 180 }, '约2–3小时'],
  ])('tells %j as %s', (range, says) => expect(zh.about(range)).toBe(says));

  it.each([
    ['分配棉被和口粮', '县应急局要，用来分配棉被和口粮。'],
    ['用于分配棉被。', '县应急局要，用于分配棉被。'],
    ['', '县应急局要。'],
    ['上周有两起失火，请提醒一遍', '县应急局要。上周有两起失火，请提醒一遍。'],
  ])('says why: %j', (purpose, says) => expect(zh.why('县应急局', purpose)).toBe(says));

  it.each([
    ['关于开展冬春救助需求摸底的通知', '冬春救助需求摸底'],
    ['关于核对部分低保户收款账户的紧急通知', '核对部分低保户收款账户'],
    ['冬春救助需求摸底', '冬春救助需求摸底'],
    ['关于印发方案', '关于印发方案'],
  ])('calls %s by the name that people use', (title, says) => expect(zh.short(title)).toBe(says));
});
