import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type Reply, type TestApp } from '../../../test/app.ts';
import { fromBase32 } from '../../../test/authenticator.ts';
import { password, type Who } from '../../../test/cast.ts';
import { expected } from '../../../test/scenarios.ts';
import { forgetDead } from './store/sessions.ts';
import { codeAt, stepOf } from './totp.ts';

let app: TestApp;
let folder: string;
const leaked = '春眠不觉晓处处闻啼鸟';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qingdan-account-'));
  const breached = join(folder, 'leaked.txt');
  writeFileSync(breached, `${createHash('sha1').update(leaked).digest('hex').toUpperCase()}:9\n`);
  app = await testApp({ secondFactor: true, breached });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => app.clock.set(morning));

const signIn = (who: Who, more: object = {}, agent = ''): Promise<Reply> =>
  app.call(null, 'POST', '/api/sign-in', { body: { name: app.cast[who].login, password, ...more }, headers: { 'user-agent': agent } });
const opened = async (who: Who, more: object = {}, agent = ''): Promise<string> => expected(await signIn(who, more, agent), 200).token;
const get = (token: string, url: string): Promise<Reply> => app.call(null, 'GET', url, { token });
const post = (token: string, url: string, body?: unknown): Promise<Reply> =>
  app.call(null, 'POST', url, body === undefined ? { token } : { token, body });
const now = (secret: string, shift = 0): string => codeAt(fromBase32(secret), stepOf(app.clock.now()) + shift);

describe('one’s own sessions', () => {
  it('are listed with device and network, and ended one by one or all but this one', async () => {
    const phone = await opened('village', {}, 'Mozilla/5.0 (Linux; Android 12; X) AppleWebKit/537 Chrome/120 Mobile MicroMessenger/8');
    const desk = await opened('village', {}, 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/120 Safari/537 Edg/120');
    const { items } = expected(await get(desk, '/api/me/sessions'), 200);
    expect(items.map(({ device, network, current }: Record<string, unknown>) => [device, network, current])).toEqual(
      expect.arrayContaining([
        ['Edge · Windows', '127.0.0.*', true],
        ['微信 · Android', '127.0.0.*', false],
      ]),
    );
    const other = items.find(({ current }: { current: boolean }) => !current).id;
    expect((await post(await opened('neighbour'), `/api/me/sessions/${other}/end`)).status).toBe(404);
    expect((await get(phone, '/api/me')).status).toBe(200);
    expect((await post(desk, `/api/me/sessions/${other}/end`)).status).toBe(204);
    expect((await get(phone, '/api/me')).status).toBe(401);
    const third = await opened('village');
    expect(expected(await post(desk, '/api/me/sessions/end-others'), 200)).toEqual({ ended: 1 });
    expect([(await get(third, '/api/me')).status, (await get(desk, '/api/me')).status]).toEqual([401, 200]);
  });

  it('dead ones are forgotten after thirty days, living ones never, also by a clock that runs ahead', async () => {
    const token = await opened('village');
    const count = async (): Promise<number> => (await app.pool.query('select count(*)::int as n from session')).rows[0].n;
    const before = await count();
    expect((await forgetDead(app.db, new Date('2099-01-01'))).sessions).toBe(0);
    await app.db
      .updateTable('session')
      .set({ expires_at: new Date('2026-01-01') })
      .where('device', '=', 'Edge · Windows')
      .execute();
    expect((await forgetDead(app.db, new Date('2026-01-20'))).sessions).toBe(0);
    expect((await forgetDead(app.db, app.clock.now())).sessions).toBe(1);
    expect([await count(), (await get(token, '/api/me')).status]).toEqual([before - 1, 200]);
    await expect(app.pool.query('delete from session')).rejects.toThrow('permission denied');
    await expect(app.pool.query('delete from idempotency')).rejects.toThrow('permission denied');
  });
});

describe('one’s own password', () => {
  it.each([
    ['too short', '青山绿水好'],
    ['a run', '0123456789'],
    ['one letter', 'aaaaaaaaaaaa'],
    ['what everybody tries', 'password123!'],
    ['one’s own login in it', '我的密码是登录-township啊'],
    ['one that was leaked', leaked],
  ])('%s is refused and says why', async (_, next) => {
    const reply = await post(await opened('township'), '/api/me/password', { current: password, next });
    expect([reply.status, problemShape(reply), reply.body.fields[0].path]).toEqual([400, 'password.weak', '/next']);
  });

  it('changes with the present one, and ends every other session', async () => {
    const [one, two] = [await opened('township'), await opened('township')];
    const next = '窗含西岭千秋雪门泊';
    expect(problemShape(await post(one, '/api/me/password', { current: `${password}!`, next: `${next}东` }))).toBe('password.wrong');
    expect(expected(await post(one, '/api/me/password', { current: password, next: `${next}东` }), 200).ended).toBeGreaterThan(0);
    expect([(await get(one, '/api/me')).status, (await get(two, '/api/me')).status]).toEqual([200, 401]);
    expect((await signIn('township')).status).toBe(401);
    expect((await signIn('township', { password: `${next}东` })).status).toBe(200);
  });

  it('is guessed no faster from a session left open than at the door', async () => {
    const token = await opened('neighbour');
    const tries = Array.from({ length: 8 }, (_, n) => post(token, '/api/me/password', { current: `wrong ${n}`, next: 'x' }));
    expect((await Promise.all(tries)).map(problemShape)).toEqual(Array(8).fill('password.wrong'));
    expect(problemShape(await post(token, '/api/me/password', { current: password, next: '独在异乡为异客每逢' }))).toBe('password.wrong');
    app.clock.forward({ seconds: 31 });
    expect((await post(token, '/api/me/password', { current: password, next: '独在异乡为异客每逢佳节' })).status).toBe(200);
  });
});

describe('second factor', () => {
  it('posts that decide for others do nothing before they have one; the others are not asked', async () => {
    for (const who of ['gatekeeper', 'auditor', 'operator', 'security'] as const) {
      const token = await opened(who);
      expect((await get(token, '/api/me')).body.first).toBe('factor');
      const reply = await get(token, '/api/units');
      expect([who, reply.status, problemShape(reply)]).toEqual([who, 403, 'factor.needed']);
    }
    for (const who of ['village', 'drafter', 'inspector'] as const) expect((await get(await opened(who), '/api/units')).status).toBe(200);
  });

  it('is set up with the password and a code, and asked for from then on; no code serves twice', async () => {
    const token = await opened('gatekeeper');
    expect(problemShape(await post(token, '/api/me/factor', { password: 'wrong' }))).toBe('password.wrong');
    const { secret, link } = expected(await post(token, '/api/me/factor', { password }), 201);
    expect(link).toContain(`secret=${secret}`);
    // Offered and not confirmed: it locks nobody out.
    expect((await signIn('gatekeeper')).status).toBe(200);
    expect(problemShape(await post(token, '/api/me/factor/confirm', { code: now(secret, 5) }))).toBe('sign-in.code-wrong');
    const { recoveryCodes } = expected(await post(token, '/api/me/factor/confirm', { code: now(secret) }), 200);
    expect(recoveryCodes).toHaveLength(8);
    expect((await get(token, '/api/units')).status).toBe(200);

    const without = await signIn('gatekeeper');
    expect([without.status, problemShape(without)]).toEqual([401, 'sign-in.code-needed']);
    expect(problemShape(await signIn('gatekeeper', { code: now(secret) }))).toBe('sign-in.code-wrong');
    app.clock.forward({ seconds: 30 });
    const code = now(secret);
    const together = await Promise.all([signIn('gatekeeper', { code }), signIn('gatekeeper', { code })]);
    expect(together.map(({ status }) => status).sort()).toEqual([200, 401]);
    app.clock.forward({ seconds: 60 });
    const next = await opened('gatekeeper', { code: now(secret) });
    expect((await get(next, '/api/units')).status).toBe(200);

    const [recovery] = recoveryCodes;
    expect((await signIn('gatekeeper', { code: recovery.toLowerCase() })).status).toBe(200);
    expect(problemShape(await signIn('gatekeeper', { code: recovery }))).toBe('sign-in.code-wrong');
    expect((await get(next, '/api/me/factor')).body).toEqual({ state: 'confirmed', recoveryCodes: 7 });
    const { rows } = await app.pool.query('select secret from second_factor');
    for (const { secret: held } of rows) expect(held.includes(fromBase32(secret))).toBe(false);

    app.clock.forward({ seconds: 30 });
    expect(problemShape(await post(next, '/api/me/factor', { password }))).toBe('factor.there');
    expect((await post(next, '/api/me/factor/remove', { password, code: now(secret) })).status).toBe(204);
    expect((await signIn('gatekeeper')).status).toBe(200);
  });

  it('who knows the password guesses codes no faster for it, from wherever', async () => {
    const token = await opened('auditor');
    const { secret } = expected(await post(token, '/api/me/factor', { password }), 201);
    expected(await post(token, '/api/me/factor/confirm', { code: now(secret) }), 200);
    app.clock.forward({ seconds: 60 });
    const right = now(secret);
    const guess = (code: string, from: string): Promise<Reply> => app.post(null, '/api/sign-in', { name: app.cast.auditor.login, password, code }, { from }); // prettier-ignore
    for (let n = 0; n < 5; n++) expect(problemShape(await guess(String(100_000 + n), `192.0.2.${n}`))).toBe('sign-in.code-wrong');
    expect(problemShape(await guess(right, '192.0.2.77'))).toBe('sign-in.code-wrong');
    app.clock.forward({ seconds: 31 });
    expect((await guess(now(secret), '192.0.2.78')).status).toBe(200);
  });

  it('whoever lost it gets in again by the security administrator, who sees no secret', async () => {
    const keeper = await opened('security');
    const { secret } = expected(await post(keeper, '/api/me/factor', { password }), 201);
    expected(await post(keeper, '/api/me/factor/confirm', { code: now(secret) }), 200);
    const holder = await opened('operator');
    const own = expected(await post(holder, '/api/me/factor', { password }), 201);
    expected(await post(holder, '/api/me/factor/confirm', { code: now(own.secret) }), 200);
    expect((await post(keeper, `/api/people/posts/${app.cast.operator.post}/drop-factor`, { reason: '手机丢了' })).status).toBe(204);
    expect((await get(holder, '/api/me')).status).toBe(401);
    expect((await get(await opened('operator'), '/api/me')).body.first).toBe('factor');
  });
});
