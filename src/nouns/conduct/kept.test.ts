import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../../test/app.ts';
import { places, type Who } from '../../../test/cast.ts';
import { draft, expected, Scenarios } from '../../../test/scenarios.ts';
import type { Draft } from '../demands/index.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());

const water = '临溪县水利局';

function visit(matter: string, on: string, more: Partial<Draft> = {}): Draft {
  const text = ['关于到村里听意见的函', '各村：', '　　我们想听听大家的意见，请告诉我们哪天方便。', water, '2026年11月10日'].join('\n');
  const audience = { level: 'village' as const, under: [places.township], except: [places.farVillage] };
  return draft({ title: `关于开展${matter}调研的函`, kind: 'visit', text, deadline: `${on}T18:00:00+08:00`, audience, ...more });
}

async function file(by: Who, more: object): Promise<string> {
  const body = { kind: 'visit', organ: water, starts: '2026-11-09', units: [places.village], ...more };
  return expected(await app.post(by, '/api/conduct/events', body), 201).id;
}

const read = async (who: Who, id: string) => expected(await app.get(who, `/api/demands/${id}`), 200);
const history = async (who: Who, id: string) => expected(await app.get(who, `/api/conduct/demands/${id}`), 200);
const rulesIn = (findings: readonly { rule: string; undecided: boolean }[]): string[] => [
  ...new Set(findings.flatMap(({ rule, undecided }) => (undecided ? [] : [rule]))),
];
const replayed = async (): Promise<{ seen: number; same: number; found: { what: string }[] }> =>
  expected(await app.get('auditor', '/api/conduct/replay'), 200);

describe('what the register shows of a demand', () => {
  let first = '';
  let id = '';

  it('wants a reason before it is sent, as a place in the text does', async () => {
    first = await file('drafter', { starts: '2026-11-02', matter: '饮水安全' });
    await file('drafter', { starts: '2026-11-06', matter: '饮水安全' });
    id = await tell.drafted({ draft: visit('饮水安全', '2026-11-13') });
    const bare = await app.post('drafter', `/api/demands/${id}/submit`, { reasons: [] });
    expect(bare.body).toMatchObject({ slug: 'demand.reason-missing', fields: [{ path: 'cn-2024/C7.6@-1' }] });
    const empty = await app.post('drafter', `/api/demands/${id}/submit`, { reasons: [{ rule: 'cn-2024/C7.6', start: -1, text: ' ' }] });
    expect(empty.body.slug).toBe('demand.reason-missing');
    expect((await read('drafter', id)).state).toBe('draft');
    expected(
      await app.post('drafter', `/api/demands/${id}/submit`, { reasons: [{ rule: 'cn-2024/C7.6', start: -1, text: '上次水源没看完。' }] }),
      200,
    );
    expect((await read('gatekeeper', id)).counts).toMatchObject({ refuse: 1 });
  });

  it('takes two at the gate where it refuses', async () => {
    const { may, draftVersion } = await read('gatekeeper', id);
    expect(may).toContain('propose');
    expect(may).not.toContain('admit');
    const alone = await app.post('gatekeeper', `/api/demands/${id}/decide`, { decision: 'admit', reason: '', draftVersion });
    expect(alone.body.slug).toBe('demand.not-now');
    await tell.decided(id, 'propose');
    expected(await app.post('gatekeeper2', `/api/demands/${id}/confirm`, { reason: '同意，只此一次。' }), 200);
    expect((await read('village', id)).override.rules).toEqual(['cn-2024/C7.6']);
    const [shown] = expected(await app.get(null, '/api/sunlight/demands?limit=1'), 200).items;
    expect(shown.findings[0]).toMatchObject({ rule: 'cn-2024/C7.6', reason: '上次水源没看完。' });
    await app.sequencer.drain();
    const { rows } = await app.pool.query('select leaf from terms where demand = $1', [id]);
    const leaf = await app.get(null, `/log/receipt/${rows[0].leaf}/leaf`);
    expect(Object.keys(JSON.parse(leaf.text).c)).toContain('history');
  });

  it('is kept as it was then, whatever is filed or taken back later', async () => {
    const before = await history('village', id);
    expect(before.kept).toMatchObject({ act: 'confirm' });
    expect(rulesIn(before.kept.findings)).toEqual(['cn-2024/C7.6']);
    expected(await app.post('drafter', `/api/conduct/events/${first}/correct`, { version: 1, reason: '没有去', event: null }), 200);
    const after = await history('village', id);
    expect(after.kept).toEqual(before.kept);
    expect(after.findings.map(({ effect }: { effect: string }) => effect)).toEqual(['justify']);
    expect((await history('gatekeeper', id)).kept.findings).toHaveLength(1);
  });

  it('counts what came in between: two sent at once are not both admitted by one person', async () => {
    const one = visit('河堤', '2026-11-19');
    const [a, b, c] = [await tell.submitted({ draft: one }), await tell.submitted({ draft: one }), await tell.submitted({ draft: one })];
    expect((await read('gatekeeper', c)).counts.refuse).toBe(0);
    await tell.decided(a, 'admit');
    await tell.decided(b, 'admit');
    expect((await read('gatekeeper', c)).may).toContain('propose');
    expect((await app.post('gatekeeper', `/api/demands/${c}/decide`, { decision: 'admit', reason: '' })).body.slug).toBe('demand.not-now');
    await tell.decided(c, 'refuse');
    expect((await history('auditor', c)).kept).toMatchObject({ act: 'refuse' });
  });

  it('what only a unit filed is kept for the gate, and binds nobody', async () => {
    await file('village', { starts: '2026-11-03', matter: '水库移民' });
    await file('village', { starts: '2026-11-04', matter: '水库移民' });
    const quiet = await tell.admitted({ draft: visit('水库移民', '2026-11-12') });
    expect(rulesIn((await history('gatekeeper', quiet)).kept.findings)).toEqual(['cn-2024/C7.6']);
    for (const who of ['drafter', 'village', 'inspector'] as const)
      expect([who, (await history(who, quiet)).kept.findings]).toEqual([who, []]);
    expect((await read('drafter', quiet)).counts.refuse).toBe(0);
  });

  it('is come to again bit for bit, and what was changed afterwards is told', async () => {
    const { seen, same } = await replayed();
    expect(seen).toBeGreaterThan(6);
    expect(same).toBe(seen);
    await expect(app.pool.query('update demand_history set told = told')).rejects.toThrow(/permission denied/);
    const owner = new pg.Client(app.owner);
    await owner.connect();
    const { rows } = await app.pool.query('select told, input from demand_history where demand = $1 order by nth desc limit 1', [id]);
    const change = async (set: string): Promise<string[]> => {
      await owner.query(
        `update demand_history set ${set} where demand = '${id}' and nth = (select max(nth) from demand_history where demand = '${id}')`,
      );
      return (await replayed()).found.map(({ what }) => what);
    };
    expect(await change("told = '[]'")).toEqual(['tampered']);
    expect(await change(`told = '${JSON.stringify(rows[0].told)}'`)).toEqual([]);
    expect(await change("input = jsonb_set(input, '{occasions}', '[]')")).toEqual(['differs']);
    expect(await change(`input = '${JSON.stringify(rows[0].input)}', product = decode(repeat('00', 32), 'hex')`)).toEqual(['unknown']);
    await owner.end();
  });
});
