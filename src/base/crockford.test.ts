import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCrockford, encodeCrockford } from './crockford.ts';

describe('ids in Crockford base 32', () => {
  it.each([
    [new Uint8Array(16), '00000000000000000000000000'],
    [new Uint8Array(16).fill(255), '7ZZZZZZZZZZZZZZZZZZZZZZZZZ'],
    [Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? 31 : 0)), '0000000000000000000000000Z'],
  ])('writes %s', (bytes, text) => {
    expect(encodeCrockford(bytes)).toBe(text);
  });

  it('reads what it wrote, also in lower case, with hyphens and mistyped letters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const text = encodeCrockford(bytes);
        expect(decodeCrockford(text)).toEqual(bytes);
        const typed = text.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
        expect(decodeCrockford(`${typed.slice(0, 5)}-${typed.slice(5)}`)).toEqual(bytes);
      }),
    );
  });

  it.each([
    '',
    '0',
    '8ZZZZZZZZZZZZZZZZZZZZZZZZZ',
    '0000000000000000000000000U',
    '000000000000000000000000000',
    '../../../../etc/passwd',
    '00000000000000000000000 00',
  ])('refuses %j', (text) => {
    expect(decodeCrockford(text)).toBeNull();
  });

  it('encodes 16 bytes only', () => {
    expect(() => encodeCrockford(new Uint8Array(15))).toThrow(RangeError);
  });
});
