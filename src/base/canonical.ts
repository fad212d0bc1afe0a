import type { Json } from './json.ts';

/**
 * RFC 8785 (JSON Canonicalization Scheme): one value, one byte string, whoever writes it. ECMAScript's own number and string output is what
 * the RFC prescribes, and `sort()` orders names by UTF-16 code units as its section 3.2.3 asks.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  return `{${Object.keys(value)
    .sort()
    .flatMap((name) => member(name, value[name]))
    .join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function member(name: string, value: Json | undefined): string[] {
  if (value === undefined) throw new TypeError(`${name} is undefined, which JSON does not know`);
  return [`${canonicalString(name)}:${canonical(value)}`];
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('JSON knows no infinite numbers');
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  // A lone surrogate has no UTF-8 form; I-JSON (RFC 7493 section 2.1) forbids it, and two of them would collide on U+FFFD.
  if (!value.isWellFormed()) throw new TypeError('the text holds half of a surrogate pair');
  return JSON.stringify(value);
}
