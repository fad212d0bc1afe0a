import { base64, concat, equal, fromBase64, hex, utf8 } from './bytes.ts';
import { Rejection } from './rejection.ts';
import type { Digest, Suite } from './suite.ts';

/** c2sp.org/signed-note: a text that ends in a line feed, a blank line, and signature lines `— <name> base64(keyId || signature)`. */
export const ed25519Type = 0x01;

export interface NoteKey {
  readonly name: string;
  readonly id: Uint8Array;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

// A verifier must take at least 16 signatures; beyond this one it is an attempt to keep it busy.
const mostSignatures = 100;

export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+]/u.test(name) && isNoteText(name);
}

function isNoteText(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the format forbids exactly these
  return text.isWellFormed() && !/[\u0000-\u0009\u000B-\u001F\u007F]/.test(text);
}

export function keyId(digest: Pick<Digest, 'hash'>, name: string, type: number, publicKey: Uint8Array): Uint8Array {
  return digest.hash(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4);
}

export function noteKey(digest: Pick<Digest, 'hash'>, name: string, publicKey: Uint8Array): NoteKey {
  if (!isKeyName(name) || publicKey.length !== 32) throw new Rejection('key.form', name);
  return { name, id: keyId(digest, name, ed25519Type, publicKey), type: ed25519Type, publicKey };
}

/** `name+hex(keyId)+base64(type || key)` */
export function formatVkey({ name, id, type, publicKey }: NoteKey): string {
  return `${name}+${hex(id)}+${base64(concat(Uint8Array.of(type), publicKey))}`;
}

export function parseVkey(digest: Pick<Digest, 'hash'>, vkey: string): NoteKey {
  const [, name = '', id = '', material = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const bytes = fromBase64(material);
  if (bytes === null || bytes[0] !== ed25519Type) throw new Rejection('key.form', name === '' ? null : name);
  const key = noteKey(digest, name, bytes.slice(1));
  if (hex(key.id) !== id) throw new Rejection('key.form', name);
  return key;
}

/** The keys of a key file: one a line; blank lines and lines that start with # are for people. */
export function parseVkeys(digest: Pick<Digest, 'hash'>, text: string): NoteKey[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => parseVkey(digest, line));
  if (keys.length === 0) throw new Rejection('key.form');
  return keys;
}

export function signNote(text: string, key: NoteKey, sign: (message: Uint8Array) => Uint8Array): string {
  if (!text.endsWith('\n') || !isNoteText(text)) throw new Rejection('note.form');
  return `${text}\n— ${key.name} ${base64(concat(key.id, sign(utf8(text))))}\n`;
}

export function parseNote(note: string): SignedNote {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || !isNoteText(note)) throw new Rejection('note.form');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw new Rejection('note.form');
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const [, name = '', material = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(material);
  if (!isKeyName(name) || bytes === null || bytes.length < 5) throw new Rejection('note.form');
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/**
 * The note's text if at least one of the keys signed it. A bad signature by a known key rejects the note; signatures by unknown keys say
 * nothing either way (that is how rotation and witnesses come in later).
 */
export function openNote(
  suite: Suite,
  note: string,
  keys: readonly NoteKey[],
): { readonly text: string; readonly signedBy: readonly NoteKey[] } {
  const { text, signatures } = parseNote(note);
  const message = utf8(text);
  const signedBy = new Set<NoteKey>();
  for (const signature of signatures) {
    const key = keys.find((one) => one.name === signature.name && equal(one.id, signature.keyId));
    if (key === undefined || signedBy.has(key)) continue;
    if (!suite.verify(key.publicKey, message, signature.signature)) throw new Rejection('signature.wrong', key.name);
    signedBy.add(key);
  }
  if (signedBy.size === 0) throw new Rejection('key.unknown', signatures.map((one) => one.name).join(', '));
  return { text, signedBy: [...signedBy] };
}
