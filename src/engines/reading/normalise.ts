import { Flow } from './flow.ts';
import { simplified } from './traditional.ts';

/** Soft hyphen, zero-width characters, directional marks, BOM, variation selectors: seen by no reader, kept by copy and paste. */
function invisible(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d)
  );
}

export function isCjk(char: string): boolean {
  const code = char.charCodeAt(0);
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || char === '〇';
}

const punctuation: Readonly<Record<string, string>> = {
  ';': '；',
  '!': '！',
  '?': '？',
  '(': '（',
  ')': '）',
  '﹐': '，',
  '､': '、',
  '｡': '。',
  '﹒': '.',
  '∶': '：',
  '︰': '：',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '〝': '“',
  '〞': '”',
  '﹝': '〔',
  '﹞': '〕',
  '\u2028': '\n',
  '\u2029': '\n',
  '\u0085': '\n',
  '\u00a0': ' ',
  '\u3000': ' ',
  '\t': ' ',
  '\r': '\n',
  '~': '至',
  '～': '至',
  '–': '-',
  '−': '-',
  '％': '%',
  '﹪': '%',
  '○': '〇',
};

function fold(text: string, place: number): string {
  const char = text[place] ?? '';
  const code = char.charCodeAt(0);
  // Full-width ASCII block except brackets and commas, which have their own meaning below.
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0);
  if ((code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a)) return String.fromCharCode(code - 0xfee0);
  if (char === '，' || char === '：') return betweenDigits(text, place) && char === '：' ? ':' : char;
  if (char === ',') return betweenDigits(text, place) ? ',' : '，';
  if (char === ':') return betweenDigits(text, place) ? ':' : '：';
  if (char === '○' && !digitNeighbour(text, place)) return char;
  return punctuation[char] ?? simplified.get(char) ?? char;
}

const isDigit = (char: string | undefined): boolean =>
  char !== undefined && ((char >= '0' && char <= '9') || (char >= '０' && char <= '９'));

function betweenDigits(text: string, place: number): boolean {
  return isDigit(text[place - 1]) && isDigit(text[place + 1]);
}

function digitNeighbour(text: string, place: number): boolean {
  const numerals = '一二三四五六七八九〇○零年';
  return numerals.includes(text[place - 1] ?? ' ') || numerals.includes(text[place + 1] ?? ' ');
}

/**
 * One width, one script, one kind of line end, nothing invisible, runs of spaces folded to one.
 * Every kept code unit maps to one place of the original.
 */
export function normalise(original: string): Flow {
  const units: string[] = [];
  const at = new Uint32Array(original.length + 1);
  let length = 0;
  for (let place = 0; place < original.length; place += 1) {
    const code = original.charCodeAt(place);
    if (invisible(code)) continue;
    if (code === 0x0d && original.charCodeAt(place + 1) === 0x0a) continue;
    const char = fold(original, place);
    const previous = units[length - 1];
    if (char === ' ' && (previous === undefined || previous === ' ' || previous === '\n')) continue;
    units[length] = char;
    at[length] = place;
    length += 1;
  }
  units.length = length;
  at[length] = original.length;
  return new Flow(original, units.join(''), at.subarray(0, length + 1));
}
