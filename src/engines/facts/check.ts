import type { Element } from '../forms/index.ts';
import { calculate, formulasOf, numberIn } from './derive.ts';
import { ageOn, birthOf, sexOf } from './id-number.ts';
import type { HeldValues } from './value.ts';

/** Elements by their keys; the noun `elements` keeps one for each county. */
export interface Dictionary {
  readonly all: readonly Element[];
  find(key: string): Element | null;
}

/** Values of one record that do not hang together (勾稽). A colleague would ask; nothing is refused for it. */
export interface Doubt {
  readonly elements: readonly string[];
  readonly message: string;
}

type Pair = readonly [part: string, whole: string];

/** 其中 ≤ 合计: each part is inside its whole by the definitions of the dictionary. */
const parts: readonly Pair[] = [
  ['unit.populationRegisteredFemale', 'unit.populationRegistered'],
  ['unit.elderly80', 'unit.elderly60'],
  ['unit.elderly60', 'unit.populationRegistered'],
  ['unit.laborForce', 'unit.populationRegistered'],
  ['unit.migrantWorkers', 'unit.laborForce'],
  ['unit.leftBehindChildren', 'unit.populationRegistered'],
  ['unit.dibaoHouseholds', 'unit.householdsRegistered'],
  ['unit.dibaoHouseholds', 'unit.dibaoPersons'],
  ['unit.dibaoPersons', 'unit.populationRegistered'],
  ['unit.disabledPersons', 'unit.populationRegistered'],
  ['unit.medicalInsured', 'unit.populationRegistered'],
  ['unit.sanitaryToiletHouseholds', 'unit.householdsRegistered'],
  ['unit.householdsRegistered', 'unit.populationRegistered'],
  ['household.membersProtected', 'household.membersRegistered'],
  ['household.productionExpense', 'household.incomeGross'],
  ['land.subsidyArea', 'land.area'],
  ['land.idleArea', 'land.area'],
  ['house.floors', 'house.rooms'],
  ['disaster.transferred', 'disaster.affected'],
];

/** Beyond this a slip of the pen is likelier than the fact. */
const plausible: readonly (readonly [element: string, least: number, most: number])[] = [
  ['person.age', 0, 115],
  ['person.workMonths', 0, 12],
  ['household.membersRegistered', 1, 30],
  ['household.membersResident', 0, 40],
  ['house.rooms', 1, 100],
  ['house.floors', 1, 12],
  ['unit.populationRegistered', 0, 100_000],
  ['unit.groupsCount', 0, 200],
  ['land.area', 0, 500],
  ['duty.rainfall', 0, 1000],
];

export function check(dictionary: Dictionary, values: HeldValues, on: string): Doubt[] {
  const name = (key: string): string => dictionary.find(key)?.zh ?? key;
  return [
    ...parts.flatMap(([part, whole]) => insideOf(values, part, whole, name)),
    ...plausible.flatMap(([element, least, most]) => {
      const value = numberIn(values, element);
      if (value === undefined || (value >= least && value <= most)) return [];
      return [{ elements: [element], message: `${name(element)}是${value}，请看看有没有写错 is it ${value}?` }];
    }),
    ...agreeing(dictionary, values, name),
    ...aboutPerson(values, on, name),
    ...negative(dictionary, values),
  ];
}

function insideOf(values: HeldValues, part: string, whole: string, name: (key: string) => string): Doubt[] {
  const [a, b] = [numberIn(values, part), numberIn(values, whole)];
  if (a === undefined || b === undefined || a <= b) return [];
  return [{ elements: [part, whole], message: `${name(part)}${a}比${name(whole)}${b}还多 is more than its whole` }];
}

/** What was recorded and also follows from other records: A19 = A17 − A18. */
function agreeing(dictionary: Dictionary, values: HeldValues, name: (key: string) => string): Doubt[] {
  return formulasOf(dictionary.all).flatMap(({ key, formula }) => {
    const [held, worked] = [numberIn(values, key), calculate(formula, (one) => numberIn(values, one))];
    if (held === undefined || worked === undefined || Math.abs(held - worked) <= 0.011) return [];
    const sign = { '-': '减', '+': '加', '/': '除以' }[formula.operator];
    return [
      {
        elements: [key, formula.left, formula.right],
        message: `${name(key)}写的是${held}，按${name(formula.left)}${sign}${name(formula.right)}算是${worked} should be ${worked}`,
      },
    ];
  });
}

function aboutPerson(values: HeldValues, on: string, name: (key: string) => string): Doubt[] {
  const doubts: Doubt[] = [];
  const number = values['person.idNumber'];
  const birth = typeof number === 'string' && number.length === 18 ? birthOf(number) : null;
  if (typeof number === 'string' && birth !== null) {
    const [sex, born] = [values['person.sex'], values['person.birthDate']];
    if (typeof sex === 'string' && sex !== sexOf(number))
      doubts.push({ elements: ['person.sex', 'person.idNumber'], message: '性别与身份证号不一致 sex and identity number disagree' });
    if (typeof born === 'string' && born !== birth)
      doubts.push({
        elements: ['person.birthDate', 'person.idNumber'],
        message: '出生日期与身份证号不一致 birth date and identity number disagree',
      });
    if (birth > on) doubts.push({ elements: ['person.idNumber'], message: '身份证号里的出生日期还没有到 is born in the future' });
    else if (ageOn(birth, on) > 115)
      doubts.push({ elements: ['person.idNumber'], message: `按身份证号算有${ageOn(birth, on)}岁 would be ${ageOn(birth, on)} years old` });
  }
  for (const key of ['person.disabilityKind', 'person.disabilityGrade']) {
    if (typeof values[key] === 'string' && values['person.disabilityCertNumber'] === null)
      doubts.push({ elements: [key, 'person.disabilityCertNumber'], message: `有${name(key)}，没有残疾人证号 no certificate number` });
  }
  return doubts;
}

function negative(dictionary: Dictionary, values: HeldValues): Doubt[] {
  const found: Doubt[] = [];
  for (const key in values) {
    const value = values[key];
    if (typeof value !== 'number' || value >= 0) continue;
    const element = dictionary.find(key);
    if (element !== null && (element.type === 'integer' || element.type === 'area'))
      found.push({ elements: [key], message: `${element.zh}是负数 is negative` });
  }
  return found;
}
