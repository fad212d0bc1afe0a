import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDocx } from '../../test/office/make-docx.ts';
import { makeWorkbook, someStyles } from '../../test/office/make-xlsx.ts';
import { readTables } from '../platform/office/read/index.ts';
import { main } from './qingdan.ts';

const folder = mkdtempSync(join(tmpdir(), 'qingdan-fill-test-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const cell = (ref: string, text: string): string => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const headings = ['序号', '姓名', '性别', '身份证号码', '出生日期', '年龄', '残疾类别', '耕地面积（公顷）', '负责人意见'];
const letters = 'ABCDEFGHI';

/** A roster for two people, a total, a signature. */
const template = makeWorkbook({
  styles: someStyles,
  sheets: [
    {
      name: 'Sheet1',
      rows: [
        `<row r="1">${cell('A1', '柳湾村残疾人花名册')}</row>`,
        `<row r="2">${cell('A2', '填报单位：')}</row>`,
        `<row r="3">${headings.map((heading, column) => cell(`${letters[column] ?? ''}3`, heading)).join('')}</row>`,
        ...[4, 5].map((row) => `<row r="${row}"><c r="A${row}"><v>${row - 3}</v></c>${Array.from(letters.slice(1)).map((letter) => `<c r="${letter}${row}"/>`).join('')}</row>`),
        `<row r="6">${cell('A6', '合计')}<c r="F6"><f>COUNT(F4:F5)</f><v>0</v></c></row>`,
        `<row r="7">${cell('A7', '填表人：')}</row>`,
      ].join(''),
      tail: '<mergeCells count="2"><mergeCell ref="A1:I1"/><mergeCell ref="A2:D2"/></mergeCells>',
    },
  ],
}); // prettier-ignore

/** Check digits are right; the third has none of its own, the fourth has no certificate. */
const people = [
  'unit.code,household.code,person.name,person.idNumber,person.relationToHead,person.disabilityKind,person.disabilityCertNumber',
  '990127100201,h1,张三,11010519491231002X,户主,肢体,11010519491231002X44',
  '990127100201,h1,=李四,990127194210209124X,配偶,,99012719421020912444',
  '990127100201,h2,王𠮷,,户主,视力,X1',
  '990127100201,h2,赵六,110105194912310046,配偶,,',
  '990127100202,h3,外村人,,户主,听力,Y1',
].join('\r\n');
const villages =
  'unit.code,report.year,unit.name,unit.villageName\n990127100201,2025,青石镇柳湾村,柳湾村\n990127100202,2025,青石镇石桥村,石桥村';

beforeAll(() => {
  writeFileSync(at('残疾人.xlsx'), template);
  writeFileSync(at('people.csv'), `\uFEFF${people}`);
  writeFileSync(at('villages.csv'), villages);
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    stdout: (text) => void (out += text),
    stderr: (text) => void (err += text),
    cwd: folder,
    env: {},
    isTty: false,
    stdin: () => Promise.resolve(new Uint8Array()),
  });
  return { code, out, err };
}

const valuesIn = (name: string): Record<string, string> =>
  Object.fromEntries(
    (readTables(readFileSync(at(name)), name).sheets[0]?.cells ?? []).filter(({ text }) => text !== '').map(({ ref, text }) => [ref, text]),
  );

describe('qingdan fill', () => {
  it('fills a roster with those who belong, puts in a line, and says what is left', async () => {
    const { code, out } = await run('fill', '残疾人.xlsx', '--from', 'people.csv', 'villages.csv', '--unit', '990127100201', '--period', '2025', '-o', 'out.xlsx', '--json'); // prettier-ignore
    expect(code).toBe(0);
    const values = valuesIn('out.xlsx');
    expect(values).toMatchObject({
      A2: '填报单位：青石镇柳湾村',
      A4: '1', B4: '张三', C4: '女', D4: '11010519491231002X', E4: '1949-12-31', F4: '76', G4: '肢体',
      B5: '=李四', B6: '王𠮷', A6: '3', G6: '视力', A7: '合计', F7: '1', A8: '填表人：',
    }); // prettier-ignore
    // No number of their own that holds: neither sex nor age is guessed; nobody judges for a person, and no land is held.
    for (const empty of ['C5', 'C6', 'F6', 'I4', 'H4', 'B8']) expect(values[empty]).toBeUndefined();
    const told = JSON.parse(out) as {
      filled: number;
      missing: { row: number; column: string; element: string; reason: string }[];
      sheets: { kind: string }[];
    };
    expect(told.sheets[0]?.kind).toBe('roster');
    expect(told.missing).toContainEqual(expect.objectContaining({ row: 6, column: 'D', element: 'person.idNumber' }));
    expect(told.filled).toBeGreaterThan(10);
  });

  it('tells in words, and leaves the template alone', async () => {
    const { out } = await run('fill', '残疾人.xlsx', '--from', 'people.csv', 'villages.csv', '--unit', '990127100201', '--period', '2025', '--explain'); // prettier-ignore
    expect(out).toContain('残疾人-已填.xlsx');
    expect(out).toContain('由身份证号推出');
    expect(readFileSync(at('残疾人.xlsx')).equals(Buffer.from(template))).toBe(true);
  });

  it('fills a table of a Word document, with the look of its rows', async () => {
    writeFileSync(at('台账.docx'), makeDocx(['残疾人信息台账'], [[['姓名', '性别', '残疾类别'], ['', '', '']]])); // prettier-ignore
    const { code } = await run('fill', '台账.docx', '--from', 'people.csv', '--unit', '990127100201', '--period', '2025', '-o', 'out.docx');
    expect(code).toBe(0);
    expect(valuesIn('out.docx')).toMatchObject({ A2: '张三', B2: '女', C2: '肢体', A3: '=李四', A4: '王𠮷', C4: '视力' });
    expect(valuesIn('out.docx')['A5']).toBeUndefined();
  });

  it('reads registers with headings in a department’s own words, and does not believe shortened numbers', async () => {
    writeFileSync(at('名册.csv'), '统计用区划代码,姓名,公民身份号码,残疾人证号\n990127100201,钱七,9.90127E+17,Z1\n');
    const { code, err } = await run('fill', '残疾人.xlsx', '--from', '名册.csv', '--period', '2025', '-o', 'words.xlsx');
    expect([code, err]).toEqual([0, '']);
    expect(valuesIn('words.xlsx')).toMatchObject({ B4: '钱七' });
    expect(valuesIn('words.xlsx')['D4']).toBeUndefined();
  });

  const wrong: readonly [string, string[], string][] = [
    ['no register', ['残疾人.xlsx'], '--from'],
    ['no template', ['--from', 'people.csv'], '先写要填的表'],
    ['two templates', ['残疾人.xlsx', '台账.docx', '--from', 'people.csv'], '一次填一张表'],
    ['a period that is none', ['残疾人.xlsx', '--from', 'people.csv', '--period', '25年'], '2025-Q3'],
    ['a unit that is none', ['残疾人.xlsx', '--from', 'people.csv', '--unit', '柳湾'], '12位'],
    ['no unit where there are several', ['残疾人.xlsx', '--from', 'people.csv'], '--unit'],
    ['itself as the output', ['残疾人.xlsx', '--from', 'people.csv', '--unit', '990127100201', '-o', '残疾人.xlsx'], '不能盖掉'],
    ['a register that is not there', ['残疾人.xlsx', '--from', '没有.csv'], '没有.csv'],
    ['a register that says nothing', ['残疾人.xlsx', '--from', 'nothing.csv'], '表头'],
    ['a template that is none', ['people.csv', '--from', 'people.csv', '--unit', '990127100201'], 'people.csv'],
  ];
  it.each(wrong)('%s: one line with the mend, exit code 2', async (_name, args, said) => {
    writeFileSync(at('nothing.csv'), '甲,乙\n1,2\n');
    const { code, out, err } = await run('fill', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
