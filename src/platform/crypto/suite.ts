import { createHash, createHmac, createPublicKey, hash, verify } from 'node:crypto';

// SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the 32 bytes of the key.
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** SHA-256, HMAC and Ed25519 on node:crypto, in the shape that engines/tlog is handed. One-shot: a hash object costs more than a short hash. */
export const nodeSuite = {
  hash: (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer'),
  hmac: (key: Uint8Array, data: Uint8Array): Uint8Array => createHmac('sha256', key).update(data).digest(),
  expand: (data: Uint8Array, length: number): Uint8Array => createHash('shake256', { outputLength: length }).update(data).digest(),
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    if (publicKey.length !== 32) return false;
    const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  },
};
