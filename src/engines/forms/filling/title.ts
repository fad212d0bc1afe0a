/**
 * A title, a caption or a sentence of scope, read word by word. What it says of whom is asked must be understood wholly: one word that
 * is not known may be the one that narrows the table (新增, 边缘, 独居), and then nobody is put in.
 */
import { squeeze } from '../text.ts';
import { ageAt, ageBetween, groups, is, type Condition } from './groups.ts';

/** Any of these. */
export type Clause = readonly Condition[];

export interface Phrase {
  /** All of these. */
  readonly clauses: readonly Clause[];
  /** It names money that is paid: who is in the list is who is paid. */
  readonly paid: boolean;
  /** The first word that is not understood; null: all of it is. */
  readonly odd: string | null;
}

export interface Asking {
  readonly subject: string;
  /** Names of places that the registers know. */
  readonly places: readonly string[];
  /** The year that is filled; null: none was said. */
  readonly year: number | null;
}

type Kind = 'group' | 'people' | 'act' | 'word' | 'or';

interface Token {
  readonly kind: Kind;
  readonly condition: Condition | null;
  readonly paid: boolean;
  readonly length: number;
}

/** What a table of this subject is about, without narrowing it. */
const people = /家庭成员|户籍人口|人口户|户人口|家庭人口|人口|人员|村民|居民|农户|农民|成员|家庭|群众|户主|住户|个人|户|人/uy;
const own: Readonly<Record<string, RegExp>> = {
  person: people,
  child: people,
  household: /家庭成员|户籍人口|人口|人员|村民|居民|农户|农民|成员|家庭|群众|户主|住户|户|人|面积|耕地|承包地|土地|房屋|住房|宅基地/uy,
  land: /土地|耕地|承包地?|地块|确权|面积|种植|作物|农户|农民|家庭|户|人员/uy,
  house: /房屋|住房|农房|宅基地|安全|使用|面积|结构|农户|家庭|户/uy,
  animal: /养殖|畜禽|牲畜|饲养|存栏|出栏|存出栏|生产|农户|家庭|户/uy,
  site: /九小场所|九小|场所|单位|商户|店铺|门店|消防|安全|生产|经营|市场主体|户/uy,
  hazard: /安全|生产|隐患|事故|问题|风险|整改|治理|整治/uy,
  dispute: /矛盾|纠纷|调解|化解|调处|社会|人民/uy,
  duty: /防汛|抗旱|防灾|减灾|应急|值班|值守|带班|汛期|交接班|人员/uy,
  patrol: /巡查|日常/uy,
  visit: /走访|帮扶|入户|探访|家访|联系|群众|农户|干部|户/uy,
};

/** Doings that make a list of those to whom they are done, where a word for people follows: 监测对象, 申请人员, 工作人员. */
const act =
  /监测|帮扶|走访|申请|申报|审批|审核|认定|公示|动态|发放|领取|管理|签到|确认|备案|补充|复核|导出|导入|自查|服务|登记|统计|汇总|调查|采集|填报|上报|核查|排查|摸底|普查|入户|建档|公开|工作/uy;
const plain =
  /农村|城乡|村级|基本|基础|信息|情况|档案|台账|台帐|清册|花名册|名册|名单|明细|一览|通讯录|核对|收入|饮水安全|饮水|用水|住房|婚姻|户口|联系方式|账户|银行账[户号]|报表|月报|季报|年报|快报|模板|样表|样式|数据|资料|电子|详细|综合|分户|到户|按户|分组|按组|年度|月度|季度|本年度?|当年|今年|记录|截[至止](?:目前|填报之日)|附件\d*|附表\d*|续表\d*|第[一二三四五六七八九十\d]+[号批页]表?|表\d+|表[一二三四五六七八九十](?![级类])|[一二三四五六七八九十](?=[)、.])|我[省市县区镇乡村]|全?[省市县区镇乡村](?=[一-龥(])|各[县镇乡村组]|[表册簿卡单的为是]|[A-Za-z]+\d*|\d+(?=[-—_.、])|(?<=[-—_.])\d+|[-—_.()[\]【】:：,，]/uy;
const scopeWords = /属于?|中|全部|所有|本村|辖区内?/uy;
const elderly = /老年人|老人|老龄/uy;
const or = /以及|、|和|及|与|或|\//uy;
const month = /第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?|[春秋]季(?:学期)?/uy;
const years =
  /(?:截[至止]到?)?((?:19|20)\d{2})(?:年?[—–\-~～至]((?:19|20)?\d{2}))?学?(?:年度|年[末底]|年)?(?:\d{1,2}月(?:\d{1,2}日|[末底])?)?/uy;
const place = /(?:[一-龥]{1,6}?[省市县])?(?:[一-龥]{1,3}(?:区|旗|乡|镇|街道))?(?:[一-龥]{1,3}(?:村|社区)(?![民级干医委组务集]))?/uy;

const at = (pattern: RegExp, text: string, from: number): RegExpExecArray | null => {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match === null || match[0] === '' ? null : match;
};

export function phraseOf(said: string, asking: Asking): Phrase {
  const text = squeeze(said).replaceAll(/[《》“”"']/gu, '');
  const tokens: Token[] = [];
  const odd = (from: number): Phrase => ({ ...joined(tokens), odd: text.slice(from, from + 8) });
  let from = at(place, text, 0)?.[0].length ?? 0;
  // 农村低保… begins with no place: the word is taken for one only where something is left of a name.
  if (/^(?:农村|城乡|各村|全村|本村|我村|乡村)/u.test(text) || !asksPlace(text.slice(0, from), asking)) from = 0;
  while (from < text.length) {
    const token = tokenAt(text, from, asking);
    if (token === null) return odd(from);
    const before = tokens.at(-1);
    if (before?.kind === 'act' && token.kind === 'people' && /[人户员民众象]/u.test(text.slice(from, from + token.length)))
      return odd(from - before.length);
    tokens.push(token);
    from += token.length;
  }
  return joined(tokens);
}

/** A name of a place, and no group that ends with the word for one (贫困村, 少数民族乡). */
function asksPlace(name: string, { places }: Asking): boolean {
  return (
    name !== '' &&
    (places.some((known) => name.endsWith(known)) ||
      !/[人户童妇员]|贫困|脱贫|低保|示范|重点|薄弱|试点|民族|移民|易地|安置|集中/u.test(name))
  );
}

function tokenAt(text: string, from: number, asking: Asking): Token | null {
  const word = (kind: Kind, length: number, condition: Condition | null = null, paid = false): Token => ({ kind, condition, paid, length });
  const known = asking.places.find((name) => name !== '' && text.startsWith(name, from));
  if (known !== undefined) return word('word', known.length);
  const age = ageAt(text, from);
  if (age !== null) return word('group', age.length, age.condition);
  const period = periodAt(text, from, asking);
  if (period !== 0) return period === null ? null : word('word', period);
  const group = groupAt(text, from, asking);
  if (group !== null) return group.condition === null ? null : word('group', group.length, group.condition, group.paid);
  const old = at(elderly, text, from);
  if (old !== null) return word('group', old[0].length, ageBetween(60, 200, old[0]));
  // From which age on a woman is counted among the 妇女, the form must say.
  if (text.startsWith('妇女', from))
    return /\d周?岁/u.test(text) ? word('group', 2, { element: 'person.sex', test: is('女'), words: '妇女' }) : null;
  for (const [kind, pattern] of [['people', own[asking.subject] ?? people], ['act', act], ['word', plain], ['word', scopeWords], ['word', month], ['or', or]] as const) {
    const match = at(pattern, text, from);
    if (match !== null) return word(kind, match[0].length);
  } // prettier-ignore
  return null;
}

/** Length of the words of a period; 0: none; null: a year that is not the one that is filled. */
function periodAt(text: string, from: number, { year }: Asking): number | null {
  const match = at(years, text, from);
  if (match === null || /\d/u.test(text[from + match[0].length] ?? '')) return 0;
  if (year === null) return match[0].length;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2].length === 2 ? `${(match[1] ?? '').slice(0, 2)}${match[2]}` : match[2]);
  const school = match[0].includes('学年') && last === first + 1;
  return (first === year && last === year) || (school && (first === year || last === year)) ? match[0].length : null;
}

/** The longest group that begins here; its condition is null where this subject cannot be told by it. */
function groupAt(
  text: string,
  from: number,
  { subject }: Asking,
): { readonly length: number; readonly condition: Condition | null; readonly paid: boolean } | null {
  let found: { readonly length: number; readonly condition: Condition | null; readonly paid: boolean } | null = null;
  for (const { pattern, household, paid, element, test } of groups) {
    const match = at(pattern, text, from);
    if (match === null || match[0].length <= (found?.length ?? 0)) continue;
    const words = match[0];
    const ofHousehold = subject === 'household' && element.startsWith('person.');
    // 低保户 in a roster of persons: all of the household, or those who are protected? Nobody says.
    const either = subject !== 'household' && element === 'person.isDibao' && /^(?:家庭|户)/u.test(text.slice(from + words.length));
    const asked = ofHousehold || subject === 'household' ? (household ?? (ofHousehold ? null : { element, test })) : { element, test };
    found = { length: words.length, condition: asked === null || either ? null : { ...asked, words }, paid: paid === true };
  }
  const grade = at(/[一二三四](?:级)?(?:[、和及至][一二三四])*级/uy, text, from);
  if (found === null && grade !== null && /残疾/u.test(text)) {
    const grades = [...grade[0].matchAll(/[一二三四]/gu)].map(([one]) => `${one}级`);
    const test = grade[0].includes('至') ? null : is(...grades);
    return { length: grade[0].length, condition: test === null ? null : { element: 'person.disabilityGrade', test, words: grade[0] }, paid: false };
  } // prettier-ignore
  if (found !== null && text.startsWith('对象', from + found.length)) return { ...found, length: found.length + 2 };
  return found;
}

/** Groups parted by 、or 和 are either; groups that follow each other narrow each other. */
function joined(tokens: readonly Token[]): Phrase {
  const clauses: Condition[][] = [];
  let odd: string | null = null;
  const paid = tokens.some((token) => token.paid);
  let last: Kind | null = null;
  let either = false;
  for (const { kind, condition } of tokens) {
    if (kind === 'or') {
      either = last === 'group' || (last === 'people' && clauses.length > 0);
      if (last === 'people' && clauses.length > 0) last = 'group';
      continue;
    }
    if (condition !== null) {
      const open = clauses.at(-1);
      if (either && open !== undefined) open.push(condition);
      else if (!clauses.some((clause) => clause.some(({ element }) => element === condition.element))) clauses.push([condition]);
    } else if (either && kind === 'people') odd = '和';
    either = false;
    if (kind !== 'word') last = kind;
  }
  // 「80周岁以上老年人高龄津贴」: the age explains the allowance; who is paid is in the list.
  const kept = paid ? clauses.filter((clause) => clause.every(({ element }) => element !== 'person.age')) : clauses;
  return { clauses: kept, paid, odd };
}
