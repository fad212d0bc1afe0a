import type { Clause, ClauseStatus, Quotation, Reading } from './reading.ts';

export interface FoundPhrase extends Quotation {
  readonly phrase: string;
  readonly clause: Clause;
}

export interface PhraseOptions {
  /** Which clauses to look in; default: binding ones only. 'any' looks everywhere. */
  readonly status?: ClauseStatus | readonly ClauseStatus[] | 'any';
}

interface Node {
  readonly next: Map<string, Node>;
  phrase: string | null;
}

const tries = new WeakMap<readonly string[], Node>();

function trieOf(lexicon: readonly string[]): Node {
  const known = tries.get(lexicon);
  if (known) return known;
  const root: Node = { next: new Map(), phrase: null };
  for (const phrase of lexicon) {
    let node = root;
    for (const char of phrase) {
      let child = node.next.get(char);
      if (!child) {
        child = { next: new Map(), phrase: null };
        node.next.set(char, child);
      }
      node = child;
    }
    if (node !== root) node.phrase = phrase;
  }
  tries.set(lexicon, root);
  return root;
}

/** The longest phrase of the lexicon at each place of each clause of the wished status; phrases found do not overlap. */
export function findPhrases(reading: Reading, lexicon: readonly string[], options: PhraseOptions = {}): FoundPhrase[] {
  const wanted = options.status ?? 'binding';
  const root = trieOf(lexicon);
  const found: FoundPhrase[] = [];
  for (const clause of reading.clauses) {
    if (wanted !== 'any' && !(typeof wanted === 'string' ? clause.status === wanted : wanted.includes(clause.status))) continue;
    scan(clause, root, found);
  }
  return found;
}

function scan(clause: Clause, root: Node, found: FoundPhrase[]): void {
  const { quote } = clause;
  let at = 0;
  while (at < quote.length) {
    let node: Node | undefined = root;
    let best: { readonly phrase: string; readonly end: number } | null = null;
    for (let to = at; node && to < quote.length;) {
      const char = quote[to] ?? '';
      // Line breaks and spaces inside a quotation do not part a phrase.
      if (to > at && (char === '\n' || char === '\r' || char === ' ' || char === '\u3000')) {
        to += 1;
        continue;
      }
      node = node.next.get(char);
      to += 1;
      if (node?.phrase) best = { phrase: node.phrase, end: to };
    }
    if (best) {
      found.push({ phrase: best.phrase, quote: quote.slice(at, best.end), start: clause.start + at, end: clause.start + best.end, clause });
      at = best.end;
    } else at += 1;
  }
}
