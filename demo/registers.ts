import { checkCharacter } from '../src/engines/facts/index.ts';
import type { DemoRecord, DemoUnit, VillageFacts } from './county.ts';
import type { Layout } from './dates.ts';
import { givenNames, surnames } from './names.ts';
import { answererOf } from './people.ts';
import { random, type Random } from './random.ts';
import { 柳湾村, 青石镇 } from './demands/plan.ts';

interface Ground {
  readonly layout: Layout;
  readonly units: readonly DemoUnit[];
  readonly facts: ReadonlyMap<string, VillageFacts>;
  readonly seed: number;
}

/** What the villages of one town keep themselves: their basic facts, and 柳湾村 the old people that the allowance goes to. */
export function recordsOf({ layout, units, facts, seed }: Ground): DemoRecord[] {
  const day = layout.day(-40);
  const dice = random(seed, 'records');
  const villages = units.filter(({ parent, level, validTo }) => parent === 青石镇 && level === 'village' && validTo === null);
  const basic = villages.flatMap((unit): DemoRecord[] => {
    const values = facts.get(unit.code);
    return values === undefined ? [] : [{ register: 'units', by: answererOf(unit.code), at: day.at('09:10'), values }];
  });
  const old = facts.get(柳湾村)?.['unit.elderly80'] ?? 0;
  return [...basic, ...oldPeople(old, Number(day.iso.slice(0, 4)), dice).map((values): DemoRecord => ({ register: 'persons', by: answererOf(柳湾村), at: day.at('10:05'), values }))]; // prettier-ignore
}

function oldPeople(count: number, year: number, dice: Random): DemoRecord['values'][] {
  const names = dice.shuffle(givenNames.split(' '));
  return Array.from({ length: count }, (_, at) => {
    // Turned eighty last year at the latest, whatever the day.
    const born = year - 81 - dice.int(0, 14);
    const two = (number: number): string => String(number).padStart(2, '0');
    const first17 = `990101${born}${two(dice.int(1, 12))}${two(dice.int(1, 28))}${String(at + 11).padStart(3, '0')}`;
    const group = dice.int(1, 9);
    return {
      'household.code': `990101100200${String(at + 1).padStart(4, '0')}`,
      'person.name': `${dice.pick(['杨', '何', '罗', '柳', '石', ...surnames.slice(0, 12)])}${names[at % names.length] ?? ''}`,
      'person.idNumber': `${first17}${checkCharacter(first17)}`,
      'person.registeredAddress': `青石镇柳湾村${group}组`,
      'person.bankName': '青禾农村商业银行',
      'person.bankAccount': `99012${String(dice.int(0, 99_999_999)).padStart(8, '0')}${String(at + 101)}`,
      'person.elderlyAllowance': born <= year - 90 ? 200 : 100,
    };
  });
}
