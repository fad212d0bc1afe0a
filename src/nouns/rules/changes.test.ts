import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type Reply, type TestApp } from '../../../test/app.ts';
import { places, type Who } from '../../../test/cast.ts';
import { draft, expected, Scenarios } from '../../../test/scenarios.ts';

const county = places.county.slice(0, 6);
const tomorrow = '2026-11-11';

/** A sound rule of the place: no phone calls at lunch. */
export const yaml = `
rulebook: local-${county}
title: 临溪县自己的约定
version: 1
ground: local
source: { name: 临溪县减负办会议纪要 }
rules:
  - id: LX1
    title: 不在午休时间催报
    modality: generally-not
    marks:
      noon: ['(午休|中午)…(报|反馈)']
    when: says("noon")
    message: 要求午休时间报送（{quote}）
    mend: 改为上班时间报送
    at: [noon]
    cases:
      - { name: 中午报, says: 请各站中午报送名单。, expect: fires, effect: justify }
      - { name: 午休反馈, says: 请各村午休时间反馈情况。, expect: fires }
      - { name: 上午, says: 请各站上午报送名单。, expect: silent }
      - { name: 不要求, says: 不要求各站中午报送名单。, expect: silent }
`;

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const body = (more: object = {}) => ({
  title: '征求意见至少七个工作日',
  inForceFrom: tomorrow,
  params: [{ name: 'consult.min_workdays', value: 7, basis: '县减负办2026年第3次会议纪要' }],
  yaml: null,
  ...more,
});

async function opened(more: object = {}, by: Who = 'gatekeeper'): Promise<{ id: string; nth: number }> {
  const { id, nth } = expected(await app.post(by, '/api/rules/changes', body(more)), 201);
  return { id, nth };
}

const act = (who: Who, { id, nth }: { id: string; nth: number }, verb: string, reason = '看过了，同意。'): Promise<Reply> =>
  app.post(who, `/api/rules/changes/${id}/${verb}`, verb === 'withdraw' ? { reason } : { reason, nth });

async function approved(more: object = {}): Promise<string> {
  const change = await opened(more);
  expected(await act('gatekeeper', change, 'propose'), 200);
  expected(await act('gatekeeper2', change, 'approve'), 200);
  return change.id;
}

const refusal = (reply: Reply): unknown[] => [reply.status, problemShape(reply)];
const versions = async () => expected(await app.get(null, `/api/sunlight/rules/versions?county=${county}`), 200).items;

describe('a change of the place’s rules', () => {
  it('goes from draft through two people to a version with a date, in the log', async () => {
    const change = await opened();
    expect(expected(await app.get('gatekeeper', `/api/rules/changes/${change.id}`), 200)).toMatchObject({
      state: 'draft',
      may: ['draft', 'propose', 'withdraw'],
      difference: { params: [{ name: 'consult.min_workdays', before: null, after: { value: 7 } }] },
    });
    expected(await act('gatekeeper', change, 'propose', '群众反映太急。'), 200);
    expect((await app.get('gatekeeper', `/api/rules/changes/${change.id}`)).body.may).toEqual(['withdraw']);
    expect((await app.get('gatekeeper2', `/api/rules/changes/${change.id}`)).body.may).toEqual(['approve', 'reject']);
    expect(expected(await act('gatekeeper2', change, 'approve'), 200)).toMatchObject({ state: 'approved', version: 1, may: [] });
    const [version] = await versions();
    expect(version).toMatchObject({ version: 1, inForceFrom: tomorrow, state: 'coming' });
    expect(version.acts.map(({ kind, by }: { kind: string; by: { name: string } }) => [kind, by.name])).toEqual([
      ['propose', '秦关'],
      ['approve', '文复'],
    ]);
    await app.sequencer.drain();
    for (const leaf of [version.leaf, version.acts[0].leaf]) expect((await app.get(null, `/log/receipt/${leaf}`)).status).toBe(200);
    const law = (on: string) => app.get(null, `/api/sunlight/rules?county=${county}&on=${on}`);
    const param = (reply: Reply) => reply.body.params.find(({ name }: { name: string }) => name === 'consult.min_workdays').local;
    expect(param(await law('2026-11-10'))).toBeNull();
    expect(param(await law(tomorrow))).toMatchObject({ value: 7 });
  });

  it('is never the deed of one person, under any name', async () => {
    const change = await opened({ params: [{ name: 'consult.min_workdays', value: 8, basis: '会议纪要' }] });
    expect(refusal(await act('gatekeeper2', change, 'approve'))).toEqual([409, 'rules.not-now']);
    expect(refusal(await act('gatekeeper2', change, 'propose'))).toEqual([409, 'rules.second-person']);
    expected(await act('gatekeeper', change, 'propose'), 200);
    expect(refusal(await act('gatekeeper', change, 'approve'))).toEqual([409, 'rules.second-person']);
    expect(refusal(await act('gatekeeper', change, 'reject', '不行'))).toEqual([409, 'rules.second-person']);
    expect(refusal(await app.call('gatekeeper2', 'PUT', `/api/rules/changes/${change.id}`, { body: body() }))).toEqual([
      409,
      'rules.not-now',
    ]);
    expected(await act('gatekeeper', change, 'withdraw', '再想想。'), 200);
    expect(refusal(await act('gatekeeper2', change, 'approve'))).toEqual([409, 'rules.not-now']);
  });

  it('never reaches back: not today, not before an approved version, and not when its day has come while it waited', async () => {
    for (const inForceFrom of ['2026-11-10', '2020-01-01'])
      expect(refusal(await app.post('gatekeeper', '/api/rules/changes', body({ inForceFrom })))).toEqual([400, 'rules.date']);
    const change = await opened({ params: [{ name: 'consult.min_workdays', value: 9, basis: '会议纪要' }] });
    expected(await act('gatekeeper', change, 'propose'), 200);
    app.clock.set('2026-11-11T09:00:00+08:00');
    expect(refusal(await act('gatekeeper2', change, 'approve'))).toEqual([400, 'rules.date']);
    const insert = app.pool.query(
      `insert into rule_version select county, 99, change, '2020-01-01', content, digest, leaf, leaf_hash, approved_at from rule_version where version = 1 and county = $1`,
      [county],
    );
    await expect(insert).rejects.toThrow(/rule_version_(date_check|change_key)/);
    await expect(app.pool.query('update rule_version set in_force_from = now()')).rejects.toThrow(/permission denied/);
    await expect(app.pool.query('delete from rule_change_act')).rejects.toThrow(/permission denied/);
  });

  it('is decided as it was read, and upon the rules as they are', async () => {
    const change = await opened({ inForceFrom: '2026-12-01', params: [{ name: 'consult.min_workdays', value: 10, basis: '会议纪要' }] });
    const changed = body({ inForceFrom: '2026-12-01', params: [{ name: 'consult.min_workdays', value: 6, basis: '会议纪要' }] });
    expected(await app.call('gatekeeper', 'PUT', `/api/rules/changes/${change.id}`, { body: changed }), 200);
    expect(refusal(await act('gatekeeper', change, 'propose'))).toEqual([409, 'rules.not-now']);
    const again = { ...change, nth: 2 };
    expected(await act('gatekeeper', again, 'propose'), 200);
    await approved({ inForceFrom: '2026-12-01', params: [{ name: 'team.max_people', value: 20, basis: '会议纪要' }] });
    expect(refusal(await act('gatekeeper2', again, 'approve'))).toEqual([409, 'rules.base-moved']);
    expect(expected(await act('gatekeeper2', again, 'reject', '先接在新的后面。'), 200).stale).toBe(true);
    expect(expected(await app.call('gatekeeper', 'PUT', `/api/rules/changes/${change.id}`, { body: changed }), 200)).toMatchObject({
      stale: false,
      state: 'draft',
    });
  });

  it.each([
    ['laxer than an article', { name: 'doc.max_chars.special', value: 4500, basis: '会议纪要' }, '/params/0/value'],
    ['laxer than an article by a little', { name: 'meeting.days.other', value: 0.6, basis: '会议纪要' }, '/params/0/value'],
    ['a word where a number is due', { name: 'consult.min_workdays', value: '很多', basis: '会议纪要' }, '/params/0/value'],
    ['none of the choices', { name: 'feasibility.effect', value: 'never', basis: '会议纪要' }, '/params/0/value'],
    ['a parameter of nobody', { name: 'consult.min', value: 3, basis: '会议纪要' }, '/params/0/value'],
    ['what only judges the past', { name: 'check.2018.cut', value: 0.9, basis: '会议纪要' }, '/params/0/value'],
    ['what an article fixes without a number', { name: 'doc.plan_required', value: false, basis: '会议纪要' }, '/params/0/value'],
    ['without a basis', { name: 'consult.min_workdays', value: 6.5, basis: ' ' }, '/params/0/basis'],
  ])('refuses a value %s', async (_name, param, path) => {
    const reply = await app.post('gatekeeper', '/api/rules/changes', body({ params: [param], inForceFrom: '2026-12-01' }));
    expect([...refusal(reply), reply.body.fields.map((field: { path: string }) => field.path)]).toEqual([400, 'rules.not-sound', [path]]);
  });

  it('takes a stricter one', async () => {
    await opened({ params: [{ name: 'doc.max_chars.special', value: 3000, basis: '会议纪要' }], inForceFrom: '2026-12-01' });
  });

  it.each([
    ['the name of the law', yaml.replace(`local-${county}`, 'cn-2024'), 'cn-2024'],
    ['an id of the law', yaml.replace('LX1', 'D2.2'), 'used twice'],
    ['the ground of the law', yaml.replace('ground: local', 'ground: law'), 'ground: local'],
    ['the words of the law', yaml.replace('要求午休时间报送（{quote}）', '违反第十二条，要求午休时间报送'), 'worded as law'],
    [
      'a date of its own',
      yaml.replace('modality: generally-not', 'modality: generally-not\n    inForce: { from: 2020-01-01 }'),
      'not in the rule',
    ],
    ['one case too few', yaml.replace(/      - \{ name: 上午.*\n/, ''), 'expect silent, needs 2'],
    ['a case that comes out otherwise', yaml.replace('上午报送名单。, expect: silent', '中午报送名单。, expect: silent'), '上午'],
    ['an expression of the wrong type', yaml.replace('when: says("noon")', 'when: count("noon")'), 'a condition is bool'],
    ['no YAML', 'rules: [', 'is not YAML'],
  ])('refuses rules with %s', async (_name, text, told) => {
    const reply = await app.post('gatekeeper', '/api/rules/changes', body({ yaml: text, params: [], inForceFrom: '2026-12-01' }));
    expect(refusal(reply)).toEqual([400, 'rules.not-sound']);
    expect(JSON.stringify(reply.body.fields)).toContain(told);
  });
});

describe('what the gate judges by', () => {
  const text = draft().text.replace('11月25日18时前', '11月25日中午前');
  const found = (reply: Reply): string[] => reply.body.findings.map(({ rule }: { rule: string }) => rule);
  const judged = async (id: string) =>
    expected(await app.get('gatekeeper', `/api/demands/${id}`), 200) as { findings: { rule: string }[]; draftVersion: number };

  it('the rules of the day: the same text before and after, a draft that waited is judged again, and both replay', async () => {
    await approved({ title: '午休不催报', yaml, params: [], inForceFrom: '2026-12-01' });
    const rule = `local-${county}/LX1`;
    const before = await app.post('drafter', '/api/demands', draft({ text }));
    expect(found(before)).not.toContain(rule);
    await tell.submit(before.body.id);
    const waiting = await app.post('drafter', '/api/demands', draft({ text, deadline: '2027-01-25T18:00:00+08:00' }));
    app.clock.set('2026-12-02T09:00:00+08:00');
    expect(found(await app.post('drafter', '/api/demands', draft({ text, deadline: '2027-01-25T18:00:00+08:00' })))).toContain(rule);
    expect((await app.post('village', '/api/check', { text })).text).toContain(rule);
    expect((await app.post('stranger', '/api/check', { text })).text).not.toContain(rule);
    const reasons = await tell.reasonsFor(waiting.body.id);
    const early = await app.post('drafter', `/api/demands/${waiting.body.id}/submit`, { reasons });
    expect(refusal(early)).toEqual([409, 'demand.rules-changed']);
    const [field] = early.body.fields as { path: string }[];
    const start = Number(field?.path.split('@')[1]);
    expected(
      await app.post('drafter', `/api/demands/${waiting.body.id}/submit`, { reasons: [...reasons, { rule, start, text: '只此一次' }] }),
      200,
    );
    expect((await judged(waiting.body.id)).findings.map((finding) => finding.rule)).toContain(rule);
    expect((await judged(before.body.id)).findings.map((finding) => finding.rule)).not.toContain(rule);
    expect(expected(await app.get('auditor', '/api/rules/replay'), 200)).toMatchObject({
      total: 2,
      seen: 2,
      same: 2,
      found: [],
      next: null,
    });
  });

  it('previews a change over last year’s demands without touching any', async () => {
    app.clock.set('2026-12-03T09:00:00+08:00');
    const tell7 = yaml.replace('(午休|中午)…(报|反馈)', '缺水');
    const changed = tell7
      .replaceAll('中午报送名单', '报缺水户')
      .replaceAll('午休时间反馈情况', '报缺水的户数')
      .replaceAll('不要求各站报缺水户', '不要求各站报名单');
    const change = await opened({ title: '缺水不报', yaml: changed, params: [], inForceFrom: '2026-12-10' });
    const preview = expected(await app.get('gatekeeper', `/api/rules/changes/${change.id}/preview`), 200);
    expect(preview).toMatchObject({ total: 2, seen: 2, next: null, was: { justify: 1, pass: 1 }, would: { justify: 2, pass: 0 } });
    expect(preview.changed.map(({ would }: { would: string }) => would)).toContain('justify');
    expect(preview.changed[0].added).toEqual([`local-${county}/LX1 justify`]);
    expect(expected(await app.get('gatekeeper', '/api/rules/replay'), 200).same).toBe(2);
  });
});
