import { derive, numberIn } from './derive.ts';
import type { Element } from '../forms/index.ts';
import type { HeldValues } from './value.ts';

export interface Registers {
  readonly persons: readonly HeldValues[];
  readonly households: readonly HeldValues[];
  readonly land: readonly HeldValues[];
}

export interface Statistic {
  readonly element: string;
  readonly value: number;
  /** The register that it is counted from. */
  readonly of: keyof Registers;
  /** How it was counted, in words. */
  readonly how: string;
  /** Records that would decide it and do not say: the figure may be that much too small. */
  readonly undecided: number;
}

interface Rule {
  readonly element: string;
  readonly how: string;
  readonly of: keyof Registers;
  /** Null: the record does not say. */
  readonly adds: (values: HeldValues, age: number | null) => number | null;
}

const one = (yes: boolean | null): number | null => (yes === null ? null : yes ? 1 : 0);
const flag = (values: HeldValues, key: string): boolean | null => {
  const value = values[key];
  return typeof value === 'boolean' ? value : null;
};
const text = (values: HeldValues, key: string): string | null => {
  const value = values[key];
  return typeof value === 'string' ? value : null;
};
const atLeast = (age: number | null, years: number): boolean | null => (age === null ? null : age >= years);
const working: readonly string[] = ['普通劳动力', '弱劳动力或半劳动力'];
const sanitary: readonly string[] = ['三格式', '双瓮式', '沼气池式', '水冲式'];

/** The dictionary's definitions of what a village is counted by, each as what one record adds on the day. */
const rules: readonly Rule[] = [
  { element: 'unit.householdsRegistered', how: '户台账里的户数', of: 'households', adds: () => 1 },
  { element: 'unit.populationRegistered', how: '人口台账里的人数', of: 'persons', adds: () => 1 },
  {
    element: 'unit.populationRegisteredFemale',
    how: '人口台账里的女性',
    of: 'persons',
    adds: (values) => one(text(values, 'person.sex') === null ? null : text(values, 'person.sex') === '女'),
  },
  { element: 'unit.elderly60', how: '时点年满60周岁', of: 'persons', adds: (_, age) => one(atLeast(age, 60)) },
  { element: 'unit.elderly80', how: '时点年满80周岁', of: 'persons', adds: (_, age) => one(atLeast(age, 80)) },
  {
    element: 'unit.laborForce',
    how: '16至59周岁、有劳动能力、不在校',
    of: 'persons',
    adds: (values, age) => {
      if (age === null) return null;
      if (age < 16 || age > 59 || text(values, 'person.schoolName') !== null) return 0;
      const capacity = text(values, 'person.laborCapacity');
      return one(capacity === null ? null : working.includes(capacity));
    },
  },
  {
    element: 'unit.migrantWorkers',
    how: '外出务工累计6个月以上',
    of: 'persons',
    adds: (values) => {
      const away = flag(values, 'person.workAway');
      if (away !== true) return one(away);
      const months = numberIn(values, 'person.workMonths');
      return months === undefined ? null : one(months >= 6);
    },
  },
  {
    element: 'unit.leftBehindChildren',
    how: '有留守类型、不满16周岁',
    of: 'persons',
    adds: (values, age) => one(text(values, 'child.leftBehindType') === null ? false : age === null ? null : age < 16),
  },
  {
    element: 'unit.disabledPersons',
    how: '有残疾人证号',
    of: 'persons',
    adds: (values) => one(text(values, 'person.disabilityCertNumber') !== null),
  },
  {
    element: 'unit.medicalInsured',
    how: '参加城乡居民医疗保险',
    of: 'persons',
    adds: (values) => one(text(values, 'person.medicalInsurance') === null ? null : text(values, 'person.medicalInsurance') === '城乡居民'),
  },
  {
    element: 'unit.dibaoHouseholds',
    how: '低保月保障金额大于零的户',
    of: 'households',
    adds: (values) => one((numberIn(values, 'household.dibaoAmount') ?? 0) > 0),
  },
  {
    element: 'unit.dibaoPersons',
    how: '低保户的保障人口',
    of: 'households',
    adds: (values) => ((numberIn(values, 'household.dibaoAmount') ?? 0) > 0 ? (numberIn(values, 'household.membersProtected') ?? null) : 0),
  },
  {
    element: 'unit.sanitaryToiletHouseholds',
    how: '三格式、双瓮式、沼气池式、水冲式厕所的户',
    of: 'households',
    adds: (values) =>
      one(text(values, 'household.toiletType') === null ? null : sanitary.includes(text(values, 'household.toiletType') ?? '')),
  },
];

/** What can be counted at all. */
export const counted: ReadonlySet<string> = new Set(rules.map(({ element }) => element));

const sources = new Map(rules.map(({ element, of }) => [element, of]));

/** The register that an element is counted from; null: it cannot be counted. */
export function countedFrom(element: string): keyof Registers | null {
  return sources.get(element) ?? null;
}

/** Statistics of one unit on a day (时点), counted from its registers by the dictionary's definitions; a register that is empty counts nothing. */
export function statistics(dictionary: readonly Element[], registers: Registers, on: string): Statistic[] {
  const derived = { ...registers, persons: registers.persons.map((values) => withDerived(dictionary, values, on)) };
  return rules.flatMap(({ element, how, of, adds }) => {
    const records = derived[of];
    if (records.length === 0) return [];
    let value = 0;
    let undecided = 0;
    for (const values of records) {
      const added = adds(values, numberIn(values, 'person.age') ?? null);
      if (added === null) undecided++;
      else value += added;
    }
    return [{ element, value, of, how, undecided }];
  });
}

function withDerived(dictionary: readonly Element[], values: HeldValues, on: string): HeldValues {
  const derived = derive(dictionary, values, on);
  return derived.size === 0 ? values : { ...values, ...Object.fromEntries([...derived].map(([key, { value }]) => [key, value])) };
}
