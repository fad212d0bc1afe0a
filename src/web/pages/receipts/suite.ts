import * as ed from '@noble/ed25519';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Suite } from '../../../engines/tlog/index.ts';

// WebCrypto has no synchronous verify and no Ed25519 in older WebViews.
ed.hashes.sha512 = sha512;

export const suite: Suite = {
  hash: sha256,
  hmac: (key, data) => hmac(sha256, key, data),
  verify: (publicKey, message, signature) => {
    try {
      return ed.verify(signature, message, publicKey);
    } catch {
      // A key or signature of the wrong form proves nothing.
      return false;
    }
  },
};
