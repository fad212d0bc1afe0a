import { explain } from '../engines/reading/index.ts';
import type { CompiledRulebooks, TraceLine, Verdict } from '../engines/rulebook/index.ts';

const verdicts: Readonly<Record<Verdict, string>> = {
  fired: '违反 fired',
  undecided: '要看登记或参数 undecided',
  excepted: '属于例外 excepted',
  suspended: '应急期间暂停 suspended',
  silent: '没有违反 silent',
  'does-not-apply': '不适用 does not apply',
  'not-in-force': '当时没有施行 not in force',
};

/** Reasons that are no expression of the rule. */
const reasons: Readonly<Record<string, string>> = {
  kind: '没有这一类事 nothing of its kind is asked',
  subject: '不管这一类发文机关 not about this issuer',
  informative: '只供阅读，不判 for reading only',
  emergency: '应急 emergency',
};

/** Why something was found or not: the layers of the reading, a line a clause; then of every rule what it came to and what decided it. */
export function explanationOf(file: string, text: string, trace: readonly TraceLine[], sets: readonly CompiledRulebooks[]): string {
  const { posture, clauses, findings } = explain(text);
  const titles = new Map(
    sets.flatMap(({ rulebooks }) => rulebooks.flatMap(({ id, rules }) => rules.map((rule) => [`${id}/${rule.id}`, rule.title]))),
  );
  const rules = Object.keys(verdicts).flatMap((verdict) => {
    const lines = trace.filter((line) => line.verdict === verdict);
    return lines.map((line) => ruleLine(line, titles.get(line.rule) ?? ''));
  });
  return [`${file}  ${posture}`, ...clauses, ...findings, '规则 rules', ...rules, ''].join('\n');
}

function ruleLine({ rule, verdict, because, parts }: TraceLine, title: string): string {
  // What each part of the condition came to says it; the whole condition stands in the rule's file.
  const why = parts.length > 0 ? ` ← ${parts.join(' · ')}` : because === null ? '' : `：${reasons[because] ?? because}`;
  return `[${verdicts[verdict]}] ${rule} ${title}${why}`;
}
