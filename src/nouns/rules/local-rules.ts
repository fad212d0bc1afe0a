import { setImmediate } from 'node:timers/promises';
import { parse } from 'yaml';
import {
  compileBeside,
  compiledRulebooks,
  runCases,
  type Complaint,
  type CompiledWithCases,
  type Rule,
  type RuleCase,
} from '../../engines/rulebook/index.ts';

export const localRulebookId = (county: string): string => `local-${county}`;

/** A place's text is bounded, so that looking at it is. */
const most = { characters: 60_000, rules: 20, cases: 10 } as const;

/** Words that lend a local agreement the authority of a law. */
const lawful = /依法|违法|法定|法律|法规|第[〇零一二三四五六七八九十百\d]+条|国务院|中央/u;

/**
 * The YAML of a place's own rules, compiled beside the law: type-checked, with its cases run. What is wrong comes back as complaints. The
 * law stays as it is: ids are the place's own, nothing is worded as law, and dates are those of the version, never earlier.
 */
export async function compileLocalRules(county: string, yaml: string): Promise<Pick<CompiledWithCases, 'compiled' | 'complaints'>> {
  const read = readLocalRules(county, yaml);
  return read.complaints.length > 0 ? read : { compiled: read.compiled, complaints: await failedCases(read) };
}

/** The same without running the cases: for looking at what was saved, which has passed them. */
export function readLocalRules(county: string, yaml: string): CompiledWithCases {
  const id = localRulebookId(county);
  const path = `${id}.yaml`;
  if (yaml.trim() === '') return compileBeside(compiledRulebooks, []);
  if (yaml.length > most.characters) return refused(path, `最多${most.characters}个字符 ${most.characters} characters at most`);
  let raw: unknown;
  try {
    raw = parse(yaml, { maxAliasCount: 50 });
  } catch (error) {
    return refused(path, `不是 YAML：${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''} is not YAML`);
  }
  const { compiled, cases, complaints } = compileBeside(compiledRulebooks, [{ rulebook: id, path, raw }]);
  const rules = compiled.rulebooks.flatMap((rulebook) => rulebook.rules);
  const own = [
    ...(rules.length > most.rules ? [{ path, detail: `最多${most.rules}条 ${most.rules} rules at most` }] : []),
    ...rules.flatMap((rule) => faultsOf(rule, cases.get(`${id}/${rule.id}`) ?? [], `${id}/${rule.id}`)),
  ];
  return { compiled, cases, complaints: [...complaints, ...own] };
}

function refused(path: string, detail: string): CompiledWithCases {
  return { compiled: { ...compiledRulebooks, rulebooks: [] }, cases: new Map(), complaints: [{ path, detail }] };
}

function faultsOf(rule: Rule, cases: readonly RuleCase[], path: string): Complaint[] {
  const faults: string[] = [];
  if (!/^[A-Za-z][A-Za-z0-9.-]{0,20}$/.test(rule.id))
    faults.push('编号用字母开头，最多21个字母、数字、点 an id is a letter, then letters, digits, dots');
  if (rule.ground !== 'local' || rule.source.confidence !== 'project')
    faults.push('要写 ground: local，confidence 留空：地方的约定不是条文 a local rule says ground: local and is no law');
  if (rule.inForce.from !== null || rule.inForce.to !== null)
    faults.push('施行日期写在改动上，不写在规则里 the date stands with the change, not in the rule');
  if (rule.article !== '—') faults.push('不写条款号 a local rule has no article');
  if (rule.decidedElsewhere !== null || rule.informative) faults.push('要能从通知里查出来 must be decided by the notice');
  const worded = [rule.title, rule.message, rule.mend ?? '', rule.undecidedMessage ?? ''].find((text) => lawful.test(text));
  if (worded !== undefined) faults.push(`“${worded}”写得像条文 is worded as law`);
  if (cases.length > most.cases) faults.push(`例子最多${most.cases}个 ${most.cases} cases at most`);
  if (Object.values(rule.params).some(({ provenance }) => provenance !== 'local'))
    faults.push('参数的 provenance 要写 local a parameter of a local rule is local');
  return faults.map((detail) => ({ path, detail }));
}

/** Rule by rule with a breath in between: cases read whole notices, and other people are waiting. */
async function failedCases({ compiled, cases }: CompiledWithCases): Promise<Complaint[]> {
  const failed: Complaint[] = [];
  for (const id of cases.keys()) {
    await setImmediate();
    for (const result of runCases(compiled, cases, id)) {
      if (!result.passed)
        failed.push({ path: id, detail: `例子“${result.name}”应为${result.expected}，实为${result.got} a case comes out otherwise` });
    }
  }
  return failed;
}
