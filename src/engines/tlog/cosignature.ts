import { base64, concat, fromBase64, utf8 } from './bytes.ts';
import { openCheckpoint, parseCheckpoint, parseSize, type Checkpoint } from './checkpoint.ts';
import { cosignedMessage, openNote, parseNote, signatureLine, type NoteKey } from './note.ts';
import { Rejection } from './rejection.ts';
import type { Suite } from './suite.ts';
import { isConsistent } from './tree.ts';

/** c2sp.org/tlog-witness: what a log sends. `old` is the size that the witness cosigned last. */
export interface AddCheckpoint {
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: string;
}

export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return `${[`old ${old}`, ...proof.map(base64)].join('\n')}\n\n${checkpoint}`;
}

/** Null where the body is not of that form. */
export function parseAddCheckpoint(body: string): AddCheckpoint | null {
  const gap = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(gap, 0)).split('\n');
  const old = parseSize(/^old (\d+)$/.exec(first)?.[1] ?? '');
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === 32);
  if (old === null || proof.length !== lines.length || lines.length > 63) return null;
  return { old, proof: proof.filter((hash) => hash !== null), checkpoint: body.slice(gap + 2) };
}

/** What a witness answers, by the cases of the specification; `note` is what is to be kept before the line is sent. */
export type Witnessed =
  | { readonly outcome: 'cosigned'; readonly latest: Checkpoint; readonly line: string; readonly note: string }
  | { readonly outcome: 'conflict'; readonly size: number }
  | { readonly outcome: 'malformed' | 'unsigned' | 'unknown' | 'inconsistent' };

export interface WitnessKey {
  readonly key: NoteKey;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** The whole judgement of a witness. `kept` is what it cosigned last for an origin. */
export function witness(
  suite: Suite,
  body: string,
  by: WitnessKey,
  logs: readonly NoteKey[],
  kept: (origin: string) => Checkpoint | null,
  seconds: number,
): Witnessed {
  const request = parseAddCheckpoint(body);
  const claimed = request === null ? null : claimOf(request.checkpoint);
  if (request === null || claimed === null) return { outcome: 'malformed' };
  const keys = logs.filter((key) => key.name === claimed.origin);
  if (keys.length === 0) return { outcome: 'unknown' };
  const opened = openedBy(suite, request.checkpoint, keys);
  if (opened === null) return { outcome: 'unsigned' };
  if (request.old > opened.size) return { outcome: 'malformed' };
  const last = kept(opened.origin);
  if (request.old !== (last?.size ?? 0)) return { outcome: 'conflict', size: last?.size ?? 0 };
  if (last === null) {
    if (request.proof.length > 0) return { outcome: 'inconsistent' };
  } else if (!isConsistent(suite.hash, last, opened, request.proof)) {
    return last.size === opened.size && request.proof.length === 0 ? { outcome: 'conflict', size: last.size } : { outcome: 'inconsistent' };
  }
  const { text, ...latest } = opened;
  const line = cosign(by, text, seconds);
  return { outcome: 'cosigned', latest, line, note: `${request.checkpoint}${line}` };
}

/** A line that says: at this time this was the largest consistent tree that I have seen of this log. */
function cosign({ key, sign }: WitnessKey, text: string, seconds: number): string {
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  return signatureLine(key, concat(time, sign(cosignedMessage(seconds, utf8(text)))));
}

/** Those lines of a witness's answer that are good cosignatures of this checkpoint by this key; the rest is left out. */
export function goodCosignature(suite: Suite, note: string, answer: string, key: NoteKey): string | null {
  const { text } = parseNote(note);
  for (const line of answer.split('\n')) {
    try {
      if (openNote(suite, `${text}\n${line}\n`, [key]).signedBy.length > 0) return `${line}\n`;
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return null;
}

function claimOf(note: string): Checkpoint | null {
  try {
    return parseCheckpoint(parseNote(note).text);
  } catch (error) {
    if (error instanceof Rejection) return null;
    throw error;
  }
}

function openedBy(suite: Suite, note: string, keys: readonly NoteKey[]): (Checkpoint & { readonly text: string }) | null {
  try {
    const { origin, size, root, text } = openCheckpoint(suite, note, keys);
    return { origin, size, root, text };
  } catch (error) {
    if (error instanceof Rejection) return null;
    throw error;
  }
}
