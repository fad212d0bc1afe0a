/**
 * Which papers hold a hash: an open-addressing table of 32-bit keys whose chains run through two arrays. Papers leave by being marked; the
 * chains are swept when a quarter of them is dead.
 */
export class Postings {
  private keys = new Uint32Array(1 << 12);
  /** Newest posting of a key plus one; zero where the slot is free. */
  private heads = new Uint32Array(1 << 12);
  private counts = new Uint32Array(1 << 12);
  private used = 0;
  private papers = new Uint32Array(1 << 12);
  private next = new Uint32Array(1 << 12);
  private size = 0;

  add(hash: number, paper: number): void {
    if (this.used * 2 >= this.keys.length) this.grow();
    if (this.size === this.papers.length) {
      this.papers = doubled(this.papers);
      this.next = doubled(this.next);
    }
    const slot = this.slotOf(hash);
    if (this.heads[slot] === 0) {
      this.keys[slot] = hash;
      this.used += 1;
    }
    this.papers[this.size] = paper;
    this.next[this.size] = this.heads[slot] ?? 0;
    this.size += 1;
    this.heads[slot] = this.size;
    this.counts[slot] = (this.counts[slot] ?? 0) + 1;
  }

  /** How many papers hold it. */
  count(hash: number): number {
    return this.counts[this.slotOf(hash)] ?? 0;
  }

  /** One holder less; its posting stays in the chain until it is swept and is passed over by who knows that the paper left. */
  leave(hash: number): void {
    const slot = this.slotOf(hash);
    const count = this.counts[slot] ?? 0;
    if (count > 0) this.counts[slot] = count - 1;
  }

  each(hash: number, visit: (paper: number) => void): void {
    for (let at = this.heads[this.slotOf(hash)] ?? 0; at > 0; at = this.next[at - 1] ?? 0) visit(this.papers[at - 1] ?? 0);
  }

  private slotOf(hash: number): number {
    const mask = this.keys.length - 1;
    // The smallest hashes crowd at the low end of the keys: spread them again.
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 8) & mask;
    while (this.heads[slot] !== 0 && this.keys[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, heads, counts } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.heads = new Uint32Array(keys.length * 2);
    this.counts = new Uint32Array(keys.length * 2);
    for (let old = 0; old < keys.length; old += 1) {
      if (heads[old] === 0) continue;
      const slot = this.slotOf(keys[old] ?? 0);
      this.keys[slot] = keys[old] ?? 0;
      this.heads[slot] = heads[old] ?? 0;
      this.counts[slot] = counts[old] ?? 0;
    }
  }
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
