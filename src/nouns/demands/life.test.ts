import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type TestApp } from '../../../test/app.ts';
import { parts, places } from '../../../test/cast.ts';
import { draft, refusedDraft, Scenarios } from '../../../test/scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const decide = (id: string, decision: string, by: 'gatekeeper' | 'gatekeeper2' = 'gatekeeper', more: object = {}) =>
  app.post(by, `/api/demands/${id}/decide`, { decision, reason: '看过了。', ...more });

describe('the life of a demand', () => {
  it('the plain notice of these tests is refused by no rule, the other one by some', async () => {
    // Everything here admits the first and proposes the second: where a rule thinks otherwise, this says so before all else does.
    const refusing = async (id: string) =>
      (await app.get('drafter', `/api/demands/${id}`)).body.findings
        .filter(({ effect, undecided }: { effect: string; undecided: boolean }) => effect === 'refuse' && !undecided)
        .map(({ rule, quote }: { rule: string; quote: string }) => `${rule} ${quote}`);
    expect(await refusing(await tell.drafted())).toEqual([]);
    expect((await refusing(await tell.draftWithRefusal())).length).toBeGreaterThan(0);
  });

  it('draft, reasons owed, return, mend, admission', async () => {
    const id = await tell.draftWithRefusal();
    const owed = await app.post('drafter', `/api/demands/${id}/submit`, { reasons: [] });
    expect([owed.status, problemShape(owed)]).toEqual([400, 'demand.reason-missing']);
    const detail = (await app.get('drafter', `/api/demands/${id}`)).body;
    const needing = detail.findings.filter(
      (finding: { effect: string; undecided: boolean }) => finding.effect !== 'advise' && !finding.undecided,
    );
    expect(needing.length).toBeGreaterThan(1);
    expect(owed.body.fields.map(({ path }: { path: string }) => path)).toEqual(
      needing.map(({ rule, start }: { rule: string; start: number }) => `${rule}@${start}`),
    );

    // A reason for another place of the same rule, or of blanks, is no reason.
    const reasons = await tell.reasonsFor(id);
    const [first, ...rest] = reasons;
    for (const wrong of [
      { ...first!, start: first!.start + 1 },
      { ...first!, text: ' \u3000' },
    ]) {
      const reply = await app.post('drafter', `/api/demands/${id}/submit`, { reasons: [wrong, ...rest] });
      expect([problemShape(reply), reply.body.fields.length]).toEqual(['demand.reason-missing', 1]);
    }
    const sent = await app.post('drafter', `/api/demands/${id}/submit`, { reasons });
    expect([sent.status, sent.body.state, sent.body.reasons]).toEqual([200, 'submitted', reasons]);

    const back = await decide(id, 'return');
    expect([back.status, back.body.state]).toEqual([200, 'returned']);
    const mended = await app.call('drafter', 'PUT', `/api/demands/${id}/draft`, { body: draft() });
    expect([mended.status, mended.body.state, mended.body.draftVersion, mended.body.counts.refuse]).toEqual([200, 'draft', 2, 0]);
    await tell.submit(id);
    const admitted = await decide(id, 'admit');
    expect([admitted.status, admitted.body.state, admitted.body.inForce]).toEqual([200, 'admitted', true]);
    expect(admitted.body.number).toMatch(/^临溪准〔2026〕\d+号$/);
    expect(admitted.body.acts.map(({ kind }: { kind: string }) => kind)).toEqual(['draft', 'submit', 'return', 'draft', 'submit', 'admit']);
    expect(admitted.body.terms).toMatchObject({
      v: 1,
      demand: id,
      version: 1,
      number: admitted.body.number,
      units: 5,
      deadline: '2026-11-25T18:00:00+08:00',
    });
  });

  it('expiry falls to five workdays after the deadline', async () => {
    const { body } = await decide(await tell.submitted(), 'admit');
    // Deadline Wednesday 25 November: 26, 27, 30 November, 1 and 2 December.
    expect([body.terms.expiresAt, body.expiresAt]).toEqual(['2026-12-02T23:59:59+08:00', '2026-12-02T23:59:59+08:00']);
  });

  it('a refusing finding: one proposes, a second one confirms, nobody confirms themself', async () => {
    const id = await tell.submittedWithRefusal();
    const alone = await decide(id, 'admit');
    expect([alone.status, problemShape(alone), alone.body.allowed]).toEqual([
      409,
      'demand.not-now',
      ['propose', 'return', 'refuse', 'askReasons'],
    ]);
    const silent = await app.post('gatekeeper', `/api/demands/${id}/decide`, { decision: 'propose', reason: '  ' });
    expect([silent.status, silent.body.fields[0].path]).toEqual([400, '/reason']);
    const early = await app.post('gatekeeper2', `/api/demands/${id}/confirm`, { reason: '同意' });
    expect(problemShape(early)).toBe('demand.not-now');

    const proposed = await decide(id, 'propose', 'gatekeeper', { deadline: '2026-11-27T12:00:00+08:00' });
    expect([proposed.body.state, proposed.body.number, proposed.body.terms]).toEqual(['awaitingConfirmation', null, null]);
    expect(proposed.body.may).not.toContain('confirm');
    const same = await app.post('gatekeeper', `/api/demands/${id}/confirm`, { reason: '同意' });
    expect([same.status, problemShape(same)]).toEqual([409, 'demand.second-person']);
    expect((await app.get('gatekeeper2', `/api/demands/${id}`)).body.may).toContain('confirm');

    const confirmed = await app.post('gatekeeper2', `/api/demands/${id}/confirm`, { reason: '防汛急需，只此一次。' });
    expect([confirmed.status, confirmed.body.state]).toEqual([200, 'admitted']);
    expect(confirmed.body.terms.deadline).toBe('2026-11-27T12:00:00+08:00');
    expect(confirmed.body.override).toMatchObject({
      reason: '看过了。',
      confirmReason: '防汛急需，只此一次。',
      by: { name: parts.gatekeeper.name },
      confirmedBy: { name: parts.gatekeeper2.name },
    });
    expect(confirmed.body.override.rules.length).toBeGreaterThan(0);
  });

  it('nothing to propose where nothing is refused', async () => {
    const reply = await decide(await tell.submitted(), 'propose');
    expect([reply.status, reply.body.slug, reply.body.allowed]).toEqual([
      409,
      'demand.not-now',
      ['admit', 'return', 'refuse', 'askReasons'],
    ]);
  });

  it('reasons that were asked for bring it back to the drafter', async () => {
    const id = await tell.awaitingReasons();
    expect((await app.get('drafter', `/api/demands/${id}`)).body).toMatchObject({
      state: 'awaitingReasons',
      may: ['draft', 'submit', 'withdraw'],
    });
    expect(problemShape(await decide(id, 'admit'))).toBe('demand.not-now');
    await tell.submit(id);
    expect((await decide(id, 'admit')).body.state).toBe('admitted');
  });

  it('refused is the end of it, and withdrawn is', async () => {
    const refused = await tell.refused();
    expect((await app.get('drafter', `/api/demands/${refused}`)).body.may).toEqual(['withdraw']);
    expect(problemShape(await app.call('drafter', 'PUT', `/api/demands/${refused}/draft`, { body: draft() }))).toBe('demand.not-now');
    const withdrawn = await tell.withdrawn();
    const detail = (await app.get('drafter', `/api/demands/${withdrawn}`)).body;
    expect([detail.state, detail.inForce, detail.may]).toEqual(['withdrawn', false, []]);
    for (const step of ['submit', 'withdraw']) {
      const reply = await app.post(
        'drafter',
        `/api/demands/${withdrawn}/${step}`,
        step === 'submit' ? { reasons: [] } : { reason: '再撤一次' },
      );
      expect([reply.status, problemShape(reply)]).toEqual([409, 'demand.not-now']);
    }
  });

  it('terms changed after admission are a new version under the same number', async () => {
    const id = await tell.admitted();
    const first = (await app.get('drafter', `/api/demands/${id}`)).body;
    await tell.revised(
      id,
      draft({
        title: '关于再了解冬季饮水情况的通知',
        audience: { level: 'village', under: [places.township], except: [places.farVillage] },
      }),
    );
    const between = (await app.get('village', `/api/demands/${id}`)).body;
    expect([between.title, between.terms.version, between.inForce, between.draft]).toEqual([first.title, 1, true, null]);
    const { body } = await decide(id, 'admit');
    expect([body.number, body.terms.version, body.terms.units]).toEqual([first.number, 2, 2]);
    expect(
      body.termsVersions.map(({ version, supersededAt }: { version: number; supersededAt: string | null }) => [
        version,
        supersededAt === null,
      ]),
    ).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(new Set(body.termsVersions.map(({ leaf }: { leaf: string }) => leaf)).size).toBe(2);
  });
});

describe('a revision given up', () => {
  const seen = async (id: string) => (await app.get('drafter', `/api/demands/${id}`)).body;
  const next = () => draft({ title: '关于再了解冬季饮水情况的通知' });
  const inTheGate: readonly [string, (id: string) => Promise<unknown>][] = [
    ['written', (id) => app.call('drafter', 'PUT', `/api/demands/${id}/draft`, { body: next() })],
    ['submitted', (id) => tell.revised(id, next())],
    ['returned', async (id) => decide(await tell.revised(id, next()), 'return')],
    ['refused', async (id) => decide(await tell.revised(id, next()), 'refuse')],
    ['proposed', async (id) => decide(await tell.revised(id, refusedDraft()), 'propose')],
  ];
  it.each(inTheGate)('%s: the terms in force stay, the draft is theirs again, and it may be revised anew', async (_state, revise) => {
    const id = await tell.admitted();
    const before = await seen(id);
    await revise(id);
    const reply = await app.post('drafter', `/api/demands/${id}/discard`);
    expect([reply.status, reply.body.state, reply.body.inForce]).toEqual([200, 'admitted', true]);
    for (const part of ['terms', 'termsVersions', 'draft', 'findings', 'reasons', 'counts', 'override', 'may'] as const)
      expect(reply.body[part]).toEqual(before[part]);
    expect((await app.get('village', '/api/today')).text).toContain(id);
    await tell.revised(id, next());
    await tell.decided(id, 'admit');
    expect((await seen(id)).terms.title).toBe(next().title);
  });

  it('an override stays the one behind the terms in force', async () => {
    const id = await tell.admittedDespiteRefusal();
    const { override } = await seen(id);
    expect(override.confirmedBy).not.toBeNull();
    await decide(await tell.revised(id, refusedDraft({ title: '关于再安装巡河软件的通知' })), 'propose');
    expect((await seen(id)).override.confirmedBy).toBeNull();
    await app.post('drafter', `/api/demands/${id}/discard`);
    expect((await seen(id)).override).toEqual(override);
  });

  it('a demand that was never admitted has nothing to fall back to', async () => {
    for (const id of [await tell.drafted(), await tell.submitted(), await tell.refused()]) {
      const reply = await app.post('drafter', `/api/demands/${id}/discard`);
      expect([reply.status, problemShape(reply)]).toEqual([409, 'demand.not-now']);
    }
  });
});

describe('every act in every state', () => {
  const steps = {
    draft: (id: string) => app.call('drafter', 'PUT', `/api/demands/${id}/draft`, { body: refusedDraft() }),
    submit: async (id: string) => app.post('drafter', `/api/demands/${id}/submit`, { reasons: await tell.reasonsFor(id) }),
    askReasons: (id: string) => decide(id, 'askReasons'),
    return: (id: string) => decide(id, 'return'),
    refuse: (id: string) => decide(id, 'refuse'),
    propose: (id: string) => decide(id, 'propose'),
    confirm: (id: string) => app.post('gatekeeper2', `/api/demands/${id}/confirm`, { reason: '同意' }),
    discard: (id: string) => app.post('drafter', `/api/demands/${id}/discard`),
    withdraw: (id: string) => app.post('drafter', `/api/demands/${id}/withdraw`, { reason: '不用了' }),
  };
  // Written from the words of the product, not read from nextActs.
  const table: readonly [string, () => Promise<string>, readonly (keyof typeof steps)[]][] = [
    ['submitted', () => tell.submittedWithRefusal(), ['askReasons', 'return', 'refuse', 'propose', 'withdraw']],
    ['awaitingReasons', () => tell.awaitingReasons(), ['draft', 'submit', 'withdraw']],
    ['awaitingConfirmation', () => tell.awaitingConfirmation(), ['confirm', 'return', 'refuse', 'withdraw']],
    ['returned', () => tell.returned(), ['draft', 'submit', 'withdraw']],
    ['refused', () => tell.refused(), ['withdraw']],
    ['admitted', () => tell.admittedDespiteRefusal(), ['draft', 'withdraw']],
    ['withdrawn', () => tell.withdrawn(), []],
  ];
  it.each(table)('%s', async (state, make, allowed) => {
    for (const step of Object.keys(steps) as (keyof typeof steps)[]) {
      const id = await make();
      const before = (await app.get('drafter', `/api/demands/${id}`)).body;
      expect(before.state).toBe(state);
      const reply = await steps[step](id);
      if (allowed.includes(step)) expect([step, reply.status, reply.text.slice(0, 200)]).toEqual([step, 200, expect.anything()]);
      else {
        expect([step, reply.status, problemShape(reply)]).toEqual([step, 409, 'demand.not-now']);
        expect((await app.get('drafter', `/api/demands/${id}`)).body).toEqual(before);
      }
    }
  });
});
