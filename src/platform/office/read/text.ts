/**
 * Bytes of a plain text to the text itself. Always the whole file, never a guess from its beginning: byte order mark, UTF-16 that betrays
 * itself by its NULs, strict UTF-8, strict GB 18030 (the decoder follows the 2022 edition), else a refusal.
 */
import { refusal } from './refusal.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface Decoded {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** The decoded text is exactly the input without its mark: line ends, spaces and invisible characters stay. */
export function decodeText(bytes: Uint8Array): Decoded {
  const decoded = byMark(bytes) ?? byNuls(bytes) ?? strict('utf-8', bytes) ?? gb18030(bytes);
  if (decoded === null || decoded.text.includes('\0')) throw refusal('file.encoding', null, '这个文件的文字编码认不出');
  return decoded;
}

function strict(encoding: TextEncoding, bytes: Uint8Array): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}

function byMark(bytes: Uint8Array): Decoded | null {
  const [a, b, c, d] = bytes;
  const marked = (encoding: TextEncoding, length: number): Decoded => {
    const decoded = strict(encoding, bytes.subarray(length));
    if (decoded === null) throw refusal('file.encoding', null, `文件开头说是 ${encoding.toUpperCase()}，里面却有不合的字节`);
    return decoded;
  };
  if (a === 0xef && b === 0xbb && c === 0xbf) return marked('utf-8', 3);
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) throw refusal('file.encoding', null, '这个文件是 UTF-32 编码');
  if (a === 0xff && b === 0xfe) return marked('utf-16le', 2);
  if (a === 0xfe && b === 0xff) return marked('utf-16be', 2);
  return null;
}

/** A text holds no NUL, so one that does may be UTF-16 without a mark: the byte order under which it reads as text decides, and one must. */
function byNuls(bytes: Uint8Array): Decoded | null {
  if (!bytes.includes(0)) return null;
  const little = strict('utf-16le', bytes);
  const big = strict('utf-16be', bytes);
  const better = plausibility(little) >= plausibility(big) ? little : big;
  if (better === null || plausibility(better) < 0.9) throw refusal('file.encoding', null, '这个文件不像文字，里面有空字节');
  return better;
}

/** Share of characters that Chinese office text is made of. */
function plausibility(decoded: Decoded | null): number {
  if (decoded === null || decoded.text === '') return 0;
  let good = 0;
  let all = 0;
  for (const character of decoded.text) {
    all++;
    if (/[\t\n\r\u0020-\u007e\u2010-\u2026\u3000-\u301f\uff01-\uff5e\p{Script=Han}]/u.test(character)) good++;
  }
  return good / all;
}

/**
 * Nearly any pair of high bytes is some character of GB 18030, so Big5 or Shift JIS decodes too, as nonsense. Real GB text is made of the
 * GB 2312 rows (both bytes ≥ A1); the others are not. Only long enough texts can tell; short ones (a list of rare names) pass.
 */
function gb18030(bytes: Uint8Array): Decoded | null {
  const decoded = strict('gb18030', bytes);
  if (decoded === null || hasControls(decoded.text)) return null;
  let pairs = 0;
  let common = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[++at] ?? 0;
    pairs++;
    if (lead >= 0xa1 && trail >= 0xa1) common++;
    if (trail < 0x40) at += 2;
  }
  return pairs >= 50 && common / pairs < 0.75 ? null : decoded;
}

/** Control characters that no text file holds; escape (001B) occurs in pasted terminal text. */
function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1b) return true;
  }
  return false;
}
