import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problems } from '../src/problem.ts';
import { statusOfKind } from '../src/platform/http/index.ts';
import { problemShape, testApp, type Reply, type TestApp } from './app.ts';
import { hostileFiles } from './hostile/files.ts';
import { draft, expected, field, Scenarios } from './scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
  await tell.admitted();
});
afterAll(() => app.close());

const whole = draft({
  fileName: '通知.docx',
  fields: [field('f1', 'decimal', { min: 0, max: 10, unit: '户', definition: '口径' }), field('f2', 'choice')],
  expiresAt: '2026-12-20T18:00:00+08:00',
  metadata: { issuer: '临溪县水利局' },
});

async function rows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [
    'demand',
    'demand_draft',
    'demand_act',
    'terms',
    'answer',
    'answer_current',
    'log_pending',
    'log_entry',
    'log_opening',
    'idempotency',
  ] as const) {
    counts[table] = (
      await app.db
        .selectFrom(table)
        .select((of) => of.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  }
  return counts;
}

/** Every place in a JSON value, as a pointer. */
function pointers(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pointers(inner, `${at}/${key}`))];
}

function changed(value: unknown, pointer: string, to: (was: unknown) => unknown): unknown {
  if (pointer === '') return to(value);
  const [, head = '', ...rest] = pointer.split('/');
  const inner = (was: unknown): unknown => changed(was, rest.length === 0 ? '' : `/${rest.join('/')}`, to);
  if (Array.isArray(value)) return value.map((one, n) => (String(n) === head ? inner(one) : one));
  return { ...(value as object), [head]: inner((value as Record<string, unknown>)[head]) };
}

const send = (body: unknown): Promise<Reply> => app.post('drafter', '/api/demands', body);
const isFree = (pointer: string): boolean => pointer.startsWith('/metadata/');

describe('a draft with one thing wrong', () => {
  const places = pointers(whole).filter((pointer) => !isFree(pointer));

  it('an unknown field in any object is refused and its object named', async () => {
    for (const pointer of places.filter((one) => one !== '/metadata')) {
      const body = changed(whole, pointer, (was) =>
        typeof was === 'object' && was !== null && !Array.isArray(was) ? { ...was, stranger: 1 } : was,
      );
      if (JSON.stringify(body) === JSON.stringify(whole)) continue;
      const reply = await send(body);
      expect([pointer, reply.status, problemShape(reply)]).toEqual([pointer, 400, 'input.invalid']);
      expect(reply.body.fields).toContainEqual({
        path: pointer === '' ? '/' : expect.stringContaining(pointer),
        detail: expect.stringContaining('stranger'),
      });
    }
  });

  it('a wrong type anywhere is refused and named', async () => {
    for (const pointer of places) {
      for (const wrong of [{ a: 1 }, ['x', 'y'], 7.5]) {
        const was = JSON.stringify(pointer === '' ? whole : null);
        const body = changed(whole, pointer, () => wrong);
        if (
          JSON.stringify(body) === was ||
          (pointer === '/metadata' && !Array.isArray(wrong) && typeof wrong === 'object') ||
          (/\/(min|max)$/.test(pointer) && wrong === 7.5)
        )
          continue;
        if (/\/(choices|under|except)$/.test(pointer) && Array.isArray(wrong) && pointer.endsWith('choices')) continue;
        const reply = await send(body);
        expect([pointer, wrong, reply.status, problemShape(reply)]).toEqual([pointer, wrong, 400, 'input.invalid']);
        expect([pointer, wrong, reply.body.fields.some(({ path }: { path: string }) => path === '/' || path.startsWith(pointer))]).toEqual([
          pointer,
          wrong,
          true,
        ]);
      }
    }
  });

  it('a text that is too long, NUL or half a pair anywhere is refused and named', async () => {
    const texts = places.filter(
      (pointer) =>
        typeof pointer
          .split('/')
          .slice(1)
          .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], whole) === 'string',
    );
    expect(texts.length).toBeGreaterThan(12);
    for (const pointer of texts) {
      const long = pointer === '/text' ? 500_001 : 6000;
      for (const [name, wrong] of [
        ['long', '长'.repeat(long)],
        ['NUL', '通\0知'],
        ['half', '通\ud842知'],
      ] as const) {
        const reply = await send(changed(whole, pointer, () => wrong));
        expect([pointer, name, reply.status, problemShape(reply), reply.body.fields?.some(({ path }: { path: string }) => path.startsWith(pointer))]).toEqual([pointer, name, 400, 'input.invalid', true]); // prettier-ignore
        expect(reply.text.length).toBeLessThan(5000);
      }
    }
  });

  it.each([
    ['__proto__', '{"__proto__":{"role":"operator"},"title":"x"}'],
    ['__proto__ deep inside', JSON.stringify(whole).replace('"issuer":', '"__proto__":{"a":1},"issuer":')],
    ['constructor.prototype', JSON.stringify(whole).replace('"issuer":', '"constructor":{"prototype":{"a":1}},"issuer":')],
    ['escaped __proto__', JSON.stringify(whole).replace('"issuer":', String.raw`"__pr\u006fto__":{"a":1},"issuer":`)],
  ])('%s is refused', async (_, body) => {
    const reply = await send(body);
    expect([reply.status, problemShape(reply)]).toEqual([400, expect.toBeOneOf(['input.unreadable', 'input.invalid'])]);
    expect(Object.hasOwn(Object.prototype, 'a') || Object.hasOwn(Object.prototype, 'role')).toBe(false);
  });

  it.each([
    ['a key twice', { fields: [field('f1'), field('f1')] }, '/fields/1/key'],
    ['a choice without choices', { fields: [field('f1'), field('f2', 'choice', { choices: null })] }, '/fields/1/choices'],
    ['a maximum below the minimum', { fields: [field('f1', 'integer', { min: 2, max: 1 })] }, '/fields/0/max'],
    ['a key of digits', { fields: [field('1')] }, '/fields/0/key'],
    ['301 fields', { fields: Array.from({ length: 301 }, (_, n) => field(`f${n}`)) }, '/fields'],
    ['too much metadata', { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, n])) }, '/metadata'],
  ])('%s', async (_, more, path) => {
    const reply = await send({ ...whole, ...more });
    expect([reply.status, problemShape(reply), reply.body.fields[0].path]).toEqual([400, 'input.invalid', path]);
  });

  it('nothing of all this is kept', async () => {
    const before = await rows();
    await send({ ...whole, title: '' });
    await send(`${JSON.stringify(whole).slice(0, -1)},`);
    expect(await rows()).toEqual(before);
  });
});

describe('what is fine', () => {
  it('rare characters and emoji in every text come back as they were', async () => {
    const rare = '𠮷塘𱁬䶮〇㐀𪚥\u{20BB7}👨‍👩‍👧‍👦é e\u0301 \u200d\u00a0“”';
    const body = draft({
      title: rare, purpose: rare, basis: rare, fileName: `${rare}.docx`, text: `${rare}\n各村：\r\n\t请报送。\n${rare}`, metadata: { note: rare, [`键𠮷`]: [rare, null, 1.5, { 深: true }] },
      fields: [field('f1', 'text', { label: rare, definition: rare, unit: '𠮷' }), field('f2', 'choice', { choices: [rare, 'b'], required: false })],
    }); // prettier-ignore
    const created = expected(await send(body), 201);
    expect(created.draft).toEqual(body);
    await tell.submit(created.id);
    await tell.decided(created.id, created.counts.refuse > 0 ? 'propose' : 'admit');
    const form = expected(await app.get('village', `/api/answers/${created.id}`), 200);
    expect([form.demand.title, form.fields]).toEqual([rare, body.fields]);
    await tell.answered(created.id, 'village', { f1: rare, f2: rare });
    expect(expected(await app.get('village', `/api/answers/${created.id}`), 200).current.values).toEqual({ f1: rare, f2: rare });
  });

  it('any JSON as metadata is taken or refused, never a fault of ours; the text that was read is the text that was sent', async () => {
    const known = fc.constantFrom(
      'kind',
      'issuer',
      'issuerKind',
      'issuerLevel',
      'addresseeLevels',
      'date',
      'deadline',
      'pages',
      'plannedItem',
      'meetings',
      'parent',
      'x',
    );
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('form', 'county', '2026-11-10', 'yes', true, 3, null));
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
      fc.constantFrom(whole.text, '请于2月30日前报送。\0\ud842', '\r\n\u3000\u200b各村：\r请每日打卡、排名。'),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(known, value, { maxKeys: 6 }), text, async (metadata, said) => {
        const reply = await app.post('drafter', '/api/check', { text: said, metadata });
        expect([reply.status, reply.text.slice(0, 200)]).toEqual([expect.toBeOneOf([200, 400]), expect.anything()]);
        if (reply.status !== 200) return;
        const [file] = reply.body.files as [{ text: string; findings: { quote: string; start: number; end: number }[] }];
        // Half a surrogate pair has no bytes: it may come back as U+FFFD where the reply is written as bytes.
        expect([said, said.toWellFormed()]).toContain(file.text);
        for (const { quote, start, end } of file.findings) expect(file.text.slice(start, end)).toBe(quote);
      }),
      {
        numRuns: 60,
        examples: [[{ kind: 7, issuerLevel: ['county'] as never, addresseeLevels: 'village', date: 'yesterday' }, whole.text]],
      },
    );
  });
});

describe('hostile files', () => {
  const before: { rows?: Record<string, number> } = {};
  beforeAll(async () => {
    before.rows = await rows();
  });

  it.each(hostileFiles)('$about', async ({ fileName, slug, make }) => {
    const body = Buffer.concat([
      Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`),
      Buffer.from(make()), Buffer.from('\r\n--x--\r\n'),
    ]); // prettier-ignore
    const reply = await app.post('drafter', '/api/check', body, { headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    expect([reply.status, problemShape(reply)]).toEqual([statusOfKind[problems[slug].kind], slug]);
    expect(reply.status).toBeLessThan(500);
    expect(reply.body.detail).toContain(slug === 'file.too-large' && Buffer.byteLength(body) > 20 * 1024 * 1024 ? '' : `《${fileName}》`);
    expect(reply.body.detail).toContain('请');
  });

  it('leave nothing behind, and the next file is read', async () => {
    expect(await rows()).toEqual(before.rows);
    expect((await app.get(null, '/health')).status).toBe(200);
    const body = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n各村：请报送。\r\n--x--\r\n';
    expect((await app.post('drafter', '/api/check', body, { headers: { 'content-type': 'multipart/form-data; boundary=x' } })).status).toBe(
      200,
    );
  });
});

describe('every reply', () => {
  it('a refusal speaks the language that was asked for', async () => {
    const [zh, en] = [await app.get(null, '/api/me'), await app.get(null, '/api/me', { headers: { 'accept-language': 'en-GB,en;q=0.9' } })];
    expect([zh.body.title, en.body.title]).toEqual([problems['sign-in.needed'].zh, problems['sign-in.needed'].en]);
  });

  it.each(['/api/me', '/api/nothing', '/health', '/api/sunlight/demands', '/log/vkey', '/../etc/passwd', '/api/demands/%zz', '/%00'])(
    '%s bears the security headers',
    async (path) => {
      const reply = await app.get(null, path);
      expect(reply.status).toBeLessThan(500);
      expect(reply.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(String(reply.headers['content-security-policy'])).toMatch(/object-src 'none';base-uri 'none'/);
      expect(reply.headers).not.toHaveProperty('x-powered-by');
      expect(reply.headers).not.toHaveProperty('set-cookie');
    },
  );

  it.each(['DELETE', 'PATCH', 'PUT'] as const)('%s where there is no such thing is a problem', async (method) => {
    for (const path of ['/api/demands', '/api/me', '/health', '/api/sign-in']) {
      const reply = await app.call('operator', method, path, { body: {} });
      expect([path, reply.status, problemShape(reply)]).toEqual([path, 404, 'route.missing']);
    }
  });
});
