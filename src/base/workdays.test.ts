import { describe, expect, it } from 'vitest';
import { calendarCn } from './calendar-cn.ts';
import { dateParts, weekday } from './dates.ts';
import { addWorkdays, calendarKnown, isWorkday, workdaysBetween } from './workdays.ts';

describe('workdays', () => {
  it.each([
    ['2026-02-14', true, 'a Saturday worked for the Spring Festival'],
    ['2026-02-16', false, 'a Monday off'],
    ['2026-10-10', true, 'a Saturday worked'],
    ['2026-10-11', false, 'a plain Sunday'],
    ['2025-09-28', true, 'a Sunday worked'],
    ['2031-10-01', true, 'a year not published: plain Wednesday'],
  ])('%s: %s (%s)', (iso, worked) => {
    expect(isWorkday(iso)).toBe(worked);
  });

  it('says which years it knows', () => {
    expect(calendarKnown('2026-01-01')).toBe(true);
    expect(calendarKnown('2031-01-01')).toBe(false);
  });

  it('does not count the first day', () => {
    expect(addWorkdays('2026-09-24', 1)).toBe('2026-09-28');
    expect(addWorkdays('2026-09-28', 3)).toBe('2026-10-08');
    expect(addWorkdays('2026-11-24', 0)).toBe('2026-11-24');
  });

  it('counts between', () => {
    expect(workdaysBetween('2026-09-30', '2026-10-12')).toBe(4);
    expect(workdaysBetween('2026-10-12', '2026-09-30')).toBe(0);
  });

  it('names a source for each year, works only days of the weekend, and rests on real days', () => {
    for (const { year, source, off, worked } of calendarCn) {
      expect(source).toContain(String(year));
      for (const day of worked) expect(weekday(`${year}-${day}`)).toBeGreaterThan(5);
      for (const [first, last] of off) expect(dateParts(`${year}-${first}`) && dateParts(`${year}-${last}`) && first <= last).toBeTruthy();
    }
  });
});
