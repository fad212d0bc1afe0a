/** What the registers hold for one element of one record: its own column, what follows from it, or a joined record. Nothing held is ''. */
import { elementOf } from '../elements.ts';
import { isoDay } from './days.ts';
import { ageOn, toldBy } from './identity.ts';
import { summed } from './measure.ts';
import { CONTRADICTED, LOST, subjectOf, valueOf, type Held, type Registers } from './registers.ts';

export type Reading = (record: Held) => string;

export interface Moment {
  /** The 时点, YYYY-MM-DD; null: not said, so no age can be told. */
  readonly day: string | null;
  /** The year of the facts; null where no period was given. */
  readonly year: number | null;
}

export interface Source {
  readonly read: Reading;
  /** Where it comes from, in words: 台账 persons.csv, 由身份证号推出, 按户求和. */
  readonly from: string;
}

const plain = (text: string): boolean => text !== '' && text !== LOST && text !== CONTRADICTED;

/** How an element is read from records of a subject; null: nothing of it is kept. */
export function sourceOf(registers: Registers, subject: string, key: string, moment: Moment): Source | null {
  const [kind = ''] = key.split('.');
  // A unit's figure of another year than that of the record.
  if (subject === 'unit/year') return ofUnit(registers, key, moment.year);
  const base = subject === 'child' ? 'person' : subject;
  if (base === 'household' && kind === 'person') return ofHead(registers, key, moment);
  const derived = derivedOf(registers, base, key, moment);
  if (derived !== null) return derived;
  return keptAs(registers, base, key) ?? joined(registers, base, kind, key, moment);
}

function keptAs(registers: Registers, subject: string, key: string): Source | null {
  return registers.keeps(subject, key) ? { read: (record) => valueOf(record, key) ?? '', from: namesOf(registers, subject) } : null;
}

function namesOf(registers: Registers, subject: string): string {
  const names = new Set(registers.list.filter(({ keys }) => subjectOf(keys) === subject).map(({ name }) => name));
  return [...names].slice(0, 3).join('、');
}

/** In a record of a household, person.* means its head. */
function ofHead(registers: Registers, key: string, moment: Moment): Source | null {
  const inner = sourceOf(registers, 'person', key, moment);
  if (inner === null) return null;
  const members = registers.by('person', 'household.code');
  return {
    from: `${inner.from}（户主）`,
    read(record) {
      const own = valueOf(record, key);
      if (own !== null && own !== '') return own;
      const heads = (members.get(valueOf(record, 'household.code') ?? '') ?? []).filter(
        (one) => valueOf(one, 'person.relationToHead') === '户主',
      );
      return heads.length === 1 && heads[0] !== undefined ? inner.read(heads[0]) : '';
    },
  };
}

function derivedOf(registers: Registers, subject: string, key: string, moment: Moment): Source | null {
  if (subject === 'person') return personal(registers, key, moment);
  if (subject === 'household' && !registers.keeps('household', key)) return domestic(registers, key);
  return null;
}

function personal(registers: Registers, key: string, moment: Moment): Source | null {
  const number = (record: Held): string => valueOf(record, 'person.idNumber') ?? '';
  const held = registers.keeps('person', 'person.idNumber');
  const told = (own: string, part: (told: NonNullable<ReturnType<typeof toldBy>>) => string, from: string): Source => ({
    from,
    read(record) {
      const kept = valueOf(record, own) ?? '';
      const id = number(record);
      if (id === LOST) return kept === '' ? LOST : kept;
      const says = toldBy(id);
      if (says === null) return kept;
      const derived = part(says);
      return kept === '' || kept === derived || sameDay(kept, derived) ? derived : CONTRADICTED;
    },
  });
  const birth = told('person.birthDate', ({ birth: day }) => day, '由身份证号推出');
  const kept = held || registers.keeps('person', 'person.birthDate');
  switch (key) {
    case 'person.sex':
      return held || registers.keeps('person', key) ? told(key, ({ sex }) => sex, '由身份证号推出') : null;
    case 'person.birthDate':
      return kept ? birth : null;
    case 'person.birthMonth':
      if (registers.keeps('person', key) && !kept) return null;
      return kept ? { from: birth.from, read: (record) => mapped(birth.read(record), (day) => isoDay(day)?.slice(0, 7) ?? '') } : null;
    case 'person.age':
      return kept
        ? {
            from: `由出生日期推出，截至${moment.day ?? '（没有写时点）'}`,
            read: (record) => mapped(birth.read(record), (day) => ageText(day, moment.day)),
          }
        : null;
    case 'person.idNumberLast4':
      return held
        ? { from: '身份证号末四位', read: (record) => mapped(number(record), (id) => (id.length >= 15 ? id.slice(-4) : '')) }
        : null;
    case 'person.isDisabled':
      if (registers.keeps('person', key) || !registers.keeps('person', 'person.disabilityCertNumber')) return null;
      return { from: '由有无残疾人证推出', read: (record) => (valueOf(record, 'person.disabilityCertNumber') === '' ? '否' : '是') };
    default:
      return null;
  }
}

function mapped(text: string, map: (text: string) => string): string {
  return plain(text) ? map(text) : text;
}

function ageText(birth: string, day: string | null): string {
  const iso = isoDay(birth);
  const age = day === null || iso === null ? null : ageOn(iso, day);
  return age === null ? '' : String(age);
}

function sameDay(a: string, b: string): boolean {
  const [x, y] = [isoDay(a), isoDay(b)];
  return x !== null && x === y;
}

/** Formulas of the dictionary, where no register keeps the result itself. */
function domestic(registers: Registers, key: string): Source | null {
  const parts: Readonly<Record<string, readonly [string, string, '-' | '/']>> = {
    'household.incomeNet': ['household.incomeGross', 'household.productionExpense', '-'],
    'household.incomePerCapita': ['household.incomeGross', 'household.membersRegistered', '/'],
    'household.incomePerCapitaNet': ['household.incomeNet', 'household.membersRegistered', '/'],
  };
  if (key === 'household.contractLandMu') return landSum(registers, 'land.area');
  const part = Object.hasOwn(parts, key) ? parts[key] : undefined;
  if (part === undefined || !registers.keeps('household', part[0]) || !registers.keeps('household', part[1])) return null;
  const [left, right, sign] = part;
  const name = (one: string): string => elementOf(one)?.zh ?? one;
  return {
    from: `${name(left)} ${sign === '-' ? '−' : '÷'} ${name(right)}`,
    read(record) {
      const [a, b] = [valueOf(record, left) ?? '', valueOf(record, right) ?? ''];
      if (!plain(a) || !plain(b)) return '';
      if (sign === '-') return summed([a, b.startsWith('-') ? b.slice(1) : `-${b}`]) ?? '';
      const [x, y] = [Number(a), Number(b)];
      return Number.isFinite(x) && y > 0 ? String(Number((x / y).toFixed(2))) : '';
    },
  };
}

/** Areas of a household's land are added up; kinds and crops of several fields are not one fact. */
function landSum(registers: Registers, key: string): Source | null {
  if (!registers.keeps('land', key)) return null;
  const fields = registers.by('land', 'household.code');
  return {
    from: `${namesOf(registers, 'land')}，按户求和`,
    read(record) {
      const list = fields.get(valueOf(record, 'household.code') ?? '') ?? [];
      const areas = list.map((field) => valueOf(field, key) ?? '');
      if (areas.some((area) => area === LOST)) return LOST;
      // No field at all is no land; a field whose area nobody wrote down is no sum.
      if (areas.some((area) => area === '')) return '';
      return summed(areas) ?? '';
    },
  };
}

/** The key that two kinds of records share, from the record that asks to the one that holds. */
const links: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  person: { household: 'household.code', house: 'household.code', child: 'person.idNumber' },
  household: { house: 'household.code' },
  house: { household: 'household.code' },
  land: { household: 'household.code' },
  animal: { household: 'household.code' },
  visit: { household: 'household.code' },
};

function joined(registers: Registers, subject: string, kind: string, key: string, moment: Moment): Source | null {
  if (subject === 'household' && kind === 'land') return elementOf(key)?.type === 'area' ? landSum(registers, key) : null;
  if (kind === 'unit') return ofUnit(registers, key, moment.year);
  const link = links[subject]?.[kind];
  const inner = link === undefined ? null : kind === 'child' ? keptAs(registers, kind, key) : sourceOf(registers, kind, key, moment);
  if (link === undefined || inner === null || !registers.keeps(kind, link)) return null;
  const index = registers.by(kind, link);
  return {
    from: inner.from,
    read(record) {
      const found = index.get(valueOf(record, link) ?? '') ?? [];
      // Two houses of one household: which of them is asked, nobody has said.
      return found.length === 1 && found[0] !== undefined ? inner.read(found[0]) : '';
    },
  };
}

/** A fact of the record's unit in a year. */
export function ofUnit(registers: Registers, key: string, year: number | null): Source | null {
  if (key === 'unit.code') return { read: (record) => valueOf(record, key) ?? '', from: '单位代码' };
  if (!registers.keeps('unit', key)) return null;
  const facts = registers.by('unit', 'unit.code');
  const timeless = elementOf(key)?.period === 'timeless';
  return {
    from: `${namesOf(registers, 'unit')}${timeless || year === null ? '' : `，${year}年`}`,
    read: (record) => unitFact(facts.get(valueOf(record, 'unit.code') ?? '') ?? [], key, timeless ? null : year),
  };
}

function unitFact(facts: readonly Held[], key: string, year: number | null): string {
  const dated = facts.some((fact) => (valueOf(fact, 'report.year') ?? '') !== '');
  const wanted = year === null || !dated ? facts : facts.filter((fact) => valueOf(fact, 'report.year') === String(year));
  const values = new Set(wanted.map((fact) => valueOf(fact, key) ?? '').filter((value) => value !== ''));
  // Without a year, years that differ are no answer.
  return values.size === 1 ? ([...values][0] ?? '') : '';
}
