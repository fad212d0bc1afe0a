import { read } from '../reading/index.ts';
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

/** Runs the cases of all rules, or of the one rule or rulebook that `only` names. */
export function runCases(
  compiled: CompiledRulebooks,
  cases: ReadonlyMap<string, readonly RuleCase[]>,
  only: string | null = null,
): readonly CaseResult[] {
  const judge = createJudge(compiled);
  return compiled.rulebooks.flatMap((rulebook) =>
    rulebook.rules
      .filter((rule) => only === null || only === rulebook.id || only === rule.id || only === fullId(rulebook, rule))
      .flatMap((rule) =>
        (cases.get(fullId(rulebook, rule)) ?? []).map((entry) => {
          const metadata = entry.metadata ?? {};
          const sentAt = typeof metadata['sentAt'] === 'string' ? metadata['sentAt'] : null;
          const reading = read(entry.text ?? noticeOf(entry), { sentAt });
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
            passed: got === entry.expect && (entry.effect === null || entry.effect === effect),
          };
        }),
      ),
  );
}

/** A plain notice around the sentence of a case, as a county bureau would send it to the stations of its line. */
export function noticeOf(entry: RuleCase): string {
  const from = entry.from ?? '青禾县农业农村局';
  const date = entry.date ?? '2026-03-02';
  const [year = '', month = '', day = ''] = date.split('-');
  return [
    from,
    entry.title ?? '关于做好有关工作的通知',
    ...(entry.number === null ? [] : [entry.number]),
    '',
    `${entry.to ?? '各乡镇农业服务中心'}：`,
    entry.says ?? '',
    '',
    from,
    `${Number(year)}年${Number(month)}月${Number(day)}日`,
    '',
  ].join('\n');
}
