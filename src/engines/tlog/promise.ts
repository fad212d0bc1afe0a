import { base64, equal, fromBase64 } from './bytes.ts';
import { openNote, signNote, type NoteKey } from './note.ts';
import { Rejection } from './rejection.ts';
import type { Suite } from './suite.ts';

/**
 * Given with the acknowledgement, before the entry is in the tree: whoever holds a promise whose time has passed and no entry in the log
 * has portable proof of misbehaviour. The first line keeps a promise from being read as a checkpoint of the same key.
 */
export interface LogPromise {
  readonly origin: string;
  readonly leafHash: Uint8Array;
  /** Seconds precision, UTC. */
  readonly by: string;
}

const head = 'qingdan/promise@v1';
export const promiseSeconds = 60;

export function signPromise(key: NoteKey, leafHash: Uint8Array, at: number, sign: (message: Uint8Array) => Uint8Array): string {
  return signNote(`${head}\n${key.name}\n${base64(leafHash)}\n${seconds(at + promiseSeconds * 1000)}\n`, key, sign);
}

export function openPromise(suite: Suite, note: string, keys: readonly NoteKey[]): LogPromise {
  const { text } = openNote(suite, note, keys);
  const [first, origin = '', leaf = '', by = '', end, ...rest] = text.split('\n');
  const leafHash = fromBase64(leaf);
  if (first !== head || leafHash?.length !== 32 || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(by) || end !== '' || rest.length > 0)
    throw new Rejection('promise.form');
  return { origin, leafHash, by };
}

export function checkPromise(suite: Suite, note: string, keys: readonly NoteKey[], leafHash: Uint8Array): LogPromise {
  const promise = openPromise(suite, note, keys);
  if (!equal(promise.leafHash, leafHash)) throw new Rejection('promise.leaf');
  return promise;
}

function seconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
