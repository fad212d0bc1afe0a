import { createHash, createHmac, createPublicKey, createVerify, hash, verify } from 'node:crypto';

// SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the 32 bytes of the key.
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

// The same of SM2 (OID 1.2.156.10197.1.301), up to the 65 bytes of the point.
const sm2Prefix = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');
// What GB/T 32918.2 section 5.5 hashes before the key: length of the identity in bits, the default identity, a, b and the base point.
const sm2Frame = Buffer.concat([
  Buffer.from('0080', 'hex'),
  Buffer.from('1234567812345678'),
  Buffer.from('fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc', 'hex'),
  Buffer.from('28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93', 'hex'),
  Buffer.from('32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7', 'hex'),
  Buffer.from('bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0', 'hex'),
]);

/** r || s as the DER of two integers, which is what OpenSSL reads. */
function derOf(signature: Uint8Array): Buffer {
  const integer = (bytes: Uint8Array): Buffer => {
    const first = bytes.findIndex((byte) => byte !== 0);
    const short = Buffer.from(bytes.subarray(first < 0 ? bytes.length - 1 : first));
    const body = (short[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), short]) : short;
    return Buffer.concat([Buffer.of(2, body.length), body]);
  };
  const body = Buffer.concat([integer(signature.subarray(0, 32)), integer(signature.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

/** The stream form on purpose: the one-shot `verify` of node:crypto does not do SM2 as the standard has it. */
function verifySm2(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 65 || publicKey[0] !== 4 || signature.length !== 64) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([sm2Prefix, publicKey]), format: 'der', type: 'spki' });
    const identity = createHash('sm3').update(sm2Frame).update(publicKey.subarray(1)).digest();
    return createVerify('sm3').update(identity).update(message).verify(key, derOf(signature));
  } catch {
    // A point that is not on the curve.
    return false;
  }
}

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
  verifySm2,
};
