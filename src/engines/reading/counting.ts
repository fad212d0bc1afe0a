import { codesOf } from './numbers.ts';

/** Marks that belong to a run of Latin letters and digits where they stand inside it. */
const joins = codesOf(".-%@_/+:'’&");
const PERCENT = '%'.charCodeAt(0);

/**
 * 字数 as word processors count it: a CJK character or a mark one each, a run of Latin letters and digits with the marks
 * inside it one, spaces none. A character beyond the BMP counts one.
 */
export function countCharacters(text: string): number {
  let count = 0;
  let inRun = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      inRun = false;
      continue;
    }
    if (code >= 0xdc00 && code < 0xe000) continue;
    if (isLatin(code)) {
      if (!inRun) count += 1;
      inRun = true;
      continue;
    }
    if (inRun && joins[code] === 1 && (code === PERCENT || isLatin(text.charCodeAt(at + 1)))) continue;
    inRun = false;
    count += 1;
  }
  return count;
}

const isBlank = (code: number): boolean =>
  code <= 0x20 ||
  code === 0xa0 ||
  code === 0x3000 ||
  (code >= 0x2000 && code <= 0x200f) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0xfeff ||
  code === 0xad;
const isLatin = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
  (code >= 0xff10 && code <= 0xff19) ||
  (code >= 0xff21 && code <= 0xff3a) ||
  (code >= 0xff41 && code <= 0xff5a);
