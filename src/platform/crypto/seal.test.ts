import fc from 'fast-check';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadOrCreateSeal, sealOf } from './seal.ts';

const key = (n: number): Buffer => Buffer.alloc(32, n);

it('opens what it sealed, each time other bytes, and nothing that was changed or moved', () => {
  const seal = sealOf(new Map([[1, key(1)]]));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.string(), fc.nat(), (plain, about, at) => {
      const sealed = seal.seal(plain, about);
      expect(seal.open(sealed, about)).toEqual(Buffer.from(plain));
      expect(seal.seal(plain, about)).not.toEqual(sealed);
      expect(() => seal.open(sealed, `${about}x`)).toThrow();
      const changed = Buffer.from(sealed);
      changed[at % changed.length]! ^= 1;
      expect(() => seal.open(changed, about)).toThrow();
      expect(() => seal.open(sealed.subarray(0, at % sealed.length), about)).toThrow();
    }),
  );
});

it('a further key seals from then on; what the older one sealed still opens; without it the file that is missing is named', () => {
  const old = sealOf(new Map([[1, key(1)]]));
  const both = sealOf(new Map([[1, key(1)], [2, key(2)]])); // prettier-ignore
  const first = old.seal(Buffer.from('值'), 'a');
  expect(both.open(first, 'a').toString()).toBe('值');
  expect(both.seal(Buffer.from('值'), 'a')[0]).toBe(2);
  expect(() => sealOf(new Map([[2, key(2)]])).open(first, 'a')).toThrow('seal-1.key');
});

it('the key is made once, for its owner only, and refused where others can read it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-seal-'));
  try {
    const sealed = loadOrCreateSeal(folder).seal(Buffer.from('x'), 'a');
    expect(loadOrCreateSeal(folder).open(sealed, 'a').toString()).toBe('x');
    const file = join(folder, 'keys', 'seal-1.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    expect(() => loadOrCreateSeal(folder)).toThrow('chmod 600');
    chmodSync(file, 0o600);
    writeFileSync(file, 'short\n');
    expect(() => loadOrCreateSeal(folder)).toThrow('32');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
