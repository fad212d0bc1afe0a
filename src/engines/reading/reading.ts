/**
 * What stands in a notice: what it asks, of whom, by when, how it presses. No judgement; that is the rulebook's.
 * Offsets are UTF-16 code units of the text as it was given: `text.slice(start, end) === quote` holds for every quotation.
 */
export const askKinds = [
  'report',
  'form',
  'ledger',
  'photo',
  'meeting',
  'inspection',
  'exam',
  'app',
  'share',
  'plaque',
  'pledge',
  'secondment',
  'taskforce',
  'campaign',
  'relay',
  'visit',
  'publicity',
  'funding',
  'reception',
] as const;
export type AskKind = (typeof askKinds)[number];

export const pressureKinds = [
  'veto',
  'ranking',
  'notice',
  'assessment',
  'accountability',
  'absolute',
  'zeroReport',
  'frequentReport',
  'principal',
  'rush',
] as const;
export type PressureKind = (typeof pressureKinds)[number];

export const levels = ['province', 'city', 'county', 'township', 'village', 'organ', 'public'] as const;
export type Level = (typeof levels)[number];

export type Frequency =
  | 'once'
  | 'daily'
  | 'weekly'
  | 'tenDays'
  | 'halfMonthly'
  | 'monthly'
  | 'quarterly'
  | 'halfYearly'
  | 'yearly'
  | 'onEvent'
  | 'continuous';

export interface Quotation {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** Who acts in a clause. `unstated` after a modal verb means the addressee. */
export type Actor = 'addressee' | 'issuer' | 'other' | 'unstated';

/**
 * One word for what a clause is worth:
 * binding: the addressee must do it, or the issuer does it to the addressee, in force, positive ·
 * issuerOwn: the issuer's own work · otherDuty: somebody else's duty · negated: forbidden or denied · released: no longer asked ·
 * permitted: may, voluntary · background: past, motive, basis · conditional: only if something happens ·
 * quoted: inside 《》 or a quoted saying · wish: slogan or hope · heading: a heading or label without a verb.
 */
export type ClauseStatus =
  | 'binding'
  | 'issuerOwn'
  | 'otherDuty'
  | 'negated'
  | 'released'
  | 'permitted'
  | 'background'
  | 'conditional'
  | 'quoted'
  | 'wish'
  | 'heading';

export type Modality = 'must' | 'request' | 'may' | 'future' | 'hope' | 'none';
export type Polarity = 'positive' | 'forbidden' | 'released';
export type Tense = 'now' | 'future' | 'past';

/** The smallest stretch of text with one actor, one modality, one polarity. Clauses do not overlap and stand in order. */
export interface Clause extends Quotation {
  readonly sentence: Quotation;
  readonly actor: Actor;
  /** The words that name the actor, where they stand in this clause or are carried from an earlier one of the sentence. */
  readonly actorQuote: string | null;
  readonly modality: Modality;
  readonly polarity: Polarity;
  readonly tense: Tense;
  readonly conditional: boolean;
  readonly status: ClauseStatus;
  /** Where in the document: the body, an annex printed with it, or the title and its surroundings. */
  readonly part: 'body' | 'annex' | 'front';
}

export interface Ask extends Quotation {
  readonly kind: AskKind;
  readonly frequency: Frequency;
  /** How often per period (一周两次 → 2), or null where the text does not say. */
  readonly times: number | null;
  readonly sentence: Quotation;
}

export interface Pressure extends Quotation {
  readonly kind: PressureKind;
  readonly frequency: Frequency | null;
  readonly sentence: Quotation;
}

export type Repeats = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';

export interface Deadline extends Quotation {
  readonly date: string | null;
  /** HH:MM, where an hour is given or implied by 下班, 中午 and the like. */
  readonly time: string | null;
  readonly repeats: Repeats | null;
  readonly anchor: 'issue' | 'receipt' | 'event' | null;
  /** The clause that the deadline belongs to. */
  readonly what: string | null;
  /** due: something is handed in or done by then · presence: the addressee must be there. */
  readonly kind: 'due' | 'presence';
}

/** A number with its unit as written: 3000字, 2个, 95%, 半天, 90分钟. `value` in the unit named; durations also in minutes. */
export interface Quantity extends Quotation {
  readonly value: number;
  readonly unit: string;
  readonly bound: 'min' | 'max' | null;
  readonly status: ClauseStatus;
}

export interface Duration extends Quantity {
  /** Of working time for 天 and 半天 (a working day has 480), of clock time for hours and minutes. */
  readonly minutes: number;
}

export interface MeetingFacts extends Quotation {
  readonly name: string | null;
  readonly startsOn: string | null;
  readonly startsAt: string | null;
  readonly duration: Duration | null;
  readonly attendees: readonly Quotation[];
  /** Principals (书记, 镇长, 主要负责同志) of a lower level who are called. */
  readonly principals: readonly Quotation[];
  /** Leaders of any rank of a lower party committee or government (书记, 县长, 副镇长, 分管领导) who are called. */
  readonly leaders: readonly Quotation[];
  readonly levelsCalled: readonly Level[];
  readonly branchVenues: Quotation | null;
  readonly allStaff: Quotation | null;
  readonly speeches: readonly Quotation[];
  readonly groupDiscussion: Quotation | null;
  readonly video: boolean;
}

export interface ConsultationFacts extends Quotation {
  readonly round: number | null;
  readonly deadline: Deadline | null;
  readonly answerRequired: boolean;
}

export type DocClassKind = '公文' | '信函' | '纪要' | '便笺' | '聊天' | '电报' | null;

export interface DocClass {
  readonly kind: DocClassKind;
  /** 0 to 1. */
  readonly confidence: number;
  /** Elements that a document of this class should carry and this one does not: 发文字号, 主送机关, 落款, 成文日期, 标题. */
  readonly missing: readonly string[];
}

export interface Remark {
  readonly kind: 'vagueDeadline' | 'pastDeadline' | 'numberBrackets' | 'dateIncomplete';
  readonly quotation: Quotation;
}

export interface Elements {
  readonly title: Quotation | null;
  readonly issuer: Quotation | null;
  readonly docNumber: Quotation | null;
  readonly date: Quotation | null;
  readonly heading: Quotation | null;
  readonly body: Quotation;
  readonly annexes: readonly Quotation[];
}

export interface Reading {
  readonly text: string;
  readonly title: string | null;
  readonly issuer: string | null;
  readonly docNumber: string | null;
  readonly date: string | null;
  readonly docClass: DocClass;
  readonly elements: Elements;
  readonly addressees: Quotation | null;
  readonly addresseeLevels: readonly Level[];
  /** Level of the issuer as its name says it; null where the name does not tell. */
  readonly issuerLevel: 'central' | 'province' | 'city' | 'county' | 'township' | null;
  readonly bodyCharacters: number;
  readonly annexCharacters: number;
  readonly asks: readonly Ask[];
  readonly pressures: readonly Pressure[];
  readonly deadlines: readonly Deadline[];
  readonly clauses: readonly Clause[];
  readonly durations: readonly Duration[];
  readonly quantities: readonly Quantity[];
  readonly percentages: readonly Quantity[];
  /** Other documents, laws and numbers that the text names: 《…》 and 某办〔2026〕3号. */
  readonly citations: readonly Quotation[];
  readonly meeting: MeetingFacts | null;
  readonly consultation: ConsultationFacts | null;
  readonly emergency: { readonly basis: string; readonly quotation: Quotation } | null;
  readonly remarks: readonly Remark[];
}

export interface ReadOptions {
  /** When the text was sent (RFC 3339 or YYYY-MM-DD): stands in for a missing date, and is what 今天 and 周五 count from. */
  readonly sentAt?: string | null;
}
