import { codesOf, isArabic } from './numbers.ts';
import { segment, type Token } from './segment.ts';

/** A run of text up to 。！？； or a line's end, with the places where its parts begin. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** Behind 一、, （二）, 3., ①, 一是: where the words begin. */
  readonly from: number;
  readonly numbered: boolean;
  readonly heading: boolean;
  /** The mark that ends the sentence before it; '' at the beginning of a paragraph. */
  readonly after: string;
  readonly tokens: readonly Token[];
  /** Ranges inside 《》 and inside “”. */
  readonly titles: readonly Range[];
  readonly sayings: readonly Range[];
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

const stops = codesOf('。！？；\n|');
const itemMarks = codesOf('①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789');
/** Longest sentence worked on as one: what is longer is cut, so that an unbroken megabyte stays bounded. */
const MAX_SENTENCE = 600;

/** First halves of emoji: in a chat they end a sentence as a full stop does. */
const FIRST_PICTURE = 0xd83c;
const LAST_PICTURE = 0xd83e;

export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  let after = '';
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : -1;
    const inner = itemMarks[code] === 1 && at > from && isInnerNumber(text, at);
    const long = at - from >= MAX_SENTENCE;
    const picture = code >= FIRST_PICTURE && code <= LAST_PICTURE;
    if (code >= 0 && stops[code] !== 1 && !inner && !long && !picture) continue;
    const char = text[at];
    if (at > from) {
      const sentence = sentenceOf(text, from, at, after, char ?? '\n');
      if (sentence) sentences.push(sentence);
    }
    after = inner || long ? ' ' : char === '\n' || char === undefined ? '' : picture ? '。' : char;
    from = inner || long ? at : picture ? at + 2 : at + 1;
    if (picture) at += 1;
  }
  return sentences;
}

/** ② or 2. in the middle of a line begins a new item, unless it is 3.5 or a list mark behind a letter. */
function isInnerNumber(text: string, at: number): boolean {
  const char = text[at] ?? '';
  if (char >= '①' && char <= '⑳') return true;
  if (!isArabic(char)) return false;
  const mark = isArabic(text[at + 1]) ? text[at + 2] : text[at + 1];
  const next = isArabic(text[at + 1]) ? text[at + 3] : text[at + 2];
  const before = text[at - 1] ?? '';
  return (
    (mark === '.' || mark === '．') &&
    !isArabic(next) &&
    (before === '：' || before === ' ' || before === '，' || before === '）' || before === '、')
  );
}

function sentenceOf(text: string, start: number, end: number, after: string, mark: string): Sentence | null {
  const number = numberLength(text, start, end);
  const from = start + number;
  if (from >= end) return null;
  const ranges = bracketRanges(text, start, end);
  return {
    start: from,
    end,
    from,
    numbered: number > 0,
    heading: number > 0 && isHeading(text, start, from, end, mark),
    after,
    tokens: segment(text, from, end),
    titles: ranges.titles,
    sayings: ranges.sayings,
  };
}

const chinese = '一二三四五六七八九十';

/** Length of an item number at the beginning of a sentence. */
function numberLength(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (text[at] === ' ' || text[at] === '，')) at += 1;
  const char = text[at] ?? '';
  if (char >= '①' && char <= '⑳') return at + 1 - start;
  if (char === '（' || char === '(') {
    const close = at + text.slice(at, at + 6).indexOf('）');
    const inside = text.slice(at + 1, close);
    return close > at && close - at <= 4 && [...inside].every((c) => chinese.includes(c) || isArabic(c)) ? close + 1 - start : at - start;
  }
  let to = at;
  while (to < end && to - at < 3 && (chinese.includes(text[to] ?? ' ') || isArabic(text[to]))) to += 1;
  if (to === at) return at - start;
  const mark = text[to] ?? '';
  if (mark === '、' && to - at <= 3) return to + 1 - start;
  if ((mark === '.' || mark === '．') && !isArabic(text[to + 1])) return to + 1 - start;
  if (mark === '）' && isArabic(char)) return to + 1 - start;
  if (mark === '是' && chinese.includes(char) && to - at === 1) return to + 1 - start;
  if (mark === '要' && chinese.includes(char) && to - at === 1) return to - start;
  return at - start;
}

/** 一、强化宣传。/ （二）督导检查 with text behind it: names what follows, asks nothing itself. */
function isHeading(text: string, start: number, from: number, end: number, mark: string): boolean {
  const length = end - from;
  const body = text.slice(from, Math.min(end, from + 40));
  if (length > 24 || body.includes('，') || body.includes('：')) return false;
  const first = text[start] ?? '';
  const structural = chinese.includes(first) || first === '（';
  if (mark === '。')
    return (
      length <= 14 &&
      text[end + 1] !== '\n' &&
      end + 1 < text.length &&
      !/[请须]|务必|前|^(实行|开展|建立|做好|成立|组织|报送|制定|签订|落实|完善|召开|每|各)/u.test(body)
    );
  return structural && mark === '\n' && end + 1 < text.length && !/[请须]|务必|日前/u.test(body);
}

const MAX_QUOTED = 120;
const brackets = codesOf('《》“”');

function bracketRanges(text: string, start: number, end: number): { readonly titles: Range[]; readonly sayings: Range[] } {
  const titles: Range[] = [];
  const sayings: Range[] = [];
  let title = -1;
  let saying = -1;
  for (let at = start; at < end; at += 1) {
    if (brackets[text.charCodeAt(at)] !== 1) continue;
    const char = text[at];
    if (char === '《') title = title < 0 || at - title > MAX_QUOTED ? at : title;
    else if (char === '》' && title >= 0) {
      titles.push({ start: title, end: at + 1 });
      title = -1;
    } else if (char === '“') saying = at;
    else if (char === '”' && saying >= 0) {
      sayings.push({ start: saying, end: at + 1 });
      saying = -1;
    }
  }
  return { titles, sayings };
}

/** Whether a place lies in one of some ranges. Ranges are few and in order. */
export function within(ranges: readonly Range[], place: number): boolean {
  return ranges.some((range) => place > range.start && place < range.end);
}
