/** One heading, with the groups above it, held against the dictionary's words. What is not wholly explained is not matched. */
import { elementOf, type Element } from './elements.ts';
import { attributes, context, ownerIn, ownerSplits, things, type Attribute, type Owner, type Thing } from './lexicon.ts';
import { holdsUnder } from './narrowing.ts';
import type { TableContext } from './subject.ts';
import { isHarmless, trimmed, type Heading } from './text.ts';
import { fitsUnit, type Unit } from './units.ts';
import type { Candidate } from './understanding.ts';

export interface Asked {
  /** Headings from the group down to the leaf. */
  readonly path: readonly Heading[];
  readonly unit: Unit | null;
  /** Choices of a validation list or behind boxes. */
  readonly choices: readonly string[] | null;
  /** Where it stands: a column or card field of the table, a label above or below it. */
  readonly place: 'table' | 'head' | 'foot';
  /** Whose it is by its neighbours: 联系电话 behind 父亲姓名. */
  readonly owner: Owner | null;
}

export interface Match extends Candidate {
  readonly why: readonly string[];
}

interface Reading {
  readonly text: string;
  readonly by: number;
  readonly why: string;
  readonly joined: boolean;
}

export function candidates(asked: Asked, table: TableContext): readonly Match[] {
  const leaf = asked.path.at(-1);
  if (leaf === undefined || leaf.core === '' || context.nothing.test(leaf.core)) return [];
  const readings = readingsOf(asked.path);
  const found: Match[] = [];
  for (const reading of readings) {
    found.push(...byThings(reading, asked, table), ...byPeople(reading, asked, table));
  }
  const best = new Map<string, Match>();
  for (const match of found) {
    const judged = isOfThisTable(match, asked, table) ? judge(match, asked, leaf) : null;
    if (judged !== null && judged.confidence > (best.get(match.element)?.confidence ?? 0)) best.set(match.element, judged);
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence);
}

/** A heading that is nothing but a year asks the figure of its group, which is kept by the year for units only. */
const aYear = /^(?:(?:19|20)\d{2}年?(?:度|底|末)?|本年度?|本年末|上年度?|上年末|去年)$/u;

function isOfThisTable({ element }: Match, { path, place }: Asked, table: TableContext): boolean {
  if (aYear.test(path.at(-1)?.core ?? '') && !element.startsWith('unit.')) return false;
  if (place !== 'table' || table.subject !== 'unit') return true;
  return holdsUnder(element, path.map(({ core }) => core).join('>'), table); // prettier-ignore
}

/** Headings that only say what is counted: under 户籍人口, 人数 is the figure itself and 户数 is not. */
const counted: ReadonlyMap<string, string> = new Map([
  ['人数', '人'],
  ['户数', '户'],
]);

/** Ways to read the words: with and without what stands in brackets, without words that narrow nothing, with the group's words before. */
function readingsOf(path: readonly Heading[]): readonly Reading[] {
  const leaf = path.at(-1);
  if (leaf === undefined) return [];
  const readings: Reading[] = [];
  const add = (text: string, by: number, why: string, joined = false): void => {
    if (text !== '' && !readings.some((reading) => reading.text === text && reading.by >= by)) readings.push({ text, by, why, joined });
  };
  add(leaf.whole, 1, `“${leaf.shown}”`);
  if (leaf.core !== leaf.whole) {
    const harmless = leaf.notes.every((note) => isHarmless(note));
    add(leaf.core, harmless ? 1 : 0.6, harmless ? `“${leaf.core}”` : `“${leaf.core}”，括号里的话没认出`);
  }
  const short = trimmed(leaf.core);
  const plain = leaf.notes.every((note) => isHarmless(note)) ? 0.95 : 0.57;
  if (short !== leaf.core) add(short, plain, `“${short}”`);
  const twice = trimmed(short);
  if (twice !== short) add(twice, plain * 0.95, `“${twice}”`);
  for (const group of path.slice(0, -1).toReversed().slice(0, 2)) {
    const words = group.core.replace(/(?:情况|信息|基本情况|数据)$/u, '');
    if (words === '' || words.length > 14) continue;
    add(`${words}>${leaf.core}`, 1, `“${group.core}”下的“${leaf.core}”`, true);
    add(`${words}${leaf.core}`, 0.97, `“${group.core}”下的“${leaf.core}”`, true);
    if (counted.has(leaf.core)) add(words, 0.95, `“${words}”的${leaf.core}`, true);
    if (aYear.test(leaf.core)) add(words, 0.97, `“${words}”的${leaf.core}`, true);
    if (leaf.core === '合计' || leaf.core === '小计' || leaf.core === '总数') add(words, 0.97, `“${words}”的合计`, true);
  }
  return readings;
}

function byThings(reading: Reading, asked: Asked, table: TableContext): readonly Match[] {
  const found: Match[] = [];
  for (const thing of things) {
    if (!thing.pattern.test(reading.text) || !fitsPlace(thing, asked, table)) continue;
    const by = thing.by * reading.by * weightOfParents(reading, asked, table, thing) * weightOfMeasure(thing, asked, reading);
    if (by > 0) found.push({ element: thing.to, confidence: by, why: [reading.why, `就是${elementOf(thing.to)?.zh ?? thing.to}`] });
  }
  return found;
}

function fitsPlace(thing: Thing, asked: Asked, table: TableContext): boolean {
  const above = asked.path.map(({ core }) => core).join('>');
  if (thing.in !== null) {
    const places =
      asked.place === 'table'
        ? [table.subject, ...(table.kind === 'card' ? ['card'] : [])]
        : ['meta', ...(asked.place === 'foot' ? ['foot'] : [])];
    if (!places.some((place) => thing.in?.has(place) === true)) return false;
  } else if (asked.place !== 'table' && !thing.to.startsWith('unit.') && !thing.to.startsWith('report.')) return false;
  if (thing.needsChild && !table.child) return false;
  if (thing.owner !== null && ownerOf(asked) !== thing.owner) return false;
  if (
    thing.under !== null &&
    !thing.under.test(
      asked.path
        .slice(0, -1)
        .map(({ core }) => core)
        .join('>'),
    )
  )
    return false;
  if (thing.without?.test(above) === true || thing.notUnder?.test(above) === true) return false;
  if (thing.headed?.test(table.headings) === false || thing.unheaded?.test(table.headings) === true) return false;
  if (thing.notInCards && table.kind === 'card') return false;
  if (thing.titled !== null && !thing.titled.test(`${table.title}>${above}`)) return false;
  return thing.untitled?.test(`${table.title}>${above}`) !== true;
}

/** A bare 时间 or 单位 under a group that speaks of something else does not ask what it asks elsewhere. */
function weightOfParents(reading: Reading, asked: Asked, table: TableContext, thing: Thing): number {
  if (reading.joined || thing.under !== null || asked.place !== 'table') return 1;
  const groups = asked.path.slice(0, -1).filter(({ core }) => !context.parentNeutral.test(core) && core !== '其中');
  if (groups.length === 0) return 1;
  const fitting = context.parentOf(elementOf(thing.to)?.subject ?? null);
  const own = context.parentOf(table.subject);
  const fits = groups.every(({ core }) => fitting?.test(core) === true || own?.test(core) === true);
  const strange = groups.some(({ core }) => context.ownerOther.test(core) && fitting?.test(core) !== true);
  if (context.generic.test(reading.text)) return fits && !strange ? 0.97 : 0;
  return fits ? 1 : strange ? 0.5 : 0.85;
}

function weightOfMeasure(thing: Thing, asked: Asked, reading: Reading): number {
  if (thing.unit !== null) {
    if (asked.unit === null) return /月/u.test(reading.text) ? 1 : 0.72;
    return asked.unit.per === thing.unit || asked.unit.measures === 'months' ? 1 : asked.unit.per === null ? 0.72 : 0;
  }
  if (thing.measure === null) return 1;
  if (asked.unit === null) return thing.mustHaveMeasure && !reading.text.includes(thing.measure) ? 0.4 : 1;
  return asked.unit.text.replace(/^万/u, '') === thing.measure ||
    (thing.measure === '亩' && asked.unit.measures === 'area') ||
    asked.unit.measures === 'other'
    ? 1
    : 0;
}

const withoutPeople: ReadonlySet<string> = new Set(['unit', 'hazard', 'dispute', 'duty', 'patrol', 'disaster', 'site', 'report']);

function byPeople(reading: Reading, asked: Asked, table: TableContext): readonly Match[] {
  if (asked.place !== 'table' || withoutPeople.has(table.subject)) return [];
  const found: Match[] = [];
  const alone = aloneOwner(reading.text, table);
  if (alone !== null && !reading.joined) found.push({ ...alone, confidence: alone.confidence * reading.by });
  for (const attribute of attributes) {
    if (attribute.pattern.test(reading.text)) {
      const match = ofOwner(attribute, reading, asked, table);
      if (match !== null) found.push(match);
    }
  }
  if (reading.joined) return found;
  for (const { owner, word, rest } of ownerSplits(reading.text)) {
    for (const attribute of attributes) {
      if (!attribute.pattern.test(rest)) continue;
      const match = finish(attribute, owner, reading, asked, table, [reading.why, `“${word}”的${rest}`]);
      if (match !== null) found.push(match);
    }
  }
  // A word that the lexicon does not know before 姓名: the title tells whether the records are about them.
  const unknown = /^(.{2,8}?)(姓名|身份证号?|联系电话|电话)$/u.exec(reading.text);
  if (
    unknown !== null &&
    ownerSplits(reading.text).length === 0 &&
    !context.ownerOther.test(unknown[1] ?? '') &&
    table.title.includes(unknown[1] ?? '')
  ) {
    const attribute = attributes.find(({ pattern }) => pattern.test(unknown[2] ?? ''));
    const match =
      attribute === undefined ? null : finish(attribute, 'self', reading, asked, table, [reading.why, `标题说的就是“${unknown[1] ?? ''}”`]);
    if (match !== null) found.push({ ...match, confidence: match.confidence * 0.92 });
  }
  return found;
}

/** 监护人, 父亲 as a heading of its own asks the name. */
function aloneOwner(text: string, table: TableContext): Match | null {
  const owner = ownerIn(text);
  const name = attributes[0]?.of[owner ?? 'other'];
  if (owner === null || name === undefined || owner === 'self' || owner === 'head') return null;
  if (!table.child) return null;
  return { element: name, confidence: 0.8, why: [`“${text}”单独一栏，问的是姓名`] };
}

function ofOwner(attribute: Attribute, reading: Reading, asked: Asked, table: TableContext): Match | null {
  const named = ownerOf(asked);
  if (named !== null) return finish(attribute, named, reading, asked, table, [reading.why, `属于${ownerNames[named]}`]);
  const groups = asked.path.slice(0, -1).map(({ core }) => core);
  const other = groups.some((core) => context.ownerOther.test(core));
  if (other && !reading.joined && identifying.has(attribute.attribute)) return null;
  const unknown = groups.some(
    (core) => !context.parentNeutral.test(core) && !context.ownerSelf.test(core) && context.parentOf(table.subject)?.test(core) !== true,
  );
  const match = finish(attribute, defaultOwner(table), reading, asked, table, [reading.why]);
  if (match === null) return null;
  return unknown && !reading.joined
    ? { ...match, confidence: match.confidence * (identifying.has(attribute.attribute) ? 0.5 : 0.8) }
    : match;
}

const identifying: ReadonlySet<string> = new Set([
  'name',
  'idNumber',
  'documentNumber',
  'phone',
  'sex',
  'age',
  'birthDate',
  'birthMonth',
  'address',
  'homeAddress',
  'annualIncome',
  'health',
  'occupation',
]);
const ownerNames: Readonly<Record<Owner, string>> = {
  self: '本人',
  head: '户主',
  father: '父亲',
  mother: '母亲',
  guardian: '监护人',
  site: '场所负责人',
  other: '别人',
};

/** Whose it is by the groups above or by its neighbours; null: nobody is named. */
function ownerOf(asked: Asked): Owner | null {
  if (asked.owner !== null) return asked.owner;
  for (const group of asked.path.slice(0, -1).toReversed()) {
    for (const words of [group.core, group.whole]) {
      const owner = ownerIn(words);
      if (owner !== null) return owner;
    }
    if (/户主/u.test(group.core)) return 'head';
    if (/监护人/u.test(group.core)) return 'guardian';
    if (/家庭成员|^成员/u.test(group.core)) return 'self';
    if (/赡|抚养|扶养|义务人|亲属|社会关系/u.test(group.core)) return 'other';
  }
  return null;
}

function defaultOwner(table: TableContext): Owner {
  if (['house', 'land', 'animal'].includes(table.subject))
    return table.hasHead && !table.hasPerson ? 'head' : table.hasPerson ? 'self' : 'head';
  return table.hasHead && !table.hasPerson ? 'head' : 'self';
}

function finish(
  attribute: Attribute,
  owner: Owner,
  reading: Reading,
  asked: Asked,
  table: TableContext,
  why: readonly string[],
): Match | null {
  const around = `${table.title}\n${table.headings}`;
  const path = asked.path.map(({ core }) => core).join('>');
  if (attribute.needs?.test(table.headings) === false || attribute.without?.test(table.headings) === true) return null;
  if (attribute.around?.test(around) === false) return null;
  if (attribute.mustHaveUnit && asked.unit?.measures !== 'months') return null;
  if (attribute.unit === '月' && asked.unit !== null && asked.unit.measures !== 'months') return null;
  if (owner === 'guardian' && !table.child) return null;
  // In a record of a household, what is asked of "the person" is asked of its head.
  const householdRecord = !table.hasPerson && ['household', 'house', 'land', 'animal'].includes(table.subject);
  const element = attribute.of[owner] ?? (owner === 'head' && householdRecord ? attribute.of.self : undefined);
  if (element === undefined) return null;
  const things = ['house', 'land', 'animal'].includes(table.subject);
  const inferred = owner !== 'self' && !/户主|监护|父|母|农户/u.test(path);
  const bare =
    attribute.attribute === 'name' && inferred && things ? 0.6 : attribute.attribute === 'name' && things && owner === 'self' ? 0.55 : 1;
  return { element, confidence: attribute.by * reading.by * (inferred ? 0.95 : 1) * bare, why };
}

/** Unit and choices speak for or against. */
function judge(match: Match, asked: Asked, leaf: Heading): Match | null {
  const element = elementOf(match.element);
  if (element === null || !fitsUnit(element, asked.unit)) return null;
  const counts = counted.get(leaf.core);
  if (counts !== undefined && element.unit !== counts) return null;
  if (leaf.notes.some((note) => /虚岁/u.test(note)) && element.type === 'integer') return null;
  const share = shareOfChoices(element, asked.choices);
  if (share === null) return match;
  if (share >= 0.6) return { ...match, confidence: Math.min(0.99, match.confidence * 1.03), why: [...match.why, '选项也对得上'] };
  return share === 0 ? null : { ...match, confidence: match.confidence * 0.7, why: [...match.why, '选项只对上一部分'] };
}

/** How many of the template's choices the code list has; null where one of the two has none. */
export function shareOfChoices(element: Element, choices: readonly string[] | null): number | null {
  if (choices === null || choices.length < 2) return null;
  const yesNo = choices.every((choice) => /^(?:是|否|有|无|不是|没有|不详)$/u.test(choice));
  if (element.type === 'boolean') return yesNo ? 1 : 0;
  if (yesNo && element.codeList !== null) return 0;
  if (element.codeList === null) return null;
  const codes = element.codeList.map(({ zh }) => zh.replace(/[（(].*$/u, ''));
  const meets = choices.filter((choice) =>
    codes.some((code) => choice.includes(code) || code.includes(choice.replace(/^[A-Z\d]+[.、:：\-—]?/u, '')) || sameStem(choice, code)),
  );
  return meets.length / choices.length;
}

function sameStem(a: string, b: string): boolean {
  return a.length >= 2 && b.length >= 2 && a.slice(0, 2) === b.slice(0, 2);
}
