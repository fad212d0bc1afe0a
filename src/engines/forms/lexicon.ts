/** The reviewed words, compiled once. Each pattern is held against a whole heading, never a part of one: what is left over may change what is asked. */
import contextWords from './lexicon/context.json' with { type: 'json' };
import ownerWords from './lexicon/owners.json' with { type: 'json' };
import peopleRules from './lexicon/people.json' with { type: 'json' };
import subjectRules from './lexicon/subjects.json' with { type: 'json' };
import thingRules from './lexicon/things.json' with { type: 'json' };

/** Whose name, number or telephone it is. */
export type Owner = 'self' | 'head' | 'father' | 'mother' | 'guardian' | 'site' | 'other';

export interface Attribute {
  readonly attribute: string;
  readonly pattern: RegExp;
  readonly of: Readonly<Partial<Record<Owner, string>>>;
  readonly by: number;
  readonly needs: RegExp | null;
  readonly without: RegExp | null;
  readonly around: RegExp | null;
  readonly unit: string | null;
  readonly mustHaveUnit: boolean;
}

export interface Thing {
  readonly to: string;
  readonly pattern: RegExp;
  readonly in: ReadonlySet<string> | null;
  readonly by: number;
  readonly under: RegExp | null;
  readonly without: RegExp | null;
  readonly titled: RegExp | null;
  readonly untitled: RegExp | null;
  /** Other headings of the table that must, or must not, be there. */
  readonly headed: RegExp | null;
  readonly unheaded: RegExp | null;
  readonly notUnder: RegExp | null;
  readonly notInCards: boolean;
  readonly owner: Owner | null;
  readonly needsChild: boolean;
  readonly unit: string | null;
  readonly measure: string | null;
  readonly mustHaveMeasure: boolean;
}

export interface SubjectRule {
  readonly subject: string;
  readonly title: RegExp;
  readonly headings: RegExp;
  readonly unless: RegExp | null;
}

interface RawAttribute {
  readonly attribute: string;
  readonly is: readonly string[];
  readonly by?: number;
  readonly needs?: string;
  readonly without?: string;
  readonly around?: string;
  readonly unit?: string;
  readonly mustHaveUnit?: boolean;
  readonly self?: string;
  readonly head?: string;
  readonly father?: string;
  readonly mother?: string;
  readonly guardian?: string;
  readonly site?: string;
}

interface RawThing {
  readonly to: string;
  readonly is: readonly string[];
  readonly in?: string;
  readonly by?: number;
  readonly under?: string;
  readonly without?: string;
  readonly titled?: string;
  readonly untitled?: string;
  readonly headed?: string;
  readonly unheaded?: string;
  readonly notUnder?: string;
  readonly notInCards?: boolean;
  readonly owner?: string;
  readonly needsChild?: boolean;
  readonly unit?: string;
  readonly measure?: string;
  readonly mustHaveMeasure?: string;
}

const anyOf = (text: string | undefined): RegExp | null => (text === undefined ? null : new RegExp(text, 'u'));
const wholly = (patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})$`, 'u');
const SURE = 0.95;

const rawPeople: readonly RawAttribute[] = peopleRules;
const rawThings: readonly RawThing[] = thingRules;

export const attributes: readonly Attribute[] = rawPeople.map((raw) => ({
  attribute: raw.attribute,
  pattern: wholly(raw.is),
  of: ownersOf(raw),
  by: raw.by ?? SURE,
  needs: anyOf(raw.needs),
  without: anyOf(raw.without),
  around: anyOf(raw.around),
  unit: raw.unit ?? null,
  mustHaveUnit: raw.mustHaveUnit ?? false,
}));

function ownersOf(raw: RawAttribute): Attribute['of'] {
  const { self, head, father, mother, guardian, site } = raw;
  return Object.fromEntries(Object.entries({ self, head, father, mother, guardian, site }).filter(([, key]) => key !== undefined));
}

const ownerNames: readonly Owner[] = ['self', 'head', 'father', 'mother', 'guardian', 'other'];

export const things: readonly Thing[] = rawThings.map((raw) => ({
  to: raw.to,
  pattern: wholly(raw.is),
  in: raw.in === undefined ? null : new Set(raw.in.split(' ')),
  by: raw.by ?? SURE,
  under: anyOf(raw.under),
  without: anyOf(raw.without),
  titled: anyOf(raw.titled),
  untitled: anyOf(raw.untitled),
  headed: anyOf(raw.headed),
  unheaded: anyOf(raw.unheaded),
  notUnder: anyOf(raw.notUnder),
  notInCards: raw.notInCards ?? false,
  owner: ownerNames.find((owner) => owner === raw.owner) ?? null,
  needsChild: raw.needsChild ?? false,
  unit: raw.unit ?? null,
  measure: raw.measure ?? raw.mustHaveMeasure ?? null,
  mustHaveMeasure: raw.mustHaveMeasure !== undefined,
}));

export const subjects: readonly SubjectRule[] = subjectRules.map((raw) => ({
  subject: raw.subject,
  title: new RegExp(raw.title, 'u'),
  headings: new RegExp(raw.headings, 'u'),
  unless: anyOf('unless' in raw ? raw.unless : undefined),
}));

const owners = new Map<string, Owner>();
for (const owner of ownerNames) for (const word of wordsOf(owner)) owners.set(word, owner);

function wordsOf(owner: Owner): readonly string[] {
  return owner === 'site' ? [] : ownerWords[owner].split('|');
}

const filler = new RegExp(`(?:${ownerWords.filler})$`, 'u');

/** 学生基本情况 → the student's; null where the words name nobody. */
export function ownerIn(core: string): Owner | null {
  return owners.get(core) ?? owners.get(core.replace(filler, '')) ?? null;
}

/** Heading split into whose it is and what it is, every way that leaves both: 父亲 + 身份证号. */
export function ownerSplits(core: string): readonly { readonly owner: Owner; readonly word: string; readonly rest: string }[] {
  const found: { owner: Owner; word: string; rest: string }[] = [];
  for (let end = Math.min(core.length - 1, 12); end > 0; end--) {
    const word = core.slice(0, end);
    const owner = owners.get(word);
    if (owner !== undefined) found.push({ owner, word, rest: core.slice(end) });
  }
  return found;
}

export const context = {
  child: new RegExp(contextWords.child, 'u'),
  ownerOther: new RegExp(contextWords.ownerOther, 'u'),
  ownerSelf: new RegExp(contextWords.ownerSelf, 'u'),
  generic: new RegExp(contextWords.generic, 'u'),
  parentNeutral: new RegExp(contextWords.parentNeutral, 'u'),
  wholeOf: new RegExp(contextWords.wholeOf, 'u'),
  previousYear: new RegExp(contextWords.previousYear, 'u'),
  nothing: new RegExp(contextWords.null, 'u'),
  parentOf(subject: string | null): RegExp | null {
    const words = parents.get(subject ?? '');
    return words === undefined ? null : words;
  },
} as const;

const parents = new Map(
  Object.entries(contextWords.parentOf).map(([subject, words]): [string, RegExp] => [subject, new RegExp(words, 'u')]),
);
