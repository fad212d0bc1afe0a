import { codesOf, isNumeralCode } from './numbers.ts';
import { nounWords } from './lexicon/nouns.ts';
import { pressureWords } from './lexicon/pressures.ts';
import { scopeWords } from './lexicon/scope.ts';
import { verbWords } from './lexicon/verbs.ts';
import { Tags } from './tags.ts';
import { newTrie, nodeOf, type Trie } from './trie.ts';

/** A word of the lexicon in a text. Words of no sense of their own only keep shorter ones from being seen inside them. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly tags: Tags;
}

function buildTrie(): Trie<Tags> {
  const tagsOf = new Map<string, Set<string>>();
  for (const lexicon of [scopeWords, nounWords, verbWords, pressureWords]) {
    for (const [tag, words] of Object.entries(lexicon)) {
      for (const word of words.split(' ')) if (word !== '') tagsOf.set(word, (tagsOf.get(word) ?? new Set()).add(tag));
    }
  }
  const root = newTrie<Tags>();
  // Words of the same tags share them.
  const shared = new Map<string, Tags>();
  for (const [word, tags] of tagsOf) {
    const key = [...tags].join(' ');
    const known = shared.get(key) ?? new Tags([...tags]);
    shared.set(key, known);
    nodeOf(root, word).value = known;
  }
  return root;
}

const dateEnds = codesOf('日月号');
let trie: Trie<Tags> | null = null;

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
    let node: Trie<Tags> | undefined = trie.next.get(first);
    let end = at;
    let tags: Tags | null = null;
    for (let look = at + 1; node; look += 1) {
      if (node.value) {
        end = look;
        tags = node.value;
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
