import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../../test/app.ts';
import { newId, parts, places, villages, type Who } from '../../../test/cast.ts';
import { draft, expected, Scenarios } from '../../../test/scenarios.ts';
import type { Draft } from '../demands/index.ts';

interface Finding {
  readonly rule: string;
  readonly effect: string;
  readonly undecided: boolean;
  readonly message: string;
  readonly places: number;
  readonly total: number;
  readonly events: readonly { readonly id: string; readonly from: string; readonly date: string }[];
}

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());

const water = '临溪县水利局';
const hamlets: readonly Who[] = ['village', 'neighbour', 'farVillage', 'otherVillage', 'lastVillage'];

async function file(by: Who, more: object): Promise<string> {
  const body = { kind: 'visit', organ: water, name: '冬修调研', starts: '2026-11-09', units: [places.village], ...more };
  return expected(await app.post(by, '/api/conduct/events', body), 201).id;
}

/** A visit of one village on a day, by its organ. */
function visit(title: string, on: string, more: Partial<Draft> = {}): Draft {
  const text = ['关于到村里听意见的函', '各村：', '　　我们想听听大家对冬季供水的意见，请告诉我们哪天方便。', water, '2026年11月10日'].join('\n');
  return draft({ title, kind: 'visit', text, deadline: `${on}T18:00:00+08:00`, audience: { level: 'village', under: [places.township], except: [places.farVillage] }, ...more });
} // prettier-ignore

async function ofDemand(who: Who, id: string): Promise<Finding[]> {
  return expected(await app.get(who, `/api/conduct/demands/${id}`), 200).findings;
}

async function ofCounty(who: Who = 'gatekeeper'): Promise<Finding[]> {
  return expected(await app.get(who, '/api/conduct/findings'), 200).findings;
}

const decided = (findings: readonly Finding[], rule: string): Finding[] =>
  findings.filter((one) => one.rule.endsWith(`/${rule}`) && !one.undecided);

describe('the history of an issuer', () => {
  it('the third time to one village in a month: said to the drafter before sending, to the gate with the two before', async () => {
    const first = await file('drafter', { starts: '2026-11-02', matter: '饮水安全' });
    const second = await file('drafter', { starts: '2026-11-06', matter: '饮水安全', units: [places.village, places.neighbour] });
    const third = visit('关于开展饮水安全调研的函', '2026-11-13');
    const { title, kind, audience, deadline, expiresAt, metadata } = third;
    const looked = expected(await app.post('drafter', '/api/conduct/check', { title, kind, audience, deadline, expiresAt, metadata }), 200);
    expect(decided(looked.findings, 'C7.6')[0]).toMatchObject({ effect: 'refuse', total: 3 });

    const id = await tell.submitted({ draft: third });
    // Told when it was sent, it is counted with the demand; the queue adds only what came since.
    expect(expected(await app.get('gatekeeper', '/api/conduct/queue'), 200).items).toContainEqual({ id, refuse: 0, justify: 0 });
    expect(expected(await app.get('gatekeeper', `/api/demands/${id}`), 200).counts).toMatchObject({ refuse: 1, justify: 1 });
    const [refused, justified] = decided(await ofDemand('gatekeeper', id), 'C7.6');
    expect(refused?.effect).toBe('refuse');
    expect(refused?.message).toContain('去了3次');
    expect(refused?.events.map((event) => event.id)).toEqual([id, second, first]);
    expect(refused?.events.map(({ from }) => from)).toEqual(['demand', 'event', 'event']);
    expect(justified?.effect).toBe('justify');
    expect(justified?.events.map((event) => event.id)).toEqual([id, second]);
  });

  it('a longer title is no way around: the matter is the same', async () => {
    const id = await tell.submitted({ draft: visit('关于开展饮水安全入户座谈调研的函', '2026-11-13') });
    expect(decided(await ofDemand('gatekeeper', id), 'C7.6').length).toBeGreaterThan(0);
  });

  it('is not held against others, nor against another matter', async () => {
    const other = await tell.submitted({ by: 'otherDrafter', draft: visit('关于开展饮水安全调研的函', '2026-12-20') });
    expect(decided(await ofDemand('gatekeeper', other), 'C7.6')).toEqual([]);
    const matter = await tell.submitted({ draft: visit('关于开展河道采砂调研的函', '2026-12-20') });
    expect(decided(await ofDemand('gatekeeper', matter), 'C7.6')).toEqual([]);
  });

  it('a correction counts, and what did not take place does not; both stay in the versions', async () => {
    const id = await file('otherDrafter', { organ: '临溪县农业农村局', starts: '2026-10-10', matter: '大棚', units: [places.lastVillage] });
    const again = await file('otherDrafter', {
      organ: '临溪县农业农村局',
      starts: '2026-10-20',
      matter: '大棚',
      units: [places.lastVillage],
    });
    const about = async (): Promise<string[]> => decided(await ofCounty(), 'C7.6').filter(({ message }) => message.includes('大棚')).map(({ effect }) => effect); // prettier-ignore
    expect(await about()).toEqual(['justify']);
    const body = { kind: 'visit', organ: '临溪县农业农村局', starts: '2026-08-10', matter: '大棚', units: [places.lastVillage] };
    const moved = expected(
      await app.post('otherDrafter', `/api/conduct/events/${id}/correct`, { version: 1, reason: '日期登错了', event: body }),
      200,
    );
    expect(moved).toMatchObject({ version: 2, starts: '2026-08-10', reason: '日期登错了' });
    expect(await about()).toEqual([]);
    expect((await app.post('otherDrafter', `/api/conduct/events/${id}/correct`, { version: 1, reason: '晚了', event: null })).status).toBe(
      409,
    );
    expected(await app.post('otherDrafter', `/api/conduct/events/${again}/correct`, { version: 1, reason: '没有去', event: null }), 200);
    const list = expected(await app.get('otherDrafter', '/api/conduct/events?limit=200'), 200).items;
    expect(list.map((one: { id: string }) => one.id)).toContain(id);
    expect(list.map((one: { id: string }) => one.id)).not.toContain(again);
    const { rows } = await app.pool.query('select version, struck from conduct_event where id = $1 order by version', [again]);
    expect(rows).toEqual([{ version: 1, struck: false }, { version: 2, struck: true }]); // prettier-ignore
  });

  it('without last year’s count the yearly count is undecided; one entry for the whole year decides it', async () => {
    const farming = '临溪县农业农村局';
    await file('otherDrafter', { kind: 'document', organ: farming, starts: '2026-03-01', ends: '2026-03-31', count: 12, name: '三月发文' });
    expect((await ofCounty()).find(({ rule }) => rule.endsWith('/D1.3'))).toMatchObject({ undecided: true });
    await file('otherDrafter', { kind: 'document', organ: farming, starts: '2025-01-01', ends: '2025-12-31', count: 9, name: '全年发文' });
    expect(decided(await ofCounty(), 'D1.3')[0]?.message).toContain('上年全年9件，多了3件');
  });

  it('keeps the code of whoever was lent through a correction, never the name of a person', async () => {
    const lent = {
      kind: 'secondment',
      name: '跟班学习',
      starts: '2026-02-01',
      person: 'A-7',
      personKind: 'cadre',
      units: [places.township],
    };
    const id = await file('drafter', lent);
    expected(
      await app.post('drafter', `/api/conduct/events/${id}/correct`, {
        version: 1,
        reason: '日期不对',
        event: { ...lent, organ: water, starts: '2026-02-09' },
      }),
      200,
    );
    const { rows } = await app.pool.query("select body ->> 'person' as person from conduct_event where id = $1 order by version", [id]);
    expect(rows).toEqual([{ person: 'A-7' }, { person: 'A-7' }]);
    const named = { ...lent, organ: water, person: '何吉安' };
    expect((await app.post('drafter', '/api/conduct/events', named)).status).toBe(400);
    expect(decided(await ofCounty(), 'S10.1').some(({ events }) => events.some((event) => event.id === id))).toBe(true);
  });

  it('comes in as a file, JSON or csv, all or none, places by name', async () => {
    const bring = (text: string) => app.post('gatekeeper', '/api/conduct/import', { text });
    const events = [
      { id: 'x', kind: 'check', organ: '云岭市审计局', date: '2026-05-06', units: ['𠮷塘村', places.neighbour], planItem: '云审2026-3' },
    ];
    expect(expected(await bring(JSON.stringify({ events })), 200)).toEqual({ imported: 1 });
    const csv = 'organ,kind,date,units,name,visitors\n云岭市审计局,visit,2026-05-07,白石镇䶮山村；上湾村,走访,3\n';
    expect(expected(await bring(csv), 200)).toEqual({ imported: 1 });
    const list = expected(await app.get('gatekeeper', '/api/conduct/events?limit=200'), 200).items;
    expect(list.filter(({ organ }: { organ: string }) => organ === '云岭市审计局').map(({ places: n }: { places: number }) => n)).toEqual([
      2, 2,
    ]);
    for (const [text, where] of [
      ['{', '/'],
      [JSON.stringify({ events: [{ ...events[0], kind: '查' }] }), '/events/0/kind'],
      [JSON.stringify({ events: [events[0], { ...events[0], id: 'y', units: ['没有的村'] }] }), '/events/1'],
      [`${csv}云岭市审计局,visit,2026-02-30,上湾村,,\n`, '/starts'],
      [`${csv}云岭市审计局,visit,2026-05-08,上湾村,,三\n`, '第3行 row 3'],
    ] as const) {
      const reply = await bring(text);
      expect([text, reply.status, reply.body.fields[0].path]).toEqual([text, 400, where]);
    }
    expect(expected(await app.get('gatekeeper', '/api/conduct/events?limit=200'), 200).items).toHaveLength(list.length);
  });

  it('is append-only for the application, and every entry stands in the log', async () => {
    const id = await file('gatekeeper', { starts: '2026-01-05' });
    for (const statement of ['update conduct_event set organ = organ', 'delete from conduct_event', 'delete from conduct_place', 'update behaviour_report set unit = unit', 'delete from behaviour_report'])
      await expect(app.pool.query(statement)).rejects.toThrow(/permission denied/);
    await app.sequencer.drain();
    const { rows } = await app.pool.query('select 1 from conduct_event e join log_entry l on l.leaf_hash = e.leaf_hash where e.id = $1', [id]);
    expect(rows).toHaveLength(1);
  }); // prettier-ignore
});

describe('what receivers say', () => {
  it('makes a check of a 调研: for the gate at once, for its organ only when five units have said so, a day later', async () => {
    app.clock.set('2026-11-10T09:00:00+08:00');
    const id = await tell.admitted({ by: 'otherDrafter', draft: visit('关于开展粮食收购调研的函', '2026-11-12', { audience: { level: 'village', under: [places.county], except: [] } }) });
    expect((await app.post('village', `/api/conduct/reports/${id}`, { behaviours: ['B1'] })).body.slug).toBe('conduct.not-yet');
    app.clock.set('2026-11-13T09:00:00+08:00');
    const today = expected(await app.get('village', '/api/conduct/to-say'), 200).items;
    expect(today.find((one: { subject: string }) => one.subject === id)).toMatchObject({ spoken: false, kind: 'visit' });
    const unplanned = async (who: Who): Promise<Finding[]> => decided(await ofDemand(who, id), 'C7.2');
    expect(await unplanned('gatekeeper')).toEqual([]);

    for (const [n, who] of hamlets.entries()) {
      expected(await app.post(who, `/api/conduct/reports/${id}`, { behaviours: ['B1', 'B4', 'B7'] }), 204);
      expect(await unplanned('gatekeeper')).toHaveLength(1);
      expect([n, await unplanned('otherDrafter'), await unplanned('village')]).toEqual([n, [], []]);
    }
    expect((await unplanned('gatekeeper'))[0]?.message).toContain('查资料、列问题、打分');
    expect((await app.post('village', `/api/conduct/reports/${id}`, { behaviours: [] })).body.slug).toBe('conduct.spoken');
    expect(expected(await app.get('village', '/api/conduct/to-say'), 200).items.find((one: { subject: string }) => one.subject === id).spoken).toBe(true);

    const heard = async (who: Who) => expected(await app.get(who, '/api/conduct/heard'), 200);
    expect((await heard('otherDrafter')).items).toEqual([]);
    expect((await heard('gatekeeper')).items[0]).toMatchObject({ units: 5, counts: { B1: 5, B4: 5, B7: 5 } });
    app.clock.set('2026-11-14T09:00:00+08:00');
    expect(await unplanned('otherDrafter')).toHaveLength(1);
    const shown = (await heard('otherDrafter')).items[0];
    expect(shown).toMatchObject({ behaviours: ['B1', 'B4', 'B7'], units: null, counts: null });
    // Neither unit nor number of units, for the one it is about.
    for (const code of villages) expect(JSON.stringify(await heard('otherDrafter'))).not.toContain(code);
    expect((await heard('drafter')).items).toEqual([]);
  }); // prettier-ignore

  it('leaves no name of the speaker where others could read it', async () => {
    const id = await file('drafter', { starts: '2026-11-09', matter: '水表', units: [places.otherVillage] });
    // Leaves of one moment are entered in the order of their ids: the entry goes in first, then what was said of it.
    await app.sequencer.drain();
    expected(await app.post('otherVillage', `/api/conduct/reports/${id}`, { behaviours: ['B12'] }), 204);
    await app.sequencer.drain();
    const { rows } = await app.pool.query("select convert_from(entry, 'UTF8') as entry from log_entry order by idx desc limit 1");
    expect(JSON.parse(rows[0].entry)).toMatchObject({ t: 'change', unit: places.county, role: 'unit' });
    for (const who of ['drafter', 'otherDrafter', 'township', 'otherTownship', 'inspector', 'neighbour'] as const) {
      const all = [await app.get(who, '/api/conduct/heard'), await app.get(who, `/api/conduct/events/${id}`), await app.get(who, '/api/conduct/events')];
      expect(all.map(({ text }) => text).join()).not.toMatch(new RegExp(`${parts.otherVillage.name}|B12`));
    }
  }); // prettier-ignore

  it('what a unit filed waits for the gate: undecided without a plan number, unseen by its organ, until the gate takes it over', async () => {
    const id = await file('farVillage', { kind: 'check', name: '饮水检查', organ: water, starts: '2026-11-08', units: [places.farVillage] });
    const about = async (who: Who): Promise<string[]> => (await app.get(who, '/api/conduct/events?limit=200')).body.items.map((one: { id: string }) => one.id); // prettier-ignore
    expect((await ofCounty()).some(({ rule, undecided, events }) => rule.endsWith('/C7.2') && undecided && events.some((event) => event.id === id))).toBe(true);
    expect(await about('drafter')).not.toContain(id);
    const event = { kind: 'check', organ: water, name: '饮水检查', starts: '2026-11-08', units: [places.farVillage] };
    expected(await app.post('gatekeeper', `/api/conduct/events/${id}/correct`, { version: 1, reason: '问过，确有此事', event }), 200);
    expect(await about('drafter')).toContain(id);
    expect(decided(await ofCounty(), 'C7.2').some(({ events }) => events.some((one) => one.id === id))).toBe(true);
    expect((await app.post('farVillage', `/api/conduct/events/${id}/correct`, { version: 2, reason: '不对', event: null })).status).toBe(403);
  }); // prettier-ignore

  it('asks only what can happen on such an occasion', async () => {
    const id = await file('drafter', { kind: 'meeting', name: '冬修会', starts: '2026-11-09' });
    const reply = await app.post('village', `/api/conduct/reports/${id}`, { behaviours: ['B3'] });
    expect([reply.status, reply.body.fields[0].path]).toEqual([400, '/behaviours']);
    expect((await app.post('village', `/api/conduct/reports/${newId()}`, { behaviours: [] })).status).toBe(404);
  });
});
