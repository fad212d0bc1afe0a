/**
 * Sums of decimals as people write them: 0.1 + 0.2 is 0.3. A number is taken by the shortest text that names it (ECMAScript's own
 * output), so that nothing is added which nobody typed.
 */
export function exactSum(values: readonly (number | string)[]): string {
  const whole = values.reduce<number>((sum, value) => sum + wholeOf(value), 0);
  if (Number.isSafeInteger(whole)) return String(whole);
  let sum = { digits: 0n, scale: 0 };
  for (const value of values) sum = add(sum, decimalOf(value));
  return textOf(sum);
}

interface Decimal {
  /** The value is digits × 10^-scale. */
  readonly digits: bigint;
  readonly scale: number;
}

/** Counts of things are most of what is added, and need no big numbers. NaN where the value is not a safe integer. */
function wholeOf(value: number | string): number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : Number.NaN;
}

function decimalOf(value: number | string): Decimal {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(value)) ?? [];
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const at = ({ digits, scale: own }: Decimal): bigint => digits * 10n ** BigInt(scale - own);
  return { digits: at(a) + at(b), scale };
}

function textOf({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  if (scale === 0) return `${sign}${text}`;
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}
