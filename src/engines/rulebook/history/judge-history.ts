import { compiledRulebooks } from '../compiled.ts';
import type { CompiledRulebooks, Effect, ParamValue } from '../rule.ts';
import { appsOfOneOrgan } from './apps.ts';
import { localCampaign, unlistedCampaign } from './campaigns.ts';
import { splitPlan, unplannedCheck, unplannedCheckOf2018, yearlyCap } from './checks.ts';
import { Docket, Law, type GraphRule, type Judged } from './docket.ts';
import { sentAgain, yearlyCount } from './documents.ts';
import { byDate, startOf, type History, type HistoryEvent } from './events.ts';
import { comprehensiveMeetings, settledMeeting } from './meetings.ts';
import { waivedThenAsked } from './promises.ts';
import { communityWorkersInTown, communityWorkersUp, fromBelow, longTerms, otherStaff } from './secondments.ts';
import { crowdedPlaces, officesApart, uncoordinatedVisits } from './visits.ts';

export interface HistoryFinding {
  readonly rule: string;
  readonly effect: Effect;
  readonly undecided: boolean;
  /** Ids of the events that it rests on, by date. */
  readonly involving: readonly string[];
  readonly message: string;
}

export interface HistoryOptions {
  readonly rulebooks?: CompiledRulebooks;
  /** Parameters of the place; those of the history's own context go before. */
  readonly params?: Readonly<Record<string, ParamValue>>;
}

/** In the order of the parts of the Provisions, then the earlier texts. */
const graphRules: readonly GraphRule[] = [
  yearlyCount,
  sentAgain,
  comprehensiveMeetings,
  settledMeeting,
  unplannedCheck,
  splitPlan,
  crowdedPlaces,
  yearlyCap,
  uncoordinatedVisits,
  officesApart,
  appsOfOneOrgan,
  fromBelow,
  longTerms,
  communityWorkersUp,
  communityWorkersInTown,
  otherStaff,
  localCampaign,
  unlistedCampaign,
  waivedThenAsked,
  unplannedCheckOf2018,
];

/** Holds a list of events against the rules that no single text can decide (docs/rules.md, Events). */
export function judgeHistory(history: History, options: HistoryOptions = {}): { readonly findings: readonly HistoryFinding[] } {
  const books = options.rulebooks ?? compiledRulebooks;
  const docket = new Docket(history);
  const laws = lawsOf(books, { ...options.params, ...history.context.params });
  return {
    findings: graphRules.flatMap(({ id, judge }) => {
      const law = laws.get(id);
      return law === undefined ? [] : judge(docket, law).map((judged) => findingOf(law, judged, docket.asOf));
    }),
  };
}

function lawsOf({ rulebooks }: CompiledRulebooks, overrides: Readonly<Record<string, ParamValue>>): ReadonlyMap<string, Law> {
  const params = new Map<string, ParamValue>();
  for (const { rules } of rulebooks) {
    for (const rule of rules) for (const [name, param] of Object.entries(rule.params)) params.set(name, param.default);
  }
  for (const [name, value] of Object.entries(overrides)) params.set(name, value);
  return new Map(rulebooks.flatMap((rulebook) => rulebook.rules.map((rule) => [rule.id, new Law(rulebook, rule, params)] as const)));
}

const published = '2025-08-06';

function findingOf(law: Law, judged: Judged, asOf: string | null): HistoryFinding {
  const involving = judged.involving.toSorted(byDate);
  const decided = judged.undecided !== true;
  const day = involving.reduce<string>((last, event) => latest(last, lastDayOf(event, asOf) ?? ''), '');
  const notes = [
    ...(decided && law.rule.ground === 'project' ? ['项目规则'] : []),
    // Between these days the Provisions bound the organs and could not be read by villagers (docs/rules.md, Two clocks).
    ...(decided && law.id.startsWith('cn-2024/') && law.rule.inForce.from === '2024-08-06' && day < published
      ? ['当时已施行、尚未公开']
      : []),
  ];
  return {
    rule: law.id,
    effect: judged.effect,
    undecided: !decided,
    involving: involving.map(({ id }) => id),
    message: notes.length === 0 ? judged.message : `${judged.message}（${notes.join('，')}）`,
  };
}

/** An app and a borrowing last until they end or until the register is looked at. */
function lastDayOf(event: HistoryEvent, asOf: string | null): string | null {
  return event.to ?? (event.kind === 'app' || event.kind === 'secondment' ? asOf : startOf(event));
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}
