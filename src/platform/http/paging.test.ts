import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../problem.ts';
import { decodeCursor, encodeCursor, pageOf, type KeyPart } from './paging.ts';

const id = fc.uuid().map((text) => text.toLowerCase());
const time = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString());

function slugOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error.slug;
    throw error;
  }
  return 'taken';
}

describe('cursors', () => {
  it('say what they were made of', () => {
    fc.assert(
      fc.property(time, id, (at, key) => {
        expect(decodeCursor(encodeCursor([at, key]), ['time', 'id'])).toEqual([at, key]);
      }),
    );
    expect(decodeCursor(undefined, ['code'])).toBeNull();
  });

  it('of any other make are refused', () => {
    const shapes: readonly (readonly KeyPart[])[] = [['time', 'id'], ['code'], ['id']];
    const forged = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
      fc.array(fc.string()).map(encodeCursor),
    );
    fc.assert(
      fc.property(forged, fc.constantFrom(...shapes), (cursor, shape) => {
        expect(slugOf(() => decodeCursor(cursor, shape))).toBe('input.cursor');
      }),
    );
    expect(slugOf(() => decodeCursor(encodeCursor(['990201000000', '990201000000']), ['code']))).toBe('input.cursor');
  });

  it('walk through every list once, whatever the size of a page', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[0-9]{12}$/), { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (codes, limit) => {
        const all = [...codes].sort();
        const seen: string[] = [];
        for (let cursor: string | undefined | null; cursor !== null;) {
          const [after = ''] = decodeCursor(cursor, ['code']) ?? [];
          const page = pageOf(all.filter((code) => code > after).slice(0, limit + 1), limit, (code) => [code]); // prettier-ignore
          seen.push(...page.items);
          cursor = page.next;
        }
        expect(seen).toEqual(all);
      }),
    );
  });
});
