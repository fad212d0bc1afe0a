import { expect, it } from 'vitest';
import { authenticatorLink, base32, codeAt, matchingStep, stepOf } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

// RFC 6238, appendix B.
it.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %d the code is %s', (seconds, code) => {
  expect(codeAt(secret, stepOf(new Date(seconds * 1000)), 8)).toBe(code);
});

it('takes the code of now and of one step to either side, and no other', () => {
  const at = new Date('2026-11-10T09:00:10+08:00');
  const now = stepOf(at);
  for (const shift of [-1, 0, 1]) expect(matchingStep(secret, codeAt(secret, now + shift), at)).toBe(now + shift);
  for (const code of [codeAt(secret, now - 2), codeAt(secret, now + 2), '', '12345', '1234567', '一二三四五六'])
    expect(matchingStep(secret, code, at)).toBeNull();
});

// RFC 4648, section 10.
it.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of %j', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

it('the link names the product, the login and the secret', () => {
  const link = new URL(authenticatorLink(secret, '秦关'));
  expect(link.protocol).toBe('otpauth:');
  expect(decodeURIComponent(link.pathname)).toContain('轻担:秦关');
  expect(link.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
});
