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

const households = 'unit.householdsRegistered';
const land = 'unit.cultivatedLandMu';
const distance = 'unit.distanceToTownKm';
const fields = [
  field(households, 'integer', { label: '户籍户数', unit: '户', min: 0, max: 5000 }),
  field(land, 'decimal', { label: '耕地面积', unit: '公顷', required: false }),
  field('f3', 'integer', { label: '缺水户数' }),
];

async function heldIn(id: string, who: 'village' | 'neighbour' | 'farVillage' | 'otherVillage' | 'lastVillage') {
  return expected(await app.get(who, `/api/answers/${id}`), 200).held;
}

const household = (code: string) => ({ values: { 'household.code': code, 'household.headName': '李𠮷' } });

/** The register of households as one file that is said to be the whole. */
async function wholeRegister(codes: readonly string[]): Promise<void> {
  const part = (key: string, value: string): string => `--x\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`;
  const rows = codes.map((code) => `${code},户主${code}`).join('\n');
  const file = `--x\r\ncontent-disposition: form-data; name="file"; filename="户.csv"\r\n\r\nhousehold.code,household.headName\n${rows}\n\r\n--x--\r\n`;
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const { id } = expected(await app.post('farVillage', '/api/ledger/registers/households/imports', Buffer.from(part('whole', 'true') + file), { headers }), 201); // prettier-ignore
  for (;;) {
    const { state } = expected(await app.get('farVillage', `/api/ledger/imports/${id}`), 200);
    if (state === 'ready') break;
    await new Promise((done) => setTimeout(done, 50));
  }
  expected(await app.post('farVillage', `/api/ledger/imports/${id}/confirm`, { suspicious: true, conflicting: true, gone: true }), 200);
}

describe('what the ledger holds already', () => {
  it('fills the next demand in its own unit, with its source and day; only for the unit itself', async () => {
    const first = await tell.admitted({ draft: draft({ title: '关于耕地的通知', fields }) });
    await tell.answered(first, 'village', { [households]: 412, [land]: 2.5, f3: 1 });
    const next = await tell.admitted({
      draft: draft({ fields: [field(land, 'decimal', { unit: '亩' }), field(households), field(distance, 'decimal')] }),
    });
    app.clock.set('2026-11-12T09:00:00+08:00');
    expect(await heldIn(next, 'village')).toEqual([
      expect.objectContaining({ key: land, value: 37.5, sure: true, validFrom: '2026-11-10', demand: '关于耕地的通知', how: null }),
      expect.objectContaining({ key: households, value: 412, sure: true, by: '何𠮷安' }),
    ]);
    expect(await heldIn(next, 'neighbour')).toEqual([]);
    // What was answered is not asked of the ledger again.
    await tell.answered(next, 'village', { [land]: 37.5, [households]: 412, [distance]: 3 });
    expect(await heldIn(next, 'village')).toEqual([]);
  });

  it('counts from registers at the 时点; two that differ are both told and neither fills', async () => {
    for (const code of ['01', '02'])
      expected(await app.post('farVillage', '/api/ledger/registers/households/records', household(code)), 201);
    const id = await tell.admitted({ draft: draft({ fields }) });
    // Two lines are not yet a register of everybody, nor a contradiction to what is told.
    expected(await app.post('lastVillage', '/api/ledger/registers/households/records', household('09')), 201);
    expected(await app.post('lastVillage', '/api/ledger/registers/units/records', { values: { [households]: 40 } }), 201);
    expect(expected(await app.get('lastVillage', '/api/ledger/doubts'), 200).items).toEqual([]);
    expect(await heldIn(id, 'farVillage')).toEqual([expect.objectContaining({ key: households, value: 2, sure: false })]);
    await wholeRegister(['01', '02']);
    expect(await heldIn(id, 'farVillage')).toEqual([
      expect.objectContaining({ key: households, value: 2, sure: true, how: '户台账里的户数', validFrom: '2026-11-10' }),
    ]);
    const other = await tell.admitted({ draft: draft({ fields }) });
    await tell.answered(other, 'farVillage', { [households]: 3, f3: 0 });
    const { items } = expected(await app.get('farVillage', '/api/ledger/doubts'), 200);
    expect(items[0]).toMatchObject({ register: 'units', doubts: [{ elements: [households] }] });
    expect(items[0].doubts[0].message).toMatch(/报的是3.*数出来是2.*没有说为什么/u);
    expect((await heldIn(id, 'farVillage')).map(({ value, sure }: { value: number; sure: boolean }) => [value, sure])).toEqual([
      [3, false],
      [2, false],
    ]);
    const before = await tell.admitted({ draft: draft({ fields, asOf: '2026-11-01' }) });
    expect(await heldIn(before, 'farVillage')).toEqual([]);
  });

  it('what is older than a year is told and does not fill; what the question does not take is not told', async () => {
    expected(await app.post('otherVillage', '/api/ledger/registers/units/records', { values: { [households]: 200 }, validFrom: '2025-05-01' }), 201); // prettier-ignore
    const id = await tell.admitted({ draft: draft({ fields }) });
    expect(await heldIn(id, 'otherVillage')).toEqual([expect.objectContaining({ value: 200, sure: false, validFrom: '2025-05-01' })]);
    const strict = await tell.admitted({ draft: draft({ fields: [field(households, 'integer', { max: 100 })] }) });
    expect(await heldIn(strict, 'otherVillage')).toEqual([]);
  });
});
