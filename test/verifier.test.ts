import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildVerifier } from '../scripts/verifier-page.ts';
import { logKey, testKey, testReceipt } from './log.ts';
import { utf8, verifyReceipt } from '../src/engines/tlog/index.ts';
import { nodeSuite } from '../src/platform/crypto/index.ts';
import { browserSuite } from '../src/web/verify/suite.ts';
import { meaning } from '../src/web/strings/verify.ts';

describe('the browser’s suite', () => {
  it('agrees with the server’s on hashes and signatures, good and bad', () => {
    for (const length of [0, 1, 31, 32, 64, 65, 200]) {
      const data = new Uint8Array(length).fill(length);
      expect(Buffer.from(browserSuite.hash(data))).toEqual(Buffer.from(nodeSuite.hash(data)));
      expect(Buffer.from(browserSuite.hmac(data.slice(0, 32), data))).toEqual(Buffer.from(nodeSuite.hmac(data.slice(0, 32), data)));
    }
    const message = utf8('a message');
    const signature = logKey.sign(message);
    const bad = Uint8Array.from(signature, (byte, at) => (at === 40 ? byte ^ 1 : byte));
    const other = testKey('other').key.publicKey;
    for (const [key, signed, expected] of [
      [logKey.key.publicKey, signature, true],
      [logKey.key.publicKey, bad, false],
      [other, signature, false],
      [new Uint8Array(32).fill(255), signature, false],
      [new Uint8Array(5), signature, false],
      [logKey.key.publicKey, new Uint8Array(3), false],
    ] as const) {
      expect(browserSuite.verify(key, message, signed)).toBe(expected);
      expect(safely(() => nodeSuite.verify(key, message, signed))).toBe(expected);
    }
  });

  it('verifies a receipt, and refuses a changed one', () => {
    const { file } = testReceipt();
    expect(verifyReceipt(browserSuite, utf8(file), { keys: [logKey.key] })).toMatchObject({ ok: true });
    expect(verifyReceipt(browserSuite, utf8(file.replace('120户', '121户')), { keys: [logKey.key] })).toMatchObject({
      ok: false,
      code: 'text.changed',
    });
  });
});

describe('what the page says', () => {
  it('promises no more than the receipt proves', () => {
    const verdict = verifyReceipt(nodeSuite, utf8(testReceipt({ values: (key) => key === 'f1' }).file), { keys: [logKey.key] });
    if (!verdict.ok) throw new Error(verdict.code);
    const { proven, unproven } = meaning(verdict.facts);
    expect(proven.map((one) => one.zh).join()).toContain('截止之前');
    expect(unproven.map((one) => one.zh).join()).toContain('没有出示的2个数');
    const bare = verifyReceipt(nodeSuite, utf8(testReceipt({ fields: false }).file), { keys: [logKey.key] });
    if (!bare.ok) throw new Error(bare.code);
    expect(meaning(bare.facts).proven).toHaveLength(1);
  });
});

describe('the page', () => {
  it('is one file that loads nothing and runs only itself', async () => {
    const html = await buildVerifier();
    expect(html).not.toMatch(/<(link|img|iframe|script src)|@import|url\(|https?:\/\/(?!www\.w3\.org)/i);
    const body = (tag: string): string => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? '';
    for (const tag of ['script', 'style']) expect(html).toContain(`'sha256-${createHash('sha256').update(body(tag)).digest('base64')}'`);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });
});

function safely(act: () => boolean): boolean {
  try {
    return act();
  } catch {
    return false;
  }
}
