import { birthOf, readIdNumber } from '../facts/index.ts';
import { compare, type Likeness, type Profile } from './compare.ts';
import { normalName } from './names.ts';

export interface Candidate extends Likeness {
  readonly a: string;
  readonly b: string;
}

/** Below this nobody is asked; a person decides about everything above it, however high. */
const worthAsking = 0.6;

/** A block of more rows than this tells nothing apart (a placeholder, a common name in a whole county). */
const largestBlock = 60;

/** Pairs of rows that may be one, the likeliest first. Only rows that agree in something that a slip of the pen spares are compared. */
export function candidates(profiles: readonly Profile[], { threshold = worthAsking }: { threshold?: number } = {}): Candidate[] {
  const counts = new Map<string, number>();
  for (const { name } of profiles) if (name !== null) counts.set(normalName(name), (counts.get(normalName(name)) ?? 0) + 1);
  const share = (name: string): number => Math.max(counts.get(name) ?? 1, 1) / Math.max(profiles.length, 500);
  const blocks = new Map<string, number[]>();
  for (const [at, profile] of profiles.entries()) {
    for (const key of blockKeys(profile)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [at]);
      else block.push(at);
    }
  }
  const seen = new Set<number>();
  const found: Candidate[] = [];
  for (const block of blocks.values()) {
    if (block.length > largestBlock) continue;
    for (const [nth, i] of block.entries()) {
      for (const j of block.slice(nth + 1)) {
        const pair = i * profiles.length + j;
        if (seen.has(pair)) continue;
        seen.add(pair);
        const [a, b] = [profiles[i], profiles[j]];
        if (a === undefined || b === undefined) continue;
        const likeness = compare(a, b, share);
        if (likeness.score >= threshold) found.push({ a: a.id, b: b.id, ...likeness });
      }
    }
  }
  return found.toSorted((one, two) => two.score - one.score || (one.a < two.a ? -1 : 1));
}

/** Two rows of one person share at least one of these, whatever single thing was mistyped. */
function blockKeys({ name, idNumber = null, birthDate = null, phone = null, household = null }: Profile): string[] {
  const keys: string[] = [];
  const normal = name === null ? null : normalName(name);
  const surname = normal === null ? null : ([...normal][0] ?? null);
  if (normal !== null) keys.push(`n${normal}`);
  if (phone) keys.push(`p${phone}`);
  if (household && surname !== null) keys.push(`h${household}${surname}`);
  let birth = birthDate;
  if (idNumber) {
    const read = readIdNumber(idNumber);
    if ('number' in read) {
      keys.push(`a${read.number.slice(0, 10)}${read.number.slice(-4)}`, `i${read.number}`);
      birth ??= birthOf(read.number);
    }
  }
  if (birth !== null && surname !== null) keys.push(`b${birth}${surname}`, `m${birth.slice(0, 4)}${normal?.slice(-1)}${surname}`);
  if (birth !== null) keys.push(`d${birth}`);
  return keys;
}
