import type { Held, HeldValues } from './value.ts';

/** What one act recorded of one subject for one day. */
export interface Entry {
  readonly id: string;
  readonly act: string;
  /** From this day on the values hold. */
  readonly validFrom: string;
  /** RFC 3339 in UTC: compared as text. */
  readonly recordedAt: string;
  readonly values: HeldValues;
}

export interface Fact {
  readonly value: Held;
  readonly entry: string;
  readonly act: string;
  readonly validFrom: string;
  readonly recordedAt: string;
}

export interface AsOf {
  /** As it was known at the end of this moment; null: as known now. */
  readonly knownAt: string | null;
  /** As it held on this day; null: the latest day that is known. */
  readonly on: string | null;
  /** Elements whose values hold for one year only. */
  readonly yearly?: (element: string) => boolean;
}

/**
 * The facts of one subject as known then for that day: of two values of one element the one with the later valid day counts, then the later
 * recorded, then the later entry. What was taken back uncovers what it had covered.
 */
export function fold(
  entries: readonly Entry[],
  { knownAt = null, on = null, yearly = () => false }: Partial<AsOf> = {},
): ReadonlyMap<string, Fact> {
  const known = entries
    .filter(({ recordedAt, validFrom }) => (knownAt === null || recordedAt <= knownAt) && (on === null || validFrom <= on))
    .toSorted((a, b) => compare(a.validFrom, b.validFrom) || compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id));
  const facts = new Map<string, Fact>();
  for (const { id, act, validFrom, recordedAt, values } of known) {
    for (const [element, value] of Object.entries(values)) {
      if (value !== null && typeof value === 'object' && value.is === 'withdrawn') facts.delete(element);
      else if (on !== null && yearly(element) && validFrom.slice(0, 4) !== on.slice(0, 4)) facts.delete(element);
      else facts.set(element, { value, entry: id, act, validFrom, recordedAt });
    }
  }
  return facts;
}

/** Every value that one element ever had, the latest recorded first. */
export function historyOf(entries: readonly Entry[], element: string): Fact[] {
  return entries
    .flatMap(({ id, act, validFrom, recordedAt, values }) => {
      const value = values[element];
      return value === undefined ? [] : [{ value, entry: id, act, validFrom, recordedAt }];
    })
    .toSorted((a, b) => compare(b.recordedAt, a.recordedAt) || compare(b.entry, a.entry));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
