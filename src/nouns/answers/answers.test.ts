import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type TestApp } from '../../../test/app.ts';
import { places, type Who } from '../../../test/cast.ts';
import { draft, expected, field, Scenarios } from '../../../test/scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp({ poolSize: 12 });
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const send = (id: string, values: object, by: Who = 'village', more: object = {}) =>
  app.post(by, `/api/answers/${id}`, { values, ...more });
const total = async (id: string) => expected(await app.get('drafter', `/api/rollup/${id}`), 200).total;

describe('values of every type', () => {
  const fields = [
    field('whole', 'integer', { min: 0, max: 100, required: false }),
    field('share', 'decimal', { min: -1.5, max: 1e6, required: false }),
    field('words', 'text', { required: false }),
    field('day', 'date', { required: false }),
    field('source', 'choice', { required: false }),
    field('done', 'boolean', { required: false }),
    field('constructor', 'text', { required: false }),
  ];
  let id: string;
  beforeAll(async () => {
    id = await tell.admitted({ draft: draft({ fields }) });
  });

  const right: readonly [string, readonly unknown[]][] = [
    ['whole', [0, 100, -0, null]],
    ['share', [-1.5, 0.1, 1e-7, 999_999.999_999, null]],
    ['words', ['', '张𠮷', '👨‍👩‍👧‍👦 一家四口', '<b>&amp;</b>\n\t"\\', '＝SUM(A1)', '𱁬䶮龘', 'x'.repeat(5000)]],
    ['day', ['2026-02-28', '2024-02-29']],
    ['source', ['井水', '𠮷泉', null]],
    ['done', [true, false, null]],
    ['constructor', ['a word', null]],
  ];
  it.each(right.flatMap(([key, values]) => values.map((value) => ({ key, value }))))('takes $key = $value', async ({ key, value }) => {
    const sent = expected(await send(id, { [key]: value }), 201);
    expect(Object.keys(sent).sort()).toEqual(['answer', 'promise', 'receipt']);
    const { current } = expected(await app.get('village', `/api/answers/${id}`), 200);
    // What was typed comes back the same; −0 is 0 in JSON.
    expect(current.values).toEqual({
      ...Object.fromEntries(fields.map((one) => [one.key, null])),
      [key]: Object.is(value, -0) ? 0 : value,
    });
    expect(current.receipt).toBe(sent.receipt);
  });

  const wrong: readonly [string, readonly unknown[]][] = [
    ['whole', [-1, 101, 1.5, '3', true, 2 ** 53]],
    ['share', [-1.6, 1_000_001, '0.1', false]],
    ['words', [7, true, 'x'.repeat(5001)]],
    ['day', ['2026-02-30', '2026-2-3', '2026-11-10T00:00:00Z', 20_261_110, '0000-00-00', '']],
    ['source', ['湖水', '', 1, '井水 ']],
    ['done', ['true', 1, 0]],
    ['stranger', [1, null, 'x']],
    ['toString', ['x']],
  ];
  it.each(wrong.flatMap(([key, values]) => values.map((value) => ({ key, value }))))('refuses $key = $value', async ({ key, value }) => {
    const before = await total(id);
    const reply = await send(id, { [key]: value });
    expect([reply.status, problemShape(reply), reply.body.fields.map(({ path }: { path: string }) => path)]).toEqual([
      400,
      'answer.values',
      [`/values/${key}`],
    ]);
    expect(await total(id)).toEqual(before);
  });

  it('names everything that is wrong at once, in the order of the terms', async () => {
    const all = await tell.admitted({ draft: draft({ fields: fields.map((one) => ({ ...one, required: true })) }) });
    const reply = await send(all, { done: 'yes', whole: null, other: 1 });
    expect(reply.body.fields.map(({ path }: { path: string }) => path)).toEqual(
      [...fields.map(({ key }) => key), 'other'].map((key) => `/values/${key}`),
    );
  });

  it.each([
    ['an array', '{"values":[1]}'],
    ['an object inside', '{"values":{"whole":{"a":1}}}'],
    ['no values', '{}'],
    ['null', '{"values":null}'],
    ['another field', '{"values":{},"unit":"990201101202"}'],
    ['__proto__', '{"values":{"__proto__":{"whole":1}}}'],
    ['__proto__ on top', '{"__proto__":{"values":{}},"values":{}}'],
    ['constructor.prototype', '{"values":{"constructor":{"prototype":{"x":1}}}}'],
    ['infinity', '{"values":{"whole":1e999}}'],
    ['NUL', String.raw`{"values":{"words":"a\u0000b"}}`],
    ['half a pair', String.raw`{"values":{"words":"\ud842"}}`],
    ['a key with NUL', String.raw`{"values":{"wo\u0000rds":"b"}}`],
    ['not JSON', '{"values":{'],
    ['a bare number', '7'],
    ['nothing', ''],
    ['a version that is none', '{"values":{},"version":0}'],
    ['a version as text', '{"values":{},"version":"1"}'],
    ['too long a text', JSON.stringify({ values: { words: 'x'.repeat(20_001) } })],
    ['too many keys', JSON.stringify({ values: Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`k${n}`, 1])) })],
  ])('a body with %s is refused and nothing is kept', async (_, body) => {
    const before = await total(id);
    const reply = await app.post('village', `/api/answers/${id}`, body);
    expect([reply.status, problemShape(reply)]).toEqual([400, expect.stringMatching(/^(input\.(invalid|unreadable)|answer\.values)$/)]);
    expect(await total(id)).toEqual(before);
  });
});

describe('when an answer is taken', () => {
  it('a second one is a correction and counts once', async () => {
    const id = await tell.admitted();
    const first = expected(await send(id, { f1: 7 }), 201);
    const second = expected(await send(id, { f1: 4 }), 201);
    expect(second.receipt).not.toBe(first.receipt);
    expect(await total(id)).toMatchObject({ asked: 5, answered: 1, fields: { f1: { sum: 4, count: 1, missing: 4 } } });
    // Both receipts stay.
    for (const { receipt } of [first, second]) expect((await app.get('village', `/api/receipts/${receipt}/status`)).status).toBe(200);
  });

  it('late until expiry, and says so; then not at all', async () => {
    const id = await tell.admitted();
    app.clock.set('2026-11-25T18:00:00+08:00');
    await tell.answered(id, 'village');
    app.clock.set('2026-11-25T18:00:00.001+08:00');
    await tell.answered(id, 'neighbour');
    const form = async (who: Who) => expected(await app.get(who, `/api/answers/${id}`), 200);
    expect([(await form('village')).current.late, (await form('neighbour')).current.late, (await form('neighbour')).demand.state]).toEqual([
      false,
      true,
      'late',
    ]);
    app.clock.set('2026-12-02T23:59:58+08:00');
    await tell.answered(id, 'farVillage');
    app.clock.set('2026-12-02T23:59:59+08:00');
    const over = await send(id, { f1: 1 }, 'lastVillage');
    expect([over.status, problemShape(over)]).toEqual([409, 'answer.expired']);
    expect((await form('village')).demand.state).toBe('expired');
    expect(await total(id)).toMatchObject({ answered: 3 });
  });

  it('superseded terms: the form of the old version is refused, the answer to it stays met', async () => {
    const id = await tell.admitted();
    const receipt = await tell.answered(id, 'village', { f1: 9 });
    await tell.decided(await tell.revised(id, draft({ fields: [field('f1'), field('f2')] })), 'admit');
    const old = await send(id, { f1: 1 }, 'neighbour', { version: 1 });
    expect([old.status, problemShape(old), old.body.version]).toEqual([409, 'answer.superseded', 2]);
    const { items } = expected(await app.get('village', '/api/today'), 200);
    expect(items.find((item: { id: string }) => item.id === id).answered).toMatchObject({ receipt, version: 1, superseded: true });
    const form = expected(await app.get('village', `/api/answers/${id}`), 200);
    expect([form.current, form.previous]).toEqual([null, { f1: 9 }]);
    await app.sequencer.drain();
    expect((await app.get('village', `/api/receipts/${receipt}`)).status).toBe(200);
    expect(await total(id)).toMatchObject({ answered: 0, fields: { f1: { sum: 0, count: 0, missing: 5 } } });
    expect((await send(id, { f1: 1, f2: 2 }, 'village', { version: 2 })).status).toBe(201);
    expect(await total(id)).toMatchObject({ answered: 1 });
  });

  it('withdrawn: nothing is owed', async () => {
    const reply = await send(await tell.withdrawn(), { f1: 1 });
    expect([reply.status, problemShape(reply)]).toEqual([409, 'answer.withdrawn']);
  });

  it('a demand without number takes no answer and gives no sign of its words', async () => {
    for (const id of [await tell.drafted(), await tell.submitted(), await tell.refused()]) {
      const reply = await send(id, { f1: 1 });
      expect([reply.status, problemShape(reply)]).toEqual([409, 'answer.no-number']);
      expect(reply.text).not.toContain('饮水');
      expect((await app.get('village', `/api/answers/${id}`)).status).toBe(404);
    }
  });

  it('who is not addressed, and what is in another county, does not exist', async () => {
    const id = await tell.admitted({
      draft: draft({ audience: { level: 'village', under: [places.township], except: [places.farVillage] } }),
    });
    for (const who of ['otherVillage', 'farVillage', 'township'] as const) {
      const reply = await send(id, { f1: 1 }, who);
      expect([who, reply.status, problemShape(reply)]).toEqual([who, 404, 'answer.not-addressed']);
    }
    const foreign = await send(id, { f1: 1 }, 'stranger');
    const nothing = await send('01930000-0000-7000-8000-000000000001', { f1: 1 }, 'stranger');
    expect([foreign.status, foreign.body]).toEqual([404, nothing.body]);
  });

  it('a township answers what it is asked itself', async () => {
    const id = await tell.admitted({ draft: draft({ audience: { level: 'township', under: [places.county], except: [] } }) });
    expect((await send(id, { f1: 2 }, 'township')).status).toBe(201);
    expect((await send(id, { f1: 2 }, 'village')).status).toBe(404);
    const { rows, missing } = expected(await app.get('drafter', `/api/rollup/${id}`), 200);
    expect(rows.map(({ unit, answered }: { unit: string; answered: number }) => [unit, answered])).toEqual([[places.township, 1], [places.otherTownship, 0]]); // prettier-ignore
    expect(missing.map(({ unit }: { unit: string }) => unit)).toEqual([places.otherTownship]);
  });
});

describe('the same request again', () => {
  const keyed = (id: string, key: string, values: object, by: Who = 'village') =>
    app.post(by, `/api/answers/${id}`, { values }, { headers: { 'idempotency-key': key } });

  it('the same key and body gives the same answer, another body is refused, another person has keys of their own', async () => {
    const id = await tell.admitted();
    const first = await keyed(id, 'k-1', { f1: 5 });
    expect([(await keyed(id, 'k-1', { f1: 5 })).body, first.status]).toEqual([first.body, 201]);
    const other = await keyed(id, 'k-1', { f1: 6 });
    expect([other.status, problemShape(other)]).toEqual([409, 'input.idempotency']);
    const neighbour = await keyed(id, 'k-1', { f1: 5 }, 'neighbour');
    expect([neighbour.status, neighbour.body.receipt === first.body.receipt]).toEqual([201, false]);
    expect(await total(id)).toMatchObject({ answered: 2, fields: { f1: { sum: 10 } } });
  });

  it('what was refused is not kept: mended, the same key serves', async () => {
    const id = await tell.admitted();
    expect((await keyed(id, 'k-2', { f1: -1 })).status).toBe(400);
    expect((await keyed(id, 'k-2', { f1: 1 })).status).toBe(201);
  });

  it.each(['', 'a b', 'é', 'x'.repeat(201)])('a key like %j is refused', async (key) => {
    const reply = await keyed(await tell.admitted(), key, { f1: 1 });
    expect([reply.status, reply.body.fields[0].path]).toEqual([400, 'Idempotency-Key']);
  });

  it('twenty at one moment are one', async () => {
    const id = await tell.admitted();
    const replies = await Promise.all(Array.from({ length: 20 }, () => keyed(id, 'k-3', { f1: 8 })));
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(replies[0]!.status).toBe(201);
    expect(await total(id)).toMatchObject({ answered: 1, fields: { f1: { sum: 8 } } });
    const { items } = expected(await app.get('village', `/api/receipts?limit=200`), 200);
    expect(items.filter((item: { demandId: string }) => item.demandId === id)).toHaveLength(1);
  });

  it('four first answers of one unit at one moment: one counts, all have receipts', async () => {
    const id = await tell.admitted();
    const replies = await Promise.all(Array.from({ length: 4 }, (_, n) => send(id, { f1: n })));
    expect(replies.map(({ status }) => status)).toEqual(Array(4).fill(201));
    const { current } = expected(await app.get('village', `/api/answers/${id}`), 200);
    expect(await total(id)).toMatchObject({ answered: 1, fields: { f1: { sum: current.values.f1, count: 1 } } });
    expect(new Set(replies.map(({ body }) => body.receipt)).size).toBe(4);
  });
});
