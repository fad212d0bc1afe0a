import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeSuite } from './suite.ts';

let folder: string;
let point: Buffer;
const text = Buffer.from('青禾县\n3\n');

/** Another's signatures are what the test is about, and a fresh machine may have no openssl, or one built without SM2. */
const missing = spawnSync('openssl', ['genpkey', '-algorithm', 'SM2']).status !== 0;

beforeAll(() => {
  if (missing) return;
  folder = mkdtempSync(join(tmpdir(), 'qingdan-sm2-'));
  openssl('genpkey', '-algorithm', 'SM2', '-out', 'key.pem');
  point = openssl('pkey', '-in', 'key.pem', '-pubout', '-outform', 'DER').subarray(-65);
  writeFileSync(join(folder, 'text'), text);
});
afterAll(() => {
  if (!missing) rmSync(folder, { recursive: true, force: true });
});

function openssl(...args: string[]): Buffer {
  return execFileSync('openssl', args, { cwd: folder });
}

/** What openssl signs, as the 64 bytes that stand in a note. */
function signed(): Uint8Array {
  const der = openssl('dgst', '-sm3', '-sign', 'key.pem', '-sigopt', 'distid:1234567812345678', 'text');
  const integer = (at: number): Buffer => Buffer.concat([Buffer.alloc(32), der.subarray(at + 2, at + 2 + der[at + 1]!)]).subarray(-32);
  return Buffer.concat([integer(2), integer(4 + der[3]!)]);
}

describe.skipIf(missing)('SM2 with SM3', () => {
  it('takes what openssl signs, and nothing that differs from it in a bit', () => {
    // Several times: the two numbers now and then have a leading zero or a high bit, which DER writes in another length.
    for (let n = 0; n < 12; n++) expect(nodeSuite.verifySm2(point, text, signed())).toBe(true);
    const signature = signed();
    for (const at of [0, 31, 32, 63]) {
      const changed = Uint8Array.from(signature);
      changed[at]! ^= 1;
      expect(nodeSuite.verifySm2(point, text, changed)).toBe(false);
    }
    expect(nodeSuite.verifySm2(point, Buffer.from('青禾县\n4\n'), signature)).toBe(false);
  });

  it('is false, not a fault, for what is no key and no signature', () => {
    const signature = signed();
    expect(nodeSuite.verifySm2(Buffer.alloc(65, 4), text, signature)).toBe(false);
    expect(nodeSuite.verifySm2(point.subarray(1), text, signature)).toBe(false);
    expect(nodeSuite.verifySm2(point, text, signature.subarray(1))).toBe(false);
    expect(nodeSuite.verifySm2(point, text, new Uint8Array(64))).toBe(false);
  });
});
