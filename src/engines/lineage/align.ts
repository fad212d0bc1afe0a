import type { Point } from './points.ts';
import { weigherOf, type Weigher } from './words.ts';

export interface Alignment extends Weigher {
  /** Sentences of the parent that a sentence of the child renders, the likest first; empty where it is new. */
  readonly partners: (child: Point) => readonly Point[];
  /** The parent's sentences under the same mark, where neither they nor the child's find a partner by their words. */
  readonly opposite: (child: Point) => readonly Point[];
}

/** Below this two sentences share a word or two and no matter. */
const LIKE = 0.2;
/** Two sentences under the same mark may be worded further apart. */
const LIKE_BY_PLACE = 0.09;

/** Joins each sentence of the child with those of the parent that it renders, by rare words first and by its place second. */
export function align(parent: readonly Point[], child: readonly Point[]): Alignment {
  const weigher = weigherOf([...parent, ...child]);
  const partners = new Map<Point, Point[]>();
  for (const point of child) {
    const near = parent
      .map((other) => ({ other, like: weigher.likeness(point.text, other.text) }))
      .filter(({ other, like }) => like >= (samePlace(point, other) ? LIKE_BY_PLACE : LIKE))
      .sort((a, b) => b.like - a.like || a.other.order - b.other.order);
    const best = near[0]?.like ?? 0;
    partners.set(
      point,
      near.filter(({ like }) => like >= best * 0.6).map(({ other }) => other),
    );
  }
  const rendered = new Set([...partners.values()].flat());
  return {
    ...weigher,
    partners: (point) => partners.get(point) ?? [],
    opposite: (point) =>
      (partners.get(point) ?? []).length > 0 ? [] : parent.filter((other) => samePlace(point, other) && !rendered.has(other)),
  };
}

const samePlace = (one: Point, other: Point): boolean => one.item !== null && one.item === other.item && one.annex === other.annex;
