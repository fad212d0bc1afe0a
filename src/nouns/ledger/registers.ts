import type { Element } from '../../engines/forms/index.ts';
import { writeValue, type HeldValues } from '../../engines/facts/index.ts';
import type { Dictionary } from '../elements/index.ts';

/** A table of records about one kind of thing (台账): a view of the facts, by subject. */
export interface Register {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  /** What a record is about; two registers of one kind show the same records through other elements. */
  readonly kind: string;
  /** Elements by the first part of their key … */
  readonly subjects: readonly string[];
  /** … and single ones of other subjects, which lead to them. */
  readonly also: readonly string[];
  /** What names a record among those of its unit. */
  readonly named: readonly string[];
  /** What names it where the first is not known. */
  readonly otherwise: readonly string[];
  /** What a person calls the record. */
  readonly title: readonly string[];
  /** About people or their homes: read on a ground only. */
  readonly personal: boolean;
  /** Only records that hold an element of its subjects. */
  readonly partial: boolean;
}

type Given = Pick<Register, 'key' | 'zh' | 'en' | 'kind' | 'named' | 'title' | 'personal'> & Partial<Register>;

const given: readonly Given[] = [
  { key: 'units', zh: '基本情况', en: 'Basic facts', kind: 'unit', named: [], title: ['unit.name'], personal: false, also: ['report.year'] },
  { key: 'persons', zh: '人口台账', en: 'People', kind: 'person', named: ['person.idNumber'], otherwise: ['person.name', 'person.birthDate', 'household.code'], title: ['person.name'], personal: true, also: ['household.code'] },
  { key: 'households', zh: '户台账', en: 'Households', kind: 'household', named: ['household.code'], title: ['household.headName'], personal: true },
  { key: 'children', zh: '儿童台账', en: 'Children', kind: 'person', subjects: ['child'], named: ['person.idNumber'], title: ['person.name'], personal: true, partial: true, also: ['person.name', 'person.idNumber', 'person.schoolName', 'household.code'] },
  { key: 'houses', zh: '房屋台账', en: 'Houses', kind: 'house', named: ['house.code'], title: ['house.code'], personal: true, also: ['household.code'] },
  { key: 'land', zh: '承包地台账', en: 'Land', kind: 'land', named: ['land.code'], title: ['land.code'], personal: true, also: ['household.code'] },
  { key: 'animals', zh: '畜禽台账', en: 'Animals', kind: 'animal', named: ['household.code', 'animal.kind'], title: ['animal.kind'], personal: true, also: ['household.code'] },
  { key: 'sites', zh: '场所台账', en: 'Sites', kind: 'site', named: ['site.name'], title: ['site.name'], personal: false },
  { key: 'hazards', zh: '隐患台账', en: 'Hazards', kind: 'hazard', named: ['hazard.date', 'hazard.place', 'hazard.description'], title: ['hazard.place'], personal: false },
  { key: 'disputes', zh: '纠纷台账', en: 'Disputes', kind: 'dispute', named: ['dispute.date', 'dispute.kind', 'dispute.content'], title: ['dispute.kind'], personal: true },
  { key: 'duties', zh: '值班台账', en: 'Duties', kind: 'duty', named: ['duty.date', 'duty.person'], title: ['duty.date'], personal: false },
  { key: 'patrols', zh: '巡查台账', en: 'Patrols', kind: 'patrol', named: ['patrol.date', 'patrol.place', 'patrol.person'], title: ['patrol.place'], personal: false },
  { key: 'visits', zh: '走访台账', en: 'Visits', kind: 'visit', named: ['household.code', 'visit.date'], title: ['visit.date'], personal: true, also: ['household.code'] },
  { key: 'disasters', zh: '灾情台账', en: 'Disasters', kind: 'disaster', named: ['disaster.date'], title: ['disaster.date'], personal: false },
]; // prettier-ignore

export const registers: readonly Register[] = given.map((register) => ({
  subjects: [register.kind],
  also: [],
  otherwise: [],
  partial: false,
  ...register,
}));

const byKey = new Map(registers.map((register) => [register.key, register]));

export function registerOf(key: string): Register | null {
  return byKey.get(key) ?? null;
}

/** Columns of a register: what leads to the record first, then its own elements in the order of the dictionary. */
export function columnsOf({ subjects, also }: Register, dictionary: Dictionary): Element[] {
  const first = also.map((key) => dictionary.find(key)).filter((element) => element !== null);
  const own = dictionary.all.filter(({ key }) => subjects.includes(key.split('.')[0] ?? '') && !also.includes(key));
  return [...first, ...own];
}

const identity: ReadonlySet<string> = new Set(['unit.name', 'unit.code', 'unit.townName', 'unit.villageName']);

/** What a unit can be asked about itself: its name and code are no answers. */
export function aboutUnits(dictionary: Dictionary): Element[] {
  return dictionary.all.filter(({ key }) => key.startsWith('unit.') && !identity.has(key));
}

/** The elements of which one must be held for a record to stand in a register that shows only some of its kind. */
export function holdingOf(register: Register, dictionary: Dictionary): string[] | null {
  return register.partial ? columnsOf(register, dictionary).flatMap(({ key }) => (register.also.includes(key) ? [] : [key])) : null;
}

/** What names the record among those of its unit; null where nothing does. A person without a number is named by name, birth and home. */
export function keyOf(register: Register, values: HeldValues): string | null {
  const of = (elements: readonly string[]): string | null => {
    const parts = elements.map((element) => writeValue(values[element]).normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase());
    return parts.length > 0 && parts.every((part) => part !== '') ? parts.join('|') : null;
  };
  if (register.named.length === 0) return '';
  const named = of(register.named);
  if (named !== null) return named;
  const [name = '', ...rest] = register.otherwise;
  if (name === '' || writeValue(values[name]) === '' || rest.every((element) => writeValue(values[element]) === '')) return null;
  return `~${register.otherwise.map((element) => writeValue(values[element]).replaceAll(/\s/gu, '')).join('|')}`;
}

export function titleOf(register: Register, values: HeldValues): string {
  return register.title.map((element) => writeValue(values[element])).join(' ');
}
