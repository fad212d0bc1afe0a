import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { nodeSuite } from './suite.ts';

it('our HMAC is the one of node:crypto, for keys of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 300 }), (key, data) => {
      expect(Buffer.from(nodeSuite.hmac(key, data))).toEqual(createHmac('sha256', key).update(data).digest());
    }),
  );
});
