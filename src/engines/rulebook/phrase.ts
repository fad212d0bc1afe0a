/**
 * Phrases as a civil servant writes them in a rule file, turned into bounded matchers:
 * `每月…排名` (a gap inside one clause; 逾期的，通报 is one, because …的， only names the case), `考核……村` (inside one sentence), `(通报|排名)`, `[的]` optional,
 * `{数}` a number, `{几}` a small one, `{基层}` a word list. Every gap is bounded, so matching is linear in the text.
 */
export interface PhraseHit {
  readonly start: number;
  readonly end: number;
  readonly number: number | null;
}

export interface Phrase {
  readonly source: string;
  readonly pattern: RegExp;
  /** Character pairs that any match must contain: each group lists alternatives. A cheap test before the pattern runs. */
  readonly needs: readonly (readonly string[])[];
}

type Item =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Item[])[]; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly wide: boolean }
  | { readonly kind: 'number'; readonly small: boolean };

/** Bounded, like every gap: a line of a megabyte of numerals is no number, and is looked at once a place. */
const numberPattern = '([0-9０-９]{1,12}(?:[.．][0-9０-９]{1,6})?|[〇零一二三四五六七八九十百千两]{1,12}|半)';

/** One or two digits, so that 时间{几}年 is a term and not the year 2026. */
const smallNumberPattern = '([0-9０-９]{1,2}|[一二三四五六七八九十两]{1,4}|半)';

export class PhraseError extends Error {}

/** Compiles one phrase; `words` are the lists that `{name}` refers to. */
export function compilePhrase(source: string, words: Readonly<Record<string, readonly string[]>>): Phrase {
  const items = new PhraseParser(source, words).parse();
  return { source, pattern: new RegExp(patternOf(items), 'g'), needs: needsOf(items) };
}

class PhraseParser {
  private at = 0;
  private readonly source: string;
  private readonly words: Readonly<Record<string, readonly string[]>>;

  constructor(source: string, words: Readonly<Record<string, readonly string[]>>) {
    this.source = source;
    this.words = words;
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
    if (name === '数' || name === '几') return { kind: 'number', small: name === '几' };
    const list = this.words[name];
    if (list === undefined) throw new PhraseError(`${this.source}: no word list ${name}`);
    return { kind: 'choice', options: list.map((word) => [{ kind: 'literal', text: word }]), optional: false };
  }
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function patternOf(items: readonly Item[]): string {
  return items.map(patternOfItem).join('');
}

function patternOfItem(item: Item): string {
  switch (item.kind) {
    case 'literal':
      return escape(item.text);
    case 'gap':
      return item.wide ? '[^。；！？\\n]{0,48}?' : '[^，。；！？\\n]{0,18}?(?:(?<=的)，[^，。；！？\\n]{0,14}?)?';
    case 'number':
      return item.small ? smallNumberPattern : numberPattern;
    case 'choice':
      return `(?:${item.options.map(patternOf).join('|')})${item.optional ? '?' : ''}`;
  }
}

function needsOf(items: readonly Item[]): readonly (readonly string[])[] {
  const needs: (readonly string[])[] = [];
  for (const item of items) {
    if (item.kind === 'literal' && item.text.length > 1) needs.push([item.text.slice(0, 2)]);
    if (item.kind === 'choice' && !item.optional) {
      const pairs = item.options.map((option) => {
        const literal = option.find((part) => part.kind === 'literal' && part.text.length > 1);
        return literal?.kind === 'literal' ? literal.text.slice(0, 2) : null;
      });
      if (pairs.every((pair) => pair !== null)) needs.push(pairs.filter((pair) => pair !== null));
    }
  }
  return needs;
}

/** All character pairs of a text, for the cheap test. */
export function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return pairs;
}

export function findPhrase(phrase: Phrase, text: string, pairs: ReadonlySet<string>): readonly PhraseHit[] {
  if (!phrase.needs.every((alternatives) => alternatives.some((pair) => pairs.has(pair)))) return [];
  const hits: PhraseHit[] = [];
  for (const match of text.matchAll(phrase.pattern)) {
    const words = match.slice(1).find((group) => group !== undefined);
    hits.push({ start: match.index, end: match.index + match[0].length, number: words === undefined ? null : numberOf(words) });
  }
  return hits;
}

const digits: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** The value of 12, １２, 十二, 两百一十三, 半. */
export function numberOf(words: string): number {
  if (words === '半') return 0.5;
  const plain = words.normalize('NFKC');
  if (/^[0-9.]+$/.test(plain)) return Number(plain);
  let total = 0;
  let digit = 0;
  for (const letter of words) {
    const unit = units[letter];
    if (unit === undefined) digit = digits[letter] ?? 0;
    else {
      total += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return total + digit;
}
