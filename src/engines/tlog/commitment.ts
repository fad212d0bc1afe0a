import { canonical } from '../../base/canonical.ts';
import type { Json } from '../../base/json.ts';
import { base64, concat, equal, fromBase64, utf8 } from './bytes.ts';
import { Rejection } from './rejection.ts';
import type { Deriver, Digest } from './suite.ts';

/**
 * Salted commitments: binding and hiding. Never a bare hash: names, phones and yes/no answers fall to a dictionary at once.
 *
 *   commitment = HMAC-SHA-256(salt, "qd1" 00 type 00 field 00 canonical value)
 *   salts      = SHAKE256("qd1-salt" 00 seed), 32 bytes a field in the order of their names, with one random seed a leaf
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

/** The salt of every committed field by its name; without those that were erased. */
export function saltsOf(deriver: Deriver, content: Content, salts: Salts): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  if ('rest' in salts) {
    for (const [name, salt] of Object.entries(salts.rest)) {
      const bytes = fromBase64(salt);
      if (bytes !== null && !name.startsWith('=')) found.set(name, bytes);
    }
    return found;
  }
  const names = [
    ...Object.keys(content.fields),
    ...(content.values === null ? [] : [valuesField, ...Object.keys(content.values).map(valueName)]),
  ].sort();
  const bytes = deriver.expand(concat(utf8('qd1-salt\0'), salts.seed), names.length * 32);
  for (const [at, name] of names.entries()) found.set(name, bytes.subarray(at * 32, (at + 1) * 32));
  return found;
}

export function commit(digest: Digest, salt: Uint8Array, type: string, field: string, value: Json): Uint8Array {
  return digest.hmac(salt, utf8(`qd1\0${type}\0${field}\0${canonical(value)}`));
}

/** The commitments that stand in the leaf. */
export function commitAll(digest: Deriver, seed: Uint8Array, type: string, content: Content): Record<string, Uint8Array> {
  if (Object.hasOwn(content.fields, valuesField)) throw new RangeError('the field "values" is made from the values');
  const salts = saltsOf(digest, content, { seed });
  const commitField = (field: string, value: Json): Uint8Array => commit(digest, needed(salts.get(field)), type, field, value);
  const commitments = Object.fromEntries(Object.entries(content.fields).map(([field, value]) => [field, commitField(field, value)]));
  if (content.values === null) return commitments;
  const map = mapOf(content.values, (key, value) => base64(commitField(valueName(key), value)));
  return { ...commitments, [valuesField]: commitField(valuesField, map) };
}

/** What the holder chose to show; a field that was erased cannot be shown any more and is left out. */
export function open(
  digest: Deriver,
  leaf: { id: string; type: string },
  content: Content,
  salts: Salts,
  shown: { field(name: string): boolean; value(key: string): boolean },
): Opening {
  const known = saltsOf(digest, content, salts);
  const opened = (name: string, value: Json): Opened | null => {
    const salt = known.get(name);
    return salt === undefined ? null : { salt: base64(salt), value };
  };
  const fields = pick(content.fields, shown.field, opened);
  const salt = known.get(valuesField);
  if (content.values === null || salt === undefined) return { leaf: leaf.id, fields, values: null };
  const map: Record<string, string> = 'rest' in salts ? erasedCommitments(salts.rest) : {};
  for (const [key, value] of Object.entries(content.values)) {
    const own = known.get(valueName(key));
    if (own !== undefined) map[key] = base64(commit(digest, own, leaf.type, valueName(key), value));
  }
  const shownValues = pick(content.values, shown.value, (key, value) => opened(valueName(key), value));
  return { leaf: leaf.id, fields, values: { salt: base64(salt), map, open: shownValues } };
}

/** An erased value leaves its commitment behind, kept as `=key`, or the map of all could not be shown any more. */
function erasedCommitments(rest: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, commitment]) => (name.startsWith('=') ? [[name.slice(1), commitment]] : [])),
  );
}

/** What is kept once fields (`name`, or `values/key`) are erased: no seed, no salt and no value of them, and every other one as it was. */
export function erase(
  digest: Deriver,
  type: string,
  content: Content,
  salts: Salts,
  erased: ReadonlySet<string>,
): { readonly content: Content; readonly salts: Salts } {
  const known = saltsOf(digest, content, salts);
  const rest: Record<string, string> = {};
  if ('rest' in salts) for (const [name, text] of Object.entries(salts.rest)) if (name.startsWith('=')) rest[name] = text;
  for (const [name, salt] of known) if (!erased.has(name)) rest[name] = base64(salt);
  for (const [key, value] of Object.entries(content.values ?? {})) {
    const salt = known.get(valueName(key));
    if (salt !== undefined && erased.has(valueName(key))) rest[`=${key}`] = base64(commit(digest, salt, type, valueName(key), value));
  }
  const fields = Object.fromEntries(Object.entries(content.fields).filter(([name]) => !erased.has(name)));
  const values =
    content.values === null ? null : Object.fromEntries(Object.entries(content.values).filter(([key]) => !erased.has(valueName(key))));
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

function needed(salt: Uint8Array | undefined): Uint8Array {
  if (salt === undefined) throw new RangeError('a seed gives every salt');
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
