import { codesOf } from './numbers.ts';
import type { Sentence } from './sentences.ts';
import type { Token } from './segment.ts';
import { maskOf } from './tags.ts';

/** A stretch of one sentence in which actor, modality and polarity do not change. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
  /** True where a comma, colon or the sentence's begin stands before it; false where a word such as 改为 or 不得 cut it off. */
  readonly fresh: boolean;
  /** The mark before it: '，', '：' or ''. */
  readonly mark: string;
  readonly cut: 'ender' | 'negation' | 'basis' | null;
}

const commas = codesOf('，：');

/** Cuts a sentence at commas, then where the sense turns inside a comma's stretch. */
export function cutPieces(text: string, sentence: Sentence): Piece[] {
  const pieces: Piece[] = [];
  let from = sentence.from;
  let mark = '';
  let tokenAt = 0;
  for (let at = sentence.from; at <= sentence.end; at += 1) {
    if (at < sentence.end && commas[text.charCodeAt(at)] !== 1) continue;
    const char = text[at] ?? '';
    if (at > from) {
      while (tokenAt < sentence.tokens.length && (sentence.tokens[tokenAt]?.end ?? 0) <= from) tokenAt += 1;
      let last = tokenAt;
      while (last < sentence.tokens.length && (sentence.tokens[last]?.start ?? at) < at) last += 1;
      cutInside(text, from, at, mark, sentence.tokens.slice(tokenAt, last), pieces);
      tokenAt = last;
    }
    mark = char;
    from = at + 1;
  }
  return pieces;
}

function cutInside(text: string, start: number, end: number, mark: string, tokens: readonly Token[], pieces: Piece[]): void {
  const cuts = cutPlaces(text, start, end, tokens);
  if (cuts === null) {
    pieces.push({ start, end, tokens, fresh: true, mark, cut: null });
    return;
  }
  let from = start;
  let cut: Piece['cut'] = null;
  for (const next of [...cuts, { at: end, cut: null }]) {
    if (next.at <= from) continue;
    pieces.push({
      start: from,
      end: next.at,
      tokens: tokens.filter((token) => token.start >= from && token.start < next.at),
      fresh: from === start,
      mark: from === start ? mark : '',
      cut,
    });
    from = next.at;
    cut = next.cut;
  }
}

export const actingTags = maskOf([
  'submit',
  'form!',
  'write',
  'fill',
  'attend',
  'hold',
  'install',
  'put',
  'sign',
  'setUp',
  'pass',
  'pay',
  'go',
  'spread',
  'publicity!',
  'ledger!',
  'photo!',
  'keep',
  'holdWeak',
  'passStrong',
  'inspect',
  'give',
]);

interface Cut {
  readonly at: number;
  readonly cut: Piece['cut'];
}

function cutPlaces(text: string, start: number, end: number, tokens: readonly Token[]): readonly Cut[] | null {
  let cuts: Cut[] | null = null;
  const basis = tokens[0] && (tokens[0].tags.has('basis') || tokens[0].tags.has('purpose')) && tokens[0].start - start <= 2;
  let demanded = false;
  let acted = false;
  for (const token of tokens) {
    if (
      basis &&
      token.tags.has('basisEnd') &&
      end - token.end >= 3 &&
      token.end - start >= 4 &&
      text[token.end] !== '的' &&
      !nextIsBasisEnd(tokens, token)
    ) {
      (cuts ??= []).push({ at: token.end, cut: 'basis' });
    } else if (describes(text, token)) {
      continue;
    } else if (token.tags.has('ender') && token.start > start && token.word !== '而' && token.word !== '其余')
      (cuts ??= []).push({ at: token.start, cut: 'ender' });
    else if (isNegation(token)) {
      const bare = token.tags.has('bareNot');
      if (token.start > start && (bare || (token.tags.has('prohibit') && acted) || (demanded && acted)))
        (cuts ??= []).push({ at: token.start, cut: 'negation' });
    }
    if (token.tags.has('must') || token.tags.has('request')) demanded = true;
    if (token.end - token.start > 1 && token.tags.meets(actingTags) && text[token.end] !== '的') acted = true;
  }
  return cuts;
}

function nextIsBasisEnd(tokens: readonly Token[], token: Token): boolean {
  const next = tokens[tokens.indexOf(token) + 1];
  return next !== undefined && next.tags.has('basisEnd') && next.start - token.end <= 8;
}

/** 提供无房证明, 盖章的无其他住房说明: the want is part of a paper's name. */
const namesPaper = (text: string, { word, start, end }: Token): boolean =>
  word === '无' &&
  /[的开出具供交附凭持写和、及与或]/u.test(text[start - 1] ?? '') &&
  /^[^，。；！？\n]{1,10}(?:证明|说明|声明|承诺书)/u.test(text.slice(end, end + 14));

/** 婚姻状况、无不良嗜好、家庭和睦: a want inside a list of things is one of the things. */
export const describes = (text: string, token: Token): boolean =>
  (token.tags.has('bareNot') && (text[token.start - 1] === '、' || namesPaper(text, token))) ||
  (token.tags.has('release') && listed(text, token));

/** 在用+停用+损坏, 新增、取消、变更的岗位: what ended is one column among others. */
const listed = (text: string, { start, end }: Token): boolean =>
  ('、+和/'.includes(text[start - 1] ?? ' ') && '、+和/的户数人点台'.includes(text[end] ?? ' ')) ||
  ('、+/'.includes(text[end] ?? ' ') && /[（：]$/u.test(text.slice(Math.max(0, start - 1), start)));

export const isNegation = (token: Token): boolean =>
  (token.tags.has('prohibit') || token.tags.has('release') || token.tags.has('bareNot')) && !token.tags.has('affirm');
