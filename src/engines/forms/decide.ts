/** The joint decision: one element answers two places only where they really ask the same. */
import { elementOf } from './elements.ts';
import type { Match } from './match.ts';
import type { Answer, Candidate } from './understanding.ts';

/** Below this nothing is said: a wrong fill is worse than ten blanks. */
export const LEAST = 0.5;

export interface Open {
  readonly matches: readonly Match[];
  /** Places of one group ask about one thing; side by side groups may repeat. */
  readonly group: string;
  /** What was confirmed by a person: an element, null for none; undefined where nobody said. */
  readonly confirmed: string | null | undefined;
  /** The template fills it itself. */
  readonly closed: string | null;
}

export type Decision = Omit<Answer, 'unit' | 'yearOffset'>;

export function decide(places: readonly Open[]): readonly Decision[] {
  const taken = places.map((place) => settle(place));
  // The strongest claim keeps the element; who claims the same by weaker words gets nothing, not the next best.
  for (const [element, claims] of claimsOf(taken, places)) {
    if (claims.length < 2) continue;
    const ranked = claims.toSorted((a, b) => (taken[b]?.confidence ?? 0) - (taken[a]?.confidence ?? 0) || a - b);
    const first = taken[ranked[0] ?? 0]?.confidence ?? 0;
    for (const [rank, index] of ranked.entries()) {
      if (rank === 0) continue;
      const own = taken[index];
      if (own === undefined) continue;
      taken[index] = doubled(own, element, first);
    }
    const second = taken[ranked[1] ?? 0]?.alternatives[0]?.confidence ?? 0;
    const best = ranked[0];
    const kept = best === undefined ? undefined : taken[best];
    // Two claims by equal words: the first of a table is the likelier, but it is asked.
    if (best !== undefined && kept !== undefined && first - second < 0.02 && first < 1)
      taken[best] = { ...kept, confidence: Math.min(kept.confidence, 0.8), why: [...kept.why, '别处也像问这一项，请看一眼'] };
  }
  return taken;
}

function settle(place: Open): Decision {
  const alternatives = place.matches
    .slice(0, 4)
    .map(({ element, confidence }): Candidate => ({ element, confidence: rounded(confidence) }));
  if (place.confirmed !== undefined) {
    const rest = alternatives.filter(({ element }) => element !== place.confirmed);
    return { element: place.confirmed, confidence: place.confirmed === null ? 0 : 1, alternatives: rest, why: ['以前有人确认过'] };
  }
  const [best, second] = place.matches;
  if (place.closed !== null) return { element: null, confidence: 0, alternatives, why: [place.closed] };
  if (best === undefined) return { element: null, confidence: 0, alternatives: [], why: ['数据元里没有正好说这个的'] };
  const close = second !== undefined && best.confidence - second.confidence < 0.03;
  const confidence = rounded(close ? best.confidence * 0.85 : best.confidence);
  if (confidence < LEAST) return { element: null, confidence: 0, alternatives, why: [...best.why, '把握不大，不填'] };
  const why = close ? [...best.why, `也像${elementOf(second.element)?.zh ?? ''}`] : best.why;
  return { element: best.element, confidence, alternatives: alternatives.slice(1), why };
}

function claimsOf(taken: readonly Decision[], places: readonly Open[]): ReadonlyMap<string, readonly number[]> {
  const claims = new Map<string, number[]>();
  for (const [index, { element }] of taken.entries()) {
    if (element === null || places[index]?.confirmed !== undefined) continue;
    const key = `${places[index]?.group ?? ''}|${element}`;
    claims.set(key, [...(claims.get(key) ?? []), index]);
  }
  return claims;
}

function doubled(own: Decision, key: string, first: number): Decision {
  const element = key.split('|').at(-1) ?? '';
  const zh = elementOf(element)?.zh ?? element;
  return {
    element: null,
    confidence: 0,
    alternatives: [{ element, confidence: Math.min(own.confidence, first, 0.49) }, ...own.alternatives],
    why: [...own.why, `${zh}已由另一处问了`],
  };
}

function rounded(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
