import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, testApp, type TestApp } from '../../../test/app.ts';
import { draft, expected, field, Scenarios } from '../../../test/scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const land = 'unit.cultivatedLandMu';
const households = 'unit.householdsRegistered';
const asked = [
  field(households, 'integer', { label: '户籍户数', unit: '户', required: false }),
  field(land, 'decimal', { label: '耕地面积', unit: '公顷', required: false }),
  field('f3', 'text', { required: false }),
];

type Villager = 'village' | 'neighbour' | 'farVillage' | 'otherVillage' | 'lastVillage';

async function record(who: Villager) {
  const { items } = expected(await app.get(who, '/api/ledger/registers/units/records'), 200);
  expect(items.length).toBeLessThanOrEqual(1);
  return items[0] ?? null;
}

async function history(who: Villager, element: string) {
  const { id } = await record(who);
  return expected(await app.get(who, `/api/ledger/registers/units/records/${id}/history?element=${element}`), 200).items;
}

describe('an answer tells the ledger', () => {
  it('what the dictionary knows, in its own unit, with the demand as its source; nothing else', async () => {
    const id = await tell.admitted({ draft: draft({ fields: asked, asOf: '2026-11-01' }) });
    await tell.answered(id, 'village', { [households]: 0, [land]: 2.5, f3: '水管裂了' });
    expect((await record('village')).values).toEqual({ [households]: 0, [land]: 37.5 });
    const [fact] = await history('village', land);
    expect([fact.validFrom, fact.state, fact.source.kind, fact.source.demand]).toEqual(['2026-11-01', 'value', 'answer', id]);
  });

  it('a correction supersedes, with its reason; what was not corrected stays; a value taken away is blank, not zero', async () => {
    const id = await tell.admitted({ draft: draft({ fields: asked }) });
    await tell.answered(id, 'neighbour', { [households]: 412, [land]: 1 });
    const reasons = { [households]: '上次把外迁的也算进去了' };
    expected(await app.post('neighbour', `/api/answers/${id}`, { values: { [households]: 409, [land]: null }, reasons }), 201);
    expect((await record('neighbour')).values).toEqual({ [households]: 409, [land]: null });
    const said = await history('neighbour', households);
    expect(said.map((fact: { value: number; source: { reason: string | null } }) => [fact.value, fact.source.reason])).toEqual([
      [409, '户籍户数：上次把外迁的也算进去了'],
      [412, null],
    ]);
  });

  it('a blank takes nothing from what is held, and an earlier day gives way to a later one', async () => {
    const now = await tell.admitted({ draft: draft({ fields: asked }) });
    await tell.answered(now, 'farVillage', { [households]: 300 });
    const earlier = await tell.admitted({ draft: draft({ fields: asked, asOf: '2026-06-30' }) });
    await tell.answered(earlier, 'farVillage', { [households]: 310, [land]: 2 });
    expect((await record('farVillage')).values).toEqual({ [households]: 300, [land]: 30 });
    const blank = await tell.admitted({ draft: draft({ fields: asked }) });
    await tell.answered(blank, 'farVillage', { f3: '无' });
    expect((await record('farVillage')).values).toEqual({ [households]: 300, [land]: 30 });
    const { id } = await record('farVillage');
    const summer = expected(await app.get('farVillage', `/api/ledger/registers/units/records/${id}?on=2026-07-01`), 200);
    expect(summer.values[households]).toBe(310);
  });

  it('that something does not apply, or is not known, is a fact of its own: no zero, no blank', async () => {
    const id = await tell.admitted({ draft: draft({ fields: [field(households), field(land, 'decimal'), field('f3', 'text')] }) });
    await tell.answered(id, 'lastVillage', { [households]: { is: 'unknown' }, [land]: { is: 'notApplicable' }, f3: { is: 'unknown' } });
    expect((await record('lastVillage')).values).toEqual({ [households]: { is: 'unknown' }, [land]: { is: 'notApplicable' } });
    expect((await history('lastVillage', land))[0].state).toBe('notApplicable');
    const { values } = expected(await app.get('lastVillage', `/api/answers/${id}`), 200).current;
    expect(values).toEqual({ [households]: { is: 'unknown' }, [land]: { is: 'notApplicable' }, f3: { is: 'unknown' } });
    for (const strange of [{ is: 'withdrawn' }, { is: 'unknown', more: 1 }, {}, []])
      expect((await app.post('lastVillage', `/api/answers/${id}`, { values: { [households]: strange, [land]: 1, f3: '有' } })).status).toBe(
        400,
      );
    // What does not apply fills the next demand; what nobody knew is asked again.
    const next = await tell.admitted({ draft: draft({ fields: [field(households), field(land, 'decimal')] }) });
    expect(expected(await app.get('lastVillage', `/api/answers/${next}`), 200).held).toEqual([
      expect.objectContaining({ key: land, value: { is: 'notApplicable' }, sure: true }),
    ]);
  });

  it('who saw what is held and says otherwise has to say why; a program that did not see it leaves that as its word', async () => {
    const first = await tell.admitted({ draft: draft({ fields: asked }) });
    await tell.answered(first, 'village', { [households]: 500, [land]: 1 });
    const next = await tell.admitted({ draft: draft({ fields: asked }) });
    const send = (who: 'village' | 'neighbour', body: object) => app.post(who, `/api/answers/${next}`, body);
    const refused = await send('village', { values: { [households]: 498, [land]: 1 }, version: 1, reasons: { [households]: ' ' } });
    expect([refused.status, refused.body.slug, refused.body.fields.map(({ path }: { path: string }) => path)]).toEqual([400, 'answer.values', [`/values/${households}`]]); // prettier-ignore
    expected(await send('village', { values: { [households]: 498, [land]: 1 }, version: 1, reasons: { [households]: '有两户并了', [land]: '没用的话' } }), 201); // prettier-ignore
    const [fact] = await history('village', households);
    expect([fact.value, fact.source.reason]).toEqual([498, '户籍户数：有两户并了']);
    const bare = await tell.admitted({ draft: draft({ fields: asked }) });
    await tell.answered(bare, 'village', { [households]: 490 });
    expect((await history('village', households))[0].source.reason).toContain('没有说为什么');
  });

  it('two demands answered by one unit at one moment: both told, none lost', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => tell.admitted({ draft: draft({ fields: asked }) })));
    const replies = await Promise.all(
      ids.map((id, at) => app.post('otherVillage', `/api/answers/${id}`, { values: { [households]: 100 + at } })),
    );
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set((await history('otherVillage', households)).map(({ value }: { value: number }) => value))).toEqual(
      new Set([100, 101, 102]),
    );
  });

  it('refuses a 时点 that is no day', async () => {
    const reply = await app.post('drafter', '/api/demands', draft({ fields: asked, asOf: '2026-02-30' }));
    expect([reply.status, reply.body.fields[0].path]).toEqual([400, '/asOf']);
  });
});
