import { base64, concat, equal, fromBase64, hex, utf8 } from './bytes.ts';
import { Rejection } from './rejection.ts';
import type { Digest, Suite } from './suite.ts';

/** c2sp.org/signed-note: a text that ends in a line feed, a blank line, and signature lines `— <name> base64(keyId || signature)`. */
export const ed25519Type = 0x01;
/** c2sp.org/tlog-cosignature: a witness's signature over a time and a checkpoint. */
export const cosignatureType = 0x04;
/** Unassigned by the format; what follows names the algorithm, so that another's use of it is another key id. */
export const sm2Type = 0xff;
const sm2Name = 'GB/T 32918.2-2016 SM2 SM3';

/** What stands before the key in its id and its vkey, and how long the key is. */
const kinds: readonly { readonly type: number; readonly frame: Uint8Array; readonly length: number }[] = [
  { type: ed25519Type, frame: Uint8Array.of(ed25519Type), length: 32 },
  { type: cosignatureType, frame: Uint8Array.of(cosignatureType), length: 32 },
  { type: sm2Type, frame: concat(Uint8Array.of(sm2Type), utf8(sm2Name)), length: 65 },
];

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

function keyId(digest: Pick<Digest, 'hash'>, name: string, framed: Uint8Array): Uint8Array {
  return digest.hash(concat(utf8(`${name}\n`), framed)).slice(0, 4);
}

export function noteKey(digest: Pick<Digest, 'hash'>, name: string, publicKey: Uint8Array, type = ed25519Type): NoteKey {
  const kind = kinds.find((one) => one.type === type);
  if (!isKeyName(name) || kind?.length !== publicKey.length) throw new Rejection('key.form', name);
  return { name, id: keyId(digest, name, concat(kind.frame, publicKey)), type, publicKey };
}

/** `name+hex(keyId)+base64(type || key)` */
export function formatVkey({ name, id, type, publicKey }: NoteKey): string {
  const frame = kinds.find((one) => one.type === type)?.frame ?? Uint8Array.of(type);
  return `${name}+${hex(id)}+${base64(concat(frame, publicKey))}`;
}

export function parseVkey(digest: Pick<Digest, 'hash'>, vkey: string): NoteKey {
  const [, name = '', id = '', material = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const bytes = fromBase64(material) ?? new Uint8Array(0);
  const kind = kinds.find(({ frame, length }) => bytes.length === frame.length + length && equal(bytes.subarray(0, frame.length), frame));
  if (kind === undefined) throw new Rejection('key.form', name === '' ? null : name);
  const key = noteKey(digest, name, bytes.slice(kind.frame.length), kind.type);
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
  return `${text}\n${signatureLine(key, sign(utf8(text)))}`;
}

export function signatureLine(key: NoteKey, signature: Uint8Array): string {
  return `— ${key.name} ${base64(concat(key.id, signature))}\n`;
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
    // A key that this suite cannot work with is as good as unknown.
    const verify = verifierOf(suite, key.type);
    if (verify === null) continue;
    if (!verify(key.publicKey, message, signature.signature)) throw new Rejection('signature.wrong', key.name);
    signedBy.add(key);
  }
  if (signedBy.size === 0) throw new Rejection('key.unknown', signatures.map((one) => one.name).join(', '));
  return { text, signedBy: [...signedBy] };
}

function verifierOf(suite: Suite, type: number): Suite['verify'] | null {
  if (type === sm2Type) return suite.verifySm2?.bind(suite) ?? null;
  if (type === ed25519Type) return suite.verify.bind(suite);
  return (publicKey, text, timed) => {
    const time = cosignedTime(timed);
    return time !== null && suite.verify(publicKey, cosignedMessage(time, text), timed.subarray(8));
  };
}

/** Seconds since 1970 in the first eight bytes, big end first; null where the signature has another length or no clock says so. */
export function cosignedTime(timed: Uint8Array): number | null {
  if (timed.length !== 72) return null;
  const time = timed.subarray(0, 8).reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(time) ? time : null;
}

/** What a witness signs: `cosignature/v1`, the time, and the whole text of the checkpoint. */
export function cosignedMessage(time: number, text: Uint8Array): Uint8Array {
  return concat(utf8(`cosignature/v1\ntime ${time}\n`), text);
}
