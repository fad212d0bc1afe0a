/**
 * Which records belong in a roster, told from its title and from what its notes say of whom it asks. A word for a group of people that we do
 * not know makes the answer null: then nobody is put in, for a register of everybody under 独居老人 would be wrong line by line.
 */
import { sourceOf, type Moment, type Reading } from './holding.ts';
import { isDecimal } from './measure.ts';
import type { Held, Registers } from './registers.ts';

interface Condition {
  readonly element: string;
  readonly test: (value: string) => boolean;
  /** For a person: what the form says when it asks why somebody is in it. */
  readonly words: string;
}

const is =
  (...wanted: readonly string[]) =>
  (value: string): boolean =>
    wanted.includes(value);
const held = (value: string): boolean => value !== '';
const above =
  (least: number) =>
  (value: string): boolean =>
    isDecimal(value) && Number(value) > least;

interface Group {
  readonly pattern: RegExp;
  readonly element: string;
  readonly test: (value: string) => boolean;
  /** In a roster of households the same word asks for something else. */
  readonly household?: { readonly element: string; readonly test: (value: string) => boolean };
  /** Money that is paid: who is in the list is who is paid, whatever else the title says of them. */
  readonly paid?: true;
}

/** The longer words first: what they say is taken out of the title before the shorter ones look. */
const groups: readonly Group[] = [
  { pattern: /高龄(?:老人|老年人)?(?:津贴|补贴|生活补贴)/u, element: 'person.elderlyAllowance', test: held, paid: true },
  { pattern: /困难残疾人(?:生活)?(?:补贴|补助)/u, element: 'person.disabilityLivingAllowance', test: held, paid: true },
  { pattern: /重度残疾人(?:护理)?(?:补贴|补助)/u, element: 'person.disabilityCareAllowance', test: held, paid: true },
  { pattern: /耕地地力保护(?:补贴|补助)|(?:种粮农民|粮食)?(?:直补|地力补贴)/u, element: 'land.subsidyArea', test: above(0), paid: true },
  { pattern: /留守(?:儿童|学生)/u, element: 'child.leftBehindType', test: held },
  { pattern: /外出(?:务工|劳动力|打工|就业)|外出(?=人员)|(?:在外|外地)务工|农民工|务工(?=人员)/u, element: 'person.workAway', test: is('是') },
  { pattern: /重度残疾(?:人|人员)?/u, element: 'person.disabilityGrade', test: is('一级', '二级') },
  { pattern: /(?:持证)?残疾(?:人|人员|人口)?/u, element: 'person.disabilityCertNumber', test: held },
  { pattern: /集中供养(?:特困|五保)?/u, element: 'person.supportMode', test: is('集中供养') },
  { pattern: /分散供养(?:特困|五保)?/u, element: 'person.supportMode', test: is('分散供养') },
  { pattern: /特困(?:供养|救助供养)?|五保(?:供养)?/u, element: 'person.supportMode', test: held },
  { pattern: /(?:农村)?(?:低保|最低生活保障)(?:对象)?/u, element: 'person.isDibao', test: is('是'), household: { element: 'household.dibaoAmount', test: held } },
  { pattern: /(?:精准扶贫)?贫困户|建档立卡(?:贫困|脱贫)?|脱贫(?:不稳定)?|精准扶贫/u, element: 'household.isPovertyFile', test: is('是') },
  { pattern: /(?:预备|发展)党员/u, element: 'person.politicalStatus', test: is('中共预备党员') },
  { pattern: /(?:中共)?党员/u, element: 'person.politicalStatus', test: is('中共党员', '中共预备党员') },
  { pattern: /共?青?团员/u, element: 'person.politicalStatus', test: is('共青团员') },
  { pattern: /退役军人|复退军人|复员军人|退伍军人|转业军人/u, element: 'person.dischargeDate', test: held },
  { pattern: /危房|危旧房|农村住房安全隐患/u, element: 'house.safetyGrade', test: is('C级', 'D级') },
  { pattern: /撂荒(?:耕?地)?|抛荒(?:耕?地)?/u, element: 'land.idleArea', test: above(0) },
  { pattern: /小学、?初中(?:在校)?(?:学生)?|义务教育(?:阶段)?(?:学生)?|中小学(?:生|学生)?/u, element: 'person.schoolStage', test: is('小学', '初中') },
  { pattern: /初中(?:生|学生)/u, element: 'person.schoolStage', test: is('初中') },
  { pattern: /小学(?:生|学生)/u, element: 'person.schoolStage', test: is('小学') },
  { pattern: /高中(?:生|学生)/u, element: 'person.schoolStage', test: is('高中') },
  { pattern: /大学(?:生|学生)/u, element: 'person.schoolStage', test: is('大学') },
  { pattern: /幼儿(?:园)?/u, element: 'person.schoolStage', test: is('学前') },
  { pattern: /在校(?:学生|生)|就读学生|学生/u, element: 'person.schoolStage', test: held },
  { pattern: /未参保|未参加(?:城乡居民)?(?:基本)?医(?:疗保险|保)/u, element: 'person.medicalInsurance', test: is('未参保') },
  { pattern: /(?:城乡)?居民(?:基本)?医(?:疗保险|保)(?:参保)?/u, element: 'person.medicalInsurance', test: is('城乡居民') },
  { pattern: /慢性病/u, element: 'person.healthStatus', test: is('慢性病') },
  { pattern: /大病|重病/u, element: 'person.healthStatus', test: is('大病') },
  { pattern: /(?:完全)?失能(?!半)/u, element: 'person.selfCare', test: is('完全失能') },
  { pattern: /重大(?:安全|事故)?隐患/u, element: 'hazard.grade', test: is('重大隐患') },
  { pattern: /未化解|未办结/u, element: 'dispute.status', test: (value) => value !== '' && value !== '已化解' },
]; // prettier-ignore

const AGE =
  /(\d{1,3})(?:周?岁)?(?:至|到|—|-|－|~|～)(\d{1,3})周?岁|(?:年满|满|不满|未满)?(\d{1,3})周?岁(?:（含）|\(含\)|及其?)?(以上|以下)?/gu;
const WOMEN = /妇女|女性/u;
const ELDERLY = /老年人|老人|老龄/u;

/** Words that say nothing of who is asked: places, periods, kinds of tables. */
const PLACE = /^(?:[一-龥]{1,6}?[省市县])?(?:[一-龥]{1,3}(?:区|旗|乡|镇|街道))?(?:[一-龥]{1,3}(?:村|社区)(?![民级干医委组务集]))?/u;
const neutral =
  /[A-Za-z]+\d*[-—_.]?|sheet\d*|工作表\d*|(?:20)?\d{2,4}\s*(?:年度?|[-—]\d+年?)|第?[一二三四1-4]\s*季度|[上下]半年|\d{1,2}月份?|截至.*|附件\d*|附表\d*|表\d+|[（(][^（()）]*[)）]|全?[省市县区乡镇街道村组社]+(?=[一-龥])|居委会|农村|城乡|农业|户籍|常住|本地|基本|信息|情况|登记|统计|汇总|调查|采集|填报|上报|入户|核查|排查|摸底|建档|档案|台账|清册|花名册|名册|名单|明细|一览|发放|公示|审批|申请|申报|认定|动态|管理|监测|走访|帮扶|月报|年报|季报|报表|导入|导出|模板|样表|数据|资料|工作|基础|村级|电子|人员信息|自查|备案|签到|领取|确认|补充|详细|个人|综合|分户|到户|分组|按户|年度|月度|季度|等|的|及|和|与|表|册|单|簿|卡/gu;

/** What may be left of the title of a roster that asks for everybody. Anything else (新增, 独居, 失业) is a group that we do not know. */
const everybody =
  /^(?:人口|人员|村民|居民|农户|农民|户|家庭|家庭成员|成员|群众|户主|人|住户|个人|人口户|户人口|家庭人口|面积|种植|耕地|承包地|土地|房屋|住房|宅基地|养殖|畜禽|对象)*$/u;

/** Words for people: in the name of a file or a sheet they may name a group that we do not know. */
const someone = /[户童老员妇儿婴孕患属军](?![口籍])|者$|对象|孤|独居|失独/u;

export interface Belonging {
  readonly belongs: (record: Held) => boolean;
  /** In words, for the person who checks. */
  readonly says: readonly string[];
}

interface Asked {
  /** The form's own words above the table. */
  readonly titles: readonly string[];
  /** Names of the sheet and of the file. */
  readonly around: readonly string[];
  /** Sentences of the notes that say whom the form asks (采集对象为…). */
  readonly scope: readonly string[];
  readonly subject: string;
  readonly places: readonly string[];
}

/** Null: the form asks for a group that cannot be told from the registers. */
export function belongingOf(registers: Registers, { titles, around, scope, subject, places }: Asked, moment: Moment): Belonging | null {
  const conditions = conditionsOf({ titles, around, scope, subject, places });
  if (conditions === null) return null;
  const tests: ((record: Held) => boolean)[] = [];
  for (const condition of conditions) {
    const test = testOf(registers, subject, condition, moment);
    if (test === null) return null;
    tests.push(test);
  }
  return { belongs: (record) => tests.every((test) => test(record)), says: conditions.map(({ words }) => words) };
}

function conditionsOf({ titles, around, scope, subject, places }: Asked): readonly Condition[] | null {
  const fromScope = scope.flatMap((sentence) => conditionsIn(sentence, subject).conditions);
  if (fromScope.length > 0) return fromScope;
  const people = ['person', 'child', 'household'].includes(subject);
  const rest = (left: string): string =>
    places
      .reduce((text, place) => text.replaceAll(place, ''), left)
      .replace(PLACE, '')
      .replaceAll(neutral, '');
  const own = titles.map((title) => conditionsIn(title, subject));
  if (people && own.some(({ left }) => !everybody.test(rest(left)))) return null;
  const found = own.flatMap(({ conditions }) => conditions);
  if (found.length > 0) return found;
  // A title that says nothing of whom it asks: the name of the sheet or of the file may. What is odd in them is passed over, unless it names people.
  for (const name of around) {
    const { conditions, left } = conditionsIn(name, subject);
    const odd = rest(left);
    if (people && !everybody.test(odd) && someone.test(odd)) return null;
    if (conditions.length > 0) return conditions;
  }
  return [];
}

function testOf(registers: Registers, subject: string, condition: Condition, moment: Moment): ((record: Held) => boolean) | null {
  const source = sourceOf(registers, subject, condition.element, moment);
  if (source === null) return null;
  const read: Reading = source.read;
  return (record) => condition.test(read(record));
}

function conditionsIn(text: string, subject: string): { readonly conditions: readonly Condition[]; readonly left: string } {
  let left = text.normalize('NFKC').replaceAll(/[\s《》“”"]/gu, '');
  const conditions: Condition[] = [];
  let paid = false;
  for (const { pattern, household, paid: pays, ...group } of groups) {
    const match = pattern.exec(left);
    if (match === null) continue;
    const { element, test } = subject === 'household' && household !== undefined ? household : group;
    left = left.replace(pattern, '');
    paid ||= pays === true;
    if (!conditions.some((one) => one.element === element)) conditions.push({ element, test, words: match[0] });
  }
  const { ages, rest } = agesIn(left);
  left = rest;
  // 「80周岁以上老年人高龄津贴」: the age explains the allowance; who is paid is in the list.
  if (!paid && ages.length > 0) conditions.push(...ages);
  const elderly = ELDERLY.exec(left);
  if (elderly !== null && ages.length === 0 && !paid) conditions.push(ageBetween(60, 200, elderly[0]));
  if (WOMEN.test(left)) conditions.push({ element: 'person.sex', test: is('女'), words: '妇女' });
  return { conditions, left: left.replace(WOMEN, '').replace(paid || ages.length > 0 || elderly !== null ? ELDERLY : /(?!)/u, '') };
}

function ageBetween(least: number, most: number, words: string): Condition {
  return { element: 'person.age', test: (value) => value !== '' && Number(value) >= least && Number(value) <= most, words };
}

function agesIn(text: string): { readonly ages: readonly Condition[]; readonly rest: string } {
  const ages: Condition[] = [];
  const rest = text.replaceAll(AGE, (whole, from?: string, to?: string, one?: string, side?: string) => {
    if (from !== undefined && to !== undefined) ages.push(ageBetween(Number(from), Number(to), whole));
    else if (/^(?:不满|未满)/u.test(whole)) ages.push(ageBetween(0, Number(one) - 1, whole));
    else if (side === '以下') ages.push(ageBetween(0, Number(one), whole));
    else if (side === '以上' || /^(?:年满|满)/u.test(whole)) ages.push(ageBetween(Number(one), 200, whole));
    else return whole;
    return '';
  });
  return { ages, rest };
}

/** Sentences like 「采集对象为小学、初中在校学生」, wherever in the notes they stand. */
export function scopeIn(notes: readonly string[]): readonly string[] {
  return notes.flatMap((note) =>
    note.split(/[。；;\n]/u).flatMap((sentence) => {
      const match = /(?:采集|填报|登记|统计|调查|发放|普查|摸底|核查|上报|填写)(?:的)?(?:对象|范围|人员范围)(?:为|是|：|:)(.+)/u.exec(
        sentence,
      );
      return match?.[1] === undefined ? [] : [match[1]];
    }),
  );
}
