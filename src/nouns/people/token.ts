import { createHash } from 'node:crypto';

/** The database knows a token by its hash alone. */
export function tokenHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function partsOf(token: string): { county: string; hash: Buffer } | null {
  const match = /^([0-9]{6})\.([A-Za-z0-9_-]{43})$/.exec(token);
  return match?.[1] === undefined || match[2] === undefined ? null : { county: match[1], hash: tokenHash(match[2]) };
}

/** Of no token: a hash that no session has. */
export function hashOfToken(token: string): Buffer {
  return partsOf(token)?.hash ?? Buffer.alloc(32);
}
