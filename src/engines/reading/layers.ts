import type { Posture, ReadClause } from './clauses.ts';
import type { Flow } from './flow.ts';
import type { FrameHit } from './frames.ts';
import type { Layout } from './layout.ts';
import type { PressureHit } from './pressure-frames.ts';
import type { Clause } from './reading.ts';

/** One stretch of running text with everything found in it. */
export interface Part {
  readonly flow: Flow;
  readonly name: Clause['part'];
  readonly clauses: readonly ReadClause[];
  readonly hits: readonly FrameHit[];
  readonly pressureHits: readonly PressureHit[];
}

export interface Layers {
  readonly normal: Flow;
  readonly layout: Layout;
  readonly posture: Posture;
  readonly parts: readonly Part[];
}
