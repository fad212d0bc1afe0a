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

/** Every code with the one it is read as; 0xffff for the few that depend on their neighbours. */
const folded = foldTable();
const DEPENDS = 0xffff;

function foldTable(): Uint16Array {
  const table = new Uint16Array(65_536);
  for (let code = 0; code < table.length; code += 1) table[code] = code;
  for (const [from, to] of [...Object.entries(punctuation), ...simplified]) table[from.charCodeAt(0)] = to.charCodeAt(0);
  // The full-width block except brackets and commas, which have their own meaning.
  for (const [first, last] of ['０９', 'ＡＺ', 'ａｚ'].map((ends) => [ends.charCodeAt(0), ends.charCodeAt(1)] as const))
    for (let code = first; code <= last; code += 1) table[code] = code - 0xfee0;
  for (const char of '，：,:○') table[char.charCodeAt(0)] = 0xffff;
  return table;
}

function foldBesideOthers(text: string, place: number): number {
  const char = text[place] ?? '';
  if (char === '，') return char.charCodeAt(0);
  if (char === '○') return (digitNeighbour(text, place) ? '〇' : char).charCodeAt(0);
  const between = betweenDigits(text, place);
  return (char === ',' ? (between ? ',' : '，') : between ? ':' : '：').charCodeAt(0);
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
  const units = new Uint16Array(original.length);
  const at = new Uint32Array(original.length + 1);
  let length = 0;
  for (let place = 0; place < original.length; place += 1) {
    const code = original.charCodeAt(place);
    if (invisible(code)) continue;
    if (code === 0x0d && original.charCodeAt(place + 1) === 0x0a) continue;
    const known = folded[code] ?? code;
    const unit = known === DEPENDS && code !== DEPENDS ? foldBesideOthers(original, place) : known;
    const previous = length === 0 ? SPACE : units[length - 1];
    if (unit === SPACE && (previous === SPACE || previous === LINE)) continue;
    // A blank behind a line's last word says nothing.
    if (unit === LINE && previous === SPACE && length > 0) length -= 1;
    units[length] = unit;
    at[length] = place;
    length += 1;
  }
  at[length] = original.length;
  return new Flow(original, textOf(original, units, at, length), at.subarray(0, length + 1));
}

const SPACE = 0x20;
const LINE = 0x0a;
/** As many arguments as one call takes everywhere. */
const CHUNK = 8192;

/** Stretches that stand as they stood are cut from the original; only what was folded is put together anew. */
function textOf(original: string, units: Uint16Array, places: Uint32Array, length: number): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < length) {
    const from = at;
    const start = places[at] ?? 0;
    while (at < length && places[at] === start + at - from && units[at] === original.charCodeAt(start + at - from)) at += 1;
    if (at > from) pieces.push(original.slice(start, start + at - from));
    const folds = at;
    while (at < length && at - folds < CHUNK && units[at] !== original.charCodeAt(places[at] ?? 0)) at += 1;
    if (at > folds) pieces.push(String.fromCharCode(...units.subarray(folds, at)));
  }
  return pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
}
