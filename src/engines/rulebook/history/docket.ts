import { dayNumber } from '../../../base/dates.ts';
import { fullId, type Effect, type ParamValue, type Rule, type Rulebook } from '../rule.ts';
import { byDate, startOf, type History, type HistoryContext, type HistoryEvent } from './events.ts';
import { isCheck, isExcused } from './behaviour.ts';
import type { Stay } from './crowds.ts';
import { nameKey } from './names.ts';

/** What one rule says of some events, before the judge adds its name. */
export interface Judged {
  readonly effect: Effect;
  readonly undecided?: true;
  readonly involving: readonly HistoryEvent[];
  readonly message: string;
}

export interface GraphRule {
  /** Id inside its rulebook; a rule that no rulebook holds is not judged. */
  readonly id: string;
  readonly judge: (docket: Docket, law: Law) => readonly Judged[];
}

/** A rule of the compiled rulebook with the parameters of the place. */
export class Law {
  readonly id: string;
  readonly rule: Rule;
  readonly #params: ReadonlyMap<string, ParamValue>;

  constructor(rulebook: Rulebook, rule: Rule, params: ReadonlyMap<string, ParamValue>) {
    this.id = fullId(rulebook, rule);
    this.rule = rule;
    this.#params = params;
  }

  /** Facts of a period are judged by the rules in force in that period (docs/rules.md, Two clocks). */
  governs(day: string | null): boolean {
    const { from, to } = this.rule.inForce;
    if (day === null) return to === null;
    return (from === null || day >= from) && (to === null || day <= to);
  }

  /** Some day of a lasting state lies in force. */
  governsSome(from: string | null, to: string | null): boolean {
    const force = this.rule.inForce;
    return (to === null || force.from === null || to >= force.from) && (from === null || force.to === null || from <= force.to);
  }

  /** The parameters as numbers, or what is said when one is not configured. */
  numbers(...names: readonly string[]): { readonly values: readonly number[]; readonly missing: string | null } {
    const values = names.map((name) => this.#params.get(name) ?? null);
    const missing = names.find((_name, at) => typeof values[at] !== 'number');
    return {
      values: values.map((value) => (typeof value === 'number' ? value : Number.NaN)),
      missing: missing === undefined ? null : `无法判定：参数 ${missing} 还没有填，请填入本地规定的数`,
    };
  }

  value(name: string): ParamValue {
    return this.#params.get(name) ?? null;
  }
}

/** The events in one order whatever order they came in, with the looks at them that several rules share. */
export class Docket {
  readonly events: readonly HistoryEvent[];
  readonly context: HistoryContext;
  /** The day the register is looked at; without one the last day that it tells of, which can only make a term shorter. */
  readonly asOf: string | null;

  constructor({ events, context }: History) {
    this.events = events.toSorted(byDate);
    this.context = context;
    const told = this.events.flatMap((event) => [startOf(event), event.to].filter((day) => day !== null));
    this.asOf = context.asOf ?? told.reduce<string | null>((last, day) => (last === null || day > last ? day : last), null);
  }

  of(kind: HistoryEvent['kind'], law: Law): HistoryEvent[] {
    return this.events.filter((event) => event.kind === kind && law.governs(startOf(event)));
  }

  checks(law: Law): HistoryEvent[] {
    const [atLeast] = law.numbers('disguise.min_behaviours').values;
    return this.events.filter((event) => isCheck(event, atLeast) && law.governs(startOf(event)));
  }

  /** Checks and visits that crowd a place: what an emergency, a complaint or an accident brings is left out. */
  arrivals(law: Law): HistoryEvent[] {
    return this.events.filter(
      (event) => (event.kind === 'check' || event.kind === 'visit') && !isExcused(event) && law.governs(startOf(event)),
    );
  }
}

export function groupBy<T>(items: Iterable<T>, keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}

/** Events by unit and by a further key, with the unit's name as it was first written. */
export function atUnits(
  events: readonly HistoryEvent[],
  keyFor: (event: HistoryEvent) => string,
): readonly { readonly unit: string; readonly key: string; readonly events: readonly HistoryEvent[] }[] {
  const groups = new Map<string, { unit: string; key: string; events: HistoryEvent[] }>();
  for (const event of events) {
    const key = keyFor(event);
    for (const unit of event.units) {
      const place = keyOf(nameKey(unit), key);
      const group = groups.get(place);
      if (group === undefined) groups.set(place, { unit, key, events: [event] });
      else if (group.events.at(-1) !== event) group.events.push(event);
    }
  }
  return [...groups.values()];
}

/** Parts of a key cannot run into each other. */
export function keyOf(...parts: readonly string[]): string {
  let key = '';
  for (const part of parts) key += `${part.length}:${part}`;
  return key;
}

export function stayOf(event: HistoryEvent, group: string): Stay<HistoryEvent> {
  const start = dayNumber(startOf(event) ?? '');
  return { item: event, group, start, end: event.to === null ? start : Math.max(start, dayNumber(event.to)) };
}

export function yearOf(event: HistoryEvent): string {
  return (startOf(event) ?? '').slice(0, 4);
}

export function undecided(involving: readonly HistoryEvent[], message: string): readonly Judged[] {
  return involving.length === 0 ? [] : [{ effect: 'advise', undecided: true, involving, message }];
}
