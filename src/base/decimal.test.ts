import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactSum } from './decimal.ts';

describe('exact sums', () => {
  it.each([
    [[], '0'],
    [[0.1, 0.2], '0.3'],
    [[123_456_789.1, -0.2], '123456788.9'],
    [[1e21, 1], '1000000000000000000001'],
    [[1e-7, -1e-7], '0.0000000'],
    [[-0.5, 0.25], '-0.25'],
    [[5e-324], `0.${'0'.repeat(323)}5`],
  ])('%j', (values, sum) => {
    expect(exactSum(values)).toBe(sum);
  });

  it('agrees with whole numbers of hundredths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (hundredths) => {
        const sum = exactSum(hundredths.map((n) => n / 100));
        expect(Math.round(Number(sum) * 100)).toBe(hundredths.reduce((a, b) => a + b, 0));
      }),
    );
  });

  it('what is added and taken away leaves nothing', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(number), (values) => {
        expect(Number(exactSum([...values, ...values.map((value) => -value)]))).toBe(0);
      }),
    );
  });
});
