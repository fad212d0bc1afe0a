import { codesOf, isArabic } from './numbers.ts';
import { isCjk } from './normalise.ts';

/** 发文字号: 机关代字 + year in brackets + 序号 + 号. `start`/`end` in the text searched. */
export interface FoundNumber {
  readonly canonical: string;
  readonly start: number;
  readonly end: number;
  /** False where the year stands in other brackets than 〔〕 (GB/T 9704-2012, 7.2.5). */
  readonly properBrackets: boolean;
}

const openers = '〔［[【（(﹝〈《{＜<';
const closers = '〕］]】）)﹞〉》}＞>';
const openerCodes = codesOf(openers);
const MAX_CODE = 16;

/** Every document number in a text, one pass. */
export function findNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (let place = 0; place < text.length; place += 1) {
    if (openerCodes[text.charCodeAt(place)] !== 1) continue;
    const number = numberAround(text, place);
    if (number) {
      found.push(number);
      place = number.end - 1;
    }
  }
  return found;
}

function skipSpaces(text: string, place: number): number {
  let at = place;
  while (text[at] === ' ' && at - place < 4) at += 1;
  return at;
}

function numberAround(text: string, open: number): FoundNumber | null {
  let at = skipSpaces(text, open + 1);
  const yearFrom = at;
  while (isArabic(text[at]) && at - yearFrom < 5) at += 1;
  const year = text.slice(yearFrom, at);
  if (year.length !== 4) return null;
  if (text[at] === '年') at += 1;
  at = skipSpaces(text, at);
  if (!closers.includes(text[at] ?? '\n')) return null;
  const close = at;
  at = skipSpaces(text, at + 1);
  if (text[at] === '第') at = skipSpaces(text, at + 1);
  const serialFrom = at;
  while (isArabic(text[at]) && at - serialFrom < 6) at += 1;
  const serial = text.slice(serialFrom, at);
  at = skipSpaces(text, at);
  if (serial === '' || text[at] !== '号') return null;
  const start = codeStart(text, open);
  if (start === null) return null;
  const code = text.slice(start, open).replaceAll(' ', '');
  return {
    canonical: `${code}〔${year}〕${Number(serial)}号`,
    start,
    end: at + 1,
    properBrackets: text[open] === '〔' && text[close] === '〕',
  };
}

/** Walks back over the 机关代字: Chinese characters and letters, at most one space between. */
function codeStart(text: string, open: number): number | null {
  let at = open;
  let spaces = 0;
  while (at > 0 && open - at < MAX_CODE) {
    const char = text[at - 1] ?? '';
    if (isCjk(char) || (char >= 'A' && char <= 'Z') || (char >= 'a' && char <= 'z')) at -= 1;
    else if (char === ' ' && spaces === 0 && at === open) {
      spaces += 1;
      at -= 1;
    } else break;
  }
  if (at >= open - spaces || !isCjk(text[at] ?? '')) return null;
  return at;
}
