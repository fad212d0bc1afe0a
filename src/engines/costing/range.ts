import type { Range } from './costing.ts';

export const none: Range = { low: 0, likely: 0, high: 0 };
export const one: Range = { low: 1, likely: 1, high: 1 };

export function range(low: number, likely: number, high: number): Range {
  return { low, likely, high };
}

export function exactly(value: number): Range {
  return { low: value, likely: value, high: value };
}

export function plus(a: Range, b: Range): Range {
  return { low: a.low + b.low, likely: a.likely + b.likely, high: a.high + b.high };
}

export function times(a: Range, b: Range): Range {
  return { low: a.low * b.low, likely: a.likely * b.likely, high: a.high * b.high };
}

/** 6–10, or one number where both ends read the same. */
export function shown(value: Range): string {
  const low = figure(value.low);
  const high = figure(value.high);
  return low === high ? low : `${low}–${high}`;
}

function figure(value: number): string {
  const rounded = value >= 10 ? Math.round(value) : Math.round(value * 10) / 10;
  return grouped(String(rounded));
}

/** 12,345.6 by hand: the first Intl formatter of a process takes longer to make than a notice to read. */
function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  let shown = whole.slice(-3);
  for (let at = whole.length - 3; at > 0; at -= 3) shown = `${whole.slice(Math.max(0, at - 3), at)},${shown}`;
  return fraction === undefined ? shown : `${shown}.${fraction}`;
}
