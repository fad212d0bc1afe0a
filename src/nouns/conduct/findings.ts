import {
  countryOf,
  judgeHistory,
  readHistory,
  type CompiledRulebooks,
  type Effect,
  type HistoryFinding,
  type Rule,
} from '../../engines/rulebook/index.ts';
import type { KeptEvent } from './conduct.ts';
import { settled, told, type Behaviour, type Report } from './heard.ts';

/** An event as the rules are told of it: one that was filed, or what an admitted demand (or the one at the gate) announces. */
export interface Occasion extends Pick<KeptEvent, 'kind' | 'organ' | 'name' | 'matter' | 'starts' | 'ends'> {
  readonly id: string;
  readonly from: 'event' | 'demand';
  readonly number: string | null;
  /** Names as the rules compare them. */
  readonly places: readonly string[];
  readonly origin: KeptEvent['origin'] | null;
  readonly more: Readonly<Record<string, unknown>>;
}

/** One finding of a history rule, grouped: the same events at fifty villages are one act, not fifty. */
export interface ActFinding {
  readonly rule: string;
  readonly title: string;
  readonly article: string;
  readonly source: string;
  readonly confidence: string;
  readonly effect: Effect;
  readonly undecided: boolean;
  readonly message: string;
  readonly mend: string | null;
  /** How many places it is the same at. */
  readonly places: number;
  readonly involving: readonly string[];
}

export interface Look {
  /** The day on which the register is looked at. */
  readonly asOf: string;
  readonly documentsLastYear: Readonly<Record<string, number>>;
  readonly params: Readonly<Record<string, number | boolean | string | null>>;
  readonly books: CompiledRulebooks;
}

/** What receivers are taken to say of an occasion: to the relief office, and (null: nothing yet) to the one it is about. */
export interface Heard {
  readonly open: readonly Behaviour[];
  readonly told: readonly Behaviour[] | null;
}

export function heardIn(reports: ReadonlyMap<string, readonly Report[]>, today: string): Record<string, Heard> {
  return Object.fromEntries(
    [...reports].flatMap(([id, said]) => (said.length === 0 ? [] : [[id, { open: settled(said), told: told(said, today) }]])),
  );
}

/**
 * What is known of an occasion to this reader. `open` is the relief office and the auditor; else what the fewest have said stays out, and so
 * does what only a unit has filed.
 */
export function occasionsFor(occasions: readonly Occasion[], heard: Readonly<Record<string, Heard>>, open: boolean): Occasion[] {
  return occasions
    .filter(({ origin }) => open || origin !== 'unit')
    .map((one) => {
      const said = heard[one.id];
      const behaviours = open ? said?.open : said?.told;
      return behaviours === undefined || behaviours === null ? one : { ...one, more: { ...one.more, behaviours } };
    });
}

/**
 * One name for one theme of one organ: 农业普查入户 and 农业普查 are the same matter, or a longer title would be a way around every count. Two
 * characters are too few to be a theme.
 */
export function underOneName(occasions: readonly Occasion[]): Occasion[] {
  const names = new Map<string, string[]>();
  for (const { organ, matter } of occasions)
    if (matter !== null && matter.length > 2) names.set(organ, [...(names.get(organ) ?? []), matter]);
  const shortest = new Map(
    [...names].map(([organ, matters]) => [organ, [...new Set(matters)].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))]),
  );
  return occasions.map((one) => {
    const { organ, matter } = one;
    const name = matter === null ? undefined : shortest.get(organ)?.find((other) => matter.includes(other));
    return name === undefined || name === matter ? one : { ...one, matter: name };
  });
}

export function judge(occasions: readonly Occasion[], { asOf, documentsLastYear, params, books }: Look): ActFinding[] {
  const events = occasions.map(({ id, kind, organ, name, matter, starts, ends, places, more }) => ({
    ...more, id, kind, organ, name, matter, units: places, ...(kind === 'app' || kind === 'secondment' ? { from: starts } : { date: starts }), to: ends,
  })); // prettier-ignore
  const byUnits = new Set(occasions.filter(({ origin }) => origin === 'unit').map(({ id }) => id));
  const { findings } = judgeHistory(readHistory({ events, context: { asOf, documentsLastYear, params } }), { rulebooks: books });
  return grouped(
    findings.map((finding) => (isUnknown(finding, byUnits) ? undecidedOf(finding) : finding)),
    rulesIn(books),
  );
}

/** Silence of the organ means that there is no plan entry; a unit that files what came to it cannot know the entry. */
function isUnknown({ rule, involving, undecided }: HistoryFinding, byUnits: ReadonlySet<string>): boolean {
  return !undecided && (rule.endsWith('/C7.2') || rule.endsWith('/E1.1')) && involving.some((id) => byUnits.has(id));
}

function undecidedOf(finding: HistoryFinding): HistoryFinding {
  return { ...finding, effect: 'advise', undecided: true, message: '无法判定：是单位登记的，有没有计划编号或备案号要机关来补' };
}

const weight = { refuse: 0, justify: 1, advise: 2 } as const;

function grouped(findings: readonly HistoryFinding[], rules: ReadonlyMap<string, Rule>): ActFinding[] {
  const groups = new Map<string, HistoryFinding[]>();
  for (const finding of findings) {
    // Undecided ones of one rule lack one and the same thing.
    const key = finding.undecided ? finding.rule : JSON.stringify([finding.rule, finding.effect, finding.involving]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .flatMap(([first, ...more]) => (first === undefined ? [] : [actFinding(first, [first, ...more], rules.get(first.rule) ?? null)]))
    .toSorted((a, b) => Number(a.undecided) - Number(b.undecided) || weight[a.effect] - weight[b.effect]);
}

function actFinding(first: HistoryFinding, all: readonly HistoryFinding[], rule: Rule | null): ActFinding {
  return {
    rule: first.rule,
    title: rule?.title ?? first.rule,
    article: rule?.article ?? '',
    source: rule === null ? '' : countryOf('cn').words.grounds[rule.ground],
    confidence: rule?.source.confidence ?? 'project',
    effect: first.effect,
    undecided: first.undecided,
    message: first.message,
    mend: rule?.mend ?? null,
    places: first.undecided ? 1 : all.length,
    involving: [...new Set(all.flatMap(({ involving }) => involving))],
  };
}

const known = new WeakMap<CompiledRulebooks, ReadonlyMap<string, Rule>>();

function rulesIn(books: CompiledRulebooks): ReadonlyMap<string, Rule> {
  const found =
    known.get(books) ?? new Map(books.rulebooks.flatMap((book) => book.rules.map((rule) => [`${book.id}/${rule.id}`, rule] as const)));
  known.set(books, found);
  return found;
}
