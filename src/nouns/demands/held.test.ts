import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, testApp, type TestApp } from '../../../test/app.ts';
import { everybody, parts, places } from '../../../test/cast.ts';
import { draft, expected, field, Scenarios } from '../../../test/scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const households = 'unit.householdsRegistered';
const audience = { level: 'village', under: [places.county], except: [places.lastVillage] };

describe('what a drafter need not ask', () => {
  it('says how many of the addressed units hold it, where and since when, and who else is asking; no value', async () => {
    const values = { [households]: 412, 'unit.cultivatedLandMu': null };
    expected(await app.post('village', '/api/ledger/registers/units/records', { values, validFrom: '2026-11-01' }), 201);
    expected(await app.post('lastVillage', '/api/ledger/registers/units/records', { values }), 201);
    expected(await app.post('neighbour', '/api/ledger/registers/persons/records', { values: { 'person.name': '李𠮷', 'person.idNumber': '11010519491231002X' } }), 201); // prettier-ignore
    await tell.admitted({ by: 'otherDrafter', draft: draft({ title: '关于农户的通知', fields: [field(households)] }) });
    await tell.admitted({ draft: draft({ fields: [field(households)] }) });
    const elements = [households, 'unit.cultivatedLandMu', 'person.idNumber', 'person.bankAccount', 'unit.nothingSuch'];
    const found = await app.post('drafter', '/api/demands/held', { elements, audience });
    expect(expected(found, 200).units).toBe(4);
    expect(found.body.held.map(({ element, units, latest, register }: { element: string; units: number; latest: string; register: { key: string } }) => [element, units, latest, register.key])).toEqual([
      [households, 1, '2026-11-01', 'units'],
      ['person.idNumber', 1, '2026-11-10', 'persons'],
    ]); // prettier-ignore
    expect(found.body.asked.map(({ element, title, organ }: Record<string, string>) => [element, title, organ])).toEqual([
      [households, '关于农户的通知', '临溪县农业农村局'],
    ]);
    expect(found.text).not.toMatch(/412|李|11010519491231002X/u);
  });

  it('is for drafters, and of their own place only', async () => {
    const body = { elements: [households], audience };
    for (const who of everybody) {
      const own = app.cast[who].county === places.county.slice(0, 6);
      const status = parts[who].role === 'department' ? (own ? 200 : 422) : 403;
      const reply = await app.post(who, '/api/demands/held', body);
      expect([who, reply.status === 409 || reply.status === 400 ? 422 : reply.status]).toEqual([who, status]);
    }
    expect((await app.post(null, '/api/demands/held', body)).status).toBe(401);
  });
});
