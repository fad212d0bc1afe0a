import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './qingdan.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qingdan-map-'));
  const sheet = xlsx.utils.aoa_to_sheet([['老年人花名册'], ['填报单位：'], ['序号', '姓名', '身份证号码', '兴趣爱好'], [1], [2], [3]]);
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, '花名册');
  await writeFile(join(folder, '表.xlsx'), new Uint8Array(xlsx.write(book, { type: 'array', bookType: 'xlsx' })));
  await writeFile(join(folder, '表.et'), 'x');
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io = { stdout: (text: string) => (out += text), stderr: (text: string) => (err += text), cwd: folder, env: {}, isTty: false };
  const code = await main(args, { ...io, stdin: () => Promise.resolve(new Uint8Array()) });
  return { code, out, err };
}

describe('qingdan map', () => {
  it('prints how each column is understood, as the contract has it', async () => {
    const { code, out, err } = await run('map', '表.xlsx', '--json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      sheets: [
        {
          sheet: '花名册',
          header: { from: 3, to: 3 },
          firstDataRow: 4,
          kind: 'roster',
          subject: 'person',
          columns: [
            { column: 'A', path: ['序号'], element: null, alternatives: [] },
            { column: 'B', path: ['姓名'], element: 'person.name' },
            { column: 'C', path: ['身份证号码'], element: 'person.idNumber' },
            { column: 'D', path: ['兴趣爱好'], element: null },
          ],
          meta: [{ cell: 'A2', label: '填报单位', element: 'unit.name' }],
        },
      ],
    });
  });

  it('tells a person, and with --explain why', async () => {
    expect((await run('map', '表.xlsx')).out).toContain('公民身份号码 person.idNumber');
    expect((await run('map', '表.xlsx', '--explain')).out).toContain('数据元里没有正好说这个的');
  });

  it('refuses what it cannot read in one line with the mend, and bad usage', async () => {
    expect(await run('map', '没有.xlsx')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('没有.xlsx') });
    expect(await run('map', '表.et')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/表\.et.*另存/u) });
    expect(await run('map')).toMatchObject({ code: 2, out: '' });
    expect(await run('map', 'a.xlsx', 'b.xlsx')).toMatchObject({ code: 2, out: '' });
  });
});
