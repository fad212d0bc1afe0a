import { canonical } from '../../base/canonical.ts';
import type { Json } from '../../base/json.ts';
import { base64, concat, equal, fromBase64, utf8 } from './bytes.ts';
import { Rejection } from './rejection.ts';
import type { Digest } from './suite.ts';

/**
 * Salted commitments: binding and hiding. Never a bare hash: names, phones and yes/no answers fall to a dictionary at once.
 *
 *   commitment = HMAC-SHA-256(salt, "qd1" 00 type 00 field 00 canonical value)
 *   salt       = HMAC-SHA-256(seed, "qd1-salt" 00 field), with one random seed of 32 bytes a leaf
 *
 * The values of an answer are committed one by one as the fields `values/<key>`; the leaf holds one commitment to the map of them, so
 * that it stays small and the holder can still show one value and not the next.
 */
export interface Content {
  readonly fields: Readonly<Record<string, Json>>;
  readonly values: Readonly<Record<string, Json>> | null;
}

/** Where salts come from: the seed, or, after a field was erased, what is left of them. */
export type Salts = { readonly seed: Uint8Array } | { readonly rest: Readonly<Record<string, string>> };

export interface Opened {
  readonly salt: string;
  readonly value: Json;
}

/** What a holder shows of one leaf. `values.map` holds the commitments of all keys, `values.open` those that are shown. */
export interface Opening {
  readonly leaf: string;
  readonly fields: Readonly<Record<string, Opened>>;
  readonly values: {
    readonly salt: string;
    readonly map: Readonly<Record<string, string>>;
    readonly open: Readonly<Record<string, Opened>>;
  } | null;
}

const valuesField = 'values';

function valueName(key: string): string {
  return `${valuesField}/${key}`;
}

/** Null where the field was erased. */
export function saltOf(digest: Digest, salts: Salts, field: string): Uint8Array | null {
  if ('seed' in salts) return digest.hmac(salts.seed, utf8(`qd1-salt\0${field}`));
  const kept = Object.hasOwn(salts.rest, field) ? salts.rest[field] : undefined;
  return kept === undefined ? null : fromBase64(kept);
}

export function commit(digest: Digest, salt: Uint8Array, type: string, field: string, value: Json): Uint8Array {
  return digest.hmac(salt, concat(utf8(`qd1\0${type}\0${field}\0`), utf8(canonical(value))));
}

/** The commitments that stand in the leaf. */
export function commitAll(digest: Digest, seed: Uint8Array, type: string, content: Content): Record<string, Uint8Array> {
  const salts = { seed };
  const commitField = (field: string, value: Json): Uint8Array => commit(digest, needed(saltOf(digest, salts, field)), type, field, value);
  const commitments = Object.fromEntries(Object.entries(content.fields).map(([field, value]) => [field, commitField(field, value)]));
  if (content.values === null) return commitments;
  if (Object.hasOwn(commitments, valuesField)) throw new RangeError('the field "values" is made from the values');
  const map = mapOf(content.values, (key, value) => base64(commitField(valueName(key), value)));
  return { ...commitments, [valuesField]: commitField(valuesField, map) };
}

/** What the holder chose to show; a field that was erased cannot be shown any more and is left out. */
export function open(
  digest: Digest,
  leaf: { id: string; type: string },
  content: Content,
  salts: Salts,
  shown: { field(name: string): boolean; value(key: string): boolean },
): Opening {
  const opened = (name: string, value: Json): Opened | null => {
    const salt = saltOf(digest, salts, name);
    return salt === null ? null : { salt: base64(salt), value };
  };
  const fields = pick(content.fields, shown.field, (name, value) => opened(name, value));
  if (content.values === null) return { leaf: leaf.id, fields, values: null };
  return { leaf: leaf.id, fields, values: openValues(digest, leaf.type, content.values, salts, shown.value) };
}

function openValues(
  digest: Digest,
  type: string,
  values: Readonly<Record<string, Json>>,
  salts: Salts,
  shown: (key: string) => boolean,
): Opening['values'] {
  const salt = saltOf(digest, salts, valuesField);
  if (salt === null) return null;
  const kept = 'rest' in salts ? salts.rest : {};
  const map: Record<string, string> = {};
  for (const key of Object.keys(values)) {
    const own = saltOf(digest, salts, valueName(key));
    const value = values[key];
    if (own !== null && value !== undefined) map[key] = base64(commit(digest, own, type, valueName(key), value));
  }
  // An erased value leaves its commitment behind (kept under "=key"), or the map could not be shown any more.
  for (const [name, commitment] of Object.entries(kept)) if (name.startsWith('=')) map[name.slice(1)] = commitment;
  return {
    salt: base64(salt),
    map,
    open: pick(values, shown, (key, value) => {
      const own = saltOf(digest, salts, valueName(key));
      return own === null ? null : { salt: base64(own), value };
    }),
  };
}

/** What is kept once fields (`name`, or `values/key`) are erased: no seed, no salt and no value of them, and every other one as it was. */
export function erase(
  digest: Digest,
  type: string,
  content: Content,
  salts: Salts,
  erased: ReadonlySet<string>,
): { readonly content: Content; readonly salts: Salts } {
  const rest: Record<string, string> = {};
  const keep = (name: string, value: Json): boolean => {
    const salt = saltOf(digest, salts, name);
    if (salt === null) return false;
    if (!erased.has(name)) rest[name] = base64(salt);
    else if (name.includes('/')) rest[`=${name.slice(valuesField.length + 1)}`] = base64(commit(digest, salt, type, name, value));
    return !erased.has(name);
  };
  const fields = Object.fromEntries(Object.entries(content.fields).filter(([name, value]) => keep(name, value)));
  const values =
    content.values === null
      ? null
      : Object.fromEntries(Object.entries(content.values).filter(([key, value]) => keep(valueName(key), value)));
  if (content.values !== null) keep(valuesField, null);
  if ('rest' in salts) for (const [name, commitment] of Object.entries(salts.rest)) if (name.startsWith('=')) rest[name] = commitment;
  return { content: { fields, values }, salts: { rest } };
}

/** Holds an opening against the leaf that it claims to open; throws with the field that does not fit. */
export function checkOpening(
  digest: Digest,
  leaf: { type: string; commitments: Readonly<Record<string, Uint8Array>> },
  opening: Opening,
): void {
  for (const [field, { salt, value }] of Object.entries(opening.fields)) {
    const commitment = Object.hasOwn(leaf.commitments, field) ? leaf.commitments[field] : undefined;
    if (commitment === undefined || field === valuesField || !equal(commitment, commit(digest, saltBytes(salt), leaf.type, field, value)))
      throw new Rejection('opening.mismatch', field);
  }
  if (opening.values === null) return;
  const commitment = leaf.commitments[valuesField];
  const { map, salt, open: shown } = opening.values;
  if (commitment === undefined || !equal(commitment, commit(digest, saltBytes(salt), leaf.type, valuesField, map)))
    throw new Rejection('opening.mismatch', valuesField);
  for (const [key, one] of Object.entries(shown)) {
    const own = Object.hasOwn(map, key) ? map[key] : undefined;
    if (own !== base64(commit(digest, saltBytes(one.salt), leaf.type, valueName(key), one.value)))
      throw new Rejection('opening.mismatch', valueName(key));
  }
}

function saltBytes(text: string): Uint8Array {
  const salt = fromBase64(text);
  if (salt?.length !== 32) throw new Rejection('opening.form');
  return salt;
}

function needed(salt: Uint8Array | null): Uint8Array {
  if (salt === null) throw new RangeError('a seed gives every salt');
  return salt;
}

function mapOf(values: Readonly<Record<string, Json>>, make: (key: string, value: Json) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, make(key, value)]));
}

function pick(
  values: Readonly<Record<string, Json>>,
  shown: (key: string) => boolean,
  make: (key: string, value: Json) => Opened | null,
): Record<string, Opened> {
  const picked: [string, Opened][] = [];
  for (const [key, value] of Object.entries(values)) {
    const opened = shown(key) ? make(key, value) : null;
    if (opened !== null) picked.push([key, opened]);
  }
  return Object.fromEntries(picked);
}
