import { unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type TestApp } from '../../../test/app.ts';
import { everybody, places, type Who } from '../../../test/cast.ts';
import { docxParts, pack, tableXml } from '../../../test/office/make-docx.ts';
import { makeWorkbook, someStyles } from '../../../test/office/make-xlsx.ts';
import { draft, expected, field, Scenarios } from '../../../test/scenarios.ts';
import { readWorkbook } from '../../platform/office/index.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

async function keep(bytes: Uint8Array, name: string) {
  const head = Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`);
  const body = Buffer.concat([head, bytes, Buffer.from('\r\n--x--\r\n')]);
  return expected(await app.call('drafter', 'POST', '/api/templates', { body, headers: { 'content-type': 'multipart/form-data; boundary=x' } }), 200); // prettier-ignore
}

const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (nth: number, ...texts: string[]): string =>
  `<row r="${nth}">${texts.map((text, at) => (text === '' ? `<c r="${'ABCD'[at]}${nth}"/>` : cell(`${'ABCD'[at]}${nth}`, text))).join('')}</row>`;

const rowEach = makeWorkbook({
  sheets: [
    {
      name: '缺水',
      rows: [
        row(1, '各村冬季缺水情况统计表'),
        row(2, '序号', '村名', '缺水户数', '备注'),
        row(3, '', '', '', ''),
        row(4, '', '', '', ''),
        row(5, '合计', '', '', ''),
      ].join(''),
    },
  ],
  styles: someStyles,
});
const rowFields = [
  field('f1', 'integer', { label: '缺水户数', place: '缺水!C' }),
  field('f2', 'text', { label: '备注', required: false, place: '缺水!D' }),
];
const cells = Buffer.from(pack(docxParts(tableXml([['缺水户数', ''], ['水源', ''], ['查看日期', '']])))); // prettier-ignore
const cellFields = [
  field('f1', 'integer', { label: '缺水户数', place: '表1!B1' }),
  field('f2', 'choice', { label: '水源', place: '表1!B2' }),
  field('f3', 'date', { label: '查看日期', required: false, place: '表1!B3' }),
];

async function textsIn(bytes: Uint8Array, name: string): Promise<string[][]> {
  const grid = (await readWorkbook(Buffer.from(bytes), name)).sheets[0]!;
  const rows: string[][] = [];
  for (const { row: at, column, text } of grid.cells) (rows[at] ??= [])[column] = text;
  return rows.map((texts) => Array.from(texts ?? [], (text) => text ?? ''));
}

describe('the department’s own table, filled', () => {
  it('a row for each unit, rows put in above the total; who has not answered stands there by name', async () => {
    const template = await keep(rowEach, '缺水.xlsx');
    const id = await tell.admitted({ draft: draft({ fields: rowFields, template }) });
    await tell.answered(id, 'village', { f1: 3, f2: '=1+1' });
    await tell.answered(id, 'lastVillage', { f1: 0, f2: { is: 'notApplicable' } });
    await tell.answered(id, 'otherVillage', { f1: { is: 'unknown' } });
    const file = await app.get('drafter', `/api/demands/${id}/filled`);
    expect([file.status, file.headers['x-qingdan-missing']]).toEqual([200, '2']);
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('（已填）.xlsx');
    const texts = await textsIn(file.bytes, '缺水.xlsx');
    expect(texts.slice(2).map(([, name, count, note]) => [name, count, note])).toEqual([
      ['𠮷塘村', '3', '=1+1'],
      ['上湾村', '', ''],
      ['䶮山村', '', ''],
      ['梨树村', '不详', ''],
      ['石桥村', '0', '不适用'],
      ['', '', ''],
    ]);
    expect(texts.at(-1)?.[0]).toBe('合计');
    // A township takes its own villages.
    const own = await app.get('otherTownship', `/api/demands/${id}/filled`);
    expect((await textsIn(own.bytes, '缺水.xlsx')).slice(2, 4).map(([, name]) => name)).toEqual(['梨树村', '石桥村']);
  });

  it('a file for each unit where cells are asked, named by place; what is missing is said; each unit sees who took it', async () => {
    const template = await keep(cells, '缺水.docx');
    const id = await tell.admitted({ draft: draft({ fields: cellFields, template }) });
    await tell.answered(id, 'neighbour', { f1: 12, f2: '河水', f3: '2026-11-09' });
    const file = await app.get('drafter', `/api/demands/${id}/filled`);
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('（各单位已填）.zip');
    const files = unzipSync(file.bytes);
    expect(Object.keys(files)).toEqual(['白石镇上湾村.docx', '还缺的.txt']);
    expect(await textsIn(files['白石镇上湾村.docx']!, '缺水.docx')).toEqual([
      ['缺水户数', '12'],
      ['水源', '河水'],
      ['查看日期', '2026-11-09'],
    ]);
    expect(new TextDecoder().decode(files['还缺的.txt'])).toContain('白石镇𠮷塘村：还没有报');
    const { items } = expected(await app.get('neighbour', '/api/ledger/reads'), 200);
    expect(items[0]).toMatchObject({ how: 'filled', demand: id, ground: 'demand', organ: '临溪县水利局' });
    expect(expected(await app.get('farVillage', '/api/ledger/reads'), 200).items).toEqual([]);
  });

  it('is nobody’s who may not see the roll-up, and no table where none was named', async () => {
    const id = await tell.admitted({ draft: draft({ fields: rowFields, template: await keep(rowEach, '缺水.xlsx'), audience: { level: 'village', under: [places.otherTownship], except: [] } }) }); // prettier-ignore
    const allowed: readonly Who[] = ['otherTownship', 'drafter', 'gatekeeper', 'gatekeeper2', 'inspector', 'auditor'];
    for (const who of everybody) {
      const reply = await app.get(who, `/api/demands/${id}/filled`);
      expect([who, reply.status]).toEqual([who, allowed.includes(who) ? 200 : who === 'operator' || who === 'security' ? 403 : 404]);
    }
    const bare = await app.get('drafter', `/api/demands/${await tell.admitted()}/filled`);
    expect([bare.status, problemShape(bare)]).toEqual([404, 'thing.missing']);
    expect((await app.get(null, `/api/demands/${id}/filled`)).status).toBe(401);
  });
});
