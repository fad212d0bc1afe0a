import cases from '../engines/rulebook/cases.json' with { type: 'json' };
import { compiledRulebooks, runCases, type RuleCase } from '../engines/rulebook/index.ts';
import { parse, usage, type Command } from './command.ts';

export const command: Command = {
  name: 'rules',
  summary: '跑规则自带的例子 · run the cases of the rulebooks',
  usage: [
    'qingdan rules test [ID] [--json]',
    '',
    'Runs the cases of every rule, or of one rulebook (cn-2024) or rule (cn-2024/D2.1, D2.1).',
    'Exit code 1 when a case fails.',
  ].join('\n'),
  async run(args, io) {
    const { positionals, flags } = parse(args, { flags: ['--json'] });
    const [verb, only = null, ...more] = positionals;
    if (verb !== 'test' || more.length > 0) throw usage('用法：qingdan rules test [规则或规则库编号]');
    const results = runCases(compiledRulebooks, new Map(Object.entries(cases as Record<string, readonly RuleCase[]>)), only);
    if (results.length === 0) throw usage(`没有 ${only ?? ''} 这个规则或规则库，也没有例子 · no such rule`);
    const failed = results.filter((result) => !result.passed);
    if (flags.has('--json')) io.stdout(`${JSON.stringify({ cases: results.length, failed })}\n`);
    else {
      for (const { rule, name, expected, got, effect } of failed)
        io.stdout(`✗ ${rule}  ${name}：应为 ${expected}，实为 ${got}${effect === null ? '' : `（${effect}）`}\n`);
      io.stdout(`${results.length - failed.length} passed, ${failed.length} failed\n`);
    }
    return failed.length === 0 ? 0 : 1;
  },
};
