import { Postings } from './postings.ts';
import { KEPT, sketchOf } from './sketch.ts';

export interface Match {
  readonly id: string;
  /** Share of the rare words of one that the other has too, of the one that has fewer (overlap coefficient), 0 to 1. */
  readonly similarity: number;
}

interface Paper {
  readonly id: string;
  readonly sketch: Uint32Array;
}

/** A hash held by more papers than this, or by more than one in two hundred, is a phrase of all and names none. */
const COMMON = 200;
const COMMON_SHARE = 1 / 200;
/** Hashes looked up, the rarest first. */
const LOOKED_UP = 48;
/** Of the shared hashes that make a candidate worth weighing. */
const LEAST_SHARED = 3;
/** Candidates weighed in full: those that share most. */
const WEIGHED = 64;
const WORTH = 0.2;
/** Parts of the range of hashes. */
const PARTS = 1024;
/** Chains are swept when the dead outnumber a quarter of the living. */
const DEAD_SHARE = 0.25;

/**
 * Near-identical papers among many, although all of them share phrases: a bottom-k sketch of each paper, an inverted index of its hashes,
 * and likeness weighted by how rare each hash is now. Papers come and go one at a time.
 */
export class TextIndex {
  private papers: (Paper | null)[] = [];
  private places = new Map<string, number>();
  private postings = new Postings();
  private shared = new Uint16Array(1024);
  private dead = 0;
  /** How many sketches end in each 1024th of the hashes; the last place is for those that keep everything. */
  private ends = new Uint32Array(PARTS + 1);
  private reach: Uint32Array | null = null;

  get size(): number {
    return this.places.size;
  }

  /** An id that is known already is replaced. */
  add(id: string, text: string): void {
    this.put(id, sketchOf(text));
  }

  remove(id: string): void {
    const place = this.places.get(id);
    const paper = place === undefined ? null : this.papers[place];
    if (place === undefined || !paper) return;
    this.places.delete(id);
    this.papers[place] = null;
    for (const hash of paper.sketch) this.postings.leave(hash);
    this.end(paper.sketch, -1);
    this.dead += 1;
    if (this.dead > 1000 && this.dead > this.size * DEAD_SHARE) this.sweep();
  }

  /** The papers most like a text, the likest first. */
  find(text: string, { least = 0.5, most = 10 }: { readonly least?: number; readonly most?: number } = {}): readonly Match[] {
    const sketch = sketchOf(text);
    const found: Match[] = [];
    for (const place of this.candidates(sketch)) {
      const paper = this.papers[place];
      if (!paper) continue;
      const similarity = this.likeness(sketch, paper.sketch);
      if (similarity >= least) found.push({ id: paper.id, similarity: Math.round(similarity * 1000) / 1000 });
    }
    return found.sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1)).slice(0, most);
  }

  /** Everything needed to make the index again, for a file or a cache. */
  toJSON(): readonly (readonly [string, readonly number[]])[] {
    return this.papers.flatMap((paper) => (paper ? [[paper.id, [...paper.sketch]] as const] : []));
  }

  static from(saved: readonly (readonly [string, readonly number[]])[]): TextIndex {
    const index = new TextIndex();
    for (const [id, sketch] of saved) index.put(id, Uint32Array.from(sketch));
    return index;
  }

  private put(id: string, sketch: Uint32Array): void {
    this.remove(id);
    const place = this.papers.length;
    this.papers.push({ id, sketch });
    this.places.set(id, place);
    for (const hash of sketch) this.postings.add(hash, place);
    this.end(sketch, 1);
    if (this.shared.length <= place) {
      const larger = new Uint16Array(this.shared.length * 2);
      larger.set(this.shared);
      this.shared = larger;
    }
  }

  /** Papers that share the rarest hashes; those that all share lead nowhere and cost most. */
  private candidates(sketch: Uint32Array): readonly number[] {
    const touched: number[] = [];
    const rare = [...sketch]
      .map((hash) => ({ hash, count: this.postings.count(hash) }))
      .filter(({ hash, count }) => count > 0 && this.weightOf(hash) > 0)
      .sort((a, b) => a.count - b.count);
    for (const { hash } of rare.slice(0, LOOKED_UP)) {
      this.postings.each(hash, (place) => {
        const before = this.shared[place] ?? 0;
        if (before === 0) touched.push(place);
        this.shared[place] = before + 1;
      });
    }
    const least = Math.min(LEAST_SHARED, sketch.length);
    const near = touched.filter((place) => (this.shared[place] ?? 0) >= least);
    near.sort((a, b) => (this.shared[b] ?? 0) - (this.shared[a] ?? 0));
    // Whoever shares a fifth of what the best one shares is none of its copies; weighing costs more than counting.
    const worth = (this.shared[near[0] ?? 0] ?? 0) * WORTH;
    const weighed = near.filter((place) => (this.shared[place] ?? 0) >= worth).slice(0, WEIGHED);
    for (const place of touched) this.shared[place] = 0;
    return weighed;
  }

  /**
   * Weighted overlap of two sketches, over the hashes that both would have kept. Of the fewer, because a change inside a phrase that all share
   * makes new rare words of what was none.
   */
  private likeness(one: Uint32Array, other: Uint32Array): number {
    const end = Math.min(lastOf(one), lastOf(other));
    let both = 0;
    let mineAll = 0;
    let theirsAll = 0;
    let at = 0;
    let beside = 0;
    while (at < one.length || beside < other.length) {
      const mine = one[at] ?? Number.POSITIVE_INFINITY;
      const theirs = other[beside] ?? Number.POSITIVE_INFINITY;
      const hash = Math.min(mine, theirs);
      if (hash > end) break;
      const weight = this.weightOf(hash);
      if (mine === theirs) both += weight;
      if (mine === hash) {
        mineAll += weight;
        at += 1;
      }
      if (theirs === hash) {
        theirsAll += weight;
        beside += 1;
      }
    }
    const fewer = Math.min(mineAll, theirsAll);
    return fewer === 0 ? 0 : both / fewer;
  }

  private end(sketch: Uint32Array, by: 1 | -1): void {
    const place = sketch.length < KEPT ? PARTS : partOf(lastOf(sketch));
    this.ends[place] = (this.ends[place] ?? 0) + by;
    this.reach = null;
  }

  /** Papers whose sketch reaches as far as a hash: only they could hold it, so a phrase of all stands out although few keep it. */
  private reaching(hash: number): number {
    if (this.reach === null) {
      this.reach = this.ends.slice();
      for (let part = PARTS - 1; part >= 0; part -= 1) this.reach[part] = (this.reach[part] ?? 0) + (this.reach[part + 1] ?? 0);
    }
    return this.reach[partOf(hash)] ?? 0;
  }

  /** Inverse document frequency; nothing for what many say. */
  private weightOf(hash: number): number {
    const count = this.postings.count(hash);
    const held = count === 0 ? 0 : (count * this.size) / Math.max(count, this.reaching(hash));
    return held > Math.max(COMMON, this.size * COMMON_SHARE) ? 0 : Math.log(1 + (this.size + 1) / (held + 0.5));
  }

  private sweep(): void {
    const living = this.papers.filter((paper): paper is Paper => paper !== null);
    this.papers = [];
    this.places = new Map();
    this.postings = new Postings();
    this.dead = 0;
    this.ends = new Uint32Array(PARTS + 1);
    for (const { id, sketch } of living) this.put(id, sketch);
  }
}

const partOf = (hash: number): number => hash >>> 22;

/** A short paper keeps all of its hashes: nothing lies beyond them. */
const lastOf = (sketch: Uint32Array): number => (sketch.length < KEPT ? Number.POSITIVE_INFINITY : (sketch.at(-1) ?? 0));
