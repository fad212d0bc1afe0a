import { hashes, verify } from '@noble/ed25519';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Suite } from '../../engines/tlog/index.ts';

hashes.sha512 = sha512;

/** The engine's suite where there is no node:crypto and, opened from a file, no WebCrypto either. */
export const browserSuite: Suite = {
  hash: (data) => sha256(data),
  hmac: (key, data) => hmac(sha256, key, data),
  verify(publicKey, message, signature) {
    try {
      // RFC 8032 as OpenSSL does it, not the laxer ZIP 215: both verifiers must agree on every receipt.
      return verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};
