/**
 * Lawful least times as data. `least: null` says that the law sets no least time: such a step is named and the earliest date stays open.
 * Provenance `recalled`: the article was not re-read, and whoever shows the figure says so (推算，不是条文).
 */
export interface Procedure {
  readonly id: string;
  readonly name: string;
  /** Steps of one stage run side by side; a stage begins when the one before has ended. */
  readonly stage: number;
  readonly least: number | null;
  readonly unit: 'day' | 'workday';
  readonly law: string;
  readonly provenance: 'recalled' | 'project';
  /** Words by which a notice needs it. */
  readonly words: RegExp;
  /** Ids of steps that this one brings with it. */
  readonly brings?: readonly string[];
  /** Shown and never added up: nobody can order when a right of others is used. */
  readonly shownOnly?: boolean;
}

const step = (
  id: string,
  name: string,
  stage: number,
  least: number | null,
  unit: Procedure['unit'],
  law: string,
  words: RegExp,
  more: Pick<Procedure, 'brings' | 'shownOnly'> = {},
): Procedure => ({ id, name, stage, least, unit, law, provenance: 'recalled', words, ...more });

const never = /(?!)/u;

export const procedures: readonly Procedure[] = [
  step('village.assembly', '村民会议提前通知', 1, 10, 'day', '村民委员会组织法第21条', /村民会议|村民大会/u),
  step('decision.comment', '重大行政决策公开征求意见', 1, 30, 'day', '重大行政决策程序暂行条例第15条', /重大行政决策|重大决策程序/u),
  step('hearing.notice', '听证会提前通知', 1, 7, 'day', '行政许可法第48条', /听证/u),
  step('eia.publicity', '环评公众参与公示', 1, 10, 'workday', '环境影响评价公众参与办法', /环评|环境影响评价/u),
  step('land.announce', '征收土地预公告', 1, 10, 'workday', '土地管理法实施条例第26条', /征地|土地征收|征收土地|集体土地征收/u, {
    brings: ['land.plan'],
  }),
  step('land.plan', '征地补偿安置公告', 2, 30, 'day', '土地管理法实施条例第28条', never),
  step('house.plan', '房屋征收补偿方案征求意见', 1, 30, 'day', '国有土地上房屋征收与补偿条例第10条', /房屋征收|征收补偿|征收签约|拆迁/u),
  step('tender.bid', '招标文件发出到投标截止', 3, 20, 'day', '招标投标法第24条', /(?<!政府采购)(?:公开)?招标|招投标|开标|中标/u, {
    brings: ['tender.publicity'],
  }),
  step('tender.publicity', '中标候选人公示', 4, 3, 'day', '招标投标法实施条例第54条', never),
  step('procurement.consultation', '竞争性磋商文件发出到提交响应', 3, 10, 'day', '财库〔2014〕214号', /磋商/u),
  step('procurement.open', '政府采购公开招标等标期', 3, 20, 'day', '政府采购法第35条', /政府采购|公开采购|采购程序/u),
  step(
    'welfare.publicity',
    '低保公示',
    5,
    7,
    'day',
    '最低生活保障审核确认办法',
    /低保(?:对象)?[^，。；]{0,8}(?:认定|审核|审批|公示|办结|纳入|确认)|(?:审核|确认|认定)[^，。；]{0,8}低保/u,
  ),
  step('party.publicity', '发展党员公示', 5, 5, 'workday', '发展党员工作细则', /发展(?:预备)?党员|接收预备党员|预备党员转正/u),
  step('land.preliminary', '用地预审', 1, null, 'workday', '建设项目用地预审管理办法（未定最短时间）', /用地预审/u),
  step(
    'statistics.approval',
    '统计调查项目审批',
    1,
    null,
    'workday',
    '统计法（未定最短时间）',
    /统计调查(?:项目|制度)[^，。；]{0,6}(?:审批|备案|报批)/u,
  ),
  step('review.apply', '行政复议申请期', 6, 60, 'day', '行政复议法', /行政复议/u, { shownOnly: true }),
];

/** A level that passes a paper on needs a day to receive and a day's part to send it. Our own estimate. */
export const relayWorkdays = 1;
/** Building, demolishing and rebuilding below this is not done by anybody. Our own estimate, the same as rule L4.2 uses. */
export const works = {
  id: 'works',
  name: '施工',
  stage: 6,
  least: 20,
  unit: 'day',
  law: '项目推算',
  provenance: 'project',
  words: /建成|完工|竣工|通车|投入使用|修建|(?:完成|组织)[^，。；]{0,10}(?:建设|改造|修缮|施工|硬化|拆除)/u,
} as const satisfies Procedure;
