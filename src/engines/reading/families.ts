import type { Frame, FrameHit } from './frames.ts';
import { mayAsk } from './frames.ts';
import type { ReadClause } from './clauses.ts';
import type { AskKind } from './reading.ts';
import { within } from './sentences.ts';
import { Tags } from './tags.ts';

/**
 * A family of wordings of one kind: a verb class with a class of things, in either order, nominalised or fronted with 把.
 * Where frames.ts looks for listed words near each other, a family says how such words are built.
 * Patterns hold bounded gaps only, so that any text is read in linear time.
 */
export interface Family<K extends string> {
  readonly kind: K;
  readonly pattern: RegExp;
}

/** A gap inside one clause. */
export const gap = (most: number): string => `[^，。；：！？\\n]{0,${String(most)}}`;
/** 一, 两名, 3, 若干. */
export const some = '(?:[一二两三四五六七八九十几数每各]|\\d{1,4}|若干)[余多]?';
export const anyOf = (words: string): string => `(?:${words.split(' ').join('|')})`;

export const family = <K extends string>(kind: K, ...sources: readonly string[]): Family<K> => ({
  kind,
  pattern: new RegExp(sources.join('|'), 'g'),
});

export interface FamilyHit<K extends string> {
  readonly kind: K;
  readonly start: number;
  readonly end: number;
  readonly first: ReadClause;
  readonly last: ReadClause;
}

/** Every place of every family, with the clauses it begins and ends in. Clauses are in the order of the text. */
export function matchFamilies<K extends string>(
  text: string,
  clauses: readonly ReadClause[],
  families: readonly Family<K>[],
): FamilyHit<K>[] {
  const hits: FamilyHit<K>[] = [];
  for (const { kind, pattern } of families) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const end = match.index + match[0].length;
      if (match[0].length === 0) {
        pattern.lastIndex += 1;
        continue;
      }
      const first = clauseOver(clauses, match.index);
      const last = clauseOver(clauses, end - 1);
      if (first && last && first.sentence === last.sentence && !within(first.sentence.titles, match.index))
        hits.push({ kind, start: match.index, end, first, last });
    }
  }
  return hits;
}

/** The clause that holds a place; null for what stands in none (title, signature, item numbers). */
function clauseOver(clauses: readonly ReadClause[], place: number): ReadClause | null {
  let low = 0;
  let high = clauses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clauses[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  const clause = clauses[low];
  return clause && clause.start <= place ? clause : null;
}

/** What many people must sign, share or install is collected by whoever is addressed. */
const throughOthers: ReadonlySet<AskKind> = new Set<AskKind>(['pledge', 'share', 'app']);

function collects(text: string, { status, subject, sentence }: ReadClause): boolean {
  if (status !== 'otherDuty' || subject === null) return false;
  return (
    /^(广大)?(每家每户|家家户户|每户|家长|学生|群众|村民|居民|住户|农户|户主|职工|商户|经营户|店主|租户)/u.test(
      text.slice(subject.start, subject.end),
    ) &&
    /都要|都得|都须|均须|均要|必须|人人|户户|家家|每|收齐|收回|回收|交回|回执|100%|一式|存档/u.test(
      text.slice(sentence.from, sentence.end),
    ) &&
    !/申请|自愿/u.test(text.slice(sentence.from, sentence.end))
  );
}

/** Asks said in the words of a family, where both ends of the wording bind the addressee. */
export function askHits(
  text: string,
  clauses: readonly ReadClause[],
  families: readonly Family<AskKind>[],
  rules: Readonly<Partial<Record<AskKind, Pick<Frame, 'issuerToo' | 'summons'>>>>,
): FrameHit[] {
  return matchFamilies(text, clauses, families)
    .filter(
      ({ kind, first, last }) =>
        (mayAsk(first, rules[kind] ?? {}) && mayAsk(last, rules[kind] ?? {})) || (throughOthers.has(kind) && collects(text, last)),
    )
    .map(({ kind, start, end, last }) => ({
      kind,
      start,
      end,
      clause: last,
      verb: null,
      thing: { word: text.slice(start, end), start, end, tags: noTags },
    }));
}

const noTags = new Tags([]);
