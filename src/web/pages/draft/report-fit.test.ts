import { describe, expect, it } from 'vitest';
import { fitOf } from './report-fit.ts';

const many = (n: number) => Array.from({ length: n }, () => ({ large: 30, small: 50, lines: 0 }));

describe('the findings on one sheet', () => {
  it('stand in the largest type that holds them all', () => {
    expect(fitOf(many(9))).toEqual({ size: 9, held: 9 });
    expect(fitOf(many(27)).held).toBe(27);
    expect(fitOf(many(27)).size).toBeLessThan(9);
  });

  it('are cut off only where the smallest type does not hold them, and then counted', () => {
    const { size, held } = fitOf(many(200));
    expect(size).toBe(7);
    expect(held).toBeGreaterThan(27);
    expect(held).toBeLessThan(200);
    expect(fitOf([])).toEqual({ size: 9, held: 0 });
  });
});
