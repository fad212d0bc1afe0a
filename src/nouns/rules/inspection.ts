import manifest from '../../../package.json' with { type: 'json' };
import { cost, type CostField } from '../../engines/costing/index.ts';
import { read, type Level } from '../../engines/reading/index.ts';
import type { Finding } from '../../engines/rulebook/index.ts';
import { digestOf, type RulesInForce } from './in-force.ts';
import { checkNotice } from './notice.ts';

export type { Finding };

export interface CostLine {
  readonly kind: string;
  readonly minutes: number;
  readonly low: number;
  readonly high: number;
  readonly why: string;
}

/** Everything that the findings followed from, besides the text itself: enough to come to them again. */
export interface Judged {
  /** The day whose rules were applied (YYYY-MM-DD). */
  readonly day: string;
  /** The product's rulebooks by hash, and the place's version. */
  readonly product: string;
  readonly version: number;
  /** What the drafter declared, and what the register knew of the issuer then. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** SHA-256 of the findings as canonical JSON (hex). */
  readonly outcome: string;
  /** The program whose engines read the text: another one may read otherwise, and then a difference is said to be its. */
  readonly program: string;
}

/** What the engines say of one draft. Kept with it: a past decision shows what was known then. */
export interface Inspection {
  readonly findings: readonly Finding[];
  readonly asks: readonly { readonly kind: string; readonly quote: string }[];
  readonly cost: { readonly minutesPerUnit: number; readonly low: number; readonly high: number; readonly lines: readonly CostLine[] };
  /** SHA-256 (hex) of the rules that were applied. */
  readonly rulesDigest: string;
  /** Null where it was judged by a program that did not keep this yet. */
  readonly judged: Judged | null;
}

export interface Inspected {
  readonly text: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly fields: readonly CostField[];
  readonly level: Level;
  /** RFC 3339. */
  readonly deadline: string | null;
}

/** Reads a draft, holds it against the rules in force on `today` (YYYY-MM-DD) and counts what it costs one unit. */
export function inspect(rules: RulesInForce, { text, metadata, fields, level, deadline }: Inspected, today: string): Inspection {
  const { findings } = checkNotice(rules, text, { metadata, today });
  const reading = read(text, { sentAt: today });
  const { minutesPerUnit, low, high, lines } = cost({ reading, fields, level, from: today, until: deadline?.slice(0, 10) ?? null });
  return {
    findings,
    asks: reading.asks.map(({ kind, quote }) => ({ kind, quote })),
    cost: { minutesPerUnit, low, high, lines: lines.map(({ kind, minutes, low, high, why }) => ({ kind, minutes, low, high, why })) },
    rulesDigest: rules.digest,
    judged: {
      day: today,
      product: rules.product,
      version: rules.version,
      metadata,
      outcome: digestOf(findings),
      program: manifest.version,
    },
  };
}
