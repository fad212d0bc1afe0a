/** Groups of people (and of what they have) that a title can name and a register can tell. */
import { isDecimal } from './measure.ts';

export interface Condition {
  readonly element: string;
  readonly test: (value: string) => boolean;
  /** For a person: what the form says when it asks why somebody is in it. */
  readonly words: string;
}

export type Test = Pick<Condition, 'element' | 'test'>;

interface Group extends Test {
  readonly pattern: RegExp;
  /** In a roster of households the same word asks for something else; null: a household cannot be told by it. */
  readonly household?: Test;
  /** Money that is paid: who is in the list is who is paid, whatever else the title says of them. */
  readonly paid?: true;
}

export const is =
  (...wanted: readonly string[]) =>
  (value: string): boolean =>
    wanted.includes(value);
export const held = (value: string): boolean => value !== '';
const above =
  (least: number) =>
  (value: string): boolean =>
    isDecimal(value) && Number(value) > least;

const poverty: Test = { element: 'household.isPovertyFile', test: is('是') };

/** Whole words only; what stands beside them (不稳定, 边缘, 退出) is another group. */
export const groups: readonly Group[] = [
  { pattern: /高龄(?:老人|老年人)?(?:生活)?(?:津贴|补贴)/uy, element: 'person.elderlyAllowance', test: held, paid: true },
  { pattern: /困难残疾人(?:生活)?(?:补贴|补助)/uy, element: 'person.disabilityLivingAllowance', test: held, paid: true },
  { pattern: /重度残疾人(?:护理)?(?:补贴|补助)/uy, element: 'person.disabilityCareAllowance', test: held, paid: true },
  { pattern: /耕地地力(?:保护)?(?:补贴|补助)|(?:种粮农民|粮食)(?:直接补贴|直补)/uy, element: 'land.subsidyArea', test: above(0), paid: true },
  { pattern: /留守(?:儿童|学生)/uy, element: 'child.leftBehindType', test: held },
  { pattern: /外出(?:务工|打工)(?:劳动力|就业)?|外出劳动力|外出(?=人员)|(?:在外|外地)(?:务工|打工)/uy, element: 'person.workAway', test: is('是') },
  { pattern: /重度残疾(?:人员?)?/uy, element: 'person.disabilityGrade', test: is('一级', '二级') },
  { pattern: /(?:持证)?残疾(?:人口|人员|人)?/uy, element: 'person.disabilityCertNumber', test: held },
  { pattern: /集中供养(?:特困|五保)?/uy, element: 'person.supportMode', test: is('集中供养') },
  { pattern: /分散供养(?:特困|五保)?/uy, element: 'person.supportMode', test: is('分散供养') },
  { pattern: /特困(?:救助供养|供养)?|五保(?:供养)?/uy, element: 'person.supportMode', test: held },
  { pattern: /(?:低保|最低生活保障)(?:对象)?/uy, element: 'person.isDibao', test: is('是'), household: { element: 'household.dibaoAmount', test: held } },
  { pattern: /(?:精准扶贫)?(?:贫困户|建档立卡(?:贫困|脱贫)?|脱贫)|精准扶贫/uy, ...poverty, household: poverty },
  { pattern: /(?:中共)?(?:预备|发展)党员/uy, element: 'person.politicalStatus', test: is('中共预备党员') },
  { pattern: /(?:中共)?党员/uy, element: 'person.politicalStatus', test: is('中共党员', '中共预备党员') },
  { pattern: /共?青?团员/uy, element: 'person.politicalStatus', test: is('共青团员') },
  { pattern: /退役军人|复退军人|复员军人|退伍军人|转业军人/uy, element: 'person.dischargeDate', test: held },
  { pattern: /农村住房安全隐患|危旧?房/uy, element: 'house.safetyGrade', test: is('C级', 'D级') },
  { pattern: /(?:撂荒|抛荒)(?:耕?地)?/uy, element: 'land.idleArea', test: above(0) },
  { pattern: /小学、?初中(?:在校)?(?:学生)?|义务教育(?:阶段)?(?:在校)?(?:学生)?|中小学(?:学生|生)?/uy, element: 'person.schoolStage', test: is('小学', '初中') },
  { pattern: /初中(?:学生|生)/uy, element: 'person.schoolStage', test: is('初中') },
  { pattern: /小学(?:学生|生)/uy, element: 'person.schoolStage', test: is('小学') },
  { pattern: /高中(?:学生|生)/uy, element: 'person.schoolStage', test: is('高中') },
  { pattern: /大学生/uy, element: 'person.schoolStage', test: is('大学') },
  { pattern: /在校(?:学生|生)|就读学生|学生/uy, element: 'person.schoolStage', test: held },
  { pattern: /(?:未参保|未参加)(?:城乡居民)?(?:基本)?医(?:疗保险|保)/uy, element: 'person.medicalInsurance', test: is('未参保') },
  { pattern: /(?:城乡)?居民(?:基本)?医(?:疗保险|保)(?:参保)?/uy, element: 'person.medicalInsurance', test: is('城乡居民') },
  { pattern: /慢性病/uy, element: 'person.healthStatus', test: is('慢性病') },
  { pattern: /大病|重病/uy, element: 'person.healthStatus', test: is('大病') },
  { pattern: /(?:完全)?失能/uy, element: 'person.selfCare', test: is('完全失能') },
  { pattern: /女性/uy, element: 'person.sex', test: is('女') },
  { pattern: /男性/uy, element: 'person.sex', test: is('男') },
  { pattern: /重大(?:安全|事故)?隐患/uy, element: 'hazard.grade', test: is('重大隐患') },
  { pattern: /(?:未化解|未办结)/uy, element: 'dispute.status', test: (value) => value !== '' && value !== '已化解' },
]; // prettier-ignore

export function ageBetween(least: number, most: number, words: string): Condition {
  return { element: 'person.age', test: (value) => value !== '' && Number(value) >= least && Number(value) <= most, words };
}

const AGE =
  /(\d{1,3})(?:周?岁)?(?:至|到|—|-|－|~|～|–)(\d{1,3})周?岁|(年满|不满|未满|满)?(\d{1,3})周?岁(?:（含）|\(含\))?(?:及?其?(以上|以下))?/uy;

/** The ages that stand at this place of the text; null: no age, or one that says nothing (80岁老人: of that very year?). */
export function ageAt(text: string, at: number): { readonly condition: Condition; readonly length: number } | null {
  AGE.lastIndex = at;
  const match = AGE.exec(text);
  if (match === null) return null;
  const [words, from, to, full, one, side] = match;
  const bounds =
    from !== undefined && to !== undefined
      ? ([Number(from), Number(to)] as const)
      : full === '不满' || full === '未满'
        ? ([0, Number(one) - 1] as const)
        : side === '以下'
          ? ([0, Number(one)] as const)
          : side === '以上' || full !== undefined
            ? ([Number(one), 200] as const)
            : null;
  return bounds === null ? null : { condition: ageBetween(bounds[0], bounds[1], words), length: words.length };
}
