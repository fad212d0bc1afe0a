import type { Held, HeldValues } from './value.ts';

/** What one act recorded of one subject for one day. */
export interface Entry {
  /** Entries of a subject are counted in the order in which they were recorded. */
  readonly nth: number;
  readonly act: string;
  /** From this day on the values hold. */
  readonly validFrom: string;
  readonly recordedAt: Date;
  readonly values: HeldValues;
}

export interface Fact extends Omit<Entry, 'values'> {
  readonly value: Held;
}

export interface AsOf {
  /** As it was known at this moment; null: as known now. */
  readonly knownAt: Date | null;
  /** As it held on this day; null: the latest day that is known. */
  readonly on: string | null;
  /** Elements whose values hold for one year only. */
  readonly yearly: (element: string) => boolean;
}

/**
 * The facts of one subject as known then for that day. Of two values of one element for one day the later recorded counts, and where that
 * one was taken back there is none for that day; of the days that are left the latest counts.
 */
export function fold(
  entries: readonly Entry[],
  { knownAt = null, on = null, yearly = () => false }: Partial<AsOf> = {},
): ReadonlyMap<string, Fact> {
  const days = new Map<string, Map<string, Fact>>();
  for (const { values, ...entry } of entries.toSorted((a, b) => a.nth - b.nth)) {
    if ((knownAt !== null && entry.recordedAt > knownAt) || (on !== null && entry.validFrom > on)) continue;
    for (const [element, value] of Object.entries(values)) {
      const ofElement = days.get(element) ?? new Map<string, Fact>();
      days.set(element, ofElement);
      if (isWithdrawn(value)) ofElement.delete(entry.validFrom);
      else ofElement.set(entry.validFrom, { ...entry, value });
    }
  }
  const facts = new Map<string, Fact>();
  for (const [element, ofElement] of days) {
    const latest = [...ofElement.values()].reduce<Fact | null>(
      (last, fact) => (last === null || fact.validFrom > last.validFrom ? fact : last),
      null,
    );
    if (latest === null || (on !== null && yearly(element) && latest.validFrom.slice(0, 4) !== on.slice(0, 4))) continue;
    facts.set(element, latest);
  }
  return facts;
}

/** Every value that one element ever had, the latest recorded first. */
export function historyOf(entries: readonly Entry[], element: string): Fact[] {
  return entries
    .flatMap(({ values, ...entry }) => (values[element] === undefined ? [] : [{ ...entry, value: values[element] }]))
    .toSorted((a, b) => b.nth - a.nth);
}

function isWithdrawn(value: Held): boolean {
  return typeof value === 'object' && value !== null && value.is === 'withdrawn';
}
