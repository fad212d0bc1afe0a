/**
 * Which records belong in a roster, told from its title and captions and from what its notes say of whom it asks. A word that we do not
 * know makes the answer a refusal: then nobody is put in, for a register of everybody under 独居老人 would be wrong line by line.
 */
import { squeeze } from '../text.ts';
import type { Condition } from './groups.ts';
import { sourceOf, type Moment } from './holding.ts';
import type { Held, Registers } from './registers.ts';
import { phraseOf, type Asking, type Clause, type Phrase } from './title.ts';

/** Words for people, and for what changed: in the name of a file or a sheet they may name a group that we do not know. */
const telling =
  /[户童老员妇儿婴孕患属军](?![口籍])|者$|对象|孤|独居|失独|新增|增加|减少|退出|停发|注销|死亡|迁|变[动更]|异动|男|女|[一二三四五六七八九十\d]+[组队](?!织)|(?:19|20)\d{2}年/u;

export interface Belonging {
  readonly belongs: (record: Held) => boolean;
  /** In words, for the person who checks. */
  readonly says: readonly string[];
}

export interface Asked {
  /** The form's own words above the table. */
  readonly titles: readonly string[];
  /** Name of the sheet, then that of the file. */
  readonly around: readonly string[];
  /** Sentences of the notes that say whom the form asks (采集对象为…). */
  readonly scope: readonly string[];
  readonly subject: string;
  readonly places: readonly string[];
}

/** The word that is not understood; the register does not keep what it asks. */
export interface Unclear {
  readonly unclear: string;
}

export function isUnclear(answer: Belonging | Unclear): answer is Unclear {
  return 'unclear' in answer;
}

export function belongingOf(registers: Registers, asked: Asked, moment: Moment): Belonging | Unclear {
  const clauses = clausesOf(asked, { subject: asked.subject, places: asked.places, year: moment.year });
  if ('unclear' in clauses) return clauses;
  const tests: ((record: Held) => boolean)[] = [];
  for (const clause of clauses) {
    const any = clause.map((condition) => testOf(registers, asked.subject, condition, moment));
    if (any.includes(null)) return { unclear: clause.map(({ words }) => words).join('、') };
    tests.push((record) => any.some((test) => test?.(record) === true));
  }
  return {
    belongs: (record) => tests.every((test) => test(record)),
    says: clauses.map((clause) => clause.map(({ words }) => words).join('、')),
  };
}

/** Villages that are told by something else than their place. */
const someUnits = /(?:贫困|脱贫|示范|重点|薄弱|试点|涣散|民族|移民|监测|帮扶)[村镇乡]/u;

function clausesOf({ titles, around, scope, subject }: Asked, asking: Asking): readonly Clause[] | Unclear {
  if (subject === 'unit') {
    const some = [...titles, ...around].map((text) => someUnits.exec(text)?.[0]).find((word) => word !== undefined);
    return some === undefined ? [] : { unclear: some };
  }
  const said = scope.map((sentence) => scopeOf(sentence, asking));
  const own = titles.map((title) => phraseOf(title, asking));
  const oddScope = said.find(({ odd }) => odd !== null);
  if (oddScope !== undefined) return { unclear: oddScope.odd ?? '' };
  const odd = own.find((phrase) => phrase.odd !== null);
  // A sentence that says whom the form asks outweighs words of a title that are not known.
  const told = said.flatMap(({ clauses }) => clauses);
  if (odd !== undefined && told.length === 0) return { unclear: odd.odd ?? '' };
  const titled = own.filter((phrase) => phrase.odd === null);
  const paid = titled.some((phrase) => phrase.paid);
  const found = [...told, ...titled.flatMap(({ clauses }) => clauses)];
  // The name of the sheet may narrow the table; that of the file only where nothing else says whom it asks.
  for (const [nth, name] of around.entries()) {
    const phrase = phraseOf(name, asking);
    if (phrase.odd !== null && found.length === 0 && telling.test(phrase.odd)) return { unclear: phrase.odd };
    if (phrase.odd === null && (nth === 0 || found.length === 0)) found.push(...phrase.clauses.filter(ages(paid)));
  }
  return once(found);
}

const ages =
  (paid: boolean) =>
  (clause: Clause): boolean =>
    !paid || clause.every(({ element }) => element !== 'person.age');

/** 采集对象为小学、初中学生 and 学生信息采集表: who is pupil of those two is a pupil. */
function once(clauses: readonly Clause[]): readonly Clause[] {
  const seen = new Set<string>();
  return clauses.filter((clause) => {
    const key = clause.map(({ element }) => element).join('|');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What the dictionary itself calls somebody who works away, said at length. */
const defined: readonly (readonly [RegExp, string])[] = [
  [/(?:当年)?离开本乡镇[^，,]*?(?:务工|经商)[^，,]*?6个月(?:及?以上)?的?(?:户籍)?(?:劳动力|人员)?/u, '外出务工'],
];

function scopeOf(sentence: string, asking: Asking): Phrase {
  const plain = squeeze(sentence);
  return phraseOf(
    defined.reduce((text, [long, short]) => text.replace(long, short), plain),
    asking,
  );
}

function testOf(registers: Registers, subject: string, condition: Condition, moment: Moment): ((record: Held) => boolean) | null {
  const source = sourceOf(registers, subject, condition.element, moment);
  if (source === null || (condition.element === 'person.age' && moment.day === null)) return null;
  return (record) => condition.test(source.read(record));
}

const ASKED = '(?:采集|填报|登记|统计|调查|发放|普查|摸底|核查|上报|填写|报送|排查|建档|填)';
const scopes: readonly RegExp[] = [
  new RegExp(`${ASKED}(?:的)?(?:对象|范围|人员范围|人员)(?:为|是|:)(.+)`, 'u'),
  new RegExp(`(?:仅限于?|只限于?|限于)${ASKED}?(.+?)(?:${ASKED}|的信息|的情况|$)`, 'u'),
  new RegExp(`(?:仅|只)${ASKED}(.+)`, 'u'),
  /((?:不含|不包括|不包含|剔除|除).+(?:外|$))/u,
];
const someone = /[户员者童妇生]|人(?!均)|居民|村民|农民|群众|对象|家庭|\d周?岁/u;

/** A line that only goes on in the next; what begins with a number of its own is another sentence. */
function unwrapped(note: string): string {
  return note.replaceAll(/(?<![。；;：:])\r?\n(?!\s*(?:\d{1,2}[.、．)]|[（(]|[一二三四五六七八九十]+[、.]|注|说明|备注|[①-⑳]))/gu, '');
}

/** Sentences like 「采集对象为小学、初中在校学生」「本表仅填脱贫户」, wherever in the notes they stand. */
export function scopeIn(notes: readonly string[]): readonly string[] {
  return notes.flatMap((note) =>
    unwrapped(note)
      .split(/[。；;，,\n]/u)
      .flatMap((sentence) => {
        const plain = squeeze(sentence);
        for (const pattern of scopes) {
          const match = pattern.exec(plain);
          if (match?.[1] !== undefined && someone.test(match[1])) return [match[1]];
        }
        return [];
      }),
  );
}
