import { cost, type Cost } from '../costing/index.ts';
import { read, type Reading } from '../reading/index.ts';
import { compiledRulebooks } from './compiled.ts';
import type { Metadata } from './demand.ts';
import { createJudge, type Judge, type TraceLine } from './judge.ts';
import type { Finding, ParamValue } from './rule.ts';

export interface CheckOptions {
  readonly file?: string;
  readonly metadata?: Metadata | null;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly rulebook?: string | null;
  /** Judges a text that bears no date (YYYY-MM-DD). */
  readonly today?: string | null;
}

interface Found {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** One entry of `check --json` (contract.md). CLI, HTTP and page all call this. */
export interface CheckedFile {
  readonly file: string;
  readonly text: string;
  readonly reading: {
    readonly title: string | null;
    readonly issuer: string | null;
    readonly docNumber: string | null;
    readonly date: string | null;
    readonly addresseeLevels: readonly string[];
    readonly bodyCharacters: number;
    readonly asks: readonly (Found & { readonly kind: string; readonly frequency: string })[];
    readonly pressures: readonly (Found & { readonly kind: string })[];
    readonly deadlines: readonly (Found & {
      readonly date: string | null;
      readonly time: string | null;
      readonly repeats: string | null;
      readonly anchor: string | null;
    })[];
  };
  readonly findings: readonly Finding[];
  readonly overlaps: readonly never[];
  readonly addOns: readonly never[];
  readonly cost: Cost;
  readonly feasibility: { readonly earliest: string | null; readonly deadline: string | null; readonly criticalPath: readonly string[] };
}

let judge: Judge | null = null;

/** Reads a text and holds it against the rulebooks. */
export function check(text: string, options: CheckOptions = {}): CheckedFile {
  return checkWithTrace(text, options).checked;
}

export function checkWithTrace(
  text: string,
  options: CheckOptions = {},
): { readonly checked: CheckedFile; readonly trace: readonly TraceLine[] } {
  judge ??= createJudge(compiledRulebooks);
  const metadata = options.metadata ?? {};
  const reading = read(text, { sentAt: metadata.sentAt ?? null });
  const { findings, trace } = judge(
    { reading, metadata },
    { params: options.params ?? {}, rulebook: options.rulebook ?? null, today: options.today ?? null },
  );
  return { checked: entryOf(options.file ?? '', reading, findings), trace };
}

function entryOf(file: string, reading: Reading, findings: readonly Finding[]): CheckedFile {
  return {
    file,
    text: reading.text,
    reading: {
      title: reading.title,
      issuer: reading.issuer,
      docNumber: reading.docNumber,
      date: reading.date,
      addresseeLevels: reading.addresseeLevels,
      bodyCharacters: reading.bodyCharacters,
      asks: reading.asks.map(({ kind, quote, start, end, frequency }) => ({ kind, quote, start, end, frequency })),
      pressures: reading.pressures.map(({ kind, quote, start, end }) => ({ kind, quote, start, end })),
      deadlines: reading.deadlines.map(({ date, quote, start, end, time, repeats, anchor }) => ({
        date,
        quote,
        start,
        end,
        time,
        repeats,
        anchor,
      })),
    },
    findings,
    overlaps: [],
    addOns: [],
    cost: cost({ reading }),
    feasibility: { earliest: null, deadline: null, criticalPath: [] },
  };
}
