/**
 * 演示标准 2026: the demo's tariff. Every figure is the project's own estimate for an ordinary village or township office, low and high
 * ends a factor of two to three around it, to be replaced by measured times (the burden noun keeps both apart). The method is the
 * international Standard Cost Model: obligation → activity → minutes × how many people × how often; a normally efficient office, no waiting.
 */
import type { Tariff, TariffItem } from './costing.ts';
import { range } from './range.ts';

const note = '项目估计，待实测替换';

type Short = Omit<TariffItem, 'provenance' | 'note' | 'minutes' | 'words' | 'per'> & Partial<Pick<TariffItem, 'words' | 'per'>>;

function item(facts: Short, low: number, likely: number, high: number): TariffItem {
  return { words: [], per: 'time', ...facts, minutes: range(low, likely, high), provenance: 'project', note };
}

const papers: readonly TariffItem[] = [
  item({ id: 'reading', kind: 'reading', label: '看这份文' }, 1, 1, 1),
  item(
    {
      id: 'report.zero',
      kind: 'report',
      label: '零报告',
      words: ['零报告', '报“无”', '报"无"', '无情况', '平安报', '无进展'],
      recurring: true,
    },
    6,
    8,
    10,
  ),
  item({ id: 'report.recurring', kind: 'report', label: '报一次进展', recurring: true }, 8, 15, 30),
  item({ id: 'report.characters', kind: 'report', label: '写材料', per: 'thousandCharacters' }, 40, 90, 180),
  item({ id: 'report.opinion', kind: 'report', label: '书面回意见', words: ['反馈意见', '修改意见', '意见建议', '征求意见'] }, 20, 45, 120),
  item({ id: 'report.news', kind: 'report', label: '写信息稿', words: ['信息稿', '简报', '信息报送', '稿件'] }, 40, 80, 150),
  item({ id: 'report', kind: 'report', label: '写一份材料' }, 90, 180, 420),
  item({ id: 'form.recurring', kind: 'form', label: '报一次数', recurring: true }, 6, 12, 25),
  item({ id: 'form.contact', kind: 'form', label: '报联系人', words: ['联络员', '联系人', '联系方式'] }, 3, 5, 10),
  item({ id: 'form.receipt', kind: 'form', label: '填回执', words: ['回执', '报名', '参会', '参训', '参加人员'] }, 4, 8, 15),
  item({ id: 'form.number', kind: 'form', label: '报一个数', words: ['报一下', '报个数', '人数', '户数', '接龙'] }, 5, 12, 30),
  item({ id: 'form.roster', kind: 'form', label: '填名单', words: ['名单', '花名册', '名册', '逐户', '逐人', '登记表'] }, 40, 90, 240),
  item({ id: 'form', kind: 'form', label: '填一张表' }, 20, 45, 120),
  item(
    { id: 'ledger.household', kind: 'ledger', label: '一户一档', per: 'household', words: ['一户一档', '一人一档', '逐户建'] },
    4,
    8,
    15,
  ),
  item({ id: 'ledger.recurring', kind: 'ledger', label: '补一次台账', recurring: true }, 8, 15, 30),
  item({ id: 'ledger.file', kind: 'ledger', label: '归档备查', words: ['归档', '备查', '装订', '佐证'] }, 40, 90, 240),
  item({ id: 'ledger', kind: 'ledger', label: '建台账' }, 60, 150, 360),
  item({ id: 'photo.video', kind: 'photo', label: '拍视频', words: ['视频', '短片', '录像', '录制'] }, 25, 60, 150),
  item({ id: 'photo.track', kind: 'photo', label: '开定位', words: ['定位', '轨迹', '打卡'] }, 2, 4, 8),
  item({ id: 'photo', kind: 'photo', label: '拍照上传', per: 'photo' }, 1.5, 3, 6),
  item(
    { id: 'pledge.household', kind: 'pledge', label: '逐户签字', per: 'household', words: ['户户', '逐户', '每户', '家家', '家长'] },
    3,
    5,
    10,
  ),
  item({ id: 'pledge', kind: 'pledge', label: '签责任书', per: 'person' }, 5, 10, 25),
];

const gatherings: readonly TariffItem[] = [
  item({ id: 'meeting.travel', kind: 'meeting', label: '去开会的路上', per: 'person', part: true }, 20, 50, 100),
  item(
    {
      id: 'meeting.travel.video',
      kind: 'meeting',
      label: '到分会场的路上',
      per: 'person',
      part: true,
    },
    0,
    10,
    30,
  ),
  item(
    {
      id: 'meeting.hold',
      kind: 'meeting',
      label: '开一次会',
      words: ['召开', '组织召开', '举办', '每村开', '开一次'],
      with: 'meeting.hold.prepare',
    },
    300,
    600,
    1200,
  ),
  item({ id: 'meeting.hold.prepare', kind: 'meeting', label: '准备会议', part: true }, 20, 40, 90),
  item(
    { id: 'meeting.training', kind: 'meeting', label: '参加培训', per: 'person', words: ['培训'], with: 'meeting.travel' },
    120,
    200,
    420,
  ),
  item({ id: 'meeting', kind: 'meeting', label: '参会', per: 'person', with: 'meeting.travel' }, 50, 90, 150),
  item({ id: 'inspection.self', kind: 'inspection', label: '自查', words: ['自查', '自评', '自检', '对照标准'] }, 90, 180, 420),
  item(
    {
      id: 'inspection.sample',
      kind: 'inspection',
      label: '备抽查',
      words: ['抽查', '暗访', '四不两直', '随机'],
      with: 'inspection.receive',
    },
    60,
    180,
    420,
  ),
  item({ id: 'inspection', kind: 'inspection', label: '备检查的材料', with: 'inspection.receive' }, 120, 360, 900),
  item({ id: 'inspection.receive', kind: 'inspection', label: '接受检查', per: 'person', part: true }, 60, 120, 240),
  item({ id: 'exam.hours', kind: 'exam', label: '学时', per: 'hour', words: ['学时'] }, 45, 45, 60),
  item({ id: 'exam', kind: 'exam', label: '答题考试', per: 'official' }, 15, 30, 60),
  item({ id: 'reception', kind: 'reception', label: '陪同接待', per: 'person' }, 90, 180, 420),
  item({ id: 'campaign', kind: 'campaign', label: '报评选材料' }, 180, 480, 1200),
  item({ id: 'secondment', kind: 'secondment', label: '借人', per: 'workday' }, 480, 480, 480),
];

const actions: readonly TariffItem[] = [
  item(
    {
      id: 'app.quota',
      kind: 'app',
      label: '发动群众装用',
      per: 'household',
      words: ['激活率', '注册率', '群众下载', '村民', '居民', '户均'],
    },
    2,
    5,
    10,
  ),
  item({ id: 'app', kind: 'app', label: '装软件、注册', per: 'official' }, 5, 10, 20),
  item({ id: 'share', kind: 'share', label: '转发点赞', per: 'official' }, 1, 2, 4),
  item({ id: 'plaque', kind: 'plaque', label: '制作挂牌' }, 45, 90, 240),
  item({ id: 'taskforce.contact', kind: 'taskforce', label: '定一个人', words: ['联络员', '专人', '联系人', '信息员'] }, 3, 8, 20),
  item({ id: 'taskforce', kind: 'taskforce', label: '成立专班' }, 30, 75, 180),
  item(
    {
      id: 'relay.plan',
      kind: 'relay',
      label: '写本级方案',
      words: ['实施方案', '工作方案', '细化', '具体措施', '分解'],
      with: 'relay.pass',
    },
    90,
    210,
    480,
  ),
  item({ id: 'relay.supervise', kind: 'relay', label: '督促下面落实', per: 'child', words: ['督促', '督导', '压实', '指导'] }, 5, 15, 40),
  item({ id: 'relay', kind: 'relay', label: '往下传', with: 'relay.pass' }, 3, 8, 20),
  item({ id: 'relay.pass', kind: 'relay', label: '下面每处听一遍、看一遍', per: 'child', part: true }, 3, 6, 15),
  item(
    {
      id: 'visit.all',
      kind: 'visit',
      label: '逐户走',
      per: 'household',
      words: ['逐户', '每户', '户户', '挨家挨户', '每家每户', '不漏一户', '全覆盖', '敲门', '拉网'],
    },
    5,
    10,
    20,
  ),
  item({ id: 'visit', kind: 'visit', label: '走访排查' }, 120, 300, 720),
  item(
    {
      id: 'publicity.print',
      kind: 'publicity',
      label: '挂横幅、发单子',
      words: ['横幅', '标语', '明白纸', '传单', '海报', '宣传单', '张贴'],
    },
    40,
    90,
    240,
  ),
  item(
    { id: 'publicity.broadcast', kind: 'publicity', label: '广播推送', words: ['喇叭', '广播', '推送', '公众号', '微信群', '群里'] },
    8,
    20,
    45,
  ),
  item({ id: 'publicity', kind: 'publicity', label: '做宣传' }, 60, 150, 360),
  item({ id: 'funding', kind: 'funding', label: '办钱款手续（钱另算）' }, 20, 45, 120),
];

export const demoTariff: Tariff = {
  id: 'demo-2026',
  name: '演示标准（2026）',
  provenance: 'project',
  items: [...papers, ...gatherings, ...actions],
  fields: {
    integer: { read: range(0.1, 0.2, 0.4), collect: range(0.4, 0.8, 3), check: range(0.1, 0.2, 0.6) },
    decimal: { read: range(0.1, 0.2, 0.4), collect: range(0.5, 1.2, 4), check: range(0.1, 0.3, 0.8) },
    text: { read: range(0.1, 0.3, 0.6), collect: range(0.6, 2, 6), check: range(0.1, 0.3, 0.8) },
    date: { read: range(0.1, 0.1, 0.2), collect: range(0.2, 0.5, 1.5), check: range(0.1, 0.1, 0.3) },
    choice: { read: range(0.1, 0.2, 0.4), collect: range(0.1, 0.3, 1), check: range(0, 0.1, 0.2) },
    boolean: { read: range(0.1, 0.2, 0.3), collect: range(0.1, 0.2, 0.8), check: range(0, 0.1, 0.2) },
  },
  heldField: range(0.05, 0.1, 0.3),
  formOverhead: range(0.3, 0.5, 2),
  sizes: {
    village: { households: range(200, 310, 450), staff: range(5, 7, 9), children: range(5, 8, 12) },
    township: { households: range(2_500, 4_100, 6_000), staff: range(40, 60, 90), children: range(8, 13, 20) },
    organ: { households: range(0, 0, 0), staff: range(10, 20, 40), children: range(2, 4, 8) },
  },
  defaults: { people: range(1, 1, 2), photos: range(2, 4, 9), secondedDays: range(20, 60, 120), courseHours: range(4, 8, 20) },
  charactersPerMinute: range(200, 350, 500),
  openEndedMonths: range(1, 3, 12),
  events: range(1, 1, 3),
};
