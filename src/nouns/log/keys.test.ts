import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openNote, parseVkeys, signNote } from '../../engines/tlog/index.ts';
import { nodeSuite, randomPool } from '../../platform/crypto/index.ts';
import { Problem } from '../../problem.ts';
import { loadOrCreateLogKeys } from './keys.ts';

const origin = 'qingdan.test/990112/2026';
let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'qingdan-keys-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const file = (): string => join(data, 'keys', 'log-2026.key');

function slugOf(act: () => unknown): string {
  try {
    act();
    return 'none';
  } catch (error) {
    return error instanceof Problem ? error.slug : String(error);
  }
}

describe('the log’s key', () => {
  it('is made once, for its owner only, and the public part lies beside it', () => {
    const log = loadOrCreateLogKeys(data, origin);
    expect(log).toMatchObject({ origin, shard: '2026', published: null, refusal: null });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(data, 'keys')).sort()).toEqual(['log-2026.key', 'log-2026.vkey']);
    expect(readFileSync(join(data, 'keys', 'log-2026.vkey'), 'utf8')).toBe(`${log.vkey}\n`);
    expect(loadOrCreateLogKeys(data, origin).vkey).toBe(log.vkey);
  });

  it('signs notes that its verification key opens', () => {
    const log = loadOrCreateLogKeys(data, origin);
    const note = signNote('text\n', log.key, log.sign);
    expect(openNote(nodeSuite, note, parseVkeys(nodeSuite, log.vkey)).text).toBe('text\n');
  });

  it('is refused where others can read it', () => {
    loadOrCreateLogKeys(data, origin);
    chmodSync(file(), 0o640);
    expect(slugOf(() => loadOrCreateLogKeys(data, origin))).toBe('setting.invalid');
  });

  it('is refused for another origin, and for an origin that no note could name', () => {
    loadOrCreateLogKeys(data, origin);
    expect(slugOf(() => loadOrCreateLogKeys(data, 'qingdan.test/990113/2026'))).toBe('setting.invalid');
    for (const bad of ['', 'a b/2026', 'a+b/2026']) expect(slugOf(() => loadOrCreateLogKeys(data, bad))).toBe('setting.invalid');
  });

  it('is refused with any changed sign: a flipped bit makes another key that signs as well', () => {
    loadOrCreateLogKeys(data, origin);
    const text = readFileSync(file(), 'utf8');
    const from = text.indexOf(origin);
    const accepted: string[] = [];
    for (let at = from; at < text.length - 30; at++) {
      const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
      writeFileSync(file(), changed, { mode: 0o600 });
      // PEM has signs without meaning (its last base64 sign, the dashes); what is accepted must be the very same key.
      const slug = slugOf(() => accepted.push(loadOrCreateLogKeys(data, origin).vkey));
      if (slug !== 'none') expect(slug).toBe('setting.invalid');
    }
    const right = text.split('\n').find((line) => line.startsWith(origin));
    for (const vkey of accepted) expect(vkey).toBe(right);
    expect(accepted.length).toBeLessThan(30);
  });
});

describe('the pool of random bytes', () => {
  it('gives each byte once', () => {
    const random = randomPool();
    const drawn = Array.from({ length: 600 }, () => random(16).toString('hex'));
    expect(new Set(drawn).size).toBe(600);
    expect(random(5000)).toHaveLength(5000);
  });
});
