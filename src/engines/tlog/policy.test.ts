import { describe, expect, it } from 'vitest';
import { logKey, testCheckpoint, testKey, vkey } from '../../../test/log.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import { base64, concat, utf8 } from './bytes.ts';
import { openCheckpoint } from './checkpoint.ts';
import { cosignatureType, cosignedMessage, cosignedTime, formatVkey, noteKey, parseVkey, signatureLine, sm2Type } from './note.ts';
import { meetsQuorum, parsePolicy } from './policy.ts';
import { Rejection } from './rejection.ts';

const witnesses = ['a', 'b', 'c'].map((word) => {
  const made = testKey(`witness.test/${word}`);
  return { name: word, sign: made.sign, key: noteKey(nodeSuite, made.key.name, made.key.publicKey, cosignatureType) };
});
const lines = witnesses.map(({ name, key }) => `witness ${name} ${formatVkey(key)} https://${name}.test/`);
const twoOfThree = `# for people\nlog ${vkey}\n\n${lines.join('\n')}\n\tgroup two 2 a b c \nquorum two\n`;

function cosigned(note: string, by: readonly number[], time = 1_700_000_000): string {
  const text = utf8(note.slice(0, note.indexOf('\n\n') + 1));
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  const more = by.map((n) => signatureLine(witnesses[n]!.key, concat(stamp, witnesses[n]!.sign(cosignedMessage(time, text)))));
  return note + more.join('');
}

describe('a witness policy', () => {
  it('asks for as many as it says, at every level', () => {
    const policy = parsePolicy(nodeSuite, twoOfThree);
    expect(policy.logs.map(({ key, url }) => [formatVkey(key), url])).toEqual([[vkey, null]]);
    expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([['a', 'https://a.test/'], ['b', 'https://b.test/'], ['c', 'https://c.test/']]); // prettier-ignore
    const note = testCheckpoint([nodeSuite.hash(utf8('leaf'))]);
    const keys = [logKey.key, ...witnesses.map((one) => one.key)];
    for (const [by, enough] of [
      [[], false],
      [[0], false],
      [[0, 0], false],
      [[0, 2], true],
      [[0, 1, 2], true],
    ] as const)
      // prettier-ignore
      expect(meetsQuorum(policy, openCheckpoint(nodeSuite, cosigned(note, by), keys).cosigners), by.join()).toBe(enough);
    const nested = parsePolicy(nodeSuite, `${lines.join('\n')}\ngroup g any a b\ngroup all all g c\nquorum all\n`);
    const met = (by: readonly number[]) => meetsQuorum(nested, by.map((n) => witnesses[n]!.key)); // prettier-ignore
    expect([met([0, 1]), met([1, 2]), met([2])]).toEqual([false, true, false]);
    expect(meetsQuorum(parsePolicy(nodeSuite, 'quorum none\n'), [])).toBe(false);
  });

  it.each([
    ['', 'quorum'],
    [`${lines[0]}\nquorum b\n`, 'line 2'],
    [`${lines[0]}\nquorum a\nquorum a\n`, 'line 3'],
    [`${lines[0]}\nquorum a b\n`, 'line 2'],
    [`${lines[0]}\n${lines[0]?.replace('witness a', 'witness z')}\nquorum a\n`, 'line 2'],
    [`witness none ${formatVkey(witnesses[0]!.key)}\nquorum none\n`, 'line 1'],
    [`witness a ${vkey}\nquorum none\n`, 'line 1'],
    [`log ${formatVkey(witnesses[0]!.key)}\nquorum none\n`, 'line 1'],
    [`log ${vkey}\nlog ${vkey}\nquorum none\n`, 'line 2'],
    [`log ${vkey} u more\nquorum none\n`, 'line 1'],
    [`${lines[0]}\ngroup g 2 a\nquorum g\n`, 'line 2'],
    [`${lines[0]}\ngroup g 0 a\nquorum g\n`, 'line 2'],
    [`${lines[0]}\ngroup g any\nquorum g\n`, 'line 2'],
    [`${lines[0]}\ngroup g any a a\nquorum g\n`, 'line 2'],
    [`${lines[0]}\ngroup g any a\ngroup h any a\nquorum g\n`, 'line 3'],
    [`${lines[0]}\ngroup a any a\nquorum a\n`, 'line 2'],
    [`constructor x\nquorum none\n`, 'line 1'],
  ])('is refused where the format is broken: %s', (text, where) => {
    expect(() => parsePolicy(nodeSuite, text)).toThrow(expect.objectContaining({ code: 'policy.form', where }));
  });
});

describe('cosignatures', () => {
  const note = testCheckpoint([nodeSuite.hash(utf8('leaf'))]);

  it('of a known witness must hold; the witness is no stand-in for the log', () => {
    expect(() => openCheckpoint(nodeSuite, cosigned(note, [0]).replace(/ (\S+)\n$/u, (_, sig: string) => ` ${base64(Buffer.from(sig, 'base64').fill(7, 20, 30))}\n`), [logKey.key, witnesses[0]!.key])).toThrow(Rejection); // prettier-ignore
    const alone = cosigned(note.slice(0, note.indexOf('\n\n') + 2), [0]);
    expect(() => openCheckpoint(nodeSuite, alone, [logKey.key, witnesses[0]!.key])).toThrow(
      expect.objectContaining({ code: 'checkpoint.origin' }),
    );
    expect([cosignedTime(new Uint8Array(71)), cosignedTime(new Uint8Array(72).fill(255)), cosignedTime(new Uint8Array(72))]).toEqual([null, null, 0]); // prettier-ignore
  });

  it('keys of every kind read back, each under an id of its own', () => {
    const point = Uint8Array.from({ length: 65 }, (_, n) => (n === 0 ? 4 : n));
    const keys = [logKey.key, witnesses[0]!.key, noteKey(nodeSuite, 'x.test/2026', point, sm2Type)];
    for (const key of keys) expect(parseVkey(nodeSuite, formatVkey(key))).toEqual(key);
    expect(() => noteKey(nodeSuite, 'x', point)).toThrow(Rejection);
    expect(() => noteKey(nodeSuite, 'x', point, 9)).toThrow(Rejection);
  });

  it('a line of a kind that the suite cannot check is read past', () => {
    const key = noteKey(nodeSuite, logKey.key.name, new Uint8Array(65).fill(4), sm2Type);
    const suite = { hash: nodeSuite.hash, hmac: nodeSuite.hmac, verify: nodeSuite.verify };
    expect(openCheckpoint(suite, note + signatureLine(key, new Uint8Array(64)), [logKey.key, key]).size).toBe(1);
  });
});
