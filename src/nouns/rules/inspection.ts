import { createHash } from 'node:crypto';
import { cost, type CostField } from '../../engines/costing/index.ts';
import { read, type Level } from '../../engines/reading/index.ts';
import { compiledRulebooks, type Finding } from '../../engines/rulebook/index.ts';
import { checkNotice } from './notice.ts';

export type { Finding };

export interface CostLine {
  readonly kind: string;
  readonly minutes: number;
  readonly low: number;
  readonly high: number;
  readonly why: string;
}

/** What the engines say of one draft. Kept with it: a past decision shows what was known then. */
export interface Inspection {
  readonly findings: readonly Finding[];
  readonly asks: readonly { readonly kind: string; readonly quote: string }[];
  readonly cost: { readonly minutesPerUnit: number; readonly low: number; readonly high: number; readonly lines: readonly CostLine[] };
  /** SHA-256 (hex) of the rules that were applied. */
  readonly rulesDigest: string;
}

export interface Inspected {
  readonly text: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly fields: readonly CostField[];
  readonly level: Level;
  /** RFC 3339. */
  readonly deadline: string | null;
}

let digest: string | null = null;

/** Names the rules of today, so that a decision can be replayed with the rules of its day. */
export function rulesDigest(): string {
  digest ??= createHash('sha256').update(JSON.stringify(compiledRulebooks)).digest('hex');
  return digest;
}

/** Reads a draft, holds it against the rules in force on `today` (YYYY-MM-DD) and counts what it costs one unit. */
export function inspect({ text, metadata, fields, level, deadline }: Inspected, today: string): Inspection {
  const { findings } = checkNotice(text, { metadata, today });
  const reading = read(text, { sentAt: today });
  const { minutesPerUnit, low, high, lines } = cost({ reading, fields, level, from: today, until: deadline?.slice(0, 10) ?? null });
  return {
    findings,
    asks: reading.asks.map(({ kind, quote }) => ({ kind, quote })),
    cost: { minutesPerUnit, low, high, lines: lines.map(({ kind, minutes, low, high, why }) => ({ kind, minutes, low, high, why })) },
    rulesDigest: rulesDigest(),
  };
}
