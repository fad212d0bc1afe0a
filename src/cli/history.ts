import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { historyFaults, judgeHistory, readHistory, type HistoryFinding } from '../engines/rulebook/index.ts';
import { Problem } from '../problem.ts';
import { parse, usage, type Command, type Io } from './command.ts';

export const command: Command = {
  name: 'history',
  summary: '对照规则看一年的事 · hold a register of events against the rules',
  usage: [
    'qingdan history FILE.json [--json]',
    '',
    'Reads {"events":[…],"context":{…}} (- for standard input): checks, visits, documents, meetings, apps, secondments, campaigns.',
    'Says which rules they break together and which events show it.',
    'Exit code 1 when a finding refuses. Needs no server.',
  ].join('\n'),
  async run(args, io) {
    const { positionals, flags } = parse(args, { flags: ['--json'] });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw usage('要写一个文件名，例如 qingdan history 登记.json · name one file');
    const input = await jsonIn(file, io);
    const faults = historyFaults(input);
    if (faults.length > 0) throw new Problem('input.invalid', { detail: `${file} 有${faults.length}处要改 to be mended`, fields: faults });
    const { findings } = judgeHistory(readHistory(input));
    io.stdout(flags.has('--json') ? `${JSON.stringify({ findings })}\n` : told(findings));
    return findings.some(({ effect, undecided }) => effect === 'refuse' && !undecided) ? 1 : 0;
  },
};

const marks = { refuse: '■ 不能', justify: '◇ 要说明', advise: '○ 建议' } as const;

function told(findings: readonly HistoryFinding[]): string {
  const decided = findings.filter(({ undecided }) => !undecided);
  const rules = [...new Set(decided.map(({ rule }) => rule))];
  const lines = rules.flatMap((rule) => [
    rule,
    ...decided
      .filter((finding) => finding.rule === rule)
      .flatMap(({ effect, message, involving }) => [`  ${marks[effect]}  ${message}`, `      ${shortened(involving)}`]),
  ]);
  const waiting = findings.filter(({ undecided }) => undecided).map(({ rule, message }) => `  ○ ${message} ${rule}`);
  return [
    ...(decided.length === 0 ? ['✓ 没有查出不合规的地方'] : lines),
    ...(waiting.length === 0 ? [] : [`还有${waiting.length}条要看登记才知道`, ...waiting]),
    '',
  ].join('\n');
}

function shortened(ids: readonly string[]): string {
  return ids.length <= 12 ? ids.join(' ') : `${ids.slice(0, 12).join(' ')} …（共${ids.length}件）`;
}

async function jsonIn(file: string, io: Io): Promise<unknown> {
  let bytes: Uint8Array;
  try {
    bytes = file === '-' ? await io.stdin() : await readFile(resolve(io.cwd, file));
  } catch (cause) {
    throw new Problem('input.unreadable', { detail: `打不开 ${file}，看看名字和位置对不对 · cannot open it`, cause });
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (cause) {
    throw new Problem('input.unreadable', { detail: `${file} 不是 JSON，请用 {"events":[…]} 的写法 · is not JSON`, cause });
  }
}
