import { normalise, read, type Reading } from '../reading/index.ts';
import { audiences } from './audiences.ts';
import { deadlines } from './deadlines.ts';
import { evidence } from './evidence.ts';
import { fields } from './fields.ts';
import { frequencies } from './frequencies.ts';
import { indicators } from './indicators.ts';
import { lengths } from './lengths.ts';
import type { AddOn, Comparison } from './lineage.ts';
import { meetings } from './meetings.ts';
import { pairOf, type Detector, type Pair } from './pair.ts';
import { awards, scopes, tasks, tests } from './scopes.ts';
import { similarityOf } from './similarity.ts';
import { wordings } from './wordings.ts';

const detectors: readonly Detector[] = [
  indicators,
  fields,
  frequencies,
  deadlines,
  audiences,
  evidence,
  wordings,
  meetings,
  scopes,
  lengths,
];

/** What is paid is named beside the work that is new. */
const money = /\d[\d.]*(?:[十百千万亿])?元/u;

/** What a demand adds to the one that it passes on. What the parent asks and the child leaves out is never an add-on. */
export function compare(parent: Reading, child: Reading): Comparison {
  const similarity = similarityOf(parent.elements.body.quote, child.elements.body.quote);
  const pair = pairOf(parent, child);
  const found = detectors.flatMap((detect) => detect(pair));
  // Work that is told as what it costs (how often, with which papers, to what number) is not told again as new work.
  const taken = new Set(found.filter(({ kind }) => ['frequency', 'evidence'].includes(kind)).map(({ childPlace }) => childPlace.start));
  const counted = new Set(
    found.filter(({ kind, child: words }) => kind === 'indicator' && words.includes('%')).map(({ childPlace }) => childPlace.start),
  );
  const fresh = [...tasks(pair), ...tests(pair), ...awards(pair)].filter(
    ({ childPlace: { start } }) => !taken.has(start) && !counted.has(start),
  );
  const places = new Set(fresh.map(({ childPlace }) => childPlace.start));
  const others = found.filter(
    (one) => !(one.kind === 'indicator' && one.parent === null && !money.test(one.child) && places.has(one.childPlace.start)),
  );
  return { addOns: settled([...others, ...fresh].filter(({ child: words }) => !copied(pair, words))), similarity };
}

export function diff(parent: string, child: string): Comparison {
  return compare(read(parent), read(child));
}

/** Words that stand in the parent as they are were not added, whatever stands around them. */
function copied(pair: Pair, words: string): boolean {
  const bare = normalise(words).text.replaceAll(/\s|[。；]$/gu, '');
  return bare.length > 3 && pair.above.some(({ text }) => text.includes(bare));
}

/** What only says that the parent spares it, where another kind already tells what is laid on. */
const retold = (one: AddOn, others: readonly AddOn[]): boolean =>
  one.kind === 'wording' &&
  one.message.includes('这里却要') &&
  others.some((other) => other.kind !== 'wording' && other.childPlace.start === one.childPlace.start);

/** One add-on a kind and place, in the order of the child's text; what another kind tells better is left out. */
function settled(found: readonly AddOn[]): readonly AddOn[] {
  const kept = new Map<string, AddOn>();
  for (const one of found) {
    const key = `${one.kind} ${one.childPlace.start}`;
    if (!kept.has(key) && !retold(one, found)) kept.set(key, one);
  }
  return [...kept.values()].sort((a, b) => a.childPlace.start - b.childPlace.start || (a.kind < b.kind ? -1 : 1));
}
