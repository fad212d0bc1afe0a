import { addresseeActors, issuerActors, otherActors, placeOf, prepositions } from './lexicon/actors.ts';
import { codesOf } from './numbers.ts';
import type { Actor, Level, Reading } from './reading.ts';
import type { Token } from './segment.ts';
import { maskOf } from './tags.ts';
import { newTrie, nodeOf } from './trie.ts';

/** Who writes to whom: decides what 县里 and 县民政局 mean. */
export interface Parties {
  readonly issuerLevel: Reading['issuerLevel'];
  readonly addresseeLevels: readonly Level[];
}

export interface FoundActor {
  readonly actor: Exclude<Actor, 'unstated'>;
  readonly start: number;
  readonly end: number;
}

const names = newTrie<FoundActor['actor']>();
for (const [list, actor] of [
  [otherActors, 'other'],
  [issuerActors, 'issuer'],
  [addresseeActors, 'addressee'],
] as const) {
  for (const name of list.split(' ')) nodeOf(names, name).value = actor;
}

/** Characters with which the name of an actor can begin. */
const beginnings = codesOf(
  `${String.fromCharCode(...names.next.keys())}各每由其以上沿后一二两三四五六七八九十几${Object.keys(placeOf).join('')}`,
);

/** 各项, 各类, 各自 name no unit. */
const notUnits = '项类种方面个自界式环路股抒尽归持行显有';
const unitEnds = '村镇乡县区市州局委办站所队校园院部厅会场团社组户司企位门级地片街道中心政府支部单位负责人干部成员学校科室';
/** How far into a clause its subject may begin: behind 请, a time, 同时. */
const REACH = 28;

const placeWords = ['里', '上', '级', '局', '委', '政府', '专班', '纪委', '党委', '直', '办', '人民政府'];
const organEnds = [
  '局',
  '委',
  '办',
  '中心',
  '部',
  '厅',
  '办公室',
  '指挥部',
  '领导小组',
  '专班',
  '院',
  '会',
  '组',
  '站',
  '政府',
  '工商联',
  '团委',
  '妇联',
  '公司',
];

function actorOfPlace(place: string, parties: Parties): FoundActor['actor'] {
  const level = placeOf[place];
  if (level === undefined) return 'issuer';
  if (parties.issuerLevel === level) return 'issuer';
  if (parties.addresseeLevels.includes(level)) return 'addressee';
  if (level === 'village') return 'addressee';
  if (level === 'township') return parties.addresseeLevels.length === 0 ? 'addressee' : 'issuer';
  return 'issuer';
}

/** The name of an actor that begins at a place. */
export function actorAt(text: string, at: number, limit: number, parties: Parties): FoundActor | null {
  const code = text.charCodeAt(at);
  if (beginnings[code] !== 1) return null;
  const char = text[at] ?? '';
  if (char === '各' || char === '每') {
    const unit = eachUnit(text, at, limit);
    if (unit !== null) return { actor: kindOfUnit(text.slice(at, unit)), start: at, end: unit };
  }
  // 我和王镇长晚上去看: whoever writes.
  if (
    char === '我' &&
    /^我(?:和[^，。]{1,6})?(?:会|将|要|去|来|晚上|上午|下午|明天|今天|明早|到|过去|帮|再|们?统一|亲自)/u.test(text.slice(at, at + 12))
  )
    return { actor: 'issuer', start: at, end: at + 1 };
  const told = toldUnits(text, at, limit);
  if (told !== null) return { actor: 'addressee', start: at, end: told };
  const named = nameAt(text, at, limit);
  if (named !== null) return named;
  if (char in placeOf) return placedOrgan(text, at, limit, parties);
  return null;
}

/** The longest name of the lists that begins at a place. */
function nameAt(text: string, at: number, limit: number): FoundActor | null {
  let node = names.next.get(text.charCodeAt(at));
  let found: FoundActor['actor'] | null = null;
  let end = at;
  for (let look = at + 1; node && look <= limit; look += 1) {
    if (node.value !== null && look - at >= 2 && !(node.value === 'other' && caretaker.test(text.slice(look, look + 4)))) {
      found = node.value;
      end = look;
    }
    node = look < limit ? node.next.get(text.charCodeAt(look)) : undefined;
  }
  return found === null ? null : { actor: found, start: at, end };
}

/** 其他村, 以上两家单位, 沿线四个村, 进度滞后的乡镇. */
const told =
  /(?:其他|其它|其余|以上|上述|沿线|后面)?(?:[一二两三四五六七八九十几\d]{1,3}[个家所])?(?:乡镇|村|镇|乡|社区|学校|单位|街道|部门|支部)(?!民|里|级|干|支|口|庄|道|长|组|内|委|办|史|落)/uy;

function toldUnits(text: string, at: number, limit: number): number | null {
  if (!'其以上沿后一二两三四五六七八九十几'.includes(text[at] ?? ' ')) return null;
  told.lastIndex = at;
  const found = told.exec(text);
  return found && found[0].length >= 3 && told.lastIndex <= limit ? told.lastIndex : null;
}

/** 儿童主任, 残疾人专职委员: somebody who looks after them, and no one of them. */
const caretaker = /^(?:主任|专干|干事|委员|代表|督导员|协管员|联络员|工作者|服务站|服务中心|服务所|协会|联合会|工作站|专职|专委)/u;

const kindOfUnit = (unit: string): FoundActor['actor'] =>
  /(企业|商户|农户|用户|住户|公司|商家|店铺|经营户)$/u.test(unit) && !/单位/u.test(unit) ? 'other' : 'addressee';

/** 各有关单位, 各乡镇（街道）, 每个村, 每个乡镇: from 各 or 每 to the unit's noun. */
function eachUnit(text: string, at: number, limit: number): number | null {
  if (notUnits.includes(text[at + 1] ?? '项') && !(text[at] === '每' && text[at + 1] === '个')) return null;
  if (text[at] === '每' && /[日天周月年季次人户篇条旬项张份期半]/u.test(text[at + 1] ?? '')) return null;
  let end: number | null = null;
  let depth = 0;
  for (let look = at + 1; look < Math.min(limit, at + 20); look += 1) {
    const char = text[look] ?? '';
    if (char === '（') depth += 1;
    else if (char === '）') {
      depth -= 1;
      if (end !== null && depth === 0 && look - end < 6) end = look + 1;
    } else if (depth === 0 && '，：。、；要请须应于将必务在按对每'.includes(char)) break;
    else if (depth === 0 && unitEnds.includes(char)) end = look + 1;
  }
  return end;
}

/** 县民政局, 市里, 镇党委: a unit's character and an organ's ending not far behind. */
function placedOrgan(text: string, at: number, limit: number, parties: Parties): FoundActor | null {
  const place = text[at] ?? '';
  const actor = actorOfPlace(place, parties);
  for (const word of placeWords) {
    if (text.startsWith(word, at + 1) && word !== '级' && word !== '直') return { actor, start: at, end: at + 1 + word.length };
  }
  if (place === '村') return null;
  for (let look = at + 1; look < Math.min(limit, at + 14); look += 1) {
    const char = text[look] ?? '';
    if ('，：。、；的将要请须应由在对于会'.includes(char) && char !== '会') return null;
    for (const ending of organEnds) {
      if (text.startsWith(ending, look) && look - at >= 1)
        return {
          actor: actor === 'addressee' && place !== '镇' && place !== '乡' ? 'issuer' : actor,
          start: at,
          end: look + ending.length,
        };
    }
  }
  return null;
}

const verbs = maskOf([
  'submit',
  'form!',
  'write',
  'fill',
  'attend',
  'hold',
  'install',
  'put',
  'sign',
  'setUp',
  'designate',
  'pass',
  'pay',
  'lend',
  'compete',
  'go',
  'holdWeak',
  'draw',
  'inPerson',
  'passStrong',
  'give',
  'spread',
  'publicity!',
  'inspect',
  'fillWeak',
]);
const isVerb = (token: Token): boolean => token.end - token.start > 1 && token.tags.meets(verbs);

/** Words behind which an actor is not the subject but what is acted on. */
function governed(text: string, from: number, at: number): boolean {
  if (prepositions.some((word) => at - word.length >= from && text.startsWith(word, at - word.length))) return true;
  // 设低空经济领导小组, 充实考核组: what is set up does not act.
  if (/(设|设立|成立|组建|建立|健全|调整|组成|充实|撤销|参加|加入)[^，：由请]{0,10}$/u.test(text.slice(Math.max(from, at - 13), at)))
    return true;
  // 30日前交县局: whoever is handed the paper.
  if (/(^|[前底日内并再后图片表件料单据份])[交送报寄](?:团|市|省|局|本)?$/u.test(text.slice(Math.max(from, at - 3), at))) return true;
  // 按照省驻村办要求: whoever wanted it is not who acts.
  if (/(?:按照|依照|遵照|根据|依据|应)[^，：由请]{0,8}$/u.test(text.slice(Math.max(from, at - 10), at))) return true;
  // 对独居老人, 向广大农户: an adjective may stand between.
  return (
    /([对向给为把让经]|组织|动员|发动|引导|帮助|督促|转移|救助)[^，：由请]{0,8}$/u.test(text.slice(Math.max(from, at - 9), at)) &&
    !/[由请]$/u.test(text.slice(from, at))
  );
}

/** 上级推送的稿件请即时跟进, 我局请各镇核对: behind 请 stands what somebody else must do. */
const asksSomebody = (text: string, from: number, to: number): boolean =>
  /^[^，。]{0,16}(?<![邀聘申提])(?:请|麻烦|拜托)(?![求假示客])/u.test(text.slice(from, Math.min(to, from + 20)));

/** 由维修队钉, 由代理机构完成: somebody engaged for the work, whoever that is. */
const engaged =
  /由[^，。；各村镇乡你校]{0,10}?(财政|系统|队|公司|机构|师傅|厂家|服务商|施工方|承包方|平台|专家|律师|人员|中心|大队|电视台|站|局|办|科|股)/uy;

/** 参展企业名单, 居民注册率: a list of them or a share of them acts as little as they do. */
const ownsThing =
  /^(?:名单|名录|清单|花名册|名册|台账|档案|数量|户数|人数|信息|情况|资料|姓名|电话|登记表|报名表|回执|[^，。的要须应]{0,4}率)/u;

/** 优秀作品将汇编成册, 获奖名单将公布: what becomes of what was handed in is the issuer's affair. */
const becomes = /^(?:优秀|获奖|入选|入围|评选|征集|候选|推荐)[^，。；要须]{0,8}将/u;

const BY = '由'.charCodeAt(0);

const isInsideWord = (tokens: readonly Token[], { start, end }: FoundActor): boolean =>
  tokens.some((token) => token.start <= start && token.end > end);

/** The subject of [from, to): the first actor named before the clause's verb. */
export function subjectOf(text: string, from: number, to: number, tokens: readonly Token[], parties: Parties): FoundActor | null {
  const limit = Math.min(to, from + REACH);
  const verb = tokens.find(
    (token) => token.start >= from && token.start < limit && isVerb(token) && !/^(组织|安排|开展|完成)$/u.test(token.word),
  );
  const fate = becomes.exec(text.slice(from, limit));
  if (fate) return { actor: 'issuer', start: from, end: from + fate[0].length - 1 };
  let chained = -1;
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (beginnings[code] !== 1) continue;
    if (code === BY) {
      engaged.lastIndex = at;
      const by = engaged.exec(text);
      if (by && engaged.lastIndex <= to) return { actor: 'issuer', start: at + 1, end: engaged.lastIndex };
    }
    const found = actorAt(text, at, to, parties);
    // 客户端 names no 客户.
    if (!found || isInsideWord(tokens, found)) continue;
    // 组织干部群众…, 对村民、商户…: what follows a governed name is governed with it.
    if (chained >= 0 && (at === chained || (at === chained + 1 && '、和及'.includes(text[chained] ?? ' ')))) {
      chained = found.end;
      at = found.end - 1;
      continue;
    }
    if (verb && verb.start < at && !asked(text, from, at)) return null;
    if (!governed(text, from, at) || asked(text, from, at)) {
      if (found.actor === 'issuer' && asksSomebody(text, found.end, to)) {
        at = found.end - 1;
        continue;
      }
      // 各村的台账, 企业台账: the owner of a thing, not who acts.
      if (found.actor === 'other' && ownsThing.test(text.slice(found.end, found.end + 8))) return null;
      // 厕屋、用户各一张: a thing among things.
      if (found.actor === 'other' && /^各[一二两三四五\d]/u.test(text.slice(found.end, found.end + 2))) return null;
      if (found.actor === 'other') return text[found.end] === '的' ? null : (joinedAddressee(text, found, to, parties) ?? found);
      return ordered(text, from, at) ? { ...found, actor: 'addressee' } : found;
    }
    chained = found.end;
    at = found.end - 1;
  }
  return null;
}

/** 农户一份、村里一份: one of several actors is the addressee, and it must act too. */
function joinedAddressee(text: string, first: FoundActor, to: number, parties: Parties): FoundActor | null {
  for (let at = first.end; at < Math.min(to, first.end + 20); at += 1) {
    if (text[at] !== '、') continue;
    const next = actorAt(text, at + 1, to, parties);
    if (next?.actor === 'addressee') return next;
  }
  return null;
}

/** 命令…指挥部: whoever is ordered is the addressee, whatever kind of organ. */
const ordered = (text: string, from: number, at: number): boolean =>
  ['命令', '责成', '责令', '要求'].some((word) => text.slice(from, at).includes(word));

/** 请各村…, 由各镇…, 要求各校…: the actor is asked to act, wherever the words stand. */
function asked(text: string, from: number, at: number): boolean {
  return ['请', '由', '要求', '责成', '务请', '烦请'].some((word) => at - word.length >= from && text.startsWith(word, at - word.length));
}
