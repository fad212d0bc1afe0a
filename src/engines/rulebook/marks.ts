import { firstReaching } from '../../base/sorted.ts';
import type { Clause, ClauseStatus, Reading } from '../reading/index.ts';
import type { ClauseWords, Country } from './country.ts';
import { compilePhrase, findPhrase, stands, type Pairs, type Phrase, type PhraseHit } from './phrase.ts';
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
  readonly country: Country;
  readonly pairs: Pairs;
  /** The names of other documents, in the order of the text. */
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

export function compileMark(mark: Mark, words: Readonly<Record<string, readonly string[]>>, { phrases }: Country): CompiledMark {
  const compile = (sources: readonly string[]): readonly Phrase[] => sources.map((source) => compilePhrase(source, words, phrases));
  let compiled: readonly Phrase[] | null = null;
  let unless: readonly Phrase[] | null = null;
  // Most marks of most rules are never asked for by one notice: what is asked for is compiled then.
  return {
    stand: mark.stand,
    get phrases() {
      return (compiled ??= compile(mark.phrases));
    },
    get unless() {
      return (unless ??= compile(mark.unless));
    },
  };
}

/**
 * All places where the mark stands as it must, in the order of the text; of overlapping hits the first and longest.
 * What only another document's name says is not said here: that one may be the one withdrawn.
 */
export function findMark(mark: CompiledMark, reading: Reading, context: MarkContext): readonly MarkHit[] {
  const { text } = reading;
  const hits: MarkHit[] = [];
  for (const phrase of mark.phrases) {
    for (const hit of findPhrase(phrase, text, context.pairs, context.country.phrases)) {
      const first = clauseAt(reading.clauses, hit.start);
      const last = clauseAt(reading.clauses, hit.end - 1);
      if (mark.stand !== 'anywhere' && mark.stand !== 'title' && isCited(context.cited, hit)) continue;
      if (!standsAt(mark.stand, reading, context, hit, first, last)) continue;
      const sentence = first?.sentence ?? { start: hit.start, end: hit.end };
      if (mark.unless.length > 0) {
        const around = text.slice(Math.min(sentence.start, hit.start), Math.max(sentence.end, last?.sentence.end ?? hit.end));
        if (mark.unless.some((other) => stands(other, around))) continue;
      }
      hits.push({
        start: hit.start,
        end: hit.end,
        number: hit.number,
        phrase: phrase.source,
        sentenceStart: sentence.start,
        sentenceEnd: sentence.end,
      });
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
  const words = context.country.clauses;
  const firstStatus = statusOf(reading.clauses, first, words);
  const lastStatus = statusOf(reading.clauses, last, words);
  if (stand === 'mentioned' && isNameless(reading, context, last)) return false;
  if (stand !== 'released' && stand !== 'mentioned' && !binds(reading, context, last)) return false;
  // A topic clause that only names the case: the last clause says what holds.
  return (
    first.part !== 'front' && wanted.has(lastStatus) && (wanted.has(firstStatus) || (first !== last && words.namesCase.test(first.quote)))
  );
}

/** The addressee line and the signature lie in no clause; only punctuation may stand before one. */
function isInside(text: string, hit: Stretch, clause: Clause): boolean {
  return hit.start >= clause.start || /^[\s\p{P}]*$/u.test(text.slice(hit.start, clause.start));
}

/** How many clauses a topic may stand before its verb. */
const topicReach = 2;

function isTopic(clauses: readonly Clause[], at: number, words: ClauseWords): boolean {
  const clause = clauses[at];
  if (clause === undefined || (clause.modality !== 'none' && !words.namesItems.test(clause.quote))) return false;
  for (let ahead = at + 1; ahead <= at + topicReach; ahead++) {
    const next = clauses[ahead];
    if (next === undefined || next.sentence.start !== clause.sentence.start || next.modality === 'request') return false;
    if ((next.status === 'released' || next.status === 'negated') && words.takesTopic.test(next.quote)) return true;
  }
  return false;
}

const statuses = new WeakMap<Clause, ClauseStatus>();

/** Asked of the same clause by many marks. */
function statusOf(clauses: readonly Clause[], clause: Clause, words: ClauseWords): ClauseStatus {
  let status = statuses.get(clause);
  if (status === undefined) {
    status = statusBeside(clauses, clause, words);
    statuses.set(clause, status);
  }
  return status;
}

/** A topic that runs into its verb without a comma has the verb's standing. */
function statusBeside(clauses: readonly Clause[], clause: Clause, words: ClauseWords): ClauseStatus {
  const at = indexAt(clauses, clause.start);
  if (isTopic(clauses, at, words)) return 'released';
  const next = clauses[indexAt(clauses, clause.end)];
  // What names a case releases nothing.
  if (next === undefined || next.start !== clause.end || words.namesCase.test(next.quote)) return clause.status;
  return next.status === 'released' || next.status === 'negated' ? next.status : clause.status;
}

/** Whether a clause can bind at all in this notice; asks and pressures are held against it too. */
export function binds(reading: Reading, context: MarkContext, clause: Clause): boolean {
  if (context.withdraws && clause.modality !== 'must' && clause.modality !== 'request') return false;
  return !isNameless(reading, context, clause);
}

/** An organ without a name is part of an account of what others did, never of a demand. */
function isNameless(reading: Reading, context: MarkContext, clause: Clause): boolean {
  let nameless = anonymised.get(clause);
  if (nameless === undefined) {
    nameless = context.country.clauses.anonymised.test(reading.text.slice(clause.sentence.start, clause.sentence.end));
    anonymised.set(clause, nameless);
  }
  return nameless;
}

const anonymised = new WeakMap<Clause, boolean>();

/** The same for an ask or a pressure, by the clause it ends in. */
export function stillBinds(reading: Reading, context: MarkContext, found: Stretch): boolean {
  const clause = clauseAt(reading.clauses, found.end - 1);
  if (context.withdraws && isCited(context.cited, found)) return false;
  if (clause === null || clause.part === 'front') return true;
  const status = statusOf(reading.clauses, clause, context.country.clauses);
  return status !== 'released' && status !== 'negated' && binds(reading, context, clause);
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

/** The longest name that a stretch inside marks may have: the patterns of a country are bounded by it. */
const longestCited = 200;

export function stretchesOf(text: string, pattern: RegExp): readonly Stretch[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** The clause that holds the offset, or the next one when it falls on punctuation between two. */
export function clauseAt(clauses: readonly Clause[], offset: number): Clause | null {
  return clauses[indexAt(clauses, offset)] ?? null;
}

function indexAt(clauses: readonly Clause[], offset: number): number {
  return firstReaching(clauses, (clause) => clause.end > offset);
}
