import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../base/dates.ts';
import { read } from '../reading/index.ts';
import { feasible } from './feasible.ts';
import { procedures } from './procedures.ts';

const notice = (body: string, { from = '青禾县住房和城乡建设局', to = '各乡镇人民政府', date = '2026年3月2日' } = {}): string =>
  `${from}关于有关事项的通知\n\n${to}：\n${body}\n${from}\n${date}`;

const judge = (body: string, minutes = 0, over: Parameters<typeof notice>[1] = {}): ReturnType<typeof feasible> =>
  feasible(read(notice(body, over)), { minutes });

const ids = (body: string): readonly string[] => judge(body).criticalPath.map(({ id }) => id);

describe('feasible', () => {
  it.each([
    ['招标二十天加公示三天', '请于3月12日前完成项目招标并签合同。', '2026-03-25', false],
    ['时间够', '请于6月30日前完成项目招标并签合同。', '2026-03-25', true],
    ['征地先预公告再公告', '4月1日前完成集体土地征收。', '2026-04-15', false],
    ['竞争性磋商', '请于3月10日前以竞争性磋商方式确定服务单位。', '2026-03-12', false],
    ['政府采购公开招标', '请于3月20日前完成政府采购。', '2026-03-22', false],
    ['村民会议提前十天', '请各村于3月9日前召开村民会议表决。', '2026-03-12', false],
    ['低保公示七天', '请于3月6日前完成低保审核确认。', '2026-03-09', false],
    ['发展党员公示五个工作日', '请于3月5日前完成发展党员公示。', '2026-03-09', false],
    ['重大行政决策', '请于3月20日前完成重大行政决策程序。', '2026-04-01', false],
    ['房屋征收', '请于3月25日前完成房屋征收签约。', '2026-04-01', false],
    ['通知自己写的公示期', '请于3月6日前完成评议，并公示不少于10天。', '2026-03-12', false],
    ['环评十个工作日', '请于3月9日前完成环评公示。', '2026-03-16', false],
    ['施工是推算', '请于3月12日前建成文化广场。', '2026-03-22', false],
  ])('%s', (_, body, earliest, possible) => {
    const { message, ...result } = judge(body);
    expect(result).toMatchObject({ earliest, possible });
    if (possible) expect(message).toBeNull();
    else expect(message).toMatch(/推算，不是条文/u);
  });

  it('runs steps of one stage side by side and stages one after the other', () => {
    expect(ids('请于4月1日前完成环评公示、重大行政决策程序和项目招标。')).toEqual(['decision.comment', 'tender.bid', 'tender.publicity']);
    expect(judge('请于4月1日前完成环评公示、重大行政决策程序和项目招标。').beside.map(({ id }) => id)).toContain('eia.publicity');
  });

  it.each([
    ['不得要求招标', '5万元以下的零星维修，不得要求乡镇组织招标，3月6日前报名单即可。'],
    ['已经招标', '项目已完成招标，请于3月6日前进场。'],
    ['引用文件名', '请按《招标投标管理办法》于3月6日前填报台账。'],
    ['没有程序', '请于3月6日前核对名单。'],
  ])('needs no procedure: %s', (_, body) => {
    expect(judge(body).criticalPath).toEqual([]);
  });

  it('cannot decide where the law sets no least time, and says so', () => {
    const result = judge('请于3月20日前办结用地预审。');
    expect(result).toMatchObject({ earliest: null, possible: null });
    expect(result.message).toMatch(/用地预审没有法定的最短时间/u);
  });

  it('shows a right of others and never adds it up', () => {
    const result = judge('请于3月20日前办结行政复议。');
    expect(result.criticalPath).toEqual([]);
    expect(result.beside.map(({ id }) => id)).toEqual(['review.apply']);
  });

  it('knows no day without a date', () => {
    expect(feasible(read('请各村3日内完成招标。'))).toMatchObject({ earliest: null, possible: null });
  });

  it('counts the levels between and the work itself on workdays', () => {
    // 2 March is a Monday: one day of passing on, three of work.
    expect(judge('请于3月4日前填报附件。', 3 * 480, { to: '各村（社区）' })).toMatchObject({ earliest: '2026-03-06', possible: false });
    expect(judge('请于3月4日前填报附件。', 30)).toMatchObject({ earliest: '2026-03-02', possible: true });
  });

  it('works no holidays: the national day of 2026 ends on the seventh', () => {
    expect(judge('请于9月30日前完成环评公示。', 0, { date: '2026年9月28日' }).earliest).toBe('2026-10-16');
  });

  it('never ends before it starts, and moves with the start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.constantFrom(...procedures.map(({ name }) => name)), (days, name) => {
        const reading = read(notice(`请于12月31日前完成${name}。`));
        const start = addDays('2026-01-05', days);
        const { earliest, criticalPath } = feasible(reading, { start });
        const next = feasible(reading, { start: addDays(start, 1) }).earliest;
        expect(earliest === null || (earliest >= start && next !== null && next >= earliest)).toBe(true);
        for (const step of criticalPath) expect((step.to ?? '') >= (step.from ?? '')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('names a ground for every procedure', () => {
    for (const { law, name, least } of procedures) {
      expect(law.length).toBeGreaterThan(3);
      expect(name.length).toBeGreaterThan(2);
      expect(least === null || least > 0).toBe(true);
    }
  });
});
