/** Words by the codes of their characters: the longest that begins at a place is found in one walk, however many words there are. */
export interface Trie<T> {
  readonly next: Map<number, Trie<T>>;
  value: T | null;
}

export const newTrie = <T>(): Trie<T> => ({ next: new Map(), value: null });

/** The node of a word, made where it is missing. */
export function nodeOf<T>(root: Trie<T>, word: string): Trie<T> {
  let node = root;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    let child = node.next.get(code);
    if (!child) {
      child = newTrie();
      node.next.set(code, child);
    }
    node = child;
  }
  return node;
}
