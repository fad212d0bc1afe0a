import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logKey, origin, testCheckpoint, testKey, vkey } from '../../../test/log.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import { base64, fromBase64, utf8 } from './bytes.ts';
import { openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { formatVkey, openNote, parseNote, parseVkey, parseVkeys, signNote } from './note.ts';
import { checkPromise, openPromise, signPromise } from './promise.ts';
import { formatProof, parseProof } from './proof.ts';
import { Rejection, type RejectionCode } from './rejection.ts';

const text = 'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n';
const other = testKey('witness.example/w1');
const note = signNote(text, logKey.key, logKey.sign);
const keys = [logKey.key, other.key];

function code(act: () => unknown): RejectionCode | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}

describe('verification keys', () => {
  it('are known by the name, the id and the key of the specification’s example', () => {
    const key = parseVkey(nodeSuite, 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    expect(key.name).toBe('PeterNeumann');
    const signed = `If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(openNote(nodeSuite, signed, [key]).signedBy).toEqual([key]);
  });

  it('read back from a key file with remarks', () => {
    expect(parseVkeys(nodeSuite, `# county log\r\n\n${vkey}\n${formatVkey(other.key)}\n`).map(formatVkey)).toEqual([
      vkey,
      formatVkey(other.key),
    ]);
  });

  it.each([
    '',
    'name',
    vkey.replace('+', '+0'),
    vkey.replace(/\+[0-9a-f]{8}/, '+00000000'),
    `${vkey}=`,
    vkey.slice(0, -4),
    vkey.replace('/990112', '/990113'),
    'a b+00000000+AQ==',
  ])('refuses %j', (line) => {
    expect(code(() => parseVkeys(nodeSuite, line))).toBe('key.form');
  });
});

describe('signed notes', () => {
  it('open with the key that signed them, also among unknown signatures', () => {
    const unknown = signNote(text, other.key, other.sign).slice(text.length + 1);
    expect(openNote(nodeSuite, note + unknown, [logKey.key])).toEqual({ text, signedBy: [logKey.key] });
    expect(openNote(nodeSuite, note + unknown, keys).signedBy).toEqual(keys);
  });

  it('are rejected by a bad signature of a known key, even beside a good one', () => {
    const bad = signNote(text, other.key, () => new Uint8Array(64)).slice(text.length + 1);
    expect(code(() => openNote(nodeSuite, note + bad, keys))).toBe('signature.wrong');
    expect(code(() => openNote(nodeSuite, note + bad, [logKey.key]))).toBeNull();
  });

  it('are rejected where no known key signed', () => {
    expect(code(() => openNote(nodeSuite, note, [other.key]))).toBe('key.unknown');
    expect(code(() => openNote(nodeSuite, note, [testKey(origin, 'another word').key]))).toBe('key.unknown');
  });

  it('take at least sixteen signatures', () => {
    const many = Array.from({ length: 20 }, (_, n) => testKey(`w${n}`)).map((one) =>
      signNote(text, one.key, one.sign).slice(text.length + 1),
    );
    expect(openNote(nodeSuite, note + many.join(''), [logKey.key]).signedBy).toEqual([logKey.key]);
  });

  it.each<[string, string]>([
    ['no blank line', note.replace('\n\n', '\n')],
    ['no last line feed', note.slice(0, -1)],
    ['a tab in the text', note.replace('If', '\tIf')],
    ['a carriage return', note.replaceAll('\n', '\r\n')],
    ['a hyphen for the dash', note.replace('—', '-')],
    ['a name with a space', note.replace(`— ${origin}`, '— a b')],
    ['base64 with loose bits', note.replace(/(.)==\n$|(.)=\n$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}${end.slice(1)}`)],
    ['a signature of no bytes', `${text}\n— ${origin} AAAA\n`],
    ['nothing', ''],
    ['a hundred and one signatures', note + `— x AAAAAAAA\n`.repeat(100)],
  ])('are rejected with %s', (_, broken) => {
    expect(code(() => openNote(nodeSuite, broken, keys))).not.toBeNull();
  });

  it('are not signed where the format cannot hold the text', () => {
    for (const bad of ['no line feed', 'a\tb\n', '\uD800\n']) expect(code(() => signNote(bad, logKey.key, logKey.sign))).toBe('note.form');
  });

  it('no changed byte of text or own signature opens', () => {
    const bytes = utf8(note);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(code(() => openNote(nodeSuite, Buffer.from(changed).toString(), keys))).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

describe('checkpoints', () => {
  const root = base64(new Uint8Array(32).fill(7));

  it('are read with extensions, and must be the log’s own', () => {
    expect(parseCheckpoint(`${origin}\n12\n${root}\nextra\n`)).toMatchObject({ origin, size: 12 });
    const foreign = signNote(`someone.else/log\n12\n${root}\n`, logKey.key, logKey.sign);
    expect(code(() => openCheckpoint(nodeSuite, foreign, keys))).toBe('checkpoint.origin');
    expect(openCheckpoint(nodeSuite, testCheckpoint([new Uint8Array(32)]), keys).size).toBe(1);
  });

  it.each([
    '',
    `${origin}\n`,
    `\n1\n${root}\n`,
    `${origin}\n01\n${root}\n`,
    `${origin}\n-1\n${root}\n`,
    `${origin}\n9007199254740993\n${root}\n`,
    `${origin}\n1\n${root.slice(4)}\n`,
    `${origin}\n1\n${root}`,
    `${origin}\n1\n${root}\n\nx\n`,
  ])('refuses %j', (bad) => {
    expect(code(() => parseCheckpoint(bad))).toBe('checkpoint.form');
  });
});

describe('tlog-proof', () => {
  const checkpoint = testCheckpoint([new Uint8Array(32)]);
  const proof = { index: 7, path: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)], checkpoint };

  it('reads what it writes, with or without the extra line', () => {
    expect(parseProof(formatProof(proof))).toEqual(proof);
    expect(parseProof(formatProof({ ...proof, path: [] }))).toEqual({ ...proof, path: [] });
    expect(parseProof(formatProof(proof).replace('index', 'extra AAAA\nindex'))).toEqual(proof);
    expect(parseNote(parseProof(formatProof(proof)).checkpoint).signatures).toHaveLength(1);
  });

  it.each<[string, (text: string) => string]>([
    ['another version', (text) => text.replace('@v1', '@v2')],
    ['no index', (text) => text.replace('index 7\n', '')],
    ['an index with zeros', (text) => text.replace('index 7', 'index 07')],
    ['a short hash', (text) => text.replace(base64(new Uint8Array(32).fill(1)), 'AAAA')],
    ['no hash', (text) => text.replace(base64(new Uint8Array(32).fill(1)), '!')],
    ['64 hashes', (text) => text.replace('index 7\n', `index 7\n${`${base64(new Uint8Array(32))}\n`.repeat(62)}`)],
    ['nothing', () => ''],
  ])('refuses %s', (_, change) => {
    expect(code(() => parseProof(change(formatProof(proof))))).toBe('proof.form');
  });
});

describe('promises', () => {
  const leaf = new Uint8Array(32).fill(5);
  const promise = signPromise(logKey.key, leaf, Date.UTC(2026, 10, 24, 1, 2, 3, 900), logKey.sign);

  it('name the leaf and the minute', () => {
    expect(openPromise(nodeSuite, promise, keys)).toEqual({ origin, leafHash: leaf, by: '2026-11-24T01:03:03Z' });
    expect(checkPromise(nodeSuite, promise, keys, leaf).by).toBe('2026-11-24T01:03:03Z');
  });

  it('are no checkpoints, and checkpoints are no promises', () => {
    expect(code(() => openCheckpoint(nodeSuite, promise, keys))).toBe('checkpoint.form');
    expect(code(() => openPromise(nodeSuite, testCheckpoint([leaf]), keys))).toBe('promise.form');
  });

  it('fail for another leaf, another key, another text', () => {
    expect(code(() => checkPromise(nodeSuite, promise, keys, new Uint8Array(32)))).toBe('promise.leaf');
    expect(code(() => checkPromise(nodeSuite, promise, [other.key], leaf))).toBe('key.unknown');
    expect(code(() => checkPromise(nodeSuite, promise.replace('01:03', '09:03'), keys, leaf))).toBe('signature.wrong');
  });
});

describe('base64', () => {
  it('has one text for one byte string', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(fromBase64(base64(bytes))).toEqual(bytes);
      }),
    );
    for (const text of ['A', 'AA', 'AB==', 'AAA', 'A===', 'AA=A', 'AA==\n', ' AA==', '_A==']) expect(fromBase64(text)).toBeNull();
  });
});
