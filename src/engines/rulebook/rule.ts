/** The shape of law as data: what a YAML file under rulebooks/ says, and what the compiled JSON carries. */

export type Effect = 'refuse' | 'justify' | 'advise';
export type Modality = 'must-not' | 'must' | 'generally-not' | 'generally' | 'may';
/** C official text or notice quoting it · S secondary · I inferred · R recalled, verify · project: our own promise. */
export type Confidence = 'C' | 'S' | 'I' | 'R' | 'project';
/** What a finding rests on. Only `law` may be worded as law (docs/rules.md, Confidence). */
export type Ground = 'law' | 'case' | 'project' | 'estimate' | 'local';
export type Provenance = 'official' | 'local' | 'project' | 'recalled' | null;
export type ParamValue = number | boolean | string | null;

/** How the words must stand in the text before a phrase counts; sets of clause standings, see standing.ts. */
export type Stand = 'demanded' | 'imposed' | 'mentioned' | 'released' | 'title' | 'anywhere';

export interface Mark {
  readonly stand: Stand;
  readonly phrases: readonly string[];
  /** Phrases that cancel a hit when they stand in the same sentence. */
  readonly unless: readonly string[];
}

export interface Param {
  readonly default: ParamValue;
  readonly provenance: Provenance;
  readonly unit: string | null;
  /** Which way a number binds the issuer more; null where nobody has said. An official number needs it: a place may only be stricter. */
  readonly stricter: 'lower' | 'higher' | null;
  /** The values that a word may take; empty where any may stand. */
  readonly choices: readonly string[];
}

/** One rung of a graded effect: the first whose condition holds decides. */
export interface Grade {
  readonly effect: Effect;
  readonly when: string;
}

export interface Exception {
  readonly name: string;
  readonly when: string | null;
}

export interface Source {
  readonly name: string;
  readonly url: string | null;
  readonly quote: string | null;
  readonly confidence: Confidence;
}

export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly article: string;
  readonly ground: Ground;
  readonly source: Source;
  readonly inForce: { readonly from: string | null; readonly to: string | null };
  readonly appliesTo: readonly string[];
  readonly subject: readonly string[];
  readonly modality: Modality;
  readonly needs: readonly string[];
  readonly params: Readonly<Record<string, Param>>;
  readonly marks: Readonly<Record<string, Mark>>;
  /** Further bound on what the rule is about; where it fails the rule is silent, never undecided. */
  readonly applies: string | null;
  readonly when: string | null;
  readonly undecidedWhen: string | null;
  readonly undecidedMessage: string | null;
  readonly exceptions: readonly Exception[];
  readonly grades: readonly Grade[];
  readonly approver: string | null;
  readonly suspendedInEmergency: boolean;
  /** Scope, sanction, permission and unknown rules have text and source only and never become findings. */
  readonly informative: boolean;
  /** Decided by events or registers, not by the notice (docs/rules.md, Events); here only undecided. */
  readonly decidedElsewhere: string | null;
  readonly message: string;
  readonly mend: string | null;
  /** Marks, asks (`ask:form`) or pressures (`pressure:rush`) whose words are quoted, best first. */
  readonly at: readonly string[];
  /** Each place is a finding of its own, not only the first. */
  readonly each: boolean;
}

export interface Rulebook {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  /** First day on which everybody could read the law; null where it was public from the start. */
  readonly publicFrom: string | null;
  readonly rules: readonly Rule[];
}

/** The rulebooks of one country, with what they share. */
export interface CompiledRulebooks {
  /** Whose language and administration the rules speak of: a file of countries/. */
  readonly country: string;
  /** Marks that every rule may use: behaviours B1 to B15 and words such as the periods. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** Word lists that phrases name as {list}. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly rulebooks: readonly Rulebook[];
}

export type CaseOutcome = 'fires' | 'silent' | 'undecided';

/** A case of a rule, run by `qingdan rules test`. `says` is a body put into a plain notice; `text` a whole notice. */
export interface RuleCase {
  readonly name: string;
  readonly says: string | null;
  readonly text: string | null;
  readonly title: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly number: string | null;
  readonly date: string | null;
  readonly today: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly expect: CaseOutcome;
  readonly effect: Effect | null;
  /** What the drafter changes when he follows the mend: these fields replace those of the case, and the rule must then be silent. */
  readonly mended: Mended | null;
}

export type Mended = Readonly<Partial<Record<'says' | 'title' | 'from' | 'to' | 'number' | 'text', string>>>;

export interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly article: string;
  readonly modality: Modality;
  readonly effect: Effect;
  readonly undecided: boolean;
  readonly confidence: Confidence;
  /** The ground in words: law, a case, a promise of ours, an estimate. */
  readonly source: string;
  /** That the law bound then but was not public yet; null where nothing need be said. */
  readonly inForce: string | null;
  readonly message: string;
  readonly mend: string | null;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** The full published id of a rule. */
export function fullId(rulebook: Rulebook, rule: Rule): string {
  return `${rulebook.id}/${rule.id}`;
}
