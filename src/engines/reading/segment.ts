import { codesOf, isNumeralCode } from './numbers.ts';
import { nounWords } from './lexicon/nouns.ts';
import { pressureWords } from './lexicon/pressures.ts';
import { scopeWords } from './lexicon/scope.ts';
import { verbWords } from './lexicon/verbs.ts';

/** A word of the lexicon in a text. Words of no sense of their own only keep shorter ones from being seen inside them. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly tags: ReadonlySet<string>;
}

interface Node {
  readonly next: Map<number, Node>;
  tags: Set<string> | null;
}

const newNode = (): Node => ({ next: new Map(), tags: null });

function buildTrie(): Node {
  const root = newNode();
  for (const lexicon of [scopeWords, nounWords, verbWords, pressureWords]) {
    for (const [tag, words] of Object.entries(lexicon)) {
      for (const word of words.split(' ')) if (word !== '') enter(root, word, tag);
    }
  }
  return root;
}

function enter(root: Node, word: string, tag: string): void {
  let node = root;
  for (let at = 0; at < word.length; at += 1) {
    let child = node.next.get(word.charCodeAt(at));
    if (!child) {
      child = newNode();
      node.next.set(word.charCodeAt(at), child);
    }
    node = child;
  }
  node.tags ??= new Set();
  node.tags.add(tag);
}

const dateEnds = codesOf('日月号');
let trie: Node | null = null;

/** Longest words from the left: one pass, each place looked at no more often than the longest word is long. */
export function segment(text: string, from = 0, to = text.length): Token[] {
  trie ??= buildTrie();
  const tokens: Token[] = [];
  let at = from;
  while (at < to) {
    const first = text.charCodeAt(at);
    // 25日报送 holds no 日报: 日, 月, 号 behind a numeral end a date.
    if (dateEnds[first] === 1 && at > 0 && isNumeralCode(text.charCodeAt(at - 1))) {
      at += 1;
      continue;
    }
    let node: Node | undefined = trie.next.get(first);
    let end = at;
    let tags: Set<string> | null = null;
    for (let look = at + 1; node; look += 1) {
      if (node.tags) {
        end = look;
        tags = node.tags;
      }
      if (look >= to) break;
      node = node.next.get(text.charCodeAt(look));
    }
    if (tags) {
      tokens.push({ word: text.slice(at, end), start: at, end, tags });
      at = end;
    } else at += 1;
  }
  return tokens;
}
