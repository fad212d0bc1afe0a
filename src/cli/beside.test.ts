import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './qingdan.ts';

const city = `江州市林业局关于做好松材线虫病秋季普查的通知

各县（市、区）林业局：
一、普查以护林员日常巡护结果为基础，疑似枯死木取样率达到30%以上。
二、普查结果于2026年10月30日前录入系统，不另行报送纸质件。
三、9月10日召开全市视频会议，请各县林业局业务科室参加。
江州市林业局
2026年9月1日
`;
const county = `青禾县林业局关于做好松材线虫病秋季普查的通知

各乡镇：
一、普查以护林员日常巡护结果为基础，疑似枯死木取样率达到60%以上。
二、普查结果于2026年9月20日前录入系统，同时报送纸质小班表。
三、9月10日全市视频会议开到乡镇，请各乡镇党委书记参加。
青禾县林业局
2026年9月7日
`;

let folder = '';
const place = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};

interface Checked {
  readonly text: string;
  readonly addOns: readonly { readonly kind: string; readonly parent: string | null; readonly child: string; readonly message: string }[];
  readonly overlaps: readonly { readonly with: string; readonly similarity: number; readonly kind: string; readonly proposal: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly effect: string;
    readonly undecided: boolean;
    readonly quote: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly feasibility: { readonly earliest: string | null; readonly deadline: string | null; readonly criticalPath: readonly unknown[] };
}

async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    cwd: folder,
    env: {},
    isTty: false,
    stdin: () => Promise.resolve(new Uint8Array()),
  });
  return { code, out, err };
}

const checked = async (...args: readonly string[]): Promise<Checked> => {
  const { out } = await run('check', ...args, '--json');
  const [file] = (JSON.parse(out) as { readonly files: readonly Checked[] }).files;
  if (!file) throw new Error(out);
  return file;
};
const decided = (file: Checked): readonly string[] =>
  file.findings.filter(({ undecided }) => !undecided).map(({ rule, effect }) => `${rule.slice(rule.lastIndexOf('/') + 1)} ${effect}`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beside-'));
  place('city.txt', city);
  place('county.txt', county);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('qingdan diff', () => {
  it('names what was added, with both places', async () => {
    const { code, out } = await run('diff', 'city.txt', 'county.txt', '--json');
    const { addOns, similarity } = JSON.parse(out) as Pick<Checked, 'addOns'> & { readonly similarity: number };
    expect(code).toBe(0);
    expect([...new Set(addOns.map(({ kind }) => kind))].sort()).toEqual(['audience', 'deadline', 'evidence', 'indicator']);
    for (const { parent, child } of addOns) {
      expect(county).toContain(child);
      expect(parent === null || city.includes(parent)).toBe(true);
    }
    expect(similarity).toBeGreaterThan(0.3);
    expect(similarity).toBeLessThan(0.9);
  });

  it('says so where nothing was added, and tells a person in words', async () => {
    expect((await run('diff', 'city.txt', 'city.txt')).out).toMatch(/没有加码[\s\S]*100%/u);
    expect((await run('diff', 'city.txt', 'county.txt')).out).toMatch(/指标 {2}上级定的是30%，这里提到60%/u);
  });

  it.each([
    [['diff', 'city.txt']],
    [['diff', '-', '-']],
    [['diff', 'city.txt', 'no-such.txt']],
    [['diff', 'city.txt', 'county.txt', '--fast']],
  ])('refuses %j in one line', async (args) => {
    const { code, err, out } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('qingdan check --parent', () => {
  it('decides the rules that need the parent', async () => {
    const alone = await checked('county.txt');
    const beside = await checked('county.txt', '--parent', 'city.txt');
    expect(alone.addOns).toEqual([]);
    expect(beside.addOns.length).toBeGreaterThanOrEqual(4);
    expect(decided(beside)).toEqual(expect.arrayContaining(['L3.1 justify', 'C8.6 refuse', 'M5.4 refuse', 'N1.5 justify']));
    expect(decided(alone)).not.toEqual(expect.arrayContaining(['L3.1 justify']));
    for (const { quote, start, end } of beside.findings) expect(beside.text.slice(start, end)).toBe(quote);
  });

  it('refuses a copy that passes for work of its own, not a relay that says it is one', async () => {
    place('copy.txt', city.replaceAll('江州市', '青禾县').replace('各县（市、区）林业局：', '各乡镇：'));
    place(
      'relay.txt',
      `青禾县林业局转发${city.replace('各县（市、区）林业局：', '各乡镇：').replaceAll('\n江州市林业局\n', '\n青禾县林业局\n')}`,
    );
    expect(decided(await checked('copy.txt', '--parent', 'city.txt'))).toContain('D3.5 refuse');
    expect(decided(await checked('relay.txt', '--parent', 'city.txt')).join()).not.toMatch(/D3\.5|L3\.1/u);
  });

  it('shows nothing by a rule that was not in force on the day', async () => {
    place('old-child.txt', county.replaceAll('2026', '2023'));
    place('old-parent.txt', city.replaceAll('2026', '2023'));
    const file = await checked('old-child.txt', '--parent', 'old-parent.txt');
    expect(file.addOns.length).toBeGreaterThan(0);
    expect(decided(file).join()).not.toMatch(/C8\.6|M5\.4|D3\.5/u);
  });
});

describe('qingdan check --against', () => {
  it('finds what stands in a demand in force already, itself left out', async () => {
    place('force/county.txt', county);
    place('force/deeper/again.txt', `@各乡镇 工作提示\n${county}`);
    place(
      'force/other.txt',
      city.replaceAll('松材线虫病秋季普查', '校园食堂燃气改造').replace(/一、[\s\S]*参加。/u, '一、请于10月30日前更换食堂老化的燃气软管。'),
    );
    place('force/picture.png', 'no notice');
    const file = await checked('force/county.txt', '--against', 'force');
    expect(file.overlaps.filter(({ kind }) => kind === 'text').map(({ with: other, proposal }) => [other, proposal])).toEqual([
      ['deeper/again.txt', 'drop'],
    ]);
    expect(decided(file)).toContain('D3.6 refuse');
    expect(file.overlaps.every(({ similarity }) => similarity >= 0 && similarity <= 1)).toBe(true);
  });

  it('lets a paper that replaces the earlier one pass', async () => {
    place('new.txt', county.replace('青禾县林业局\n2026', '此前印发的同名通知作废，以此件为准。\n青禾县林业局\n2026'));
    expect(decided(await checked('new.txt', '--against', 'force')).join()).not.toMatch(/D3\.6/u);
  });

  it('names the folder that is not there', async () => {
    const { code, err } = await run('check', 'county.txt', '--against', 'nowhere');
    expect(code).toBe(2);
    expect(err).toContain('nowhere');
  });
});

describe('qingdan feasible', () => {
  const tender =
    '青禾县教育局关于更换课桌的通知\n\n各乡镇中心学校：\n请于2026年3月12日前完成课桌采购招标并签订合同。\n青禾县教育局\n2026年3月2日\n';

  it('says the earliest day, the deadline and the steps between', async () => {
    place('tender.txt', tender);
    const { code, out } = await run('feasible', 'tender.txt', '--json');
    const result = JSON.parse(out) as Checked['feasibility'] & { readonly criticalPath: readonly { readonly id: string }[] };
    expect(code).toBe(0);
    expect(result).toMatchObject({ earliest: '2026-03-25', deadline: '2026-03-12' });
    expect(result.criticalPath.map(({ id }) => id)).toEqual(['tender.bid', 'tender.publicity']);
    expect((await run('feasible', 'tender.txt')).out).toMatch(/最早2026-03-25才办得完[\s\S]*不是条文/u);
    expect((await checked('tender.txt')).feasibility).toMatchObject({ earliest: '2026-03-25', deadline: '2026-03-12' });
  });

  it('counts from another day where one is given', async () => {
    const { out } = await run('feasible', 'tender.txt', '--start', '2026-03-10', '--json');
    expect(JSON.parse(out)).toMatchObject({ earliest: '2026-04-02' });
  });

  it.each([[['feasible']], [['feasible', 'tender.txt', '--start', '2026-02-30']], [['feasible', 'nothing.txt']]])(
    'refuses %j in one line',
    async (args) => {
      const { code, err } = await run(...args);
      expect(code).toBe(2);
      expect(err.trim().split('\n')).toHaveLength(1);
    },
  );
});
