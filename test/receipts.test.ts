import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type TestApp } from './app.ts';
import { parts, places, villages } from './cast.ts';
import { draft, expected, field, Scenarios } from './scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

describe('receipts', () => {
  it('not yet, then a file with what was answered; without values on wish', async () => {
    const id = await tell.admitted({ draft: draft({ title: '关于𠮷塘饮水的通知', fields: [field('f1'), field('f2', 'text')] }) });
    await app.sequencer.drain();
    const receipt = await tell.answered(id, 'village', { f1: 77_001, f2: '张𠮷、䶮山👨‍👩‍👧' });
    const status = () => app.get('village', `/api/receipts/${receipt}/status`);
    expect(expected(await status(), 200)).toMatchObject({
      id: receipt,
      late: false,
      witnessed: false,
      unit: { code: places.village, name: '𠮷塘村' },
      fields: 2,
      demand: { id, title: '关于𠮷塘饮水的通知', version: 1 },
    });
    await app.sequencer.drain();
    expect(expected(await status(), 200).index).toBeTypeOf('number');
    const whole = await app.get('village', `/api/receipts/${receipt}`);
    expect([whole.status, whole.headers['content-type'], whole.headers['cache-control']]).toEqual([
      200,
      'text/plain; charset=utf-8',
      'no-store',
    ]);
    expect(String(whole.headers['content-disposition'])).toMatch(/^attachment; filename="[0-9A-Z-]+\.receipt\.txt"$/);
    for (const word of ['77001', '张𠮷、䶮山👨‍👩‍👧', '关于𠮷塘饮水的通知', '𠮷塘村']) expect(whole.text).toContain(word);
    const closed = await app.get('village', `/api/receipts/${receipt}?values=none`);
    expect(closed.status).toBe(200);
    for (const secret of ['77001', '张𠮷']) expect(closed.text).not.toContain(secret);
    // Who may have it without a sign-in sees neither values nor words.
    const open = await app.get(null, `/log/receipt/${receipt}`);
    expect(open.status).toBe(200);
    for (const secret of ['77001', '张𠮷', '𠮷塘村', parts.village.name]) expect(open.text).not.toContain(secret);
    expect(whole.text).not.toContain(parts.village.name);
  });

  it('before the log has it there is a promise, and 409 for the file', async () => {
    const id = await tell.admitted();
    await app.sequencer.drain();
    await app.sequencer.stop();
    const { receipt, promise } = expected(await app.post('neighbour', `/api/answers/${id}`, { values: { f1: 1 } }), 201);
    const early = await app.get('neighbour', `/api/receipts/${receipt}`);
    expect([early.status, problemShape(early)]).toEqual([409, 'receipt.not-yet']);
    expect(expected(await app.get('neighbour', `/api/receipts/${receipt}/status`), 200)).toMatchObject({ index: null });
    // The promise is a signed note (c2sp.org/signed-note): text, blank line, signature of the log's own key.
    const [text = '', lines = ''] = String(promise).split('\n\n');
    const signature = Buffer.from(/^— \S+ (\S+)$/m.exec(lines)?.[1] ?? '', 'base64').subarray(4);
    const raw = Buffer.from(/^[^+]+\+[0-9a-f]{8}\+(.+)$/.exec(app.log.vkey)?.[1] ?? '', 'base64').subarray(1);
    const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki' });
    expect(verify(null, Buffer.from(`${text}\n`), key, signature)).toBe(true);
    await app.sequencer.drain();
    expect((await app.get('neighbour', `/api/receipts/${receipt}`)).status).toBe(200);
    const leaf = await app.app.inject({ method: 'GET', url: `/log/receipt/${receipt}/leaf` });
    const hash = createHash('sha256').update(Buffer.concat([Buffer.of(0), leaf.rawPayload]));
    expect(promise).toContain(hash.digest('base64'));
  });

  it('lists what is there, newest first, page by page, and finds by title, number and receipt', async () => {
    const id = await tell.admitted({ draft: draft({ title: '关于查找的通知 100%_\\' }) });
    const sent: string[] = [];
    for (let n = 0; n < 5; n++) {
      app.clock.forward({ seconds: n % 2 });
      sent.push(await tell.answered(id, 'village', { f1: n }));
    }
    const find = (q: string, more = '') => app.get('township', `/api/receipts?q=${encodeURIComponent(q)}${more}`);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string; demandId: string }[]; next: string | null } = expected(
        await find('查找', `&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`),
        200,
      );
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next;
    }
    expect([...seen].sort()).toEqual([...sent].sort());
    const { number } = expected(await app.get('village', `/api/demands/${id}`), 200);
    for (const [q, count] of [
      ['100%_\\', 5],
      ['%', 5],
      ['查_找', 0],
      ['100%x', 0],
      [number, 5],
      [sent[2]!.slice(0, 12), 1],
      ["' or 1=1 --", 0],
      ['没有这一项', 0],
    ] as const) {
      // prettier-ignore
      const found = expected(await find(q), 200).items.filter((item: { demandId: string }) => item.demandId === id);
      expect([q, found.length]).toEqual([q, count]);
    }
    expect(expected(await find('查找', '&year=2025'), 200).items).toEqual([]);
    expect(expected(await find('查找', '&year=2026'), 200).items).toHaveLength(5);
  });

  it.each(['0', 'x'.repeat(26), '../../etc/passwd', '%00', 'IIIIIIIIIIIIIIIIIIIIIIIIII'])('no receipt is called %j', async (id) => {
    for (const path of [`/api/receipts/${encodeURIComponent(id)}`, `/api/receipts/${encodeURIComponent(id)}/status`]) {
      const reply = await app.get('village', path);
      expect([path, reply.status, problemShape(reply)]).toEqual([
        path,
        expect.toBeOneOf([400, 404]),
        expect.toBeOneOf(['input.invalid', 'thing.missing', 'route.missing']),
      ]);
    }
    for (const path of [
      `/log/receipt/${encodeURIComponent(id)}`,
      `/log/receipt/${encodeURIComponent(id)}/proof`,
      `/log/receipt/${encodeURIComponent(id)}/leaf`,
    ]) {
      expect((await app.get(null, path)).status).toBeOneOf([400, 404]);
    }
  });
});

describe('units', () => {
  const list = (query: string) => app.get('drafter', `/api/units?${query}`);

  it('pages through the county once, and only through this county', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { code: string }[]; next: string | null } = expected(
        await list(`limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`),
        200,
      );
      seen.push(...page.items.map(({ code }) => code));
      cursor = page.next;
    }
    expect(seen).toEqual([places.county, places.township, ...villages.slice(0, 3), places.otherTownship, ...villages.slice(3)]);
  });

  it.each([
    [`under=${places.township}&level=village`, [places.village, places.neighbour, places.farVillage]],
    ['level=township', [places.township, places.otherTownship]],
    [`q=${encodeURIComponent('𠮷')}`, [places.village]],
    [`q=${encodeURIComponent('䶮山')}`, [places.farVillage]],
    ['q=990201102', [places.otherTownship, places.otherVillage, places.lastVillage]],
    ['q=%25', []],
    ['q=_', []],
  ])('?%s', async (query, codes) => {
    expect(expected(await list(query), 200).items.map(({ code }: { code: string }) => code)).toEqual(codes);
  });

  it.each(['under=1', 'level=city', 'q=%00', `q=${'x'.repeat(41)}`, 'limit=-1'])('?%s is refused and named', async (query) => {
    const reply = await list(query);
    expect([reply.status, problemShape(reply), reply.body.fields[0].path]).toEqual([400, 'input.invalid', `/${query.split('=')[0]}`]);
  });
});
