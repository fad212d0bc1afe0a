import { createHash, createHmac, createPublicKey, hash, verify } from 'node:crypto';

// SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the 32 bytes of the key.
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

const block = 64;

/** RFC 2104 over the one-shot hash: an answer of thirty fields makes 32 of them, and an Hmac object costs more than both its hashes. */
function hmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  if (key.length > block) return createHmac('sha256', key).update(data).digest();
  const inner = Buffer.allocUnsafe(block + data.length).fill(0x36, 0, block);
  const outer = Buffer.allocUnsafe(block + 32).fill(0x5c, 0, block);
  for (let at = 0; at < key.length; at++) {
    const byte = key[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  inner.set(data, block);
  outer.set(hash('sha256', inner, 'buffer'), block);
  return hash('sha256', outer, 'buffer');
}

/** SHA-256, HMAC and Ed25519 on node:crypto, in the shape that engines/tlog is handed. One-shot: a hash object costs more than a short hash. */
export const nodeSuite = {
  hash: (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer'),
  hmac,
  expand: (data: Uint8Array, length: number): Uint8Array => createHash('shake256', { outputLength: length }).update(data).digest(),
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    if (publicKey.length !== 32) return false;
    const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  },
};
