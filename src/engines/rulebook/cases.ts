import { countryOf } from './countries/index.ts';
import { createJudge } from './judge.ts';
import { type CaseOutcome, type CompiledRulebooks, type Effect, fullId, type RuleCase } from './rule.ts';

export interface CaseResult {
  readonly rule: string;
  readonly name: string;
  readonly expected: CaseOutcome;
  readonly got: CaseOutcome;
  readonly effect: Effect | null;
  readonly passed: boolean;
}

/** The mend is an edit: a firing case with what it changes is a second case, in which the rule has nothing left to say. */
function withMended(entry: RuleCase): readonly RuleCase[] {
  return entry.mended === null
    ? [entry]
    : [entry, { ...entry, ...entry.mended, name: `${entry.name} → mend`, expect: 'silent', effect: null }];
}

/** Runs the cases of all rules, or of the one rule or rulebook that `only` names. */
export function runCases(
  compiled: CompiledRulebooks,
  cases: ReadonlyMap<string, readonly RuleCase[]>,
  only: string | null = null,
): readonly CaseResult[] {
  const judge = createJudge(compiled);
  const country = countryOf(compiled.country);
  return compiled.rulebooks.flatMap((rulebook) =>
    rulebook.rules
      .filter((rule) => only === null || only === rulebook.id || only === rule.id || only === fullId(rulebook, rule))
      .flatMap((rule) =>
        (cases.get(fullId(rulebook, rule)) ?? []).flatMap(withMended).map((entry) => {
          const metadata = entry.metadata ?? {};
          const sentAt = typeof metadata['sentAt'] === 'string' ? metadata['sentAt'] : null;
          const reading = country.read(entry.text ?? country.notice(entry), { sentAt });
          const { findings } = judge({ reading, metadata }, { params: entry.params, today: entry.today });
          const finding = findings.find(({ rule: id }) => id === fullId(rulebook, rule));
          const got: CaseOutcome = finding === undefined ? 'silent' : finding.undecided ? 'undecided' : 'fires';
          const effect = finding?.effect ?? null;
          return {
            rule: fullId(rulebook, rule),
            name: entry.name,
            expected: entry.expect,
            got,
            effect,
            passed:
              (got === entry.expect || (entry.expect === 'silent' && entry.mended !== null && got !== 'fires')) &&
              (entry.effect === null || entry.effect === effect),
          };
        }),
      ),
  );
}
