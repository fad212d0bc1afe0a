import { cost, type Cost } from '../costing/index.ts';
import { feasible, type Feasibility } from '../feasibility/index.ts';
import type { Reading } from '../reading/index.ts';
import { compiledRulebooks } from './compiled.ts';
import { countryOf } from './countries/index.ts';
import type { Metadata } from './demand.ts';
import { createJudge, inOrder, type Judge, type TraceLine } from './judge.ts';
import type { CompiledRulebooks, Finding, ParamValue } from './rule.ts';

export interface CheckOptions {
  readonly file?: string;
  readonly metadata?: Metadata | null;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly rulebook?: string | null;
  /** Held against one after another, all of one country; the rulebooks of the product where none are handed in. */
  readonly sets?: readonly CompiledRulebooks[];
  /** Judges a text that bears no date (YYYY-MM-DD). */
  readonly today?: string | null;
  /** The trace tells what each part of a condition came to. */
  readonly explain?: boolean;
}

interface Found {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** One entry of `check --json`. CLI, HTTP and page all call this. */
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
  /** Empty here: whoever holds the other papers fills them, with the engines that compare. */
  readonly overlaps: readonly { readonly with: string; readonly similarity: number; readonly kind: string; readonly message?: string }[];
  readonly addOns: readonly { readonly kind: string; readonly parent: string | null; readonly child: string; readonly message: string }[];
  readonly cost: Cost;
  readonly feasibility: Feasibility;
}

/**
 * Characters of the longest text that is read as one notice: a hundred times what a notice may have. Whoever reads for many, in one thread,
 * or on somebody's phone holds to it; longer annexes are checked by themselves.
 */
export const longestNotice = 100_000;

const judges = new WeakMap<CompiledRulebooks, Judge>();

/** Compiled once for as long as somebody holds the rulebooks. */
function judgeOf(set: CompiledRulebooks): Judge {
  const known = judges.get(set);
  if (known !== undefined) return known;
  const judge = createJudge(set);
  judges.set(set, judge);
  return judge;
}

/** Reads a text and holds it against the rulebooks. */
export function check(text: string, options: CheckOptions = {}): CheckedFile {
  return checkWithTrace(text, options).checked;
}

export function checkWithTrace(
  text: string,
  options: CheckOptions = {},
): { readonly checked: CheckedFile; readonly trace: readonly TraceLine[] } {
  const sets = options.sets ?? [compiledRulebooks];
  const metadata = options.metadata ?? {};
  const country = countryOf((sets[0] ?? compiledRulebooks).country);
  const plain = country.plain(text);
  const reading = country.read(plain.text, { sentAt: metadata.sentAt ?? null });
  const rulings = sets.map((set) =>
    judgeOf(set)(
      { reading, metadata },
      {
        ...(options.params === undefined ? {} : { params: options.params }),
        rulebook: options.rulebook ?? null,
        today: options.today ?? null,
        explain: options.explain ?? false,
      },
    ),
  );
  const own = <T extends Found>(found: T): T => ({ ...found, ...plain.quotation(found.start, found.end) });
  const findings = inOrder(rulings.flatMap((ruling) => ruling.findings)).map(own);
  return { checked: entryOf(options.file ?? '', text, reading, findings, own), trace: rulings.flatMap(({ trace }) => trace) };
}

function entryOf(
  file: string,
  text: string,
  reading: Reading,
  findings: readonly Finding[],
  own: <T extends Found>(found: T) => T,
): CheckedFile {
  const work = cost({ reading });
  return {
    file,
    text,
    reading: {
      title: reading.title,
      issuer: reading.issuer,
      docNumber: reading.docNumber,
      date: reading.date,
      addresseeLevels: reading.addresseeLevels,
      bodyCharacters: reading.bodyCharacters,
      asks: reading.asks.map(({ kind, quote, start, end, frequency }) => own({ kind, quote, start, end, frequency })),
      pressures: reading.pressures.map(({ kind, quote, start, end }) => own({ kind, quote, start, end })),
      deadlines: reading.deadlines.map(({ date, quote, start, end, time, repeats, anchor }) =>
        own({ date, quote, start, end, time, repeats, anchor }),
      ),
    },
    findings,
    overlaps: [],
    addOns: [],
    cost: work,
    feasibility: feasible(reading, { minutes: work.low }),
  };
}
