import {
  attributive,
  clauseText,
  emergencyNews,
  followedBy,
  isGuided,
  isTarget,
  lendsAway,
  namesSelection,
  oral,
  summons,
  toAssessment,
  verifiesFacts,
  voluntaryAnswer,
} from './ask-guards.ts';
import { installsNamed, passesDown } from './ask-passing.ts';
import { indexFrames, type Frame } from './frames.ts';
import { isNumeral } from './numbers.ts';
import { hasTag } from './tags.ts';
import { within } from './sentences.ts';

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
      // 情况填入《周调度表》, 没有进展的报零
      /^(?:[填录登]|的)/u.test(text.slice(token.end, token.end + 1)) ||
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
  { kind: 'photo', things: ['photo!'], unless: (clause, token) => within(clause.sentence.sayings, token.start) },
  {
    kind: 'ledger',
    things: ['ledger'],
    verbs: ['keep', 'give', 'setUp', 'submit'],
    gap: 20,
    unless: (clause, token, text) => isGuided(text, clause, token.start),
  },
  { kind: 'ledger', things: ['ledgerWeak'], verbs: ['keep'], gap: 6, unless: (_clause, token, text) => text[token.start - 1] === '的' },
  // 造册上报 hands a list in.
  {
    kind: 'ledger',
    things: ['ledger!'],
    unless: (clause, token, text) =>
      isGuided(text, clause, token.start) || (token.word.endsWith('造册') && followedBy(text, token, ['上报', '报送', '后上报', '报'])),
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
    unless: (clause, token, text) => attributive(clause, token, text) || toAssessment(clause, text),
  },
  {
    kind: 'inspection',
    things: ['inspectWeak'],
    verbs: ['inspectDo', 'inspect', 'inspectWeak'],
    gap: 26,
    issuerToo: true,
    unless: (clause, token, text) => attributive(clause, token, text) || toAssessment(clause, text) || verifiesFacts(clause, token, text),
  },
  { kind: 'exam', things: ['exam'], unless: attributive },
  { kind: 'app', things: ['app', 'appStrong'], verbs: ['install'], gap: 16 },
  { kind: 'app', things: ['appStrong'], verbs: ['installWeak'], gap: 12, unless: (clause) => hasTag(clause.tokens, 'form!', 'fill') },
  {
    kind: 'app',
    things: ['appMeasure', 'app!'],
    unless: (_clause, token, text) => followedBy(text, token, ['低', '不高', '较低', '偏低']),
  },
  { kind: 'app', things: ['install'], unless: (_clause, token, text) => !installsNamed(text, token) },
  {
    kind: 'share',
    things: ['share'],
    verbs: ['shareDo'],
    gap: 14,
    unless: (clause, token, text) =>
      (token.word === '关注' &&
        !/[号码]|公众|官微|抖音|快手|微博|直播|链接|推文|主页|粉丝|点赞|转发|频道|人数/u.test(clauseText(clause, text))) ||
      (/群|视频|链接|评论|留言|公众号/u.test(token.word) &&
        !/转发|转到|关注|点赞|扩散|助力|评论|留言/u.test(clause.tokens.map((t) => t.word).join(' '))),
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
    unless: (_clause, token, text) =>
      /[逐村小每各]/u.test(text[token.start - 1] ?? '') ||
      followedBy(text, token, ['织', '成', '长', '员', '主任', '伍建设', '人员', '负责', '里']),
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

export const askFrames = indexFrames(frames);
