import type { Quotation, Reading } from '../reading/index.ts';
import { align, type Alignment } from './align.ts';
import type { AddOn, AddOnKind } from './lineage.ts';
import { demands, pointsOf, type Piece, type Point } from './points.ts';

/** Both papers, cut and joined: what each comparison looks at. */
export interface Pair extends Alignment {
  readonly parent: Reading;
  readonly child: Reading;
  readonly above: readonly Point[];
  readonly below: readonly Point[];
}

export type Detector = (pair: Pair) => readonly AddOn[];

export function pairOf(parent: Reading, child: Reading): Pair {
  const above = pointsOf(parent);
  const below = pointsOf(child);
  return { parent, child, above, below, ...align(above, below) };
}

const placeOf = ({ quote, start, end }: Quotation): Quotation => ({ quote, start, end });

export function addOn(kind: AddOnKind, above: Quotation | null, below: Quotation, message: string): AddOn {
  return {
    kind,
    parent: above?.quote ?? null,
    child: below.quote,
    message,
    parentPlace: above === null ? null : placeOf(above),
    childPlace: placeOf(below),
  };
}

export const piecesOf = (points: readonly Point[]): readonly Piece[] => points.flatMap((point) => point.pieces);

/** What the parent demands anywhere, as one text to look words up in. */
export function demandedText(points: readonly Point[]): string {
  return piecesOf(points)
    .filter(demands)
    .map((piece) => piece.text)
    .join('，');
}

/** Words of a piece short enough to be named in a message. */
export function short(text: string, most = 24): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
