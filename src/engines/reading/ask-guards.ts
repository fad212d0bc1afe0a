import type { ReadClause } from './clauses.ts';
import { hasTag } from './tags.ts';
import type { Token } from './segment.ts';

/** What keeps a wording from being an ask: who it names, what it is about, what stands around it. */

export const followedBy = (text: string, token: Token, words: readonly string[]): boolean =>
  words.some((word) => text.startsWith(word, token.end));
export const clauseText = (clause: ReadClause, text: string): string => text.slice(clause.start, clause.end);

/** 电话报, 口头汇报: nothing is written down. */
export const oral = (clause: ReadClause, _token: Token, text: string): boolean =>
  hasTag(clause.tokens, 'oral') || /(^|[^、和及名系])电话(报|告知|汇报|反馈|通知|联系|回复|统计)/u.test(clauseText(clause, text));

/** 火情信息, 险情: news of an event goes up when it happens. */
export const emergencyNews = (clause: ReadClause, text: string): boolean =>
  /(火|险|灾|疫|雨|汛|警|舆|旱|水|病)情|突发(事件|情况)|事故|异常情况/u.test(clauseText(clause, text));

/** 无意见的无需回复, 逾期视为无意见: nobody must answer. */
export const voluntaryAnswer = (text: string, clause: ReadClause): boolean =>
  /(没有|无|如无)[^，。；]{0,4}意见的?，?(无需|不必|不用|可不)|视为(无意见|同意|没有意见)/u.test(
    text.slice(clause.sentence.from, clause.sentence.end + 60),
  );

/** 这次评选, 主办的…评选, 投票评选: names somebody's selection. */
export const namesSelection = (clause: ReadClause, token: Token, text: string): boolean =>
  /[这此本该次的]$/u.test(text.slice(Math.max(clause.start, token.start - 1), token.start)) ||
  /投票/u.test(text.slice(clause.sentence.from, clause.sentence.end)) ||
  // 照片命名“村名+户主”: how a file is to be called.
  /(?:照片|文件|文档|附件|邮件|压缩包|材料)[^，。；]{0,6}命名/u.test(clauseText(clause, text)) ||
  /当作|视为/u.test(text.slice(clause.start, token.start)) ||
  // An honour already conferred asks nobody to take part.
  (/授予|予以表彰|给予表彰|命名为/u.test(clauseText(clause, text)) && !/推荐|评选|申报|推选|征集/u.test(clauseText(clause, text)));

/** A noun followed by 的 or by a noun of its own names a matter, not an act. */
export const attributive = (_clause: ReadClause, token: Token, text: string): boolean =>
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
export const isTarget = (text: string, token: Token): boolean =>
  followedBy(text, token, ['不少于', '不低于', '不得少于', '不得低于', '达到', '要达到', '须达到', '不超过', '控制在']);

/** 对在册对象逐人核查, 核实信息: the addressee makes sure of persons and facts; nobody is inspected. */
export const verifiesFacts = (clause: ReadClause, token: Token, text: string): boolean =>
  /^(?:核查|核实|复核|复查|测评)$/u.test(token.word) &&
  clause.actor !== 'issuer' &&
  /信息|数据|对象|逐人|逐户|身份|资格|底数|人口|名单|线索|图斑|扫码|网络测评|在线/u.test(
    text.slice(clause.sentence.from, clause.sentence.end),
  );

export const toAssessment = (clause: ReadClause, text: string): boolean =>
  (hasTag(clause.tokens, 'absorb', 'assessStrong!') && !hasTag(clause.tokens, 'hold')) || /考[核评]占/u.test(clauseText(clause, text));

/** 定于, 拟, 决定, 将, 现面向…: the issuer's own act that calls the addressee. */
export const summons = (clause: ReadClause): boolean =>
  clause.tense !== 'past' &&
  clause.sentence.tokens.some((token) => /^(定于|拟于|将|拟|决定|组织|开展|征集|面向|举办|征集活动|推选活动|评选)$/u.test(token.word)) &&
  !clause.sentence.tokens.some((token) => token.tags.has('release') || token.word === '不符合');

/** 指导场所建立整改台账, 督促企业建档: whoever is guided keeps it; the addressee passes it on. */
export const isGuided = (text: string, clause: ReadClause, at: number): boolean =>
  /(?:督促|指导|帮助|监督)[^，。；]{0,4}(?:企业|场所|商户|业主|门店|经营户|农户|合作社|物业)[^，。；]{0,8}$/u.test(
    text.slice(clause.start, at),
  );

/** 选派干部到你们那里帮忙, 下派: somebody comes to the addressee. */
export const isSentDown = (words: string): boolean =>
  /(?:到|赴|来|去|在)你(?:们|镇|乡|村|县|校|院|单位|地|处|社区)|下派|下沉到/u.test(words);

/** 到专班, 到我局, 从各镇: the person goes away; 抽调力量组成巡查队 stays at home. */
export function lendsAway(words: string, clause: ReadClause): boolean {
  if (isSentDown(words)) return false;
  if (/从[^，]{0,12}(抽|借|选)/u.test(words)) return true;
  if (clause.actor === 'issuer') return /(向|从)/u.test(words);
  if (/组成|成立|组建|充实/u.test(words) && !/到(我|县|市|省|区|专班|局|办)/u.test(words)) return false;
  if (/参加(培训|会议|学习)/u.test(words)) return false;
  // 抽调专人集中录入: busy at home, nobody leaves.
  if (
    /抽[调出派][^，]{0,8}(?:集中|专门|负责|开展|轮流|值守|录入|摸排|排查|整治|核查|采集|入户)/u.test(words) &&
    !/到|赴|县|局|专班|我|办公/u.test(words)
  )
    return false;
  return /到|至|赴|参与|来|跟班|集中办公|协助|支援|抽调|借调|顶岗|上挂|专班/u.test(words);
}
