import type { Range } from './types.ts';

/** Hours of all units together: the middle of the range, so that every list and meter tells the same figure of the same demand. */
export function hoursOf(minutes: Range | null, units: number): number {
  return minutes === null ? 0 : Math.round(((minutes.low + minutes.high) / 2) * (units / 60));
}
