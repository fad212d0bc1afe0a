import type { Piece } from './pieces.ts';
import { hasTag } from './tags.ts';
import type { Token } from './segment.ts';
import type { Placed } from './background.ts';

/** 没有的也要报: the want is part of the demand, no denial. */
export const demandsDespite = (tokens: readonly Token[]): boolean =>
  hasTag(tokens, 'also') || tokens.some((token) => token.tags.has('zeroReport!') && token.word.includes('也'));

export function isCondition({ text, piece, pieces, index }: Placed): boolean {
  if (hasTag(piece.tokens, 'unmet')) return true;
  // 信息变更后7日内更新: only when something changes.
  if (/(?:变更|变动|变化|增减|更换)(?:后|的|时)/u.test(text.slice(piece.start, piece.end))) return true;
  const when = piece.tokens.find((token) => token.tags.has('when'));
  if (when && when.start - piece.start <= 6 && !demandsDespite(piece.tokens)) return true;
  const next = pieces[index + 1];
  if (!next || text[piece.end - 1] !== '的' || piece.end - piece.start < 4) return false;
  return hasTag(piece.tokens, 'bareNot', 'prohibit', 'release') || hasTag(next.tokens, 'notice!', 'account!', 'veto!', 'assessStrong!');
}

/** 并组织转移, 同时报告 go on with what a condition brings. */
export const continues = /^(?:并|且|同时|及时|立即|立刻|马上|随即|随时|再|第一)/u;

/** 有问题的写清楚时限, 如有变动请一并报来: condition and consequence in one clause. */
export function concludes(text: string, piece: Piece): boolean {
  const condition = piece.tokens.find((token) => token.tags.has('when') || token.tags.has('unmet'));
  if (!condition) return false;
  const rest = text.slice(condition.end, piece.end);
  return (
    /的[^，]{3,}$/u.test(rest) ||
    piece.tokens.some((token) => token.start >= condition.end && (token.tags.has('request') || token.tags.has('must')))
  );
}
