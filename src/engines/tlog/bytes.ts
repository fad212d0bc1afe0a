/** Bytes and their text forms, without anything of Node: the verifier runs in a browser from a file. */
const encoder = new TextEncoder();
// `fatal`: a replaced byte would be a changed byte; `ignoreBOM`: a byte order mark is content that must not vanish.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Null where the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

const signs = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (sign) => sign.charCodeAt(0));
const pad = '='.charCodeAt(0);

/** By hand: a leaf of thirty values writes thirty of these, and `btoa` wants a string of bytes first. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 3072) text += base64Part(bytes.subarray(from, from + 3072));
  return text;
}

function base64Part(bytes: Uint8Array): string {
  const codes: number[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    codes.push(
      signs[group >> 18] ?? pad,
      signs[(group >> 12) & 63] ?? pad,
      b === undefined ? pad : (signs[(group >> 6) & 63] ?? pad),
      c === undefined ? pad : (signs[group & 63] ?? pad),
    );
  }
  return String.fromCharCode(...codes);
}

/** Strict: one text for one byte string, so that no bit of a proof may change unseen (RFC 4648 section 3.5). */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  return base64(bytes) === text ? bytes : null;
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
