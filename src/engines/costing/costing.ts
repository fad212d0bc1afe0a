import type { AskKind, Level, Reading } from '../reading/index.ts';

/** Never a single number: what a quick, an ordinary and a slow but sensible office needs. Low ≤ likely ≤ high. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export type FieldType = 'integer' | 'decimal' | 'text' | 'date' | 'choice' | 'boolean';

/** One value asked. `held`: it stands in the ledger already and only wants a look. */
export interface CostField {
  readonly type: FieldType;
  readonly held?: boolean;
}

/** Sizes of one addressed unit; what is not known is taken from the tariff's ordinary unit. */
export interface UnitSize {
  readonly households?: number;
  /** Officials who work there. */
  readonly staff?: number;
  /** Units directly below: villages of a township, groups of a village. */
  readonly children?: number;
}

export interface CostInput {
  readonly reading: Reading;
  /** The table asked, where it is known field by field. */
  readonly fields?: readonly CostField[];
  /** Which units carry it; by default the lowest level that the notice addresses. */
  readonly level?: Level | null;
  readonly size?: UnitSize;
  /** YYYY-MM-DD: when it begins to bind; by default the notice's date. */
  readonly from?: string | null;
  /** YYYY-MM-DD: when it ends to bind; by default the last deadline of the notice. */
  readonly until?: string | null;
  readonly tariff?: Tariff;
}

/** `reading` is the time to read the notice: the one cost of a notice that asks nothing. */
export type CostKind = AskKind | 'reading';

export interface CostLine {
  readonly kind: CostKind;
  readonly minutes: number;
  readonly low: number;
  readonly high: number;
  /** In Chinese: what was counted, how long each, how often, for how many. */
  readonly why: string;
  readonly quote: string | null;
  readonly start: number | null;
  readonly end: number | null;
  /** Id of the tariff's figure. */
  readonly item: string;
}

export interface Cost {
  readonly minutesPerUnit: number;
  readonly low: number;
  readonly high: number;
  readonly lines: readonly CostLine[];
  /** Id of the tariff, so that an old figure can be recomputed. */
  readonly tariff: string;
}

/** What a figure is multiplied with. */
export type Per = 'time' | 'household' | 'official' | 'person' | 'child' | 'workday' | 'thousandCharacters' | 'photo' | 'hour';

/**
 * Where a figure comes from. `project`: our own estimate, to be replaced by measurement; `official`: published by an organ;
 * `measured`: from timings of real answers.
 */
export type Provenance = 'project' | 'official' | 'measured';

export interface TariffItem {
  readonly id: string;
  readonly kind: CostKind;
  /** What is done, as it reads before a colon: 写一份材料. */
  readonly label: string;
  readonly minutes: Range;
  readonly per: Per;
  /** Chosen when one of these stands in the clause; the first of a kind that fits is taken, one without words is the default. */
  readonly words: readonly string[];
  /** Only for what recurs at least monthly: a daily report is a line in a chat, not an essay. */
  readonly recurring?: boolean;
  /** Costs a second item as well (a visit by inspectors: preparing and receiving). */
  readonly with?: string;
  /** Only ever that second item, never chosen by itself. */
  readonly part?: boolean;
  readonly provenance: Provenance;
  readonly note: string;
}

export interface FieldTariff {
  readonly read: Range;
  readonly collect: Range;
  readonly check: Range;
}

export interface Tariff {
  readonly id: string;
  readonly name: string;
  readonly provenance: Provenance;
  readonly items: readonly TariffItem[];
  readonly fields: Readonly<Record<FieldType, FieldTariff>>;
  /** A value that is held already: look and confirm. */
  readonly heldField: Range;
  /** Opening the form, reading what it is for, sending it. */
  readonly formOverhead: Range;
  /** The ordinary unit, by level. */
  readonly sizes: Readonly<Record<'village' | 'township' | 'organ', Readonly<Record<'households' | 'staff' | 'children', Range>>>>;
  readonly defaults: Readonly<Record<'people' | 'photos' | 'secondedDays' | 'courseHours', Range>>;
  /** Characters read in a minute: low is the slow reader's. */
  readonly charactersPerMinute: Range;
  /** Months that a duty without an end is counted for. */
  readonly openEndedMonths: Range;
  /** Times a duty falls due that hangs on an event. */
  readonly events: Range;
}
