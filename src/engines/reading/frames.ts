import type { ReadClause } from './clauses.ts';
import type { AskKind, ClauseStatus } from './reading.ts';
import type { Token } from './segment.ts';
import { within } from './sentences.ts';

/**
 * How an ask is said: a thing with a verb that governs it, near it, in the same sentence.
 * Without `verbs` the word asks by itself.
 */
export interface Frame {
  readonly kind: AskKind;
  readonly things: readonly string[];
  readonly verbs?: readonly string[];
  /** Farthest the verb may stand from the thing, in characters. */
  readonly gap?: number;
  /** Asks that the issuer's own clause can make of the addressee: it inspects, summons, borrows. */
  readonly issuerToo?: boolean;
  /** Whether the issuer's own clause calls the addressee: 定于…召开, 决定开展…评选. */
  readonly summons?: (clause: ReadClause) => boolean;
  readonly unless?: (clause: ReadClause, token: Token, text: string) => boolean;
}

export interface FrameHit {
  readonly kind: AskKind;
  readonly start: number;
  readonly end: number;
  readonly clause: ReadClause;
  readonly verb: Token | null;
  readonly thing: Token;
}

/** How many words to each side of a thing are looked at for its verb: keeps the work linear on any text. */
const LOOK = 14;
const DEFAULT_GAP = 24;

export interface Place {
  readonly token: Token;
  readonly clause: ReadClause;
}

/** The words of one sentence in order, each with the clause it stands in. */
export function placesOf(clauses: readonly ReadClause[]): Place[] {
  return clauses.flatMap((clause) => clause.tokens.map((token) => ({ token, clause })));
}

export const asksAnything = (status: ClauseStatus): boolean => status === 'binding';

export function matchFrames(places: readonly Place[], frames: ReadonlyMap<string, readonly Frame[]>, text: string): FrameHit[] {
  const hits: FrameHit[] = [];
  places.forEach((place, index) => {
    for (const tag of place.token.tags.names) {
      for (const frame of frames.get(tag) ?? []) {
        const hit = matchAt(places, index, frame, text);
        if (hit) hits.push(hit);
      }
    }
  });
  return hits;
}

const allowed = (place: Place, frame: Frame): boolean => mayAsk(place.clause, frame);

/** Whether a clause can ask something of the addressee: it binds it, or the issuer's own act in it calls the addressee. */
export function mayAsk(clause: ReadClause, frame: Pick<Frame, 'issuerToo' | 'summons'>): boolean {
  if (!asksAnything(clause.status)) return frame.issuerToo === true && clause.status === 'issuerOwn' && frame.summons?.(clause) === true;
  return clause.actor !== 'issuer' || frame.issuerToo === true;
}

function matchAt(places: readonly Place[], index: number, frame: Frame, text: string): FrameHit | null {
  const place = places[index];
  if (!place || !allowed(place, frame)) return null;
  const { token, clause } = place;
  if (frame.unless?.(clause, token, text)) return null;
  // A word inside 《》 names another paper, except the last one: 签《…承诺书》, 填《…统计表》.
  const title = clause.sentence.titles.find((range) => token.start > range.start && token.end < range.end);
  if (title && (title.end - 1 !== token.end || !frame.verbs)) return null;
  if (!frame.verbs) return { kind: frame.kind, start: token.start, end: token.end, clause, verb: null, thing: token };
  const verb = verbFor(places, index, frame, text);
  if (!verb) return null;
  return {
    kind: frame.kind,
    start: Math.min(token.start, verb.token.start),
    end: Math.max(token.end, verb.token.end),
    clause: verb.clause,
    verb: verb.token,
    thing: token,
  };
}

/** The nearest verb: first in the thing's own clause, then in the clauses beside it. */
function verbFor(places: readonly Place[], index: number, frame: Frame, text: string): Place | null {
  const thing = places[index];
  if (!thing) return null;
  const gap = frame.gap ?? DEFAULT_GAP;
  let best: Place | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let look = Math.max(0, index - LOOK); look <= Math.min(places.length - 1, index + LOOK); look += 1) {
    const place = places[look];
    if (!place || !frame.verbs?.some((tag) => place.token.tags.has(tag)) || !allowed(place, frame)) continue;
    if (within(place.clause.sentence.titles, place.token.start) || within(place.clause.sentence.sayings, place.token.start)) continue;
    // 收取的制作费, 上报的数据: the verb only says which thing.
    if (place.token.start < thing.token.start && text[place.token.end] === '的') continue;
    // 上报，数据…: a verb governs what follows in its own clause or behind a colon; things before it may stand clauses away.
    if (place.clause !== thing.clause && place.token.start < thing.token.start && thing.clause.mark !== '：') continue;
    const distance = look <= index ? thing.token.start - place.token.end : place.token.start - thing.token.end;
    const cost = Math.max(0, distance) + (place.clause === thing.clause ? 0 : 12);
    const reach = place.token.start > thing.token.start ? gap * 1.7 : gap;
    if (cost <= reach && cost < bestCost && !givesBack(text, place)) {
      best = place;
      bestCost = cost;
    }
  }
  return best;
}

/** 反馈给村里: what is handed to the addressee is not asked of it. */
const givesBack = (text: string, place: Place): boolean =>
  place.token.tags.has('submit') &&
  /^给?(村|各|你|乡镇|基层)/u.test(text.slice(place.token.end, place.token.end + 3)) &&
  !/^(村委|各级)/u.test(text.slice(place.token.end, place.token.end + 2));

/** Frames by the tag of their thing. */
export function indexFrames(frames: readonly Frame[]): ReadonlyMap<string, readonly Frame[]> {
  const index = new Map<string, Frame[]>();
  for (const frame of frames) {
    for (const tag of frame.things) {
      const list = index.get(tag);
      if (list) list.push(frame);
      else index.set(tag, [frame]);
    }
  }
  return index;
}
