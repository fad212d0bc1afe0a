/** Sliding windows over stays at one place. "Inside N days" means last − first ≤ N calendar days, both included (docs/rules.md, Events). */

export interface Stay<T> {
  readonly item: T;
  /** Stays of one group count once inside a window. */
  readonly group: string;
  readonly start: number;
  /** A stay of several days is near whatever starts within N days of its last day. */
  readonly end: number;
}

export interface Crowd<T> {
  readonly members: readonly T[];
  /** The most groups that one window holds. */
  readonly peak: number;
}

/**
 * The runs of overlapping windows that each hold at least `atLeast` groups. O(n log n): a group is near a day while one of its stays is, so its
 * stays, made `days` longer, are joined first; the number near a day is then those begun less those run out.
 */
export function crowds<T>(stays: readonly Stay<T>[], days: number, atLeast: number): Crowd<T>[] {
  if (stays.length < atLeast) return [];
  const sorted = stays.toSorted((a, b) => a.start - b.start);
  const { begun, runOut } = joined(sorted, days);
  const hot: { readonly day: number; readonly near: number }[] = [];
  for (const { start } of sorted) {
    const near = firstAbove(begun, start) - firstAbove(runOut, start - 1);
    if (near >= atLeast && hot.at(-1)?.day !== start) hot.push({ day: start, near });
  }
  const hotDays = hot.map(({ day }) => day);
  const found: { members: T[]; peak: number; last: number }[] = [];
  for (const { item, start, end } of sorted) {
    const first = firstAbove(hotDays, start - 1);
    const last = firstAbove(hotDays, end + days) - 1;
    if (first > last) continue;
    let run = found.at(-1);
    if (run === undefined || first > run.last) found.push((run = { members: [], peak: 0, last: first - 1 }));
    run.members.push(item);
    for (; run.last < last; run.last++) run.peak = Math.max(run.peak, hot[run.last + 1]?.near ?? 0);
  }
  return found.map(({ members, peak }) => ({ members, peak }));
}

function joined<T>(sorted: readonly Stay<T>[], days: number): { begun: number[]; runOut: number[] } {
  const begun: number[] = [];
  const runOut: number[] = [];
  const open = new Map<string, number>();
  for (const { group, start, end } of sorted) {
    const until = open.get(group);
    if (until !== undefined && start <= until) {
      open.set(group, Math.max(until, end + days));
      continue;
    }
    if (until !== undefined) runOut.push(until);
    begun.push(start);
    open.set(group, end + days);
  }
  runOut.push(...open.values());
  return { begun, runOut: runOut.toSorted((a, b) => a - b) };
}

/** Index of the first number above `limit`. */
function firstAbove(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
