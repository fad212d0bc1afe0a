import { randomBytes } from 'node:crypto';

const poolBytes = 4096;

/** Random bytes drawn from the system in larger draughts; each byte is given out once, and the pool is blanked behind it. */
export function randomPool(): (length: number) => Buffer {
  let pool = Buffer.alloc(0);
  let at = 0;
  return (length) => {
    if (at + length > pool.length) [pool, at] = [randomBytes(Math.max(poolBytes, length)), 0];
    const drawn = Buffer.from(pool.subarray(at, at + length));
    pool.fill(0, at, at + length);
    at += length;
    return drawn;
  };
}
