/** Values of cells and how spreadsheets compare and convert them. */
export type Value = number | string | boolean | null | Fault | Unknown;

export interface Fault {
  readonly fault: '#DIV/0!' | '#VALUE!' | '#N/A' | '#REF!' | '#NUM!' | '#NAME?' | '#NULL!';
}

/** What we do not compute: it spreads to everything that is computed from it. */
export interface Unknown {
  readonly unknown: true;
}

export const unknown: Unknown = { unknown: true };
export const fault = (name: Fault['fault']): Fault => ({ fault: name });

export function isFault(value: Value): value is Fault {
  return typeof value === 'object' && value !== null && 'fault' in value;
}

export function isUnknown(value: Value): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value;
}

/** As an operand of + - * /: text that reads as a number counts, an empty text does not. */
export function toNumber(value: Value): number | Fault | Unknown {
  if (typeof value === 'number') return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return value;
  // Dates and percentages as text are read by the user's locale: not ours to guess.
  const plain = value.trim();
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u.test(plain)) return Number(plain);
  return /\d/u.test(plain) ? unknown : fault('#VALUE!');
}

export function toText(value: Value): string | Fault | Unknown {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number')
    return Math.abs(value) < 1e15 && Math.abs(value) >= 1e-4 ? String(Number(value.toPrecision(15))) : value === 0 ? '0' : unknown;
  return value;
}

export function toTruth(value: Value): boolean | Fault | Unknown {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (value === null) return false;
  if (typeof value === 'string') return fault('#VALUE!');
  return value;
}

const rank = (value: number | string | boolean): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);

/** Numbers before text before truth; text without case; a blank is what the other side is. */
export function compare(a: Value, b: Value): number | Fault | Unknown {
  for (const one of [a, b]) if (isFault(one) || isUnknown(one)) return one;
  const plain = (one: Value, other: Value): number | string | boolean =>
    one === null ? (typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0) : (one as number | string | boolean); // faults went above
  const [x, y] = [plain(a, b), plain(b, a)];
  if (rank(x) !== rank(y)) return rank(x) - rank(y);
  if (typeof x === 'string') {
    const [p, q] = [x.toLowerCase(), String(y).toLowerCase()];
    return p === q ? 0 : p < q ? -1 : 1;
  }
  return Number(x) - Number(y);
}

/** A condition of COUNTIF and SUMIF: ">=60", "<>", "男", "张*". */
export function matcher(condition: Value): ((value: Value) => boolean) | null {
  if (isFault(condition) || isUnknown(condition)) return null;
  if (typeof condition !== 'string') return (value) => value !== null && compare(value, condition) === 0;
  const [, operator = '=', operand = ''] = /^(<=|>=|<>|[<>=])?([\s\S]*)$/u.exec(condition) ?? [];
  const number = operand.trim() !== '' && Number.isFinite(Number(operand)) ? Number(operand) : null;
  if (operator === '=' || operator === '<>') {
    const wanted = equality(operand, number);
    return operator === '=' ? wanted : (value) => !wanted(value);
  }
  if (number === null) return null;
  return (value) => {
    if (typeof value !== 'number') return false;
    return operator === '<' ? value < number : operator === '>' ? value > number : operator === '<=' ? value <= number : value >= number;
  };
}

function equality(operand: string, number: number | null): (value: Value) => boolean {
  if (operand === '') return (value) => value === null || value === '';
  if (number !== null) return (value) => value === number || (typeof value === 'string' && value.trim() !== '' && Number(value) === number);
  const pattern = operand.replaceAll(/~?[*?]|[.+^${}()|[\]\\]/gu, (sign) =>
    sign === '*' ? '[\\s\\S]*' : sign === '?' ? '[\\s\\S]' : `\\${sign.at(-1)}`,
  );
  const whole = new RegExp(`^${pattern}$`, 'iu');
  return (value) => typeof value === 'string' && whole.test(value);
}
