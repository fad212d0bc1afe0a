import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkCharacter } from '../../engines/facts/index.ts';
import { morning, problemShape, testApp, type Reply, type TestApp } from '../../../test/app.ts';
import { everybody, newId, parts, places, type Who } from '../../../test/cast.ts';
import { draft, expected, field, Scenarios } from '../../../test/scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const id18 = (first17: string): string => `${first17}${checkCharacter(first17)}`;
const li = id18('99020119580313001');
const zhou = id18('99020119800707002');

async function send(
  who: Who,
  register: string,
  text: string | Buffer,
  { name = '台账.csv', whole = false, validFrom = '' } = {},
): Promise<Reply> {
  const part = (key: string, value: string): string => `--x\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`;
  const head = `${validFrom === '' ? '' : part('validFrom', validFrom)}${part('whole', String(whole))}--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), Buffer.from(text), Buffer.from('\r\n--x--\r\n')]);
  const reply = await app.post(who, `/api/ledger/registers/${register}/imports`, body, {
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  // On a machine with much to do a file outlasts the moment that its request waits.
  for (let seen = reply; ; seen = { ...(await app.get(who, `/api/ledger/imports/${reply.body.id}`)), status: 201 }) {
    if (seen.body.state !== 'reading') return seen;
    await new Promise((done) => setTimeout(done, 100));
  }
}

const confirm = (who: Who, id: string, more: object = {}): Promise<Reply> =>
  app.post(who, `/api/ledger/imports/${id}/confirm`, { suspicious: false, conflicting: false, gone: false, ...more });
const rowsOf = async (who: Who, id: string, status: string) =>
  expected(await app.get(who, `/api/ledger/imports/${id}/rows?status=${status}`), 200).items;
const list = (who: Who, register: string, query = ''): Promise<Reply> => app.get(who, `/api/ledger/registers/${register}/records${query}`);

describe('a value and its history', () => {
  it('is recorded by its owner, corrected by its owner, and known as it was on any day', async () => {
    const made = expected(
      await app.post('village', '/api/ledger/registers/sites/records', {
        values: { 'site.name': '村口小店', 'site.area': '40', 'site.extinguishers': 0, 'site.headName': '' },
      }),
      201,
    );
    app.clock.set('2026-11-12T09:00:00+08:00');
    expected(
      await app.post('village', `/api/ledger/registers/sites/records/${made.id}`, {
        values: { 'site.area': '45平方米' },
        reason: '重新量了',
      }),
      200,
    );
    const now = expected(await app.get('village', `/api/ledger/registers/sites/records/${made.id}`), 200);
    expect(now.values).toEqual({ 'site.name': '村口小店', 'site.area': 45, 'site.extinguishers': 0, 'site.headName': null });
    expect(now.facts.find(({ element }: { element: string }) => element === 'site.headName').state).toBe('blank');
    const then = expected(
      await app.get('village', `/api/ledger/registers/sites/records/${made.id}?knownAt=2026-11-11T00:00:00%2B08:00`),
      200,
    );
    expect(then.values['site.area']).toBe(40);
    const before = expected(await app.get('village', `/api/ledger/registers/sites/records/${made.id}?on=2026-11-09`), 200);
    expect(before.values).toEqual({});
    const history = expected(
      await app.get('village', `/api/ledger/registers/sites/records/${made.id}/history?element=site.area`),
      200,
    ).items;
    expect(
      history.map(({ value, source }: { value: number; source: { by: string; reason: string | null } }) => [
        value,
        source.by,
        source.reason,
      ]),
    ).toEqual([
      [45, '何𠮷安', '重新量了'],
      [40, '何𠮷安', null],
    ]);
  });

  it('an earlier day told later does not push the later day aside', async () => {
    const { id } = expected(
      await app.post('village', '/api/ledger/registers/sites/records', {
        values: { 'site.name': '老供销社', 'site.area': 80 },
        validFrom: '2026-06-30',
      }),
      201,
    );
    expected(
      await app.post('village', `/api/ledger/registers/sites/records/${id}`, {
        values: { 'site.area': 60, 'site.address': '桥头' },
        validFrom: '2025-06-30',
      }),
      200,
    );
    const read = async (query: string) =>
      expected(await app.get('village', `/api/ledger/registers/sites/records/${id}${query}`), 200).values;
    expect(await read('')).toEqual({ 'site.name': '老供销社', 'site.area': 80, 'site.address': '桥头' });
    expect(await read('?on=2025-12-31')).toEqual({ 'site.area': 60, 'site.address': '桥头' });
    expect((await list('village', 'sites', '?q=老供')).body.items[0].values['site.area']).toBe(80);
  });

  it('wrong values are named, and what nobody could have meant is doubted', async () => {
    const wrong = await app.post('village', '/api/ledger/registers/persons/records', {
      values: { 'person.name': '周一', 'person.workMonths': '十二', 'person.ethnicity': '火星', 'unit.name': 'x' },
    });
    expect([wrong.status, problemShape(wrong), wrong.body.fields.map(({ path }: { path: string }) => path)]).toEqual([
      400,
      'ledger.values',
      ['/values/person.workMonths', '/values/person.ethnicity', '/values/unit.name'],
    ]);
    const made = expected(
      await app.post('village', '/api/ledger/registers/units/records', { values: { 'unit.elderly60': 10, 'unit.elderly80': 12 } }),
      201,
    );
    expect(made.doubts.map(({ elements }: { elements: string[] }) => elements)).toEqual([['unit.elderly80', 'unit.elderly60']]);
    const doubts = expected(await app.get('village', '/api/ledger/doubts'), 200).items;
    expect(doubts.map(({ record }: { record: string }) => record)).toContain(made.id);
  });

  it('the same is not recorded twice under one name', async () => {
    const values = { 'site.name': '粮站', 'site.area': 10 };
    expected(await app.post('village', '/api/ledger/registers/sites/records', { values }), 201);
    expect(problemShape(await app.post('village', '/api/ledger/registers/sites/records', { values }))).toBe('ledger.known');
    expected(await app.post('neighbour', '/api/ledger/registers/sites/records', { values }), 201);
  });

  it('a change is not written over one that its writer has not seen', async () => {
    const path = '/api/ledger/registers/sites/records';
    const made = expected(await app.post('village', path, { values: { 'site.name': '油坊', 'site.area': 10 } }), 201);
    expect(made.version).toBe(1);
    const change = (area: number, seen: number) => app.post('village', `${path}/${made.id}`, { values: { 'site.area': area }, seen });
    expect(expected(await change(20, 1), 200).version).toBe(2);
    const late = await change(30, 1);
    expect([problemShape(late), late.body.record]).toEqual(['ledger.moved', made.id]);
    // What stands there already is no conflict.
    expect(expected(await change(20, 1), 200).version).toBe(2);
    expect(expected(await app.get('village', `${path}/${made.id}`), 200)).toMatchObject({ version: 2, values: { 'site.area': 20 } });
  });
});

describe('a register as a file', () => {
  const header = '电话,姓名,身份证号,统计用区划代码,户编号,文化程度\n';

  it('shows what it would change, counts when confirmed, and can be taken back', async () => {
    const file = `${header}10012345678,李明,${li},${places.otherVillage},H1,小学\n,周芳,${zhou.slice(0, 17)}Z,,H2,初中\n,吴强,${zhou},990201101201,H3,\n,,,,,初中\n,郑伟,,,H4,博士\n`;
    const sent = expected(await send('otherVillage', 'persons', file), 201);
    expect([sent.state, sent.rows, sent.counts]).toEqual([
      'ready',
      5,
      { new: 1, changed: 0, same: 0, gone: 0, conflicting: 0, suspicious: 0, rejected: 4 },
    ]);
    expect((await list('otherVillage', 'persons')).body.items).toEqual([]);
    const rejected = await rowsOf('otherVillage', sent.id, 'rejected');
    expect(rejected.map(({ row, reasons }: { row: number; reasons: string[] }) => [row, reasons.length > 0])).toEqual([[3, true], [4, true], [5, true], [6, true]]); // prettier-ignore
    const csv = await app.get('otherVillage', `/api/ledger/imports/${sent.id}/rejected`);
    expect(csv.text.split('\r\n').length).toBe(6);
    expect(csv.text).toContain('博士');

    const done = expected(await confirm('otherVillage', sent.id), 200);
    expect(done.state).toBe('confirmed');
    expect(problemShape(await confirm('otherVillage', sent.id))).toBe('ledger.not-now');
    const [record] = (await list('otherVillage', 'persons')).body.items;
    expect(record.values).toEqual({
      'person.name': '李明',
      'person.idNumber': `990201********${li.slice(-4)}`,
      'person.phone': '100****5678',
      'household.code': 'H1',
      'person.education': '小学',
    });
    const whole = expected(await app.get('otherVillage', `/api/ledger/registers/persons/records/${record.id}?unmask=true`), 200);
    expect(whole.values['person.idNumber']).toBe(li);
    expect(whole.facts[0].source).toMatchObject({ kind: 'import', file: '台账.csv', row: 2 });
    expect(whole.derived.map(({ element }: { element: string }) => element)).toContain('person.age');

    expected(await app.post('otherVillage', `/api/ledger/imports/${sent.id}/undo`, { reason: '传错了' }), 200);
    expect((await list('otherVillage', 'persons')).body.items).toEqual([]);
    const again = expected(
      await app.get('otherVillage', `/api/ledger/registers/persons/records/${record.id}?knownAt=${encodeURIComponent(morning)}`),
      200,
    );
    expect(again.ended).toBe(true);
  });

  it('tells new from changed, gone, doubtful and double; undoing spares what was changed since', async () => {
    const first = expected(await send('lastVillage', 'persons', `${header},李明,${li},,H1,小学\n,吴强,${zhou},,H3,初中\n`), 201);
    expected(await confirm('lastVillage', first.id), 200);
    const next = `${header}10099998888,李明,${li},,H1,小学\n,李大明,${li},,H1,小学\n,赵小,${id18('99020119990909003')},,H9,\n`;
    app.clock.set('2026-11-11T09:00:00+08:00');
    const second = expected(await send('lastVillage', 'persons', next, { whole: true }), 201);
    expect(second.counts).toEqual({ new: 1, changed: 1, same: 0, gone: 1, conflicting: 1, suspicious: 0, rejected: 0 });
    expect((await rowsOf('lastVillage', second.id, 'changed'))[0].changes).toEqual([
      { element: 'person.phone', zh: '本人联系电话', from: null, to: '100****8888' },
    ]);
    expected(await confirm('lastVillage', second.id, { gone: true }), 200);
    const names = async () => (await list('lastVillage', 'persons')).body.items.map(({ title }: { title: string }) => title).sort();
    expect(await names()).toEqual(['李明', '赵小']);
    const { items } = (await list('lastVillage', 'persons')).body;
    const liming = items.find(({ title }: { title: string }) => title === '李明').id;
    app.clock.set('2026-11-11T10:00:00+08:00');
    expected(
      await app.post('lastVillage', `/api/ledger/registers/persons/records/${liming}`, { values: { 'person.phone': '10077776666' } }),
      200,
    );
    expected(await app.post('lastVillage', `/api/ledger/imports/${second.id}/undo`, { reason: '是上个月的表' }), 200);
    expect(await names()).toEqual(['吴强', '李明']);
    const kept = expected(await app.get('lastVillage', `/api/ledger/registers/persons/records/${liming}?unmask=true`), 200);
    expect(kept.values['person.phone']).toBe('10077776666');
  });

  it('reads GB18030, tabs and quotes; a number that lost its digits is not believed', async () => {
    const gb = Buffer.from([0xb3, 0xa1, 0xcb, 0xf9, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0xc1, 0xb8, 0xb5, 0xea, 0x0a]); // 场所名称 / 粮店
    expect(expected(await send('farVillage', 'sites', gb), 201).counts.new).toBe(1);
    const quoted = expected(await send('farVillage', 'sites', '场所名称\t场所地址\n"甲\t店"\t"他说""好"""\n'), 201);
    expect((await rowsOf('farVillage', quoted.id, 'new'))[0].changes.map(({ to }: { to: string }) => to)).toEqual(['甲\t店', '他说"好"']);
    const lost = expected(await send('farVillage', 'persons', '姓名,身份证号,户编号\n何人,9.90201E+17,H1\n'), 201);
    expect((await rowsOf('farVillage', lost.id, 'rejected'))[0].reasons[0]).toContain('丢');
  });

  it('cancelled, nothing is left; a file without a known heading says which ones it should have', async () => {
    const sent = expected(await send('farVillage', 'sites', '场所名称\n茶馆\n'), 201);
    expected(await app.post('farVillage', `/api/ledger/imports/${sent.id}/cancel`), 200);
    expect(await rowsOf('farVillage', sent.id, 'new')).toEqual([]);
    expect(problemShape(await confirm('farVillage', sent.id))).toBe('ledger.not-now');
    const strange = expected(await send('farVillage', 'sites', 'a,b\n1,2\n'), 201);
    expect([strange.state, strange.failure.includes('场所名称')]).toEqual(['failed', true]);
  });

  it('what is exported comes in again unchanged, and no cell of it is a formula', async () => {
    for (const name of ['=cmd|1', '+1', '@SUM(A1)', '甲,"乙"'])
      expected(
        await app.post('farVillage', '/api/ledger/registers/sites/records', { values: { 'site.name': name, 'site.area': 1.5 } }),
        201,
      );
    const csv = await app.get('farVillage', '/api/ledger/registers/sites/export');
    expect(csv.text).toContain("'=cmd|1");
    const back = expected(await send('farVillage', 'sites', csv.text, { whole: true }), 201);
    expect(back.counts).toMatchObject({ new: 0, changed: 0, same: 4, gone: 0, rejected: 0 });
    const xlsx = await app.app.inject({
      url: '/api/ledger/registers/sites/export?format=xlsx',
      headers: { authorization: `Bearer ${await app.token('farVillage')}` },
    });
    const again = expected(await send('farVillage', 'sites', xlsx.rawPayload, { name: '场所.xlsx', whole: true }), 201);
    expect([again.failure, again.counts]).toEqual([null, expect.objectContaining({ new: 0, changed: 0, same: 4, gone: 0, rejected: 0 })]);
  });
});

describe('grounds', () => {
  it('a department reads what its demand in force asks, of whom it asks, and the village sees that it did', async () => {
    expected(
      await app.post('village', '/api/ledger/registers/persons/records', {
        values: { 'person.name': '钱多', 'person.idNumber': li, 'person.education': '小学', 'person.healthStatus': '健康' },
      }),
      201,
    );
    const url = (demand = '') => `/api/ledger/registers/persons/records?unit=${places.village}${demand === '' ? '' : `&demand=${demand}`}`;
    expect(problemShape(await app.get('drafter', url()))).toBe('ledger.no-ground');
    const fields = [field('person.name', 'text'), field('person.education', 'text')];
    const demand = await tell.admitted({
      draft: draft({ fields, audience: { level: 'village', under: [places.township], except: [places.neighbour] } }),
    });
    const seen = expected(await app.get('drafter', url(demand)), 200);
    expect(seen.items.map(({ values }: { values: object }) => values)).toEqual([{ 'person.name': '钱多', 'person.education': '小学' }]);
    for (const refused of [
      app.get('otherDrafter', url(demand)),
      app.get('drafter', url(demand).replace(places.village, places.neighbour)),
      app.get('drafter', url(demand).replace(places.village, places.otherVillage)),
      app.get('drafter', url(newId())),
      app.get('drafter', `${url()}&unmask=true`),
    ])
      expect(problemShape(await refused)).toBe('ledger.no-ground');
    const reads = expected(await app.get('village', '/api/ledger/reads'), 200).items;
    expect(reads.find(({ by }: { by: string }) => by === '水清')).toMatchObject({
      by: '水清',
      organ: '临溪县水利局',
      register: 'persons',
      records: 1,
      elements: ['person.name', 'person.education'],
      ground: 'demand',
      demand,
      unmasked: false,
    });
    expected(await app.post('drafter', `/api/demands/${demand}/withdraw`, { reason: '不用了' }), 200);
    expect(problemShape(await app.get('drafter', url(demand)))).toBe('ledger.no-ground');
  });

  it('a township sees no villager without a ground, and what is not about people as it is', async () => {
    expect(problemShape(await app.get('township', `/api/ledger/registers/persons/records?unit=${places.village}`))).toBe(
      'ledger.no-ground',
    );
    const sites = expected(await app.get('township', '/api/ledger/registers/sites/records'), 200);
    expect(sites.items.length).toBeGreaterThan(0);
    expect(sites.columns.map(({ key }: { key: string }) => key)).not.toContain('site.headPhone');
    expect(problemShape(await app.get('otherTownship', `/api/ledger/registers/sites/records?unit=${places.village}`))).toBe(
      'thing.missing',
    );
  });

  it('everybody else’s records are not there', async () => {
    const { id } = expected(await app.post('village', '/api/ledger/registers/sites/records', { values: { 'site.name': '只此一家' } }), 201);
    const { id: person } = expected(
      await app.post('village', '/api/ledger/registers/persons/records', { values: { 'person.name': '孙一', 'person.idNumber': zhou } }),
      201,
    );
    for (const who of everybody) {
      const read = await app.get(who, `/api/ledger/registers/sites/records/${id}`);
      const near = parts[who].at === 'village' || ['township', 'county'].includes(parts[who].at);
      const allowed = near && !['gatekeeper', 'operator', 'security'].includes(parts[who].role);
      const part = !['gatekeeper', 'operator', 'security'].includes(parts[who].role);
      expect([who, read.status]).toEqual([who, allowed ? 200 : part ? 404 : 403]);
      const write = await app.post(who, `/api/ledger/registers/sites/records/${id}`, { values: { 'site.area': 1 } });
      const owner = who === 'village';
      expect([who, write.status]).toEqual([who, owner ? 200 : ['village', 'township'].includes(parts[who].role) ? 404 : 403]);
      const [there, nowhere] = [
        await app.get(who, `/api/ledger/registers/persons/records/${person}`),
        await app.get(who, `/api/ledger/registers/persons/records/${newId()}`),
      ];
      if (!owner) expect([who, there.status, there.body]).toEqual([who, nowhere.status, nowhere.body]);
    }
  });
});

describe('a doubt from above', () => {
  it('says why and not what instead; the owner corrects or keeps', async () => {
    const { id } = expected(
      await app
        .post('village', '/api/ledger/registers/units/records', { values: { 'unit.clinics': 9 }, validFrom: '2026-11-10' })
        .then(async (reply) => (reply.status === 409 ? { ...reply, status: 201, body: { id: reply.body.record } } : reply)),
      201,
    );
    expected(await app.post('village', `/api/ledger/registers/units/records/${id}`, { values: { 'unit.clinics': 9 } }), 200);
    const raise = (who: Who, body: object = {}) =>
      app.post(who, `/api/ledger/registers/units/records/${id}/challenges`, {
        element: 'unit.clinics',
        reason: '卫健局登记的是1个',
        ...body,
      });
    expect((await raise('township', { value: 1 })).status).toBe(400);
    const { id: doubt } = expected(await raise('township'), 201);
    const mine = expected(await app.get('village', '/api/ledger/challenges'), 200).items;
    expect(mine[0]).toMatchObject({ id: doubt, mine: true, value: 9, reply: null });
    expect(expected(await app.get('neighbour', '/api/ledger/challenges'), 200).items).toEqual([]);
    const answer = (who: Who, outcome: string) =>
      app.post(who, `/api/ledger/challenges/${doubt}/reply`, { outcome, reply: '写错了，已改' });
    expect(problemShape(await answer('neighbour', 'kept'))).toBe('thing.missing');
    expect(problemShape(await answer('village', 'corrected'))).toBe('ledger.not-now');
    app.clock.set('2026-11-10T11:00:00+08:00');
    expected(await app.post('village', `/api/ledger/registers/units/records/${id}`, { values: { 'unit.clinics': 1 } }), 200);
    expect((await answer('village', 'corrected')).status).toBe(204);
    expect(expected(await app.get('township', '/api/ledger/challenges'), 200).items[0].reply).toMatchObject({ outcome: 'corrected' });
  });
});

describe('two records that may be one', () => {
  it('are joined by a person and parted again', async () => {
    const person = (values: object) =>
      app.post('neighbour', '/api/ledger/registers/persons/records', { values }).then((reply) => expected(reply, 201).id as string);
    const keep = await person({ 'person.name': '上官𠮷', 'person.idNumber': li, 'person.education': '小学' });
    const other = await person({
      'person.name': '上官吉',
      'person.birthDate': '1958-03-13',
      'household.code': 'H7',
      'person.phone': '10011112222',
    });
    const found = expected(await app.get('neighbour', '/api/ledger/matches?register=persons'), 200).items;
    expect([found.length, found[0].score > 0.9, found[0].reasons.length > 1]).toEqual([1, true, true]);
    expect(
      (await app.post('neighbour', '/api/ledger/matches', { register: 'persons', keep, other, decision: 'same', reason: '是同一个人' }))
        .status,
    ).toBe(204);
    const titles = async () => (await list('neighbour', 'persons')).body.items.map(({ title }: { title: string }) => title);
    expect(await titles()).toEqual(['上官𠮷']);
    expect((await list('neighbour', 'persons')).body.items[0].values).toMatchObject({ 'household.code': 'H7', 'person.education': '小学' });
    expect(
      (await app.post('neighbour', '/api/ledger/matches/undo', { register: 'persons', one: keep, other, reason: '不是，是堂兄' })).status,
    ).toBe(204);
    expect((await titles()).length).toBe(2);
    const parted = (await list('neighbour', 'persons')).body.items.find(({ title }: { title: string }) => title === '上官𠮷');
    expect(parted.values).not.toHaveProperty('household.code');
    expect(
      (await app.post('neighbour', '/api/ledger/matches', { register: 'persons', keep, other, decision: 'different', reason: '堂兄弟' }))
        .status,
    ).toBe(204);
    expect(expected(await app.get('neighbour', '/api/ledger/matches?register=persons'), 200).items).toEqual([]);
    expect(
      problemShape(await app.post('village', '/api/ledger/matches', { register: 'persons', keep, other, decision: 'same', reason: 'x' })),
    ).toBe('thing.missing');
  });
});

it('statistics follow from the registers on the day, and as they were known', async () => {
  app.clock.set('2026-11-10T09:00:00+08:00');
  const stat = async (who: Who, query: string) => {
    const { items } = expected(await app.get(who, `/api/ledger/statistics?unit=${places.otherVillage}&${query}`), 200);
    return Object.fromEntries(items.map(({ element, value }: { element: string; value: number }) => [element, value]));
  };
  app.clock.set('2026-11-15T09:00:00+08:00');
  const sent = expected(
    await send(
      'otherVillage',
      'persons',
      `姓名,身份证号\n甲,${id18('99020119461115001')}\n乙,${id18('99020119461116002')}\n丙,${id18('99020120100101003')}\n`,
    ),
    201,
  );
  expected(await confirm('otherVillage', sent.id), 200);
  expect(await stat('otherVillage', 'on=2026-11-15')).toMatchObject({
    'unit.populationRegistered': 3,
    'unit.elderly80': 1,
    'unit.elderly60': 2,
    'unit.populationRegisteredFemale': 1,
  });
  expect(await stat('otherTownship', 'on=2026-11-15&knownAt=2026-11-14T00:00:00%2B08:00')).toEqual({});
});

it('history cannot be rewritten by the application', async () => {
  for (const statement of [
    'update ledger_entry set was = was',
    'delete from ledger_entry',
    'update ledger_act set reason = null',
    'delete from ledger_read',
    'update ledger_challenge set reason = reason',
    'delete from ledger_record',
  ])
    await expect(app.pool.query(statement)).rejects.toThrow(/permission denied/u);
});
