import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateParts, daysBetween, isoDate, lastDayOfMonth, weekday } from './dates.ts';

describe('dates', () => {
  it.each([
    [2026, 2, 28, '2026-02-28'],
    [2026, 2, 29, null],
    [2024, 2, 29, '2024-02-29'],
    [2026, 13, 1, null],
    [0, 1, 1, null],
    [2026, 4, 31, null],
  ])('%i-%i-%i is %s', (year, month, day, iso) => {
    expect(isoDate(year, month, day)).toBe(iso);
  });

  it.each([
    ['2026-11-24', 2],
    ['1970-01-01', 4],
    ['1969-12-28', 7],
    ['2000-02-29', 2],
  ])('%s is day %i of the week', (iso, day) => {
    expect(weekday(iso)).toBe(day);
  });

  it('knows last days', () => {
    expect(lastDayOfMonth(1900, 2)).toBe(28);
    expect(lastDayOfMonth(2000, 2)).toBe(29);
    expect(lastDayOfMonth(2026, 11)).toBe(30);
  });

  it('refuses what only looks like a date', () => {
    expect(dateParts('2026-02-30')).toBeNull();
    expect(dateParts('2026/02/03')).toBeNull();
    expect(dateParts('2026-02-03T10:00:00+08:00')).toEqual({ year: 2026, month: 2, day: 3 });
  });

  it('adds and measures the same days', () => {
    const anyDate = fc.tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4000, max: 4000 }), ([year, month, day], days) => {
        const iso = isoDate(year, month, day)!;
        expect(daysBetween(iso, addDays(iso, days))).toBe(days);
      }),
    );
  });
});
