import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemShape, testApp, type Reply, type TestApp } from '../../../test/app.ts';
import { everybody, password, places, type Who } from '../../../test/cast.ts';
import { expected } from '../../../test/scenarios.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const signIn = async (name: string, secret = password): Promise<string> =>
  expected(await app.post(null, '/api/sign-in', { name, password: secret }), 200).token;
const me = (token: string): Promise<Reply> => app.call(null, 'GET', '/api/me', { token });
const village = {
  role: 'village',
  title: '文书',
  place: places.village,
  organ: null,
  from: null,
  to: null,
  actingFor: null,
  reason: '换届',
};
const appoint = (body: object, who: Who = 'security'): Promise<Reply> => app.post(who, '/api/people/posts', { ...village, ...body });
const end = (post: string, body: object = {}): Promise<Reply> =>
  app.post('security', `/api/people/posts/${post}/end`, { reason: '调走', successor: null, ...body });

describe('a post', () => {
  it('ends at once, and its sessions with it, wherever they are', async () => {
    const tokens = [await signIn(app.cast.otherTownship.login), await signIn(app.cast.otherTownship.login)];
    for (const token of tokens) expect((await me(token)).status).toBe(200);
    expect(expected(await end(app.cast.otherTownship.post), 200)).toEqual({ post: null });
    for (const token of tokens) expect([(await me(token)).status, problemShape(await me(token))]).toEqual([401, 'sign-in.needed']);
    const again = await app.post(null, '/api/sign-in', { name: app.cast.otherTownship.login, password });
    expect([again.status, problemShape(again)]).toEqual([401, 'sign-in.wrong']);
    expect((await end(app.cast.otherTownship.post)).status).toBe(404);
  });

  it('passes on to a successor, who has it from this moment; whoever stood in stands down', async () => {
    const { person: next } = expected(await appoint({ person: { name: '接手', login: '接手' }, place: places.neighbour }), 201);
    const standIn = {
      role: 'village',
      title: '',
      to: '2026-12-01',
      actingFor: app.cast.farVillage.post,
      person: app.cast.neighbour.person,
    };
    const { post: acting } = expected(await appoint(standIn), 201);
    const { post } = expected(await end(app.cast.farVillage.post, { successor: next }), 200);
    const { rows } = await app.pool.query('select person, role, place, title, ended_at is null as held from post where id = any($1) order by id', [[app.cast.farVillage.post, acting, post]]); // prettier-ignore
    expect(rows.filter(({ held }) => held)).toEqual([
      { person: next, role: 'village', place: places.farVillage, title: '文书', held: true },
    ]);
    expect(rows).toHaveLength(3);
    const { rows: acts } = await app.pool.query('select verb, reason, successor, leaf is not null as logged from post_act where post = $1', [app.cast.farVillage.post]); // prettier-ignore
    expect(acts).toEqual([{ verb: 'handedOver', reason: '调走', successor: post, logged: true }]);
    await app.sequencer.drain();
    const { rows: leaves } = await app.pool.query(`select convert_from(entry, 'UTF8') as entry from log_entry`);
    const told = leaves.map(({ entry }) => entry).filter((entry: string) => entry.includes('"role":"security"'));
    expect(told.length).toBeGreaterThan(0);
    for (const name of ['接手', '䶮明', '上官雨', '调走']) expect(told.join('')).not.toContain(name);
  });

  it('two who end it at one moment: one does', async () => {
    const { post } = expected(await appoint({ person: { name: '两次', login: '两次' } }), 201);
    const replies = await Promise.all([end(post), end(post), end(post)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  });
});

describe('acting for somebody', () => {
  it('a person with two posts acts in the one that they choose, and the old token ends', async () => {
    expected(await appoint({ role: 'village', title: '', to: '2026-11-20', actingFor: app.cast.lastVillage.post, person: app.cast.otherVillage.person }), 201); // prettier-ignore
    const token = await signIn(app.cast.otherVillage.login);
    const first = (await me(token)).body;
    expect(first.place.name).toBe('梨树村');
    expect(first.posts.map(({ title, acting, place }: Record<string, unknown>) => [title, acting, place])).toEqual([['文书', false, '梨树村'], ['代文书', true, '石桥村']]); // prettier-ignore
    const chosen = first.posts[1].id;
    app.clock.set('2026-11-10T09:00:01+08:00');
    const { token: next } = expected(await app.call(null, 'POST', '/api/me/post', { token, body: { post: chosen } }), 200);
    expect((await me(next)).body).toMatchObject({ place: { name: '石桥村' }, post: { id: chosen, title: '代文书' } });
    expect((await me(token)).status).toBe(401);
    // The next sign-in goes on where they were.
    expect((await me(await signIn(app.cast.otherVillage.login))).body.place.name).toBe('石桥村');
    app.clock.set('2026-11-21T00:00:00+08:00');
    expect((await me(await signIn(app.cast.otherVillage.login))).body.posts).toHaveLength(1);
    app.clock.set('2026-11-10T09:00:00+08:00');
  });

  it('nobody goes on in a post that is not their own', async () => {
    const token = await signIn(app.cast.township.login);
    const reply = await app.call(null, 'POST', '/api/me/post', { token, body: { post: app.cast.gatekeeper.post } });
    expect([reply.status, problemShape(reply)]).toEqual([404, 'thing.missing']);
    expect((await me(token)).status).toBe(200);
  });

  it.each([
    ['no last day', { to: null }, '/to'],
    ['a last day that has passed', { to: '2026-11-09' }, '/to'],
    ['no such day', { to: '2026-02-30' }, '/to'],
  ])('%s is refused', async (_, more, path) => {
    const reply = await appoint({ person: app.cast.neighbour.person, actingFor: app.cast.village.post, ...more });
    expect([reply.status, problemShape(reply), reply.body.fields[0].path]).toEqual([400, 'input.invalid', path]);
  });
});

describe('administrators', () => {
  it('system, security and audit never lie in one pair of hands', async () => {
    const county = { place: places.county, title: '兼', to: '2026-12-01' };
    for (const [who, role] of [['operator', 'security'], ['operator', 'auditor'], ['auditor', 'operator'], ['auditor', 'security']] as const) {
      const reply = await appoint({ ...county, person: app.cast[who].person, role });
      expect([who, role, reply.status, problemShape(reply)]).toEqual([who, role, 409, 'staff.apart']);
    } // prettier-ignore
    // By standing in neither.
    const acting = await appoint({ ...county, person: app.cast.auditor.person, role: 'operator', actingFor: app.cast.operator.post });
    expect([acting.status, problemShape(acting)]).toEqual([409, 'staff.apart']);
  });

  it('an organ is told by its full name', async () => {
    const post = { role: 'department', place: places.county, person: { name: '水利新人', login: 'shuili-new' } };
    const unknown = await appoint({ ...post, organ: '水利' });
    expect([unknown.status, unknown.body.fields?.[0]?.path]).toEqual([400, '/organ']);
    expect((await appoint({ ...post, organ: null })).status).toBe(400);
    expected(await appoint({ ...post, organ: '临溪县水利局' }), 201);
    const [member] = expected(await app.get('security', '/api/people?q=水利新人'), 200).items;
    expect(member.posts[0].organ).toContain('水利局');
  });

  it('nobody gives, takes or opens their own', async () => {
    const { person, post } = app.cast.security;
    for (const reply of [
      await appoint({ person, role: 'gatekeeper', place: places.county, organ: '临溪县减负办' }),
      await end(post),
      await app.post('security', `/api/people/posts/${post}/new-password`, { reason: 'x' }),
      await app.post('security', `/api/people/posts/${post}/drop-factor`, { reason: 'x' }),
    ])
      expect([reply.status, problemShape(reply)]).toEqual([409, 'staff.own']);
  });

  it('a new password is shown once, ends every session, and lies nowhere in the database', async () => {
    const { post, password: first } = expected(await appoint({ person: { name: '忘了', login: '忘了' } }), 201);
    const token = await signIn('忘了', first);
    const reply = await app.call('security', 'POST', `/api/people/posts/${post}/new-password`, { body: { reason: '忘了密码' }, headers: { 'idempotency-key': 'secret' } }); // prettier-ignore
    const { password: next } = expected(reply, 200);
    expect((await me(token)).status).toBe(401);
    expect((await app.post(null, '/api/sign-in', { name: '忘了', password: first })).status).toBe(401);
    expect((await me(await signIn('忘了', next))).status).toBe(200);
    for (const table of ['idempotency', 'login', 'post_act'] as const)
      expect(JSON.stringify(await app.db.selectFrom(table).selectAll().execute())).not.toContain(next);
  });

  it('the desk is the security administrator’s: of another county nothing is seen and nothing done', async () => {
    for (const who of everybody.filter((one) => one !== 'security' && one !== 'otherTownship' && one !== 'farVillage')) {
      expect([who, (await app.get(who, '/api/people')).status]).toEqual([who, who === 'auditor' ? 200 : 403]);
      expect([who, (await appoint({ person: { name: 'x', login: `x${who}` } }, who)).status]).toEqual([who, 403]);
    }
    const all = expected(await app.get('security', '/api/people?limit=200'), 200).items as { name: string }[];
    expect(all.some(({ name }) => name === '何𠮷安')).toBe(true);
    expect(all.some(({ name }) => name.startsWith('对岸'))).toBe(false);
    expect((await end(app.cast.stranger.post)).status).toBe(404);
    expect((await end(app.cast.gatekeeper.post, { successor: app.cast.foreignDrafter.person })).status).toBe(404);
    expect((await app.get('gatekeeper', '/api/me')).status).toBe(200);
    const abroad = await appoint({ person: { name: 'x', login: 'x' }, place: places.foreignVillage });
    expect([abroad.status, abroad.body.fields[0].path]).toEqual([400, '/place']);
  });

  it.each([
    ['a name', '秦关', ['秦关']],
    ['an organ', '农业农村', ['禾苗']],
    ['a place', '上湾村', ['上官雨']],
    ['nothing that is there', '%', []],
  ])('people are found by %s', async (_, q, names) => {
    const { items } = expected(await app.get('security', `/api/people?q=${encodeURIComponent(q)}`), 200);
    expect(items.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(names));
    expect(items.length >= names.length && (names.length > 0 || items.length === 0)).toBe(true);
  });
});
