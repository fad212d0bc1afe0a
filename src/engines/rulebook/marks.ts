import { firstReaching } from '../../base/sorted.ts';
import type { Clause, ClauseStatus, Reading } from '../reading/index.ts';
import { compilePhrase, findPhrase, type Phrase, type PhraseHit } from './phrase.ts';
import type { Mark, Stand } from './rule.ts';

export interface MarkHit {
  readonly start: number;
  readonly end: number;
  readonly number: number | null;
  readonly phrase: string;
  readonly sentenceStart: number;
  readonly sentenceEnd: number;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What is the same for all marks of one notice. */
export interface MarkContext {
  readonly pairs: ReadonlySet<string>;
  /** The stretches inside 《》, in the order of the text. */
  readonly cited: readonly Stretch[];
  /** The title withdraws something: lists of what ends are no demand, only explicit orders are. */
  readonly withdraws: boolean;
}

export interface CompiledMark {
  readonly stand: Stand;
  readonly phrases: readonly Phrase[];
  readonly unless: readonly Phrase[];
}

/** Which standings of a clause let a phrase count. A phrase in the title counts only for `title` and `anywhere`. */
const standings: Readonly<Record<Exclude<Stand, 'anywhere' | 'title'>, ReadonlySet<ClauseStatus>>> = {
  demanded: new Set(['binding']),
  imposed: new Set(['binding', 'issuerOwn', 'otherDuty', 'conditional', 'heading']),
  mentioned: new Set(['binding', 'issuerOwn', 'otherDuty', 'conditional', 'heading', 'background', 'wish', 'permitted']),
  released: new Set(['negated', 'released']),
};

export function compileMark(mark: Mark, words: Readonly<Record<string, readonly string[]>>): CompiledMark {
  const compile = (source: string): Phrase => compilePhrase(source, words);
  return { stand: mark.stand, phrases: mark.phrases.map(compile), unless: mark.unless.map(compile) };
}

/**
 * All places where the mark stands as it must, in the order of the text; of overlapping hits the first and longest.
 * What only another document's name says is not said here: 《关于开展示范村创建的通知》 may be withdrawn.
 */
export function findMark(mark: CompiledMark, reading: Reading, context: MarkContext): readonly MarkHit[] {
  const { text } = reading;
  const hits: MarkHit[] = [];
  for (const phrase of mark.phrases) {
    for (const hit of findPhrase(phrase, text, context.pairs)) {
      const first = clauseAt(reading.clauses, hit.start);
      const last = clauseAt(reading.clauses, hit.end - 1);
      if (mark.stand !== 'anywhere' && mark.stand !== 'title' && isCited(context.cited, hit)) continue;
      if (!standsAt(mark.stand, reading, context, hit, first, last)) continue;
      const sentence = first?.sentence ?? { start: hit.start, end: hit.end };
      const around = text.slice(Math.min(sentence.start, hit.start), Math.max(sentence.end, last?.sentence.end ?? hit.end));
      if (mark.unless.some((other) => new RegExp(other.pattern.source).test(around))) continue;
      hits.push({ ...hit, phrase: phrase.source, sentenceStart: sentence.start, sentenceEnd: sentence.end });
    }
  }
  return withoutOverlaps(hits);
}

function withoutOverlaps(hits: MarkHit[]): readonly MarkHit[] {
  hits.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: MarkHit[] = [];
  for (const hit of hits) {
    const previous = kept.at(-1);
    if (previous === undefined || hit.start >= previous.end) kept.push(hit);
    else if (previous.number === null && hit.number !== null && hit.start === previous.start) kept[kept.length - 1] = hit;
  }
  return kept;
}

function standsAt(
  stand: Stand,
  reading: Reading,
  context: MarkContext,
  hit: PhraseHit,
  first: Clause | null,
  last: Clause | null,
): boolean {
  if (stand === 'anywhere') return true;
  const { title } = reading.elements;
  const inTitle = title !== null && hit.start >= title.start && hit.end <= title.end;
  if (stand === 'title') return inTitle;
  if (inTitle || first === null || last === null || !isInside(reading.text, hit, first)) return false;
  const wanted = standings[stand];
  const firstStatus = statusOf(reading.clauses, first);
  const lastStatus = statusOf(reading.clauses, last);
  if (stand !== 'released' && stand !== 'mentioned' && !binds(reading, context, last)) return false;
  // 未按时报送的，予以通报: the topic clause only names the case, the last clause says what holds.
  return (
    first.part !== 'front' &&
    wanted.has(lastStatus) &&
    (wanted.has(firstStatus) || (first !== last && first.quote.trimEnd().endsWith('的')))
  );
}

/** The addressee line and the signature lie in no clause; only punctuation may stand before one. */
function isInside(text: string, hit: Stretch, clause: Clause): boolean {
  return hit.start >= clause.start || /^[\s\p{P}]*$/u.test(text.slice(hit.start, clause.start));
}

/** A releasing verb without an object of its own takes the topic before the comma: 各类牌子，一概取下; 借来的人，一律回原单位上班. */
const takesTopic =
  /(取下|摘下|摘除|收走|清掉|删去|删除|去掉|停止|停用|废止|取消|作废|撤销|解散|清退|归队|退回|回原单位|回原岗|不再执行|停止执行)(上班|工作|执行|使用|办理|即可)?[^\p{L}]*$/u;

/** How many clauses a topic may stand before its verb: 牌子，不管谁发的，一概取下. */
const topicReach = 2;

/** “限期签责任书”等条款: what a text is said to contain, whatever it orders. */
const namesItems = /等[^，。]{0,6}(条款|内容|规定|做法|要求|字样|表述|名目|名义|事项|文件|牌子|项目)[^\p{L}]*$/u;

function isTopic(clauses: readonly Clause[], at: number): boolean {
  const clause = clauses[at];
  if (clause === undefined || (clause.modality !== 'none' && !namesItems.test(clause.quote))) return false;
  for (let ahead = at + 1; ahead <= at + topicReach; ahead++) {
    const next = clauses[ahead];
    if (next === undefined || next.sentence.start !== clause.sentence.start || next.modality === 'request') return false;
    if ((next.status === 'released' || next.status === 'negated') && takesTopic.test(next.quote)) return true;
  }
  return false;
}

/** A topic that runs into its verb without a comma has the verb's standing: 原有排名一律｜停止执行. */
function statusOf(clauses: readonly Clause[], clause: Clause): ClauseStatus {
  const at = indexAt(clauses, clause.start);
  if (isTopic(clauses, at)) return 'released';
  const next = clauses[indexAt(clauses, clause.end)];
  // 到期｜未办结的 names a case and releases nothing.
  if (next === undefined || next.start !== clause.end || next.quote.trimEnd().endsWith('的')) return clause.status;
  return next.status === 'released' || next.status === 'negated' ? next.status : clause.status;
}

/** An organ without a name is part of an account of what others did, never of a demand (rulebook.md 0.2(3)). */
const anonymised =
  /某(局|县|市|区|镇|乡|村|街道|社区|中心|单位|部门|委|办|站|校|公司)|有的(地方|单位|部门|村|乡镇|基层|县)|(群众|有人|基层|来信|来电|举报|网民|干部)反映|不再(沿用|采用|使用|编发|下发)/;

/** Whether a clause can bind at all in this notice; asks and pressures are held against it too. */
export function binds(reading: Reading, context: MarkContext, clause: Clause): boolean {
  if (context.withdraws && clause.modality !== 'must' && clause.modality !== 'request') return false;
  return !anonymised.test(reading.text.slice(clause.sentence.start, clause.sentence.end));
}

/** The same for an ask or a pressure, by the clause it ends in. */
export function stillBinds(reading: Reading, context: MarkContext, found: Stretch): boolean {
  const clause = clauseAt(reading.clauses, found.end - 1);
  if (context.withdraws && isCited(context.cited, found)) return false;
  if (clause === null || clause.part === 'front') return true;
  const status = statusOf(reading.clauses, clause);
  return status !== 'released' && status !== 'negated' && binds(reading, context, clause);
}

/** The longest name that a stretch inside marks may have. */
const longestCited = 120;

/** The stretches inside 《》. */
export function citedIn(text: string): readonly Stretch[] {
  return stretchesOf(text, /《[^《》\n]{1,120}》/g);
}

/** The stretches inside “”: what a withdrawing notice quotes is what it withdraws. */
export function quotedIn(text: string): readonly Stretch[] {
  return stretchesOf(text, /“[^“”\n]{1,60}”/g);
}

/** `cited` in the order of the text. Only stretches that begin close before the hit can hold it. */
function isCited(cited: readonly Stretch[], hit: Stretch): boolean {
  for (let at = firstReaching(cited, ({ start }) => start > hit.start) - 1; at >= 0; at--) {
    const part = cited[at];
    if (part === undefined || part.start + longestCited + 2 < hit.start) return false;
    if (hit.end <= part.end) return true;
  }
  return false;
}

function stretchesOf(text: string, pattern: RegExp): readonly Stretch[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** The clause that holds the offset, or the next one when it falls on punctuation between two. */
export function clauseAt(clauses: readonly Clause[], offset: number): Clause | null {
  return clauses[indexAt(clauses, offset)] ?? null;
}

function indexAt(clauses: readonly Clause[], offset: number): number {
  return firstReaching(clauses, (clause) => clause.end > offset);
}
