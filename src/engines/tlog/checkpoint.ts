import { base64, fromBase64 } from './bytes.ts';
import { cosignatureType, openNote, type NoteKey } from './note.ts';
import { Rejection } from './rejection.ts';
import type { Suite } from './suite.ts';

/** c2sp.org/tlog-checkpoint: origin, size, root; lines after that are extensions, which we read past and never write. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(root)}\n`;
}

export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n');
  const hash = fromBase64(root);
  const number = parseSize(size);
  if (origin === '' || number === null || hash?.length !== 32 || rest.at(-1) !== '' || rest.slice(0, -1).includes('')) {
    throw new Rejection('checkpoint.form');
  }
  return { origin, size: number, root: hash };
}

/** A decimal without leading zeros that a number can hold exactly. */
export function parseSize(text: string): number | null {
  return /^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

/** A checkpoint that the log itself signed: the key's name is the origin. Witnesses may have signed it too, and never stand in for the log. */
export function openCheckpoint(
  suite: Suite,
  note: string,
  keys: readonly NoteKey[],
): Checkpoint & { readonly text: string; readonly cosigners: readonly NoteKey[] } {
  const { text, signedBy } = openNote(suite, note, keys);
  const checkpoint = parseCheckpoint(text);
  if (!signedBy.some((key) => key.name === checkpoint.origin && key.type !== cosignatureType))
    throw new Rejection('checkpoint.origin', checkpoint.origin);
  return { ...checkpoint, text, cosigners: signedBy.filter((key) => key.type === cosignatureType) };
}
