/** Statistics counted from registers by the words of their definitions, where no register keeps the figure itself. */
import { isUnder } from './context.ts';
import { sourceOf, type Moment } from './holding.ts';
import { valueOf, type Registers } from './registers.ts';

interface Count {
  readonly of: 'person' | 'household';
  readonly element: string | null;
  readonly test: (value: string) => boolean;
}

const is =
  (wanted: string) =>
  (value: string): boolean =>
    value === wanted;
const least =
  (age: number) =>
  (value: string): boolean =>
    value !== '' && Number(value) >= age;
const held = (value: string): boolean => value !== '';

const counts: Readonly<Record<string, Count>> = {
  'unit.householdsRegistered': { of: 'household', element: null, test: held },
  'unit.populationRegistered': { of: 'person', element: null, test: held },
  'unit.populationRegisteredFemale': { of: 'person', element: 'person.sex', test: is('女') },
  'unit.migrantWorkers': { of: 'person', element: 'person.workAway', test: is('是') },
  'unit.elderly60': { of: 'person', element: 'person.age', test: least(60) },
  'unit.elderly80': { of: 'person', element: 'person.age', test: least(80) },
  'unit.leftBehindChildren': { of: 'person', element: 'child.leftBehindType', test: held },
  'unit.dibaoHouseholds': { of: 'household', element: 'household.dibaoAmount', test: held },
  'unit.dibaoPersons': { of: 'person', element: 'person.isDibao', test: is('是') },
  'unit.disabledPersons': { of: 'person', element: 'person.disabilityCertNumber', test: held },
  'unit.medicalInsured': { of: 'person', element: 'person.medicalInsurance', test: is('城乡居民') },
};

/** Null where it cannot be counted; registers without a single record of the unit count nothing, not nought. */
export function countOf(registers: Registers, key: string, unit: string, moment: Moment): string | null {
  const count = Object.hasOwn(counts, key) ? counts[key] : undefined;
  if (count === undefined) return null;
  const records = registers.records(count.of).filter((record) => isUnder(valueOf(record, 'unit.code') ?? '', unit));
  const source = count.element === null ? null : sourceOf(registers, count.of, count.element, moment);
  if (records.length === 0 || (count.element !== null && source === null)) return null;
  if (count.element === 'person.age' && moment.day === null) return null;
  return String(source === null ? records.length : records.filter((record) => count.test(source.read(record))).length);
}
