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
  /** The same without the flag g, to ask whether it stands anywhere. */
  readonly probe: RegExp;
  /** Character pairs that any match must contain: each group lists alternatives. A cheap test before the pattern runs. */
  readonly needs: readonly (readonly string[])[];
}

type Item =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Item[])[]; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly wide: boolean }
  | { readonly kind: 'number'; readonly small: boolean };

export class PhraseError extends Error {}

/** Compiles one phrase; `words` are the lists that `{name}` refers to. */
export function compilePhrase(source: string, words: Readonly<Record<string, readonly string[]>>, grammar: PhraseGrammar): Phrase {
  const items = new PhraseParser(source, words, grammar).parse();
  const pattern = patternOf(items, grammar);
  return {
    source,
    pattern: new RegExp(pattern, grammar.flags),
    probe: new RegExp(pattern, grammar.flags.replace('g', '')),
    needs: needsOf(items, grammar),
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

function needsOf(items: readonly Item[], { fold }: PhraseGrammar): readonly (readonly string[])[] {
  const needs: (readonly string[])[] = [];
  for (const item of items) {
    if (item.kind === 'literal' && item.text.length > 1) needs.push([fold(item.text.slice(0, 2))]);
    if (item.kind === 'choice' && !item.optional) {
      const pairs = item.options.map((option) => {
        const literal = option.find((part) => part.kind === 'literal' && part.text.length > 1);
        return literal?.kind === 'literal' ? fold(literal.text.slice(0, 2)) : null;
      });
      if (pairs.every((pair) => pair !== null)) needs.push(pairs.filter((pair) => pair !== null));
    }
  }
  return needs;
}

/** All character pairs of a text, for the cheap test. */
export function pairsOf(given: string, { fold }: PhraseGrammar): ReadonlySet<string> {
  const text = fold(given);
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return pairs;
}

export function findPhrase(phrase: Phrase, text: string, pairs: ReadonlySet<string>, grammar: PhraseGrammar): readonly PhraseHit[] {
  if (!phrase.needs.every((alternatives) => alternatives.some((pair) => pairs.has(pair)))) return [];
  const hits: PhraseHit[] = [];
  for (const match of text.matchAll(phrase.pattern)) {
    const words = match.slice(1).find((group) => group !== undefined);
    hits.push({ start: match.index, end: match.index + match[0].length, number: words === undefined ? null : grammar.numberOf(words) });
  }
  return hits;
}
