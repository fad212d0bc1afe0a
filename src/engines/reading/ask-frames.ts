import type { ReadClause } from './clauses.ts';
import { indexFrames, type Frame } from './frames.ts';
import { isNumeral } from './numbers.ts';
import { hasTag } from './tags.ts';
import type { Token } from './segment.ts';

const followedBy = (text: string, token: Token, words: readonly string[]): boolean =>
  words.some((word) => text.startsWith(word, token.end));
const clauseText = (clause: ReadClause, text: string): string => text.slice(clause.start, clause.end);

/** 电话报, 口头汇报: nothing is written down. */
const oral = (clause: ReadClause, _token: Token, text: string): boolean =>
  hasTag(clause.tokens, 'oral') || /(^|[^、和及名系])电话(报|告知|汇报|反馈|通知|联系|回复|统计)/u.test(clauseText(clause, text));

/** 火情信息, 险情: news of an event goes up when it happens. */
const emergencyNews = (clause: ReadClause, text: string): boolean =>
  /(火|险|灾|疫|雨|汛|警|舆|旱|水|病)情|突发(事件|情况)|事故|异常情况/u.test(clauseText(clause, text));

/** 无意见的无需回复, 逾期视为无意见: nobody must answer. */
const voluntaryAnswer = (text: string, clause: ReadClause): boolean =>
  /(没有|无|如无)[^，。；]{0,4}意见的?，?(无需|不必|不用|可不)|视为(无意见|同意|没有意见)/u.test(
    text.slice(clause.sentence.from, clause.sentence.end + 60),
  );

/** 这次评选, 主办的…评选, 投票评选: names somebody's selection. */
export const namesSelection = (clause: ReadClause, token: Token, text: string): boolean =>
  /[这此本该次的]$/u.test(text.slice(Math.max(clause.start, token.start - 1), token.start)) ||
  /投票/u.test(text.slice(clause.sentence.from, clause.sentence.end)) ||
  /当作|视为/u.test(text.slice(clause.start, token.start)) ||
  // An honour already conferred asks nobody to take part.
  (/授予|予以表彰|给予表彰|命名为/u.test(clauseText(clause, text)) && !/推荐|评选|申报|推选|征集/u.test(clauseText(clause, text)));

/** A noun followed by 的 or by a noun of its own names a matter, not an act. */
const attributive = (_clause: ReadClause, token: Token, text: string): boolean =>
  followedBy(text, token, [
    '的',
    '情况',
    '工作开展情况',
    '结果',
    '中发现',
    '期间',
    '次数',
    '力度',
    '经费',
    '能力',
    '名单',
    '对象',
    '企业',
    '范围',
    '内容',
    '报告',
    '结束',
    '小组',
  ]);

/** 人数不少于50人, 进度达到80%: a mark to reach, nothing to hand in. */
const isTarget = (text: string, token: Token): boolean =>
  followedBy(text, token, ['不少于', '不低于', '不得少于', '不得低于', '达到', '要达到', '须达到', '不超过', '控制在']);

const toAssessment = (clause: ReadClause): boolean => hasTag(clause.tokens, 'absorb', 'assessStrong!') && !hasTag(clause.tokens, 'hold');

/** 定于, 拟, 决定, 将, 现面向…: the issuer's own act that calls the addressee. */
const summons = (clause: ReadClause): boolean =>
  clause.tense !== 'past' &&
  clause.sentence.tokens.some((token) => /^(定于|拟于|将|拟|决定|组织|开展|征集|面向|举办|征集活动|推选活动|评选)$/u.test(token.word)) &&
  !clause.sentence.tokens.some((token) => token.tags.has('release') || token.word === '不符合');

const frames: readonly Frame[] = [
  { kind: 'report', things: ['doc'], verbs: ['submit', 'write', 'give'], gap: 26, unless: oral },
  {
    kind: 'report',
    things: ['docWeak'],
    verbs: ['submit', 'frequent!'],
    gap: 32,
    unless: (clause, token, text) =>
      oral(clause, token, text) ||
      emergencyNews(clause, text) ||
      (/意见|建议/u.test(token.word) && voluntaryAnswer(text, clause)) ||
      token.word === '说明' ||
      /^(拍照|截图)/u.test(text.slice(token.end, token.end + 2)) ||
      (token.word === '信息' && /人员信息|基本信息|个人信息|户信息|位置信息|身份信息/u.test(clauseText(clause, text))),
  },
  {
    kind: 'report',
    things: ['doc', 'docWeak'],
    verbs: ['tell'],
    gap: 18,
    // 向县局报告情况 is written only where a time or a rhythm is set for it.
    unless: (clause, token, text) =>
      oral(clause, token, text) || !/每|书面|定期|\d[日号时点][^，]{0,3}前|按[周月季]/u.test(clauseText(clause, text)),
  },
  {
    kind: 'report',
    things: ['docCount'],
    verbs: ['submit', 'write'],
    gap: 12,
    unless: (_clause, token, text) => !isNumeral(text[token.start - 1]),
  },
  { kind: 'form', things: ['list'], verbs: ['submit', 'fill', 'fillWeak', 'give', 'designate'], gap: 26, unless: oral },
  {
    kind: 'form',
    things: ['listWeak'],
    verbs: ['submit', 'fill', 'fillWeak', 'frequent!'],
    gap: 20,
    unless: (clause, token, text) =>
      oral(clause, token, text) || isTarget(text, token) || (token.word === '表' && followedBy(text, token, ['彰', '扬', '现', '示'])),
  },
  { kind: 'form', things: ['docWeak'], verbs: ['fill', 'fillWeak'], gap: 12, unless: (_clause, token) => token.word !== '信息' },
  {
    kind: 'form',
    things: ['form!'],
    unless: (_clause, token, text) =>
      followedBy(text, token, ['单位', '要求', '时间', '制度', '数据质量', '人员']) ||
      /^[^，。；]{0,6}(日志|笔记|记录|志愿|承诺)/u.test(text.slice(token.end, token.end + 10)),
  },
  { kind: 'photo', things: ['photo'], verbs: ['submit', 'give', 'write', 'shareDo', 'affirm'], gap: 22 },
  { kind: 'photo', things: ['photo!'] },
  { kind: 'ledger', things: ['ledger'], verbs: ['keep', 'give', 'setUp', 'submit'], gap: 20 },
  { kind: 'ledger', things: ['ledgerWeak'], verbs: ['keep'], gap: 6, unless: (_clause, token, text) => text[token.start - 1] === '的' },
  // 造册上报 hands a list in.
  {
    kind: 'ledger',
    things: ['ledger!'],
    unless: (_clause, token, text) => token.word.endsWith('造册') && followedBy(text, token, ['上报', '报送', '后上报', '报']),
  },
  {
    kind: 'meeting',
    things: ['meeting'],
    verbs: ['attend', 'hold'],
    gap: 26,
    issuerToo: true,
    summons,
    unless: (_clause, token, text) =>
      followedBy(text, token, ['精神', '要求', '部署', '纪要', '材料', '记录', '上', '审议', '名单', '通知']),
  },
  {
    kind: 'meeting',
    things: ['meeting'],
    verbs: ['holdWeak'],
    gap: 14,
    unless: (_clause, token, text) => followedBy(text, token, ['精神', '要求', '部署', '纪要', '材料', '记录', '上', '审议', '名单']),
  },
  { kind: 'meeting', things: ['meeting!'], issuerToo: true, summons, unless: attributive },
  {
    kind: 'inspection',
    things: ['inspect'],
    issuerToo: true,
    unless: (clause, token, text) => attributive(clause, token, text) || toAssessment(clause),
  },
  {
    kind: 'inspection',
    things: ['inspectWeak'],
    verbs: ['inspectDo', 'inspect', 'inspectWeak'],
    gap: 26,
    issuerToo: true,
    unless: (clause, token, text) => attributive(clause, token, text) || toAssessment(clause),
  },
  { kind: 'exam', things: ['exam'], unless: attributive },
  { kind: 'app', things: ['app', 'appStrong'], verbs: ['install'], gap: 16 },
  { kind: 'app', things: ['appStrong'], verbs: ['installWeak'], gap: 12, unless: (clause) => hasTag(clause.tokens, 'form!', 'fill') },
  { kind: 'app', things: ['appMeasure', 'app!'] },
  { kind: 'app', things: ['install'], unless: (_clause, token, text) => !installsNamed(text, token) },
  {
    kind: 'share',
    things: ['share'],
    verbs: ['shareDo'],
    gap: 14,
    unless: (clause, token) =>
      /群|视频|链接|评论|留言|公众号/u.test(token.word) &&
      !/转发|转到|关注|点赞|扩散|助力|评论|留言/u.test(clause.tokens.map((t) => t.word).join(' ')),
  },
  {
    kind: 'share',
    things: ['share!'],
    unless: (_clause, token, text) => token.word === '投票' && followedBy(text, token, ['选举', '表决']),
  },
  { kind: 'plaque', things: ['plate'], verbs: ['put'], gap: 14 },
  {
    kind: 'plaque',
    things: ['plate!'],
    unless: (clause, token, text) => attributive(clause, token, text) || followedBy(text, token, ['工作', '作为', '清理', '管理']),
  },
  { kind: 'pledge', things: ['pledge'], verbs: ['sign', 'submit', 'fill'], gap: 26, issuerToo: true },
  { kind: 'pledge', things: ['pledge!'] },
  {
    kind: 'secondment',
    things: ['lendWho'],
    verbs: ['lend'],
    gap: 16,
    issuerToo: true,
    unless: (clause, _token, text) => !lendsAway(clauseText(clause, text), clause),
  },
  {
    kind: 'secondment',
    things: ['lendStrong', 'lendTo'],
    issuerToo: true,
    unless: (clause, token, text) =>
      token.tags.has('lend')
        ? !lendsAway(clauseText(clause, text), clause)
        : /抽调|借调/u.test(token.word) && !lendsAway(clauseText(clause, text), clause),
  },
  { kind: 'taskforce', things: ['group'], verbs: ['setUp', 'setUpWeak'], gap: 24 },
  {
    kind: 'taskforce',
    things: ['groupWeak'],
    verbs: ['setUp'],
    gap: 16,
    unless: (_clause, token, text) => followedBy(text, token, ['织', '成', '长', '员', '主任', '伍建设', '人员', '负责', '里']),
  },
  { kind: 'taskforce', things: ['person'], verbs: ['designate'], gap: 10 },
  { kind: 'taskforce', things: ['personWeak'], verbs: ['designate'], gap: 5 },
  { kind: 'campaign', things: ['honour', 'honourWeak'], verbs: ['compete'], gap: 22, issuerToo: true, summons, unless: namesSelection },
  { kind: 'campaign', things: ['honour'], verbs: ['competeWeak'], gap: 16, issuerToo: true, summons, unless: namesSelection },
  { kind: 'campaign', things: ['competeStrong'], issuerToo: true, summons, unless: namesSelection },
  { kind: 'relay', things: ['passStrong'], unless: (_clause, token, text) => followedBy(text, token, ['如下', '表', '方案']) },
  { kind: 'relay', things: ['relayDoc'], verbs: ['draw'], gap: 14 },
  { kind: 'relay', things: ['passTo', 'pass'], unless: (_clause, token, text) => !passesDown(text, token) },
  { kind: 'visit', things: ['go'], unless: (_clause, token, text) => followedBy(text, token, ['的', '情况', '组', '结果', '中发现']) },
  { kind: 'publicity', things: ['material', 'materialWeak'], verbs: ['spread'], gap: 18 },
  {
    kind: 'publicity',
    things: ['publicity!'],
    unless: (clause, token, text) =>
      /当作|作为|视为/u.test(text.slice(clause.start, token.start)) ||
      followedBy(text, token, ['的', '部', '稿', '照', '工作的', '信息报送', '人员']),
  },
  { kind: 'funding', things: ['money'], verbs: ['pay', 'payAll'], gap: 16 },
  { kind: 'funding', things: ['moneyWeak'], verbs: ['payAll'], gap: 14 },
  { kind: 'funding', things: ['fundStrong'] },
  {
    kind: 'funding',
    things: ['ownCost'],
    unless: (clause, _token, text) =>
      !/会|培训|参|学员|报销/u.test(text.slice(Math.max(0, clause.sentence.from - 200), clause.sentence.end)) ||
      /自备|不需要|不用|我(中心|局|办|厅|委|院|会)/u.test(text.slice(Math.max(0, clause.sentence.from - 60), clause.sentence.end)),
  },
  { kind: 'reception', things: ['host'], unless: (_clause, token, text) => token.word === '陪同' && followedBy(text, token, ['人员不']) },
  { kind: 'reception', things: ['hostThing'], verbs: ['hostPrep'], gap: 12 },
];

/** 选派干部到你们那里帮忙, 下派: somebody comes to the addressee. */
export const isSentDown = (words: string): boolean =>
  /(?:到|赴|来|去|在)你(?:们|镇|乡|村|县|校|院|单位|地|处|社区)|下派|下沉到/u.test(words);

/** 到专班, 到我局, 从各镇: the person goes away; 抽调力量组成巡查队 stays at home. */
function lendsAway(words: string, clause: ReadClause): boolean {
  if (isSentDown(words)) return false;
  if (/从[^，]{0,12}(抽|借|选)/u.test(words)) return true;
  if (clause.actor === 'issuer') return /(向|从)/u.test(words);
  if (/组成|成立|组建|充实/u.test(words) && !/到(我|县|市|省|区|专班|局|办)/u.test(words)) return false;
  if (/参加(培训|会议|学习)/u.test(words)) return false;
  return /到|至|赴|参与|来|跟班|集中办公|协助|支援|抽调|借调|顶岗|上挂|专班/u.test(words);
}

const appNames = /^(完毕|到位|并|率|好|，|。|；)?$/u;

/** 安装“驻村通”; or 全部安装完毕 in a paper that is about an app. */
function installsNamed(text: string, token: Token): boolean {
  const rest = text.slice(token.end, token.end + 16);
  if (/^[^，。；]{0,4}“[^”]{1,10}(通|宝|云|达|码|台|端|家|帮|办|信|在线|APP)”/u.test(rest)) return true;
  return appNames.test(rest.slice(0, 2)) && aboutApp(text);
}

let lastText = '';
let lastAbout = false;
/** Whether a text names an app at all; remembered for the text at hand, so that many hits in a long text stay cheap. */
function aboutApp(text: string): boolean {
  if (text !== lastText) {
    lastText = text;
    lastAbout = /APP|app|App|小程序|客户端|应用程序|“[^”]{1,8}(通|宝|码)”|软件|企业微信/u.test(text.slice(0, 20_000));
  }
  return lastAbout;
}

const lower = [
  '各',
  '村',
  '社区',
  '所属',
  '辖区',
  '企业',
  '学校',
  '农户',
  '商户',
  '群众',
  '网格',
  '下属',
  '基层',
  '本辖区',
  '本系统',
  '有关企业',
  '经营',
  '单位',
  '相关企业',
  '镇街',
  '乡镇',
  '住户',
  '党员',
  '每',
  '生产经营',
  '施工',
  '物业',
  '业主',
  '责任',
  '村级',
  '支部',
  '到村',
  '至村',
  '到各',
  '至各',
  '到组',
  '到户',
  '到人',
  '到每',
  '至每',
  '至户',
  '到辖区',
  '到所属',
  '至所属',
  '给各',
  '属地',
  '县',
  '区县',
  '街道',
  '医疗机构',
  '教师',
  '家长',
];
const strictPass = ['督促', '督促指导', '指导督促', '责成', '转告', '转达', '督导落实'];

/** 督促企业…, 转发至各村, 通知各村参会: the addressee makes others act. */
function passesDown(text: string, token: Token): boolean {
  if (strictPass.includes(token.word)) return text.slice(token.end, token.end + 2) !== '检查';
  if (/群|朋友圈|链接/u.test(text.slice(token.end, token.end + 8))) return false;
  if (token.word === '组织' || token.word === '指导' || token.word === '部署' || token.word === '要求' || token.word === '提醒')
    return ['各村', '各社区', '所属', '辖区', '各单位', '各学校', '村（社区）', '各乡镇', '各镇', '企业', '下属', '各支部', '各县'].some(
      (word) => text.startsWith(word, token.end),
    );
  return lower.some((word) => text.startsWith(word, token.end) && !/^[股科处室站]/u.test(text.slice(token.end + word.length)));
}

export const askFrames = indexFrames(frames);
