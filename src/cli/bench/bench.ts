/** One figure a line; each bench names its own keys. Unknown is null. */
export type Line = Readonly<Record<string, string | number | boolean | null>>;

/** How much work: the whole measure, or just enough to see that it runs. */
export interface Size {
  readonly seconds: number;
  readonly warmSeconds: number;
  readonly clients: readonly number[];
  readonly villages: number;
  readonly runs: number;
}

export const whole: Size = { seconds: 8, warmSeconds: 3, clients: [16, 64], villages: 200, runs: 5 };
export const tiny: Size = { seconds: 0.5, warmSeconds: 0.2, clients: [2], villages: 4, runs: 1 };

export type Bench = (print: (line: Line) => void, size: Size) => Promise<void>;

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

export function per(total: number | null, count: number): number | null {
  return total === null || count === 0 ? null : rounded(total / count, 3);
}
