/** Places on a printed page: points (1/72 inch) from its upper left corner, y downwards. */
export interface Run {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Where the letters stand. */
  readonly base: number;
  readonly size: number;
}

/** A straight line: at x = `at` from y `from` to `to` where it is vertical, else at y = `at`. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Rules {
  readonly vertical: readonly Rule[];
  readonly horizontal: readonly Rule[];
}

export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

export function matrixOf(numbers: unknown): Matrix {
  if (!(Array.isArray(numbers) || numbers instanceof Float32Array || numbers instanceof Float64Array)) return identity;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(numbers as ArrayLike<unknown>, Number);
  return [a, b, c, d, e, f];
}

/** First `inner`, then `outer`. */
export function times(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function moved([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}
