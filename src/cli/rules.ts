import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCases } from '../engines/rulebook/index.ts';
import { parse, usage, type Command } from './command.ts';
import { chooseRulebook, everySet } from './rulebook-sets.ts';
import { replay } from './rules-replay.ts';

export const command: Command = {
  name: 'rules',
  summary: '跑规则自带的例子 · run the cases of the rulebooks',
  usage: [
    'qingdan rules test [ID|FILE] [--json]',
    'qingdan rules replay [--data DIR] [--json]',
    '',
    'Runs the cases of every rule, or of one rulebook (cn-2024, us-pra), one rule (cn-2024/D2.1, D2.1),',
    'or of a YAML file or folder with rules of a place; such a file is checked as the page /rules checks it.',
    'replay judges everything that was ever sent to the gate again, by the rules of its day as they were kept, and tells what differs.',
    'Exit code 1 when a case fails or a judgement differs.',
  ].join('\n'),
  async run(args, io) {
    const { positionals, values, flags } = parse(args, { values: ['--data'], flags: ['--json'] });
    if (positionals[0] === 'replay' && positionals.length === 1) return replay(values['--data'], flags.has('--json'), io);
    const [verb, only = null, ...more] = positionals;
    if (verb !== 'test' || more.length > 0) throw usage('用法：qingdan rules test [规则或规则库编号]');
    const isFile = only !== null && existsSync(resolve(io.cwd, only));
    const sets = isFile ? (await chooseRulebook(only, io.cwd)).sets : await everySet();
    const cases = await Promise.all(sets.map((set) => set.cases()));
    const results = sets.flatMap(({ compiled }, at) => runCases(compiled, cases[at] ?? new Map(), isFile ? null : only));
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
