import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cn } from './countries/cn.ts';
import { check, checkWithTrace, type CheckOptions } from './check.ts';
import type { Finding, RuleCase } from './rule.ts';

const blank: RuleCase = {
  name: '',
  says: null,
  text: null,
  title: null,
  from: null,
  to: null,
  number: null,
  date: null,
  today: null,
  metadata: null,
  params: {},
  expect: 'silent',
  effect: null,
  mended: null,
};
const notice = (says: string, more: Partial<RuleCase> = {}): string => cn.notice({ ...blank, says, ...more });
const findings = (text: string, options: CheckOptions = {}): readonly Finding[] => check(text, options).findings;
const of = (id: string, all: readonly Finding[]): Finding | undefined => all.find(({ rule }) => rule.endsWith(`/${id}`));

describe('the two clocks', () => {
  const text = (date: string): string => notice('各站要与村签订责任状，每周五公布完成率排名。', { date });

  it('judges a demand by the rules of its date', () => {
    expect(of('C8.8', findings(text('2023-05-10')))).toBeUndefined();
    expect(of('E2.4', findings(text('2023-05-10')))).toMatchObject({ effect: 'advise' });
    expect(of('C8.8', findings(text('2026-05-10')))).toMatchObject({ effect: 'refuse' });
    expect(of('E2.4', findings(text('2026-05-10')))).toBeUndefined();
  });

  it('says when a rule was in force but not yet public', () => {
    expect(of('C8.8', findings(text('2025-03-10')))?.inForce).toBe('当时已施行、尚未公开');
    expect(of('C8.8', findings(text('2026-03-10')))?.inForce).toBeNull();
  });

  it('takes today for a text without a date', () => {
    const undated = '青禾县林业局\n关于护林工作的通知\n\n各乡镇林业站：\n各站要与村签订责任状。\n\n青禾县林业局\n';
    expect(of('C8.8', findings(undated, { today: '2023-05-10' }))).toBeUndefined();
    expect(of('C8.8', findings(undated, { today: '2026-05-10' }))).toBeDefined();
  });
});

describe('what the text and the register say', () => {
  const check = '我局将于4月上旬组成检查组，到各乡镇检查秸秆禁烧工作。';
  const title = '关于开展秸秆禁烧检查的通知';

  it('silence means absent', () => {
    expect(of('C7.2', findings(notice(check, { title })))).toMatchObject({ effect: 'refuse', undecided: false });
  });

  it('a number in the text or in the register is enough', () => {
    expect(of('C7.2', findings(notice(`本次检查已列入年度督检考计划（编号：青督〔2026〕5号）。${check}`, { title })))).toBeUndefined();
    expect(of('C7.2', findings(notice(check, { title }), { metadata: { plannedItem: '2026-DJK-017' } }))).toBeUndefined();
  });

  it('the register wins over the text', () => {
    const text = notice('本文已列入年度发文计划（编号2026-31）。请各站核对名单。');
    expect(of('D1.1', findings(text, { metadata: { plannedItem: false } }))).toMatchObject({ effect: 'refuse' });
  });

  it('what is not known is undecided, advises only, and says so', () => {
    const undecided = findings(notice('请各站核对名单。')).filter((finding) => finding.undecided);
    expect(undecided.map(({ rule }) => rule)).toContain('cn-2024/D3.1');
    for (const finding of undecided) {
      expect(finding.effect).toBe('advise');
      expect(finding.message).toMatch(/^无法判定：/);
    }
  });

  it('a parameter of null decides nothing, a local one does', () => {
    const text = notice('市里派驻32名同志驻点柳溪镇推进项目。', { to: '柳溪镇人民政府' });
    expect(of('L6.2', findings(text))).toMatchObject({ undecided: true });
    expect(of('L6.2', findings(text, { params: { 'team.max_people': 10 } }))).toMatchObject({ effect: 'justify', undecided: false });
  });
});

describe('who commands what', () => {
  it.each([
    '各单位不得组织打卡、接龙，不得排名通报，不得签订责任状，不得要求照片和台账。',
    '自4月起取消月度排名、周通报和一票否决，不再要求报送日报。',
    '某局每周排名，某镇要求户户签订承诺书，已被责令改正。',
    '根据《乡镇考核排名办法》《关于签订责任状的通知》，有关做法一律停止。',
  ])('%s refuses nothing', (says) => {
    expect(findings(notice(says)).filter(({ effect, undecided }) => effect === 'refuse' && !undecided)).toEqual([]);
  });

  it('a withdrawing notice may list what it withdraws', () => {
    const text = notice('自5月1日起，取消下列事项：人居环境月度排名、信访周通报、进度红黑榜、目标责任状。', {
      title: '关于取消有关事项的通知',
      from: '青禾县人民政府办公室',
    });
    expect(findings(text).filter(({ effect, undecided }) => effect === 'refuse' && !undecided)).toEqual([]);
  });

  it('an emergency suspends daily reports, not the ban on rankings', () => {
    const all = findings(notice('县里启动防汛Ⅱ级应急响应，各站每天17时前报送水情，每周公布完成率排名。'));
    expect(of('F2.1', all)).toBeUndefined();
    expect(of('C8.7', all)).toMatchObject({ effect: 'refuse' });
  });
});

describe('findings', () => {
  const sentences = [
    '请各站于3月20日前报送名单。',
    '每周五公布各站排名。',
    '各村要建立台账，拍照上传。',
    '不得签订责任状。',
    '请下载“护林宝”应用，每日打卡。',
    '各站要制定实施方案，报贯彻落实情况。',
    '征订《农技报》不少于5份。',
    '完成情况纳入年度考核，实行一票否决。',
    '😀 𠀀字、（括号）〔2026〕3号',
    '县局派人上门，各村不用管。',
  ];

  it('quote exactly what their offsets select, and the same text gives the same findings', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...sentences), { maxLength: 8 }), fc.constantFrom('\n', '', '\r\n'), (chosen, joint) => {
        const text = notice(chosen.join(joint));
        const all = findings(text);
        for (const { quote, start, end } of all) expect(text.slice(start, end)).toBe(quote);
        expect(findings(text)).toEqual(all);
      }),
      { numRuns: 25 },
    );
  });

  it('carry what the page shows', () => {
    expect(of('N1.2', findings(notice('请各村今天下班前报送名单。', { to: '各村（社区）' })))).toMatchObject({
      source: '本平台约定，不是条文',
    });
    expect(of('T1.1', findings(notice('请各站12月10日前完成《农技报》订阅指标。')))).toMatchObject({ source: '参照案例，不是条文' });
    expect(of('C8.7', findings(notice('每周五公布各站完成率排名。')))).toMatchObject({
      source: '公开条文',
      article: '8',
      modality: 'must-not',
      confidence: 'C',
    });
  });

  it('stand for one place each', () => {
    const all = findings(notice('各站要制定实施方案，于3月20日前报送落实情况。\n各站要于4月20日前报送工作总结。')).filter(
      ({ rule }) => rule === 'cn-2024/D3.2',
    );
    expect(new Set(all.map(({ start }) => start)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(1);
  });

  it('have a trace of every rule, in or out of force', () => {
    const { trace } = checkWithTrace(notice('请各站核对名单。'));
    expect(trace).toHaveLength(173);
    expect(trace.find(({ rule }) => rule === 'cn-history/E2.4')?.verdict).toBe('not-in-force');
  });

  it.each(['', ' \n', '。。。', '《'.repeat(5000), '每月'.repeat(5000), '\u{1F600}'.repeat(200)])('survives odd text %#', (text) => {
    for (const { quote, start, end } of findings(text)) expect(text.slice(start, end)).toBe(quote);
  });
});
