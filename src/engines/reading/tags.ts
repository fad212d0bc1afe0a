/** More tags than the lexicon has: a mask is so many times 32 bits. */
const WORDS = 6;

const numbers = new Map<string, number>();

function numberOf(tag: string): number {
  const known = numbers.get(tag);
  if (known !== undefined) return known;
  if (numbers.size === WORDS * 32) throw new Error('more tags than a mask holds');
  numbers.set(tag, numbers.size);
  return numbers.size - 1;
}

export type TagMask = Uint32Array;

export function maskOf(tags: readonly string[]): TagMask {
  const mask = new Uint32Array(WORDS);
  for (const tag of tags) {
    const number = numberOf(tag);
    mask[number >> 5] = (mask[number >> 5] ?? 0) | (1 << (number & 31));
  }
  return mask;
}

/** What a word of the lexicon can mean. Bits beside the names, because every clause is asked for dozens of them. */
export class Tags {
  readonly names: readonly string[];
  readonly mask: TagMask;

  constructor(names: readonly string[]) {
    this.names = names;
    this.mask = maskOf(names);
  }

  has(tag: string): boolean {
    const number = numbers.get(tag);
    return number !== undefined && ((this.mask[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  meets(mask: TagMask): boolean {
    for (let word = 0; word < WORDS; word += 1) if (((this.mask[word] ?? 0) & (mask[word] ?? 0)) !== 0) return true;
    return false;
  }
}

/** Whether one of some words has one of some tags. */
export function hasTag(tokens: readonly { readonly tags: Tags }[], ...tags: readonly string[]): boolean {
  for (const tag of tags) {
    const number = numbers.get(tag);
    if (number === undefined) continue;
    const word = number >> 5;
    const bit = 1 << (number & 31);
    for (const token of tokens) if (((token.tags.mask[word] ?? 0) & bit) !== 0) return true;
  }
  return false;
}
