import type { PhraseGrammar } from './country.ts';

/**
 * Phrases as a civil servant writes them in a rule file, turned into bounded matchers:
 * `a…b` (a gap inside one clause), `a……b` (inside one sentence), `(a|b)`, `[a]` optional, `{…}` a number or one word of a list. What a clause,
 * a sentence and a number are the country's grammar says. Every gap is bounded, so matching is linear in the text.
 */
export interface PhraseHit {
  readonly start: number;
  readonly end: number;
  readonly number: number | null;
}

export interface Phrase {
  readonly source: string;
  readonly pattern: RegExp;
  /** Character pairs that any match must contain, as numbers (pairAt): each group lists alternatives. A cheap test before the pattern runs. */
  readonly needs: readonly (readonly number[])[];
}

type Item =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Item[])[]; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly wide: boolean }
  | { readonly kind: 'number'; readonly small: boolean };

export class PhraseError extends Error {}

/** Compiles one phrase; `words` are the lists that `{name}` refers to. The pattern itself is made when a text may hold it. */
export function compilePhrase(source: string, words: Readonly<Record<string, readonly string[]>>, grammar: PhraseGrammar): Phrase {
  const items = new PhraseParser(source, words, grammar).parse();
  let pattern: RegExp | null = null;
  return {
    source,
    needs: needsOf(items, grammar),
    get pattern() {
      pattern ??= new RegExp(patternOf(items, grammar), grammar.flags);
      return pattern;
    },
  };
}

class PhraseParser {
  private at = 0;
  private readonly source: string;
  private readonly words: Readonly<Record<string, readonly string[]>>;
  private readonly grammar: PhraseGrammar;

  constructor(source: string, words: Readonly<Record<string, readonly string[]>>, grammar: PhraseGrammar) {
    this.source = source;
    this.words = words;
    this.grammar = grammar;
  }

  parse(): readonly Item[] {
    const options = this.options('');
    if (this.at < this.source.length) throw new PhraseError(`${this.source}: unexpected ${this.source.charAt(this.at)}`);
    return options.length === 1 && options[0] !== undefined ? options[0] : [{ kind: 'choice', options, optional: false }];
  }

  private options(closing: string): (readonly Item[])[] {
    const options = [this.sequence(closing)];
    while (this.source.charAt(this.at) === '|') {
      this.at++;
      options.push(this.sequence(closing));
    }
    if (options.some((items) => items.length === 0)) throw new PhraseError(`${this.source}: an empty alternative`);
    return options;
  }

  private sequence(closing: string): readonly Item[] {
    const items: Item[] = [];
    while (this.at < this.source.length) {
      const next = this.source.charAt(this.at);
      if (next === '|' || (closing !== '' && next === closing)) break;
      items.push(this.item(next));
    }
    return items;
  }

  private item(next: string): Item {
    if (next === '(' || next === '[') return this.choice(next);
    if (next === '{') return this.reference();
    if (next === '…') {
      const wide = this.source.startsWith('……', this.at);
      this.at += wide ? 2 : 1;
      return { kind: 'gap', wide };
    }
    let end = this.at;
    while (end < this.source.length && !'([{…|)]}'.includes(this.source.charAt(end))) end++;
    if (end === this.at) throw new PhraseError(`${this.source}: unexpected ${next}`);
    const text = this.source.slice(this.at, end);
    if (/[?*\\^$]/.test(text)) throw new PhraseError(`${this.source}: phrases are not regular expressions`);
    this.at = end;
    return { kind: 'literal', text };
  }

  private choice(opening: string): Item {
    const closing = opening === '(' ? ')' : ']';
    this.at++;
    const options = this.options(closing);
    if (this.source.charAt(this.at) !== closing) throw new PhraseError(`${this.source}: ${opening} is not closed`);
    this.at++;
    return { kind: 'choice', options, optional: opening === '[' };
  }

  private reference(): Item {
    const end = this.source.indexOf('}', this.at);
    if (end < 0) throw new PhraseError(`${this.source}: { is not closed`);
    const name = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    const { number, smallNumber } = this.grammar;
    if (name === number.name || name === smallNumber.name) return { kind: 'number', small: name === smallNumber.name };
    const list = this.words[name];
    if (list === undefined) throw new PhraseError(`${this.source}: no word list ${name}`);
    return { kind: 'choice', options: list.map((word) => [{ kind: 'literal', text: word }]), optional: false };
  }
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function patternOf(items: readonly Item[], grammar: PhraseGrammar): string {
  return items.map((item) => patternOfItem(item, grammar)).join('');
}

function patternOfItem(item: Item, grammar: PhraseGrammar): string {
  switch (item.kind) {
    case 'literal':
      return grammar.literal(escape(item.text));
    case 'gap':
      return item.wide ? grammar.sentenceGap : grammar.clauseGap;
    case 'number':
      return item.small ? grammar.smallNumber.pattern : grammar.number.pattern;
    case 'choice':
      return `(?:${item.options.map((option) => patternOf(option, grammar)).join('|')})${item.optional ? '?' : ''}`;
  }
}

function needsOf(items: readonly Item[], { fold }: PhraseGrammar): readonly (readonly number[])[] {
  const needs: (readonly number[])[] = [];
  for (const item of items) {
    if (item.kind === 'literal') for (const pair of pairsInside(fold(item.text))) needs.push([pair]);
    if (item.kind === 'choice' && !item.optional) {
      const pairs: number[] = [];
      for (const option of item.options) {
        const literal = option.find((part) => part.kind === 'literal' && part.text.length > 1);
        if (literal?.kind !== 'literal') break;
        pairs.push(pairAt(fold(literal.text.slice(0, 2)), 0));
      }
      if (pairs.length === item.options.length) needs.push(pairs);
    }
  }
  return needs;
}

/** Where words are parted by spaces a literal may run over a line's end: only pairs without one must stand as they are. */
function pairsInside(text: string): readonly number[] {
  const pairs: number[] = [];
  for (let at = 0; at + 1 < text.length; at++) if (!/\s/.test(text.slice(at, at + 2))) pairs.push(pairAt(text, at));
  return pairs;
}

const PAIR_BITS = 16;

/** Two characters as a number. Some pairs share one, so the test may let through what the pattern then refuses, never the other way. */
const pairAt = (text: string, at: number): number => (text.charCodeAt(at) * 181 + text.charCodeAt(at + 1)) & ((1 << PAIR_BITS) - 1);

/** Which pairs a text holds: a table, because a set of strings costs more than the patterns it spares. */
export type Pairs = Uint8Array;

export function pairsOf(given: string, { fold }: PhraseGrammar): Pairs {
  const text = fold(given);
  const pairs = new Uint8Array(1 << PAIR_BITS);
  for (let at = 0; at + 1 < text.length; at++) pairs[pairAt(text, at)] = 1;
  return pairs;
}

function mayHold({ needs }: Phrase, pairs: Pairs): boolean {
  for (const alternatives of needs) {
    let met = false;
    for (const pair of alternatives) {
      if (pairs[pair] === 1) {
        met = true;
        break;
      }
    }
    if (!met) return false;
  }
  return true;
}

const nothing: readonly PhraseHit[] = [];

export function findPhrase(phrase: Phrase, text: string, pairs: Pairs, grammar: PhraseGrammar): readonly PhraseHit[] {
  if (!mayHold(phrase, pairs)) return nothing;
  const { pattern } = phrase;
  pattern.lastIndex = 0;
  let hits: PhraseHit[] | null = null;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const words = match.find((group, index) => index > 0 && group !== undefined);
    hits ??= [];
    hits.push({ start: match.index, end: match.index + match[0].length, number: words === undefined ? null : grammar.numberOf(words) });
  }
  return hits ?? nothing;
}

/** Whether the phrase stands anywhere in some words. */
export function stands({ pattern }: Phrase, words: string): boolean {
  pattern.lastIndex = 0;
  const found = pattern.test(words);
  pattern.lastIndex = 0;
  return found;
}
