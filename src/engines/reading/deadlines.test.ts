import { describe, expect, it } from 'vitest';
import { read } from './index.ts';

const dated = (words: string, date = '2026年3月5日'): string => `关于做好有关工作的通知\n各乡镇：\n${words}\n云溪县民政局\n${date}`;
const datesOf = (words: string, date?: string): (string | null)[] => read(dated(words, date)).deadlines.map((deadline) => deadline.date);

describe('deadlines', () => {
  it.each<[string, string]>([
    ['请于2026年4月20日前报送总结。', '2026-04-20'],
    ['请于4月20日17:00前报送总结。', '2026-04-20'],
    ['请于25日前报送总结。', '2026-03-25'],
    ['请于3日前报送总结。', '2026-04-03'],
    ['请于11月底前报送总结。', '2026-11-30'],
    ['请于月底前报送总结。', '2026-03-31'],
    ['请于年底前报送总结。', '2026-12-31'],
    ['请于4月上旬报送总结，4月中旬前完成。', '2026-04-20'],
    ['收到通知后3日内报送总结。', '2026-03-08'],
    ['自印发之日起10个工作日内报送总结。', '2026-03-19'],
    ['今天下班前报送总结。', '2026-03-05'],
    ['明早9点前报送总结。', '2026-03-06'],
    ['后天前报送总结。', '2026-03-07'],
    ['本周五前报送总结。', '2026-03-06'],
    ['下周一前报送总结。', '2026-03-09'],
    ['周三下班前报送总结。', '2026-03-11'],
    ['每月25日前报送进度。', '2026-03-25'],
    ['每周五前报送进度。', '2026-03-06'],
    ['即日起至4月30日，各镇报送案例。', '2026-04-30'],
    ['定于3月20日上午9时召开会议，请派人参加。', '2026-03-20'],
    ['各村不得迟于15日报送名单。', '2026-03-15'],
    ['最迟4月1日上报名单。', '2026-04-01'],
    ['县局将于4月7日至9日到各乡镇督查。', '2026-04-07'],
  ])('%s → %s', (words, date) => {
    expect(datesOf(words)).toContain(date);
  });

  it.each([
    '有效期至2026年12月31日。',
    '截至2026年2月28日数据如下。',
    '请尽快报送总结。',
    '本办法自2026年4月1日起施行。',
    '根据2026年1月4日印发的通知，请报送总结。',
    '2月20日，县局召开了推进会。',
  ])('no deadline: %s', (words) => {
    expect(datesOf(words)).toEqual([]);
  });

  it('says hours, repeats and anchors', () => {
    const [first] = read(dated('收到通知后5个工作日内报送名单。')).deadlines;
    expect(first).toMatchObject({ anchor: 'receipt', date: '2026-03-12' });
    expect(read(dated('每月25日前报送进度。')).deadlines[0]).toMatchObject({ repeats: 'monthly' });
    expect(read(dated('请于3月20日下午5点前报送名单。')).deadlines[0]).toMatchObject({ time: '17:00' });
    expect(read(dated('检查结束后三日内报送整改报告。')).deadlines[0]).toMatchObject({ anchor: 'event', date: null });
  });

  it('crosses the year, and stays unknown without a date', () => {
    expect(datesOf('请于1月10日前报送总结。', '2026年12月20日')).toEqual(['2027-01-10']);
    const chat = read('各村1月10日前把名单报镇里');
    expect(chat.deadlines[0]).toMatchObject({ date: null, quote: '1月10日前' });
    expect(read('各村周四前把名单报镇里', { sentAt: '2026-03-03' }).deadlines[0]).toMatchObject({ date: '2026-03-05' });
  });

  it('remarks what is vague, past or in wrong brackets', () => {
    expect(read(dated('请尽快报送总结。')).remarks.map((remark) => remark.kind)).toContain('vagueDeadline');
    expect(read(dated('请于2月1日前报送总结。')).remarks.map((remark) => remark.kind)).toContain('pastDeadline');
    expect(read('云民发[2026]1号\n关于走访的通知\n各乡镇：\n请走访。').remarks.map((remark) => remark.kind)).toContain('numberBrackets');
  });
});
