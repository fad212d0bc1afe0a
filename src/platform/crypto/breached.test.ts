import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isBreached } from './breached.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingdan-breached-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hashes = (words: readonly string[], tail: (n: number) => string): string =>
  words.map((word) => createHash('sha1').update(word).digest('hex').toUpperCase()).sort().map((hash, n) => `${hash}${tail(n)}`).join(''); // prettier-ignore

it.each([
  ['with counts', (n: number) => `:${n * n * 7}\r\n`],
  ['without', () => '\n'],
])('finds every one of a list and no other, lines %s', async (name, tail) => {
  const file = join(folder, `${name}.txt`);
  for (const size of [0, 1, 2, 3, 200]) {
    const words = Array.from({ length: size }, (_, n) => `leaked ${n}`);
    writeFileSync(file, hashes(words, tail));
    for (const word of words) expect([size, word, await isBreached(file, word)]).toEqual([size, word, true]);
    for (let n = 0; n < 40; n++) expect(await isBreached(file, `fresh ${n}`)).toBe(false);
  }
});

it('a last line without its line feed is read too', async () => {
  const file = join(folder, 'cut.txt');
  writeFileSync(file, hashes(['a', 'b', 'c'], () => '\n').trimEnd());
  for (const word of ['a', 'b', 'c']) expect(await isBreached(file, word)).toBe(true);
});
