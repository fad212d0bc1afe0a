import { canonical } from '../../base/canonical.ts';
import { decodeCrockford, encodeCrockford } from '../../base/crockford.ts';
import type { Json } from '../../base/json.ts';
import { base64, fromBase64, utf8 } from './bytes.ts';
import { Rejection } from './rejection.ts';

/**
 * One entry of the log, as canonical JSON of at most 2 kB. It holds codes, roles, random ids and commitments, never a name or a value:
 * leaves are public, and people must stay erasable (docs/log.md, "Leaf").
 */
export interface Leaf {
  readonly type: string;
  readonly id: string;
  readonly unit: string;
  readonly role: string;
  /** Milliseconds since 1970 by the operator's clock. */
  readonly at: number;
  readonly prev: readonly Uint8Array[];
  /** An earlier checkpoint: the leaf is younger than it. Null before there was one. */
  readonly head: { readonly size: number; readonly root: Uint8Array } | null;
  readonly commitments: Readonly<Record<string, Uint8Array>>;
}

export const longestLeaf = 2048;
export const fieldName = /^[a-z][A-Za-z0-9.]{0,39}$/;
const typeName = /^[a-z]+(\.[a-z]+)?$/;
const shortText = /^[A-Za-z0-9._-]{1,64}$/;

export function encodeLeaf(leaf: Leaf): Uint8Array {
  const text = canonical({
    v: 1,
    t: leaf.type,
    id: leaf.id,
    unit: leaf.unit,
    role: leaf.role,
    at: leaf.at,
    prev: leaf.prev.map(base64),
    head: leaf.head === null ? null : { size: leaf.head.size, root: base64(leaf.head.root) },
    c: Object.fromEntries(Object.entries(leaf.commitments).map(([name, commitment]) => [name, base64(commitment)])),
  });
  const entry = utf8(text);
  if (entry.length > longestLeaf)
    throw new RangeError(`a leaf of ${entry.length} bytes; at most ${longestLeaf}: commit many values through one field`);
  return entry;
}

/** Reads a leaf as strictly as it was written: another spelling of the same object is another leaf. */
export function parseLeaf(line: string): Leaf {
  const value = parseJson(line);
  const head = value['head'] ?? null;
  const leaf: Leaf = {
    type: text(value['t'], typeName),
    id: id(value['id']),
    unit: text(value['unit'], shortText),
    role: text(value['role'], shortText),
    at: integer(value['at']),
    prev: list(value['prev']).map(hash),
    head: head === null ? null : { size: integer(object(head)['size']), root: hash(object(head)['root']) },
    commitments: Object.fromEntries(
      Object.entries(object(value['c'])).map(([name, commitment]) => [text(name, fieldName), hash(commitment)]),
    ),
  };
  // Covers what the readers above let through: other keys, order of keys, spaces, escapes, -0, another version.
  if (utf8(line).length > longestLeaf || line !== new TextDecoder().decode(encodeLeaf(leaf))) throw new Rejection('leaf.form');
  return leaf;
}

function parseJson(line: string): Record<string, Json> {
  try {
    return object(JSON.parse(line) as Json);
  } catch {
    throw new Rejection('leaf.form');
  }
}

function object(value: Json | undefined): Record<string, Json> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Rejection('leaf.form');
  return value as Record<string, Json>;
}

function list(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value) || value.length > 8) throw new Rejection('leaf.form');
  return value as readonly Json[];
}

function text(value: Json | undefined, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw new Rejection('leaf.form');
  return value;
}

function id(value: Json | undefined): string {
  const bytes = typeof value === 'string' ? decodeCrockford(value) : null;
  if (bytes === null) throw new Rejection('leaf.form');
  return encodeCrockford(bytes);
}

function integer(value: Json | undefined): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Rejection('leaf.form');
  return value;
}

function hash(value: Json | undefined): Uint8Array {
  const bytes = typeof value === 'string' ? fromBase64(value) : null;
  if (bytes?.length !== 32) throw new Rejection('leaf.form');
  return bytes;
}
