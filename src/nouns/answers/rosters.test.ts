import { unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type TestApp } from '../../../test/app.ts';
import { everybody } from '../../../test/cast.ts';
import { docxParts, pack, tableXml } from '../../../test/office/make-docx.ts';
import { draft, expected, Scenarios } from '../../../test/scenarios.ts';
import { readWorkbook } from '../../platform/office/index.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const table = Buffer.from(pack(docxParts(tableXml([['序号', '姓名', '性别', '银行账号'], ['', '', '', ''], ['', '', '', '']])))); // prettier-ignore
const columns = [
  { key: 'person.name', label: '姓名' },
  { key: 'person.bankAccount', label: '银行账号' },
];

async function withRoster(): Promise<string> {
  const head = Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="花名册.docx"\r\n\r\n`);
  const body = Buffer.concat([head, table, Buffer.from('\r\n--x--\r\n')]);
  const template = expected(await app.call('drafter', 'POST', '/api/templates', { body, headers: { 'content-type': 'multipart/form-data; boundary=x' } }), 200); // prettier-ignore
  return tell.admitted({ draft: draft({ fields: [], template, rosters: [{ sheet: '表1', columns }] }) });
}

const person = (name: string, number: string, account: string) => ({
  values: { 'person.name': name, 'person.idNumber': number, 'person.bankAccount': account, 'person.phone': '13800000000' },
});

describe('rosters of people in terms', () => {
  it('are filled from the registers of who answered, only the columns that the terms name, while they bind; each unit sees the reading', async () => {
    expected(
      await app.post('village', '/api/ledger/registers/persons/records', person('李𠮷', '11010519491231002X', '0000622848001')),
      201,
    );
    expected(await app.post('neighbour', '/api/ledger/registers/persons/records', person('王五', '110105193812310028', '622848002')), 201);
    const id = await withRoster();
    await tell.answered(id, 'village', {});
    const file = await app.get('drafter', `/api/demands/${id}/rosters`);
    expect([file.status, file.headers['x-qingdan-missing']]).toEqual([200, '4']);
    const files = unzipSync(file.bytes);
    expect(Object.keys(files)).toEqual(['白石镇𠮷塘村.docx', '没有取到的.txt']);
    const cells = (await readWorkbook(Buffer.from(files['白石镇𠮷塘村.docx']!), 'x.docx')).sheets[0]!.cells.map(({ text }) => text);
    expect(cells).toEqual(expect.arrayContaining(['李𠮷', '0000622848001']));
    // Neither the sex, which would follow from a number that the terms do not name, nor anybody of who has not answered.
    for (const hidden of ['女', '男', '王五', '11010519491231002X']) expect(cells).not.toContain(hidden);
    expect(expected(await app.get('village', '/api/ledger/reads'), 200).items[0]).toMatchObject({ how: 'filled', demand: id, ground: 'demand', records: 1, elements: ['person.name', 'person.bankAccount'], unmasked: true }); // prettier-ignore
    expect(expected(await app.get('neighbour', '/api/ledger/reads'), 200).items).toEqual([]);
    // The same ground in the ledger itself: these columns and no other.
    const list = expected(
      await app.get('drafter', `/api/ledger/registers/persons/records?unit=${app.cast.village.place}&demand=${id}`),
      200,
    );
    expect(Object.keys(list.items[0].values)).toEqual(['person.name', 'person.bankAccount']);
    app.clock.set('2026-12-20T09:00:00+08:00');
    const late = await app.get('drafter', `/api/demands/${id}/rosters`);
    expect([late.status, problemShape(late)]).toEqual([403, 'ledger.no-ground']);
  });

  it('are nobody’s who may not see the answers, and none where the terms name none; columns are the dictionary’s', async () => {
    const id = await withRoster();
    for (const who of everybody) {
      const reply = await app.get(who, `/api/demands/${id}/rosters`);
      const allowed = ['drafter', 'township', 'otherTownship', 'inspector', 'auditor'].includes(who);
      expect([who, reply.status]).toEqual([
        who,
        allowed ? 200 : ['operator', 'gatekeeper', 'gatekeeper2', 'foreignGatekeeper', 'security'].includes(who) ? 403 : 404,
      ]);
    }
    expect((await app.get('drafter', `/api/demands/${await tell.admitted()}/rosters`)).status).toBe(404);
    const made = await app.post(
      'drafter',
      '/api/demands',
      draft({ rosters: [{ sheet: '表1', columns: [{ key: 'person.soul', label: '魂' }] }] }),
    );
    expect([made.status, made.body.fields[0].path]).toEqual([400, '/rosters']);
  });
});
