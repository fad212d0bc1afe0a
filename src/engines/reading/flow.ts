import type { Quotation } from './reading.ts';

/**
 * A text in which each character knows where it stood in the original. The layers drop and fold characters;
 * quotations are always cut from the original, so whoever reads a finding sees the drafter's own characters.
 */
export class Flow {
  readonly text: string;
  readonly original: string;
  /** For each code unit of `text` its offset in `original`; one more entry for the end. */
  readonly at: Uint32Array;

  constructor(original: string, text: string, at: Uint32Array) {
    this.original = original;
    this.text = text;
    this.at = at;
  }

  /** The original words behind text[from, to). Ends behind the last kept character, so dropped line breaks do not trail. */
  quotation(from: number, to: number): Quotation {
    if (to <= from) {
      const place = this.at[Math.min(from, this.text.length)] ?? this.original.length;
      return { quote: '', start: place, end: place };
    }
    const start = this.at[from] ?? 0;
    const last = this.at[to - 1] ?? start;
    const end = this.endOf(last);
    return { quote: this.original.slice(start, end), start, end };
  }

  /** Where a character that begins at an original offset ends: a surrogate pair is never cut in two. */
  private endOf(start: number): number {
    const unit = this.original.charCodeAt(start);
    const next = this.original.charCodeAt(start + 1);
    return unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000 ? start + 2 : start + 1;
  }

  /** The part [from, to) without the places in `drop` (ascending offsets of this text). */
  part(from: number, to: number, drop: ReadonlySet<number> = new Set()): Flow {
    const pieces: string[] = [];
    const at = new Uint32Array(to - from + 1);
    let length = 0;
    let kept = from;
    for (let place = from; place < to; place += 1) {
      if (drop.has(place)) {
        pieces.push(this.text.slice(kept, place));
        kept = place + 1;
        continue;
      }
      at[length] = this.at[place] ?? 0;
      length += 1;
    }
    pieces.push(this.text.slice(kept, to));
    at[length] = this.at[to] ?? this.original.length;
    return new Flow(this.original, pieces.join(''), at.subarray(0, length + 1));
  }
}
