import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type TestApp } from '../../../test/app.ts';
import { everybody, parts, password, places, type Who } from '../../../test/cast.ts';
import { expected } from '../../../test/scenarios.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const signIn = (name: unknown, secret: unknown, from = '127.0.0.1') => app.post(null, '/api/sign-in', { name, password: secret }, { from });
const login = (who: Who) => app.cast[who].login;

describe('sign-in', () => {
  it('gives a token that says who one is', async () => {
    const { token } = expected(await signIn(login('village'), password), 200);
    const me = expected(await app.call(null, 'GET', '/api/me', { token }), 200);
    expect(me).toEqual({
      name: '何𠮷安', role: 'village', post: { id: app.cast.village.post, title: '文书' }, organ: null, county: { code: '990201', name: '临溪县' },
      place: { code: places.village, name: '𠮷塘村', level: 'village', path: ['临溪县', '白石镇', '𠮷塘村'] },
      posts: [{ id: app.cast.village.post, role: 'village', title: '文书', place: '𠮷塘村', acting: false, until: null }], first: 'nothing',
    }); // prettier-ignore
  });

  it.each(everybody)('%s sees the own role', async (who) => {
    expect(expected(await app.get(who, '/api/me'), 200)).toMatchObject({ name: parts[who].name, role: parts[who].role });
  });

  it('what it opens is kept by no cache', async () => {
    for (const url of ['/api/me', '/api/demands', '/api/units']) {
      const reply = await app.get('township', url);
      expect([url, reply.status, reply.headers['cache-control']]).toEqual([url, 200, 'no-store']);
    }
  });

  it('a wrong password and a name that nobody has are told apart by nothing', async () => {
    const wrong = await signIn(login('inspector'), `${password}!`);
    const nobody = await signIn('没有这个人', password);
    expect([wrong.status, problemShape(wrong)]).toEqual([401, 'sign-in.wrong']);
    expect(nobody.text).toBe(wrong.text);
    const headers = ({ headers }: typeof wrong) => Object.keys(headers).filter((name) => name !== 'date').sort(); // prettier-ignore
    expect(headers(nobody)).toEqual(headers(wrong));
    expect(wrong.headers['www-authenticate']).toContain('Bearer');
    expect(wrong.headers['cache-control']).toBe('no-store');
  });

  it('after five failures there is a delay, also for the right password; it ends by itself', async () => {
    for (let n = 0; n < 5; n++) expect((await signIn(login('auditor'), `wrong ${n}`)).status).toBe(401);
    const slow = await signIn(login('auditor'), password);
    // Told like a wrong password: a word of its own would tell that there is such a name.
    expect([slow.status, problemShape(slow)]).toEqual([401, 'sign-in.wrong']);
    app.clock.forward({ seconds: 2 });
    expect((await signIn(login('auditor'), password)).status).toBe(200);
    // What went well wipes the slate: the next mistake waits for nobody.
    expect((await signIn(login('auditor'), 'wrong')).status).toBe(401);
    expect((await signIn(login('auditor'), password)).status).toBe(200);
  });

  it('a delay is at most half a minute', async () => {
    for (let n = 0; n < 12; n++) {
      await signIn(login('operator'), 'wrong');
      app.clock.forward({ seconds: 31 });
    }
    expect((await signIn(login('operator'), password)).status).toBe(200);
  });

  it('guesses sent together get no more than guesses sent in turn', async () => {
    const from = '2001:db8:0:7::';
    const guesses = Array.from({ length: 12 }, (_, n) => signIn(login('operator'), `wrong ${n}`, `${from}${n}`));
    expect((await Promise.all(guesses)).map(({ status }) => status)).toEqual(Array(12).fill(401));
    // Five of the twelve were tried, so that the next one waits, from whatever address of theirs.
    expect((await signIn(login('operator'), password, `${from}ffff`)).status).toBe(401);
    const { rows } = await app.pool.query(`select tries from sign_in_try where source = '2001:db8:0:7'`);
    expect(rows).toEqual([{ tries: 5 }]);
  });

  it.each([
    ['NUL in a name', 'a\0b', 'x'],
    ['half a surrogate pair', '\ud842', 'x'],
    ['no text', 7, 'x'],
    ['null', null, null],
    ['an empty name', '', 'x'],
    ['an empty password', 'x', ''],
    ['too long a password', 'x', 'x'.repeat(257)],
    ['a list', ['a'], 'x'],
  ])('%s is refused and named', async (_, name, secret) => {
    const reply = await signIn(name, secret);
    expect([reply.status, problemShape(reply), reply.body.fields[0].path]).toEqual([
      400,
      'input.invalid',
      expect.stringMatching(/^\/(name|password)$/),
    ]);
  });

  it('another field is refused', async () => {
    expect(problemShape(await app.post(null, '/api/sign-in', { name: login('village'), password, role: 'operator' }))).toBe(
      'input.invalid',
    );
  });
});

describe('sessions', () => {
  const me = (token: string) => app.call(null, 'GET', '/api/me', { token });
  const fresh = async (who: Who): Promise<string> => expected(await signIn(login(who), password), 200).token;

  it('sign-out ends this one at once and no other', async () => {
    const [one, other] = [await fresh('township'), await fresh('township')];
    expect((await app.call(null, 'POST', '/api/sign-out', { token: one })).status).toBe(204);
    const after = await me(one);
    expect([after.status, problemShape(after)]).toEqual([401, 'sign-in.needed']);
    expect((await me(other)).status).toBe(200);
    expect((await app.call(null, 'POST', '/api/sign-out', { token: one })).status).toBe(401);
  });

  it('the last day in a post counts whole, the day after not', async () => {
    const { county, post } = app.cast.lastVillage;
    await app.db.updateTable('post').set({ valid_to: '2026-11-10' }).where('county', '=', county).where('id', '=', post).execute();
    app.clock.set('2026-11-10T23:59:59+08:00');
    const token = await fresh('lastVillage');
    expect((await me(token)).status).toBe(200);
    app.clock.set('2026-11-11T00:00:00+08:00');
    expect((await me(token)).status).toBe(401);
  });

  it('twelve hours and no more', async () => {
    const token = await fresh('village');
    app.clock.forward({ hours: 11, seconds: 3599 });
    expect((await me(token)).status).toBe(200);
    app.clock.forward({ seconds: 1 });
    expect((await me(token)).status).toBe(401);
  });

  it('the county of a token is part of it: none serves in another county', async () => {
    const token = await fresh('village');
    expect((await me(token.replace('990201', '990202'))).status).toBe(401);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'Bearer x',
    `Bearer 990201.${'A'.repeat(43)}`,
    `Bearer 990201.${'A'.repeat(42)}\u00ff`,
    `Bearer ${'x'.repeat(500)}`,
    "Bearer ' or 1=1 --",
  ])('the header %j is nobody', async (authorization) => {
    const reply = await app.call(null, 'GET', '/api/me', { headers: { authorization } });
    expect([reply.status, problemShape(reply)]).toEqual([401, 'sign-in.needed']);
  });

  it('the database holds no token and no password', async () => {
    const token = await fresh('gatekeeper');
    const [, secret = ''] = token.split('.');
    for (const table of ['session', 'login', 'idempotency'] as const) {
      const rows = JSON.stringify(await app.db.selectFrom(table).selectAll().execute());
      expect([table, rows.includes(secret), rows.includes(password)]).toEqual([table, false, false]);
    }
  });
});
