import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import type { Json } from './json.ts';

describe('canonical JSON (RFC 8785)', () => {
  it.each<[string, Json, string]>([
    ['literals', [null, true, false], '[null,true,false]'],
    [
      'numbers as ECMAScript writes them',
      [0, -0, 1e21, 1e-7, 333333333.3333333, 4.5, 2e-3],
      '[0,0,1e+21,1e-7,333333333.3333333,4.5,0.002]',
    ],
    ['the escapes of the RFC and no others', '€$\u000F\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [
      'names by UTF-16 code units, not code points',
      { '\uFB33': 7, '\u20AC': 1, '\r': 2, '1': 3, '\u{1F600}': 4, '\u0080': 5, '\u00F6': 6 },
      '{"\\r":2,"1":3,"\u0080":5,"\u00F6":6,"\u20AC":1,"\u{1F600}":4,"\uFB33":7}',
    ],
    ['nesting without spaces', { b: [{}, []], a: { d: 1, c: '' } }, '{"a":{"c":"","d":1},"b":[{},[]]}'],
    ['rare characters as they are', { 村: '𠮷䶮' }, '{"村":"𠮷䶮"}'],
  ])('%s', (_, value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it.each<[string, unknown]>([
    ['half a surrogate pair', '\uD800'],
    ['one in a name', { '\uDC00': 1 }],
    ['infinity', Infinity],
    ['not a number', [NaN]],
    ['a hole', { a: undefined }],
  ])('refuses %s', (_, value) => {
    expect(() => canonical(value as Json)).toThrow(TypeError);
  });

  it('reads back as the same value and does not depend on the order of writing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonical(value as Json);
        expect(canonical(JSON.parse(text) as Json)).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
