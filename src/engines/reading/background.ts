import type { Piece } from './pieces.ts';
import { hasTag } from './tags.ts';

/** A piece among those of its sentence. */
export interface Placed {
  readonly text: string;
  readonly piece: Piece;
  readonly pieces: readonly Piece[];
  readonly index: number;
  /** Up to which piece the sentence tells its motive; 0 where it tells none. */
  readonly opening: number;
}

/** Basis and motive: 根据…, 为了…, and what runs on from them up to 现, 决定, 请. */
export function isBackground({ text, piece, pieces, index, opening }: Placed, asks: boolean): boolean {
  const [first] = piece.tokens;
  // 经主要负责人签字后: a step of what is asked, no basis of it.
  const step =
    first?.word === '经' &&
    /签字|签名|审签|盖章|把关|(?:负责人|领导|书记|校长|院长|一把手)[^，]{0,4}审/u.test(text.slice(piece.start, piece.end));
  const starts = first !== undefined && first.start - piece.start <= 2 && first.tags.names.length > 0 && !step;
  if (starts && (first.tags.has('basis') || first.tags.has('purpose')) && !asks)
    return pieces.length > index + 1 || piece.tokens.length > 0;
  return !asks && index < opening;
}

const turns = ['现', '特', '请', '决定', '经研究', '拟', '兹', '制定本', '定于'];
function turning(piece: Piece, text: string): boolean {
  const head = text.slice(piece.start, Math.min(piece.end, piece.start + 4));
  return piece.cut === 'basis' || turns.some((turn) => head.startsWith(turn)) || hasTag(piece.tokens, 'must', 'request');
}

/** A sentence that begins with its motive and turns later: everything before the turn is motive. */
export function motiveEnd(pieces: readonly Piece[], text: string): number {
  const first = pieces[0]?.tokens[0];
  if (!first || first.start - (pieces[0]?.start ?? 0) > 2 || !(first.tags.has('purpose') || first.tags.has('basis'))) return 0;
  return Math.max(
    0,
    pieces.findIndex((piece, index) => index > 0 && turning(piece, text)),
  );
}
