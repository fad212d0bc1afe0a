import type { Reading } from '../reading/index.ts';
import { demandOf, type Demand, type Known, type Metadata } from './demand.ts';
import type { Country } from './country.ts';
import { countryOf } from './countries/index.ts';
import { createCompiler, type ExpressionCompiler } from './environment.ts';
import type { Expression } from './expression.ts';
import { compileMark, type CompiledMark, type Stretch } from './marks.ts';
import { fillMessage } from './message.ts';
import { fullId, type CompiledRulebooks, type Effect, type Finding, type ParamValue, type Rule, type Rulebook } from './rule.ts';
import { setTimes } from './times.ts';
import { NoticeView } from './view.ts';

export interface JudgeInput {
  readonly reading: Reading;
  readonly metadata: Metadata;
}

export interface JudgeOptions {
  /** Parameters of the place, by their dotted name; they replace the defaults. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** Judges a text without a date. */
  readonly today?: string | null;
  /** Only this rulebook. */
  readonly rulebook?: string | null;
  /** The trace tells what each part of a condition came to. */
  readonly explain?: boolean;
}

export type Verdict = 'fired' | 'undecided' | 'silent' | 'not-in-force' | 'suspended' | 'excepted' | 'does-not-apply';

export interface TraceLine {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly because: string | null;
  /** What the condition that was held against the notice asks, and what each part of it came to; only where an explanation is asked for. */
  readonly parts: readonly string[];
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly trace: readonly TraceLine[];
}

export type Judge = (input: JudgeInput, options?: JudgeOptions) => Judgement;

interface ReadyRule {
  readonly rule: Rule;
  readonly rulebook: Rulebook;
  readonly country: Country;
  readonly id: string;
  readonly marks: ReadonlyMap<string, CompiledMark>;
  readonly params: ReadonlyMap<string, ParamValue>;
  readonly applies: Expression | null;
  readonly when: Expression | null;
  readonly undecidedWhen: Expression | null;
  readonly exceptions: readonly { readonly name: string; readonly holds: Expression }[];
  readonly grades: readonly { readonly effect: Effect; readonly holds: Expression }[];
}

/** Compiles every expression and phrase once; the returned function judges as many notices as one likes. */
export function createJudge(compiled: CompiledRulebooks): Judge {
  const country = countryOf(compiled.country);
  const compiler = createCompiler();
  const shared = new Map(Object.entries(compiled.marks).map(([name, mark]) => [name, compileMark(mark, compiled.words, country)]));
  const rules = compiled.rulebooks.flatMap((rulebook) =>
    rulebook.rules.map((rule) => readyRule(rule, rulebook, { shared, compiled, compiler, country })),
  );
  return (input, options = {}) => {
    const demand = demandOf(input.reading, input.metadata, country);
    setTimes(demand, input.reading, input.metadata.sentAt ?? null, country);
    const view = new NoticeView(input.reading, demand, country, shared.get('ends'));
    view.use(shared, new Map());
    takeEntriesFromText(demand, view);
    compiler.look(view);
    const date = input.reading.date ?? input.metadata.sentAt?.slice(0, 10) ?? options.today ?? null;
    const findings: Finding[] = [];
    const trace: TraceLine[] = [];
    for (const ready of rules) {
      if (options.rulebook !== undefined && options.rulebook !== null && ready.rulebook.id !== options.rulebook) continue;
      const params = options.params === undefined ? ready.params : paramsOf(ready.rule, options.params);
      view.use(ready.marks, params);
      const { verdict, because } = verdictOf(ready, demand, date, params);
      trace.push({ rule: ready.id, verdict, because, parts: options.explain === true ? partsOf(ready, verdict, compiler) : [] });
      if (verdict === 'fired') for (const finding of findingsOf(ready, view, params, date)) findings.push(finding);
      if (verdict === 'undecided') findings.push(undecidedFinding(ready, view, params, date));
    }
    return { findings: inOrder(findings), trace };
  };
}

/** The condition that decided, part by part. */
function partsOf({ rule }: ReadyRule, verdict: Verdict, compiler: ExpressionCompiler): readonly string[] {
  const decided = verdict === 'does-not-apply' ? rule.applies : verdict === 'silent' || verdict === 'fired' ? rule.when : null;
  return decided === null || rule.informative ? [] : compiler.parts(decided).map(({ source, run }) => `${source} = ${String(run())}`);
}

interface Workshop {
  readonly shared: ReadonlyMap<string, CompiledMark>;
  readonly compiled: CompiledRulebooks;
  readonly compiler: ExpressionCompiler;
  readonly country: Country;
}

function readyRule(rule: Rule, rulebook: Rulebook, { shared, compiled, compiler, country }: Workshop): ReadyRule {
  const compile = (source: string | null): Expression | null => (source === null ? null : compiler.compile(source));
  const own = Object.entries(rule.marks).map(([name, mark]) => [name, compileMark(mark, compiled.words, country)] as const);
  return {
    rule,
    rulebook,
    country,
    id: fullId(rulebook, rule),
    marks: new Map([...shared, ...own]),
    params: paramsOf(rule, {}),
    applies: compile(rule.applies),
    when: compile(rule.when),
    undecidedWhen: compile(rule.undecidedWhen),
    exceptions: rule.exceptions.flatMap(({ name, when }) => (when === null ? [] : [{ name, holds: compiler.compile(when) }])),
    grades: rule.grades.map(({ effect, when }) => ({ effect, holds: compiler.compile(when) })),
  };
}

function paramsOf(rule: Rule, local: Readonly<Record<string, ParamValue>>): ReadonlyMap<string, ParamValue> {
  return new Map(Object.entries(rule.params).map(([name, param]) => [name, local[name] === undefined ? param.default : local[name]]));
}

/** A text that states the entry supplies it (docs/rules.md, What is declared); what the register says wins. */
function takeEntriesFromText(demand: Demand, view: NoticeView): void {
  const fromText = (now: Known, mark: string): Known => (now === 'unknown' && view.says(mark) ? 'yes' : now);
  demand.planned = fromText(demand.planned, 'planStated');
  demand.filed = fromText(demand.filed, 'filingStated');
  demand.listed = fromText(demand.listed, 'listStated');
  demand.approved = fromText(demand.approved, 'approvalStated');
  demand.assessed = fromText(demand.assessed, 'assessmentStated');
}

function verdictOf(
  ready: ReadyRule,
  demand: Demand,
  date: string | null,
  params: ReadonlyMap<string, ParamValue>,
): { readonly verdict: Verdict; readonly because: string | null } {
  const { rule } = ready;
  const say = (verdict: Verdict, because: string | null = null): { readonly verdict: Verdict; readonly because: string | null } => ({
    verdict,
    because,
  });
  if (!isInForce(rule, date)) return say('not-in-force', date);
  if (rule.informative) return say('silent', 'informative');
  if (!rule.appliesTo.includes('any') && !rule.appliesTo.some((kind) => demand.kinds.includes(kind))) return say('does-not-apply', 'kind');
  if (!isSubject(rule, demand)) return say('does-not-apply', 'subject');
  if (ready.applies !== null && ready.applies() !== true) return say('does-not-apply', rule.applies);
  if (rule.suspendedInEmergency && demand.emergency) return say('suspended', 'emergency');
  const exception = ready.exceptions.find(({ holds }) => holds() === true);
  if (exception !== undefined) return say('excepted', exception.name);
  if (ready.when !== null && ready.when() === true) return say('fired', rule.when);
  const missing = [...params].find(([, value]) => value === null);
  if (missing !== undefined) return say('undecided', `param ${missing[0]}`);
  if (rule.decidedElsewhere !== null) return say('undecided', rule.decidedElsewhere);
  if (ready.undecidedWhen !== null && ready.undecidedWhen() === true) return say('undecided', rule.undecidedWhen);
  return say('silent', rule.when);
}

/** The demand's date decides; a text without a date and without `today` is judged by the rules that are still in force. */
function isInForce(rule: Rule, date: string | null): boolean {
  if (date === null) return rule.inForce.to === null;
  return (rule.inForce.from === null || date >= rule.inForce.from) && (rule.inForce.to === null || date <= rule.inForce.to);
}

/** A subject is a kind of issuer or its level; an issuer that is not known is not let off. */
function isSubject(rule: Rule, demand: Demand): boolean {
  if (rule.subject.includes('any')) return true;
  if (rule.subject.includes(demand.issuerKind) || rule.subject.includes(demand.issuerLevel)) return true;
  return rule.subject.includes('unknown') && demand.issuerKind === '';
}

function findingsOf(ready: ReadyRule, view: NoticeView, params: ReadonlyMap<string, ParamValue>, date: string | null): readonly Finding[] {
  const effect = ready.grades.find(({ holds }) => holds() === true)?.effect ?? 'advise';
  const places = placesOf(ready, view);
  return places.map((place) => ({
    ...frame(ready, view, place, date),
    effect,
    undecided: false,
    message: fillMessage(ready.rule.message, view, place, params, ready.country),
  }));
}

function undecidedFinding(ready: ReadyRule, view: NoticeView, params: ReadonlyMap<string, ParamValue>, date: string | null): Finding {
  const { words } = ready.country;
  const place = placesOf(ready, view)[0] ?? wholePlace(ready, view);
  const why = ready.rule.undecidedMessage ?? ready.rule.decidedElsewhere ?? words.missing;
  return {
    ...frame(ready, view, place, date),
    effect: 'advise',
    undecided: true,
    message: `${words.undecided}${fillMessage(why, view, place, params, ready.country)}`,
  };
}

function frame(ready: ReadyRule, view: NoticeView, place: Stretch, date: string | null): Omit<Finding, 'effect' | 'undecided' | 'message'> {
  const { rule, rulebook, country } = ready;
  return {
    rule: ready.id,
    title: rule.title,
    article: rule.article,
    modality: rule.modality,
    confidence: rule.source.confidence,
    source: country.words.grounds[rule.ground],
    // Between issue and publication a law binds the issuers but nobody else can read it.
    inForce: rulebook.publicFrom !== null && date !== null && date < rulebook.publicFrom ? country.words.notYetPublic : null,
    mend: rule.mend,
    quote: view.reading.text.slice(place.start, place.end),
    start: place.start,
    end: place.end,
  };
}

/** One finding per place; places of one sentence are one. */
function placesOf(ready: ReadyRule, view: NoticeView): readonly Stretch[] {
  const { rule, country } = ready;
  const places = rule.at.flatMap((at) => view.places(at));
  const first = places[0] ?? wholePlace(ready, view);
  if (!rule.each) return [first];
  const sorted = [...places].sort((a, b) => a.start - b.start);
  const kept: Stretch[] = [];
  for (const place of sorted) {
    const previous = kept.at(-1);
    if (previous === undefined || !country.withinSentence.test(view.reading.text.slice(previous.end, place.start))) kept.push(place);
  }
  return kept.length === 0 ? [first] : kept;
}

/** Where the rule is broken by silence or by the register, the title stands for the notice. */
function wholePlace({ country }: ReadyRule, view: NoticeView): Stretch {
  const { elements, text } = view.reading;
  if (elements.title !== null) return elements.title;
  const start = text.search(/\S/);
  if (start < 0) return { start: 0, end: 0 };
  const line = text.slice(start).search(country.sentenceEnd);
  return { start, end: line < 0 ? text.length : start + line };
}

const weight = { refuse: 0, justify: 1, advise: 2 } as const;

/** Refusals first, then in the order of the text; undecided ones last, because the page folds them. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      Number(a.undecided) - Number(b.undecided) ||
      weight[a.effect] - weight[b.effect] ||
      a.start - b.start ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}
