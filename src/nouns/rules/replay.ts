import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../platform/db/index.ts';
import { digestOf, rulesOfThen, type RulesInForce } from './in-force.ts';
import { inspect, type Finding, type Inspected, type Inspection } from './inspection.ts';
import { outcomeOf, type Outcome } from './rules.ts';

/** One judgement of the past with everything that it followed from. Demands hands them in: rules know no demand. */
export interface PastJudgement {
  readonly demand: string;
  readonly draftVersion: number;
  readonly title: string;
  readonly organ: string;
  readonly inspected: Inspected;
  readonly inspection: Inspection;
  readonly key: readonly string[];
}

/** A page of past judgements after a key, oldest first, and how many there are in all. */
export interface PastJudgements {
  /** The last sent draft of each demand since a moment. */
  sent(db: Db, county: string, since: Date, after: readonly string[] | null, limit: number): Promise<readonly PastJudgement[]>;
  countSent(db: Db, county: string, since: Date): Promise<number>;
  /** Every draft that was ever judged. */
  judged(db: Db, county: string, after: readonly string[] | null, limit: number): Promise<readonly PastJudgement[]>;
  countJudged(db: Db, county: string): Promise<number>;
}

/** Of one request: after that the caller asks for the next slice, so that nobody waits and leaving off is stopping to ask. */
const slice = { items: 40, milliseconds: 400 } as const;

export interface Slice<T> {
  readonly seen: number;
  readonly found: readonly T[];
  readonly next: readonly string[] | null;
}

export async function inSlices<R extends { readonly key: readonly string[] }, T>(
  pages: (after: readonly string[] | null, limit: number) => Promise<readonly R[]>,
  after: readonly string[] | null,
  look: (past: R) => Promise<T | null>,
  clock: () => number = () => performance.now(),
): Promise<Slice<T>> {
  const began = clock();
  const rows = await pages(after, slice.items + 1);
  const found: T[] = [];
  let seen = 0;
  for (const row of rows.slice(0, slice.items)) {
    if (seen > 0 && clock() - began > slice.milliseconds) break;
    // Others are answered between two notices.
    await setImmediate();
    const one = await look(row);
    if (one !== null) found.push(one);
    seen++;
  }
  return { seen, found, next: seen < rows.length ? (rows[seen - 1]?.key ?? null) : null };
}

export interface Replayed {
  readonly demand: string;
  readonly draftVersion: number;
  readonly title: string;
  readonly day: string | null;
  /** differs: same rules, other findings · tampered: what is stored is not what was found · unknown: the rules of then are not kept */
  readonly what: 'differs' | 'tampered' | 'unknown';
  readonly program: string | null;
  readonly expected: string;
  readonly got: string | null;
}

/** Judges a text again by the rules of its day. Null: the same findings, bit for bit. */
export async function replayOne(db: Db, county: string, past: PastJudgement): Promise<Replayed | null> {
  const { demand, draftVersion, title, inspected, inspection } = past;
  const { judged, findings } = inspection;
  const stored = digestOf(findings);
  const told = {
    demand,
    draftVersion,
    title,
    day: judged?.day ?? null,
    program: judged?.program ?? null,
    expected: judged?.outcome ?? stored,
  };
  if (judged === null) return { ...told, what: 'unknown', got: null };
  const rules = await rulesOfThen(db, county, judged.product, judged.version);
  if (rules === null) return { ...told, what: 'unknown', got: null };
  if (stored !== judged.outcome || rules.digest !== inspection.rulesDigest) return { ...told, what: 'tampered', got: stored };
  const got = digestOf(again(rules, inspected, judged.metadata, judged.day).findings);
  return got === judged.outcome ? null : { ...told, what: 'differs', got };
}

export interface Previewed {
  readonly demand: string;
  readonly title: string;
  readonly organ: string;
  readonly was: Outcome;
  readonly would: Outcome;
  /** Rules that newly refuse or want a reason, and those that no longer do. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
  /** The rules of today say so already: not the draft, but what changed since. */
  readonly already: boolean;
}

/** What the gate would have made of a past text with other rules, against what it made of it. */
export function previewOne(
  draft: RulesInForce,
  today: RulesInForce,
  past: PastJudgement,
): { readonly would: Outcome; readonly changed: Previewed | null } {
  const { demand, title, organ, inspected, inspection } = past;
  const day = inspection.judged?.day ?? '';
  const metadata = inspection.judged?.metadata ?? inspected.metadata;
  const would = again(draft, inspected, metadata, day).findings;
  const [before, after] = [weighty(inspection.findings), weighty(would)];
  const added = [...after].filter((rule) => !before.has(rule));
  const gone = [...before].filter((rule) => !after.has(rule));
  const outcome = outcomeOf(would);
  if (added.length === 0 && gone.length === 0) return { would: outcome, changed: null };
  const now = weighty(again(today, inspected, metadata, day).findings);
  const already = added.every((rule) => now.has(rule)) && gone.every((rule) => !now.has(rule));
  return { would: outcome, changed: { demand, title, organ, was: outcomeOf(inspection.findings), would: outcome, added, gone, already } };
}

function again(rules: RulesInForce, inspected: Inspected, metadata: Readonly<Record<string, unknown>>, day: string): Inspection {
  return inspect(rules, { ...inspected, metadata }, day);
}

function weighty(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(
    findings.filter(({ undecided, effect }) => !undecided && effect !== 'advise').map(({ rule, effect }) => `${rule} ${effect}`),
  );
}
