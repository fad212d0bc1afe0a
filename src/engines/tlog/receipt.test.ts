import { describe, expect, it } from 'vitest';
import { answerContent, answerLeaf, logKey, seeds, testCheckpoint, testKey, testReceipt, type ReceiptOptions } from '../../../test/log.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import { utf8 } from './bytes.ts';
import { checkOpening, commitAll, erase, open } from './commitment.ts';
import { encodeLeaf, parseLeaf } from './leaf.ts';
import { signPromise } from './promise.ts';
import { formatProof, parseProof } from './proof.ts';
import { formatReceipt, type Receipt } from './receipt.ts';
import { Rejection } from './rejection.ts';
import { verifyReceipt, type Verdict } from './verify.ts';

const keys = [logKey.key];
const verify = (file: string | Uint8Array, promise?: string): Verdict =>
  verifyReceipt(nodeSuite, typeof file === 'string' ? utf8(file) : file, promise === undefined ? { keys } : { keys, promise });
const code = (file: string | Uint8Array, promise?: string): string => {
  const verdict = verify(file, promise);
  return verdict.ok ? 'ok' : verdict.code;
};

describe('a receipt', () => {
  it('verifies and says what it proves', () => {
    const verdict = verify(testReceipt().file);
    expect(verdict).toMatchObject({
      ok: true,
      facts: { unitName: '青石镇柳湾村', late: false, index: 2, size: 6, hidden: 0, terms: { number: '青禾准〔2026〕417', version: 1 } },
    });
    expect(verdict.ok && verdict.facts.values.map((one) => [one.label, one.value])).toEqual([
      ['常住户数', 120],
      ['缺棉被的户数', 7],
      ['谁负责', '村委会𠮷'],
    ]);
  });

  it('begins with words for people, Chinese first; these are frozen with version 1', () => {
    expect(testReceipt().file.split('[qingdan/receipt@v1]')[0]).toMatchSnapshot();
    expect(
      testReceipt({ values: (key) => key === 'f1', at: Date.parse('2026-11-25T18:00:01+08:00') }).file.split('[qingdan/receipt@v1]')[0],
    ).toMatchSnapshot();
    expect(testReceipt({ fields: false }).file.split('[qingdan/receipt@v1]')[0]).toMatchSnapshot();
  });

  it.each<[string, ReceiptOptions]>([
    ['all shown', {}],
    ['one value shown', { values: (key) => key === 'f1' }],
    ['nothing shown', { fields: false }],
    ['alone in the log', { before: 0, after: 0 }],
    ['deep in the log', { before: 700, after: 300 }],
  ])('verifies with %s', (_, options) => {
    expect(code(testReceipt(options).file)).toBe('ok');
  });

  it('does not give away what is not shown', () => {
    const { file } = testReceipt({ values: (key) => key === 'f1' });
    expect(file).not.toContain('村委会');
    expect(file).toContain('另有2个没有出示');
  });

  it('says that an answer came late', () => {
    const late = verify(testReceipt({ at: Date.parse('2026-11-25T18:00:01+08:00') }).file);
    expect(late.ok && late.facts.late).toBe(true);
  });

  it('is held against the promise where there is one', () => {
    const { file, leafHash } = testReceipt();
    expect(code(file, signPromise(logKey.key, leafHash, 0, logKey.sign))).toBe('ok');
    expect(code(file, signPromise(logKey.key, new Uint8Array(32), 0, logKey.sign))).toBe('promise.leaf');
  });

  it('fails with a reason for every byte that is changed', () => {
    const bytes = utf8(testReceipt({ before: 1, after: 1 }).file);
    const passed: number[] = [];
    for (let at = 0; at < bytes.length; at++) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const verdict = verify(changed);
      if (verdict.ok || verdict.code === 'file.not-receipt' || verdict.zh === '') passed.push(at);
    }
    expect(passed).toEqual([]);
  });

  it('fails for every prefix and every added byte', () => {
    const bytes = utf8(testReceipt({ fields: false }).file);
    for (let end = 1; end < bytes.length; end += 7) expect(verify(bytes.slice(0, end)).ok).toBe(false);
    for (const tail of ['\n', ' ', 'x', '\0']) expect(code(Buffer.concat([bytes, utf8(tail)]))).not.toBe('ok');
    expect(code(Buffer.concat([utf8('\uFEFF'), bytes]))).toBe('text.changed');
  });
});

describe('the reason is the right one', () => {
  const { receipt, file, hashes } = testReceipt();
  const remade = (change: Partial<Receipt>): string => formatReceipt(nodeSuite, { ...receipt, ...change });
  const proof = parseProof(receipt.proof);
  const impostor = testKey(logKey.key.name, 'impostor');

  it.each<[string, string | Uint8Array, string]>([
    ['a changed figure in the words', file.replace('常住户数：120户', '常住户数：121户'), 'text.changed'],
    [
      'a changed figure everywhere, sum made new',
      remade({ openings: receipt.openings.map((one) => JSON.parse(JSON.stringify(one).replace('120', '121')) as typeof one) }),
      'opening.mismatch',
    ],
    [
      'a kinder deadline',
      remade({ openings: receipt.openings.map((one) => JSON.parse(JSON.stringify(one).replace('25T18', '26T18')) as typeof one) }),
      'opening.mismatch',
    ],
    [
      'an opening of a leaf that is not there',
      remade({ openings: receipt.openings.map((one) => ({ ...one, leaf: 'x' })) }),
      'opening.mismatch',
    ],
    ['the same opening twice', remade({ openings: [...receipt.openings, ...receipt.openings.slice(1)] }), 'opening.form'],
    ['another answer', remade({ leaves: receipt.leaves.map((leaf) => leaf.replace('"village"', '"township"')) }), 'proof.inclusion'],
    ['other terms', remade({ leaves: receipt.leaves.map((leaf) => leaf.replace('"gatekeeper"', '"department"')) }), 'leaf.chain'],
    ['a leaf with a space', file.replace('"v":1}', '"v":1 }'), 'leaf.form'],
    ['a leaf of another version', file.replace('"v":1}', '"v":2}'), 'leaf.form'],
    ['another place in the log', remade({ proof: formatProof({ ...proof, index: 1 }) }), 'proof.inclusion'],
    ['a shorter path', remade({ proof: formatProof({ ...proof, path: proof.path.slice(1) }) }), 'proof.inclusion'],
    [
      'a checkpoint signed by somebody of the same name',
      remade({ proof: formatProof({ ...proof, checkpoint: testCheckpoint(hashes, impostor) }) }),
      'key.unknown',
    ],
    ['a checkpoint of another size', file.replace('\n6\n', '\n7\n'), 'signature.wrong'],
    ['a signature by an unknown key added', file.replace('[sum]', `— x.example AAAAAAAAAAA=\n[sum]`), 'file.sum'],
    ['an extra line in the proof', file.replace('\nindex 2', '\nextra AAAA\nindex 2'), 'file.sum'],
    ['another key named', remade({ key: receipt.key.replace('990112', '990113') }), 'key.unknown'],
    ['Windows line ends', file.replaceAll('\n', '\r\n'), 'file.line-ends'],
    ['GB 18030 instead of UTF-8', Buffer.from(file, 'latin1'), 'file.encoding'],
    ['no proof', file.replace('[proof]', '[poof]'), 'file.structure'],
    ['no sum', file.slice(0, file.indexOf('[sum]')), 'file.structure'],
    ['no key', file.replace('\nkey ', '\nkex '), 'file.structure'],
    ['an opening with a space', file.replace('"fields":{', '"fields": {'), 'opening.form'],
    ['an opening that is no JSON', file.replace('[openings]\n{', '[openings]\n('), 'opening.form'],
    [
      'an opening nested without end',
      file.replace('"value":120', `"value":${'['.repeat(200_000)}${']'.repeat(200_000)}`),
      'file.structure',
    ],
    ['a holiday picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'file.not-receipt'],
    ['another text', 'Dear Sir or Madam', 'file.not-receipt'],
    ['nothing', '', 'file.not-receipt'],
  ])('%s', (_, changed, reason) => {
    expect(code(changed)).toBe(reason);
  });

  it('a right receipt under a key that the reader does not trust', () => {
    expect(verifyReceipt(nodeSuite, utf8(file), { keys: [impostor.key] })).toMatchObject({ ok: false, code: 'key.unknown' });
    expect(verifyReceipt(nodeSuite, utf8(file), { keys: [] })).toMatchObject({ ok: false, code: 'key.unknown' });
  });

  it('names the line', () => {
    expect(verify(file.replace('县应急', '市应急'))).toMatchObject({ where: 'line 6' });
  });
});

describe('leaves', () => {
  const leaf = parseLeaf(testReceipt().receipt.leaves[1] ?? '');

  it('are at most 2 kB, whatever the number of values', () => {
    const values = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`field.number${n}`, n]));
    const commitments = commitAll(nodeSuite, seeds.answer, 'answer', { fields: answerContent.fields, values });
    expect(encodeLeaf({ ...leaf, commitments }).length).toBeLessThan(700);
    expect(() =>
      encodeLeaf({ ...leaf, commitments: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}`, new Uint8Array(32)])) }),
    ).toThrow(RangeError);
  });

  it.each<[string, (text: string) => string]>([
    ['no JSON', () => '{'],
    ['a list', () => '[]'],
    ['null', () => 'null'],
    ['a field more', (text) => text.replace('{', '{"a":1,')],
    ['an id in lower case', (text) => text.replace(answerLeaf.id, answerLeaf.id.toLowerCase())],
    ['an id that is none', (text) => text.replace(answerLeaf.id, 'x')],
    ['a fraction of a millisecond', (text) => text.replace(/"at":\d+/, '"at":1.5')],
    ['a negative time', (text) => text.replace(/"at":\d+/, '"at":-1')],
    ['a head that is text', (text) => text.replace(/"head":\{[^}]*\}/, '"head":"x"')],
    ['a short hash', (text) => text.replace(/"prev":\["[^"]*"/, '"prev":["AAAA"')],
    ['prev that is no list', (text) => text.replace(/"prev":\[[^\]]*\]/, '"prev":{}')],
    ['a unit with a name', (text) => text.replace(answerLeaf.unit, '柳湾村')],
    ['a commitment to __proto__', (text) => text.replace('"unitName"', '"__proto__"')],
  ])('%s is refused', (_, change) => {
    const text = new TextDecoder().decode(encodeLeaf(leaf));
    expect(() => parseLeaf(change(text))).toThrow(Rejection);
    expect(parseLeaf(text)).toEqual(leaf);
  });
});

describe('commitments', () => {
  const commitments = commitAll(nodeSuite, seeds.answer, 'answer', answerContent);
  const leaf = { ...answerLeaf, commitments };
  const all = { field: () => true, value: () => true };

  it('differ by seed, type, field and value, and hide equal values', () => {
    expect(commitAll(nodeSuite, seeds.terms, 'answer', answerContent)['unitName']).not.toEqual(commitments['unitName']);
    expect(commitAll(nodeSuite, seeds.answer, 'check', answerContent)['unitName']).not.toEqual(commitments['unitName']);
    const twins = commitAll(nodeSuite, seeds.answer, 'answer', { fields: { a: 'x', b: 'x' }, values: null });
    expect(twins['a']).not.toEqual(twins['b']);
    expect(() => commitAll(nodeSuite, seeds.answer, 'answer', { fields: { values: 1 }, values: {} })).toThrow(RangeError);
  });

  it('still open what is left after an erasure, and nothing of what was erased', () => {
    const first = erase(nodeSuite, 'answer', answerContent, { seed: seeds.answer }, new Set(['unitName']));
    const second = erase(nodeSuite, 'answer', first.content, first.salts, new Set(['values/f2']));
    expect(JSON.stringify(second)).not.toMatch(/柳湾村|村委会/);
    expect('seed' in second.salts).toBe(false);
    const opening = open(nodeSuite, leaf, second.content, second.salts, all);
    expect(() => checkOpening(nodeSuite, leaf, opening)).not.toThrow();
    expect(Object.keys(opening.fields)).toEqual([]);
    expect(Object.keys(opening.values?.open ?? {})).toEqual(['household.count', 'f1']);
    expect(Object.keys(opening.values?.map ?? {})).toContain('f2');
  });

  it('of the map of values can be erased as a whole', () => {
    const { content, salts } = erase(
      nodeSuite,
      'answer',
      answerContent,
      { seed: seeds.answer },
      new Set(['values', 'values/f1', 'values/f2', 'values/household.count']),
    );
    const opening = open(nodeSuite, leaf, content, salts, all);
    expect(opening.values).toBeNull();
    expect(() => checkOpening(nodeSuite, leaf, opening)).not.toThrow();
  });

  it.each<[string, (opening: ReturnType<typeof open>) => unknown]>([
    ['a field the leaf does not have', (one) => ({ ...one, fields: { nobody: one.fields['unitName'] } })],
    ['the map through the front door', (one) => ({ ...one, fields: { values: { salt: one.values?.salt, value: one.values?.map } } })],
    ['a map with a key more', (one) => ({ ...one, values: { ...one.values, map: { ...one.values?.map, extra: 'AAAA' } } })],
    ['a value that the map does not have', (one) => ({ ...one, values: { ...one.values, open: { ghost: one.values?.open['f1'] } } })],
    ['a salt that is none', (one) => ({ ...one, fields: { unitName: { ...one.fields['unitName'], salt: 'AA==' } } })],
  ])('%s does not open', (_, change) => {
    const opening = change(open(nodeSuite, leaf, answerContent, { seed: seeds.answer }, all)) as ReturnType<typeof open>;
    expect(() => checkOpening(nodeSuite, leaf, opening)).toThrow(Rejection);
  });
});
