import type { Element } from '../forms/index.ts';
import { ageOn, birthOf, sexOf } from './id-number.ts';
import type { Held, HeldValues } from './value.ts';

export interface Derived {
  readonly value: Held;
  /** In words: what it follows from. */
  readonly from: string;
}

/** What follows from the values of one record on a day: never stored, always shown with what it follows from. */
export function derive(dictionary: readonly Element[], values: HeldValues, on: string): ReadonlyMap<string, Derived> {
  const found = new Map<string, Derived>();
  const add = (key: string, value: Held | undefined, from: string): void => {
    if (value !== undefined && !Object.hasOwn(values, key)) found.set(key, { value, from });
  };
  fromIdNumber(values['person.idNumber'], on, add);
  const birth = values['person.birthDate'];
  if (typeof birth === 'string' && !found.has('person.age')) {
    add('person.birthMonth', birth.slice(0, 7), '出生日期');
    add('person.age', ageOn(birth, on), `出生日期，按${on}算`);
  }
  const certificate = values['person.disabilityCertNumber'];
  if (certificate !== undefined) add('person.isDisabled', typeof certificate === 'string', '残疾人证号');
  for (const { key, formula, from } of formulasOf(dictionary))
    add(
      key,
      calculate(formula, (name) => numberIn(values, name) ?? numberOf(found.get(name)?.value)),
      from,
    );
  return found;
}

function fromIdNumber(held: Held | undefined, on: string, add: (key: string, value: Held | undefined, from: string) => void): void {
  if (typeof held !== 'string' || held.length !== 18) return;
  add('person.idNumberLast4', held.slice(-4), '公民身份号码');
  add('person.sex', sexOf(held), '公民身份号码');
  const birth = birthOf(held);
  if (birth === null) return;
  add('person.birthDate', birth, '公民身份号码');
  add('person.birthMonth', birth.slice(0, 7), '公民身份号码');
  add('person.age', ageOn(birth, on), `公民身份号码，按${on}算`);
}

interface Formula {
  readonly left: string;
  readonly operator: '-' | '+' | '/';
  readonly right: string;
}

/** `household.incomeGross - household.productionExpense`, as the dictionary writes it; words are no formula. */
export function formulaOf(derivedFrom: string): Formula | null {
  const known = formulas.get(derivedFrom);
  if (known !== undefined) return known;
  const formula = parsed(derivedFrom);
  formulas.set(derivedFrom, formula);
  return formula;
}

/** The dictionary has a dozen texts and a register thousands of records. */
const formulas = new Map<string, Formula | null>();

function parsed(derivedFrom: string): Formula | null {
  const [, left = '', operator = '', right = ''] = /^([\w.]+) ([-+/]) ([\w.]+)$/u.exec(derivedFrom) ?? [];
  return left === '' ? null : { left, operator: operator as Formula['operator'], right };
}

export interface Derivation {
  readonly key: string;
  readonly formula: Formula;
  readonly from: string;
}

const derivations = new WeakMap<object, readonly Derivation[]>();

/** The elements of a dictionary that follow from others by a formula. */
export function formulasOf(dictionary: Iterable<Element> & object): readonly Derivation[] {
  const known = derivations.get(dictionary);
  if (known !== undefined) return known;
  const found = [...dictionary].flatMap(({ key, derivedFrom }) => {
    const formula = derivedFrom === null ? null : formulaOf(derivedFrom);
    return formula === null ? [] : [{ key, formula, from: derivedFrom ?? '' }];
  });
  derivations.set(dictionary, found);
  return found;
}

export function calculate({ left, operator, right }: Formula, valueOf: (key: string) => number | undefined): number | undefined {
  const a = valueOf(left);
  const b = valueOf(right);
  if (a === undefined || b === undefined || (operator === '/' && b === 0)) return undefined;
  // To the hundredth, as tables write money: 0.1 + 0.2 must not show sixteen digits.
  return Math.round((operator === '-' ? a - b : operator === '+' ? a + b : a / b) * 100) / 100;
}

export function numberIn(values: HeldValues, key: string): number | undefined {
  return numberOf(Object.hasOwn(values, key) ? values[key] : undefined);
}

function numberOf(value: Held | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
