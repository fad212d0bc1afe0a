import { createHmac, createPublicKey, hash, verify } from 'node:crypto';
import type { Suite } from '../../engines/tlog/index.ts';

// SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the 32 bytes of the key.
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** The engine's suite on node:crypto. One-shot hashing: a leaf needs some sixty short hashes, where a hash object costs more than the hash. */
export const nodeSuite: Suite = {
  hash: (data) => hash('sha256', data, 'buffer'),
  hmac: (key, data) => createHmac('sha256', key).update(data).digest(),
  verify(publicKey, message, signature) {
    if (publicKey.length !== 32) return false;
    const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  },
};
