import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configOf } from '../config.ts';
import { listUnits, unitsToCsv, type Unit } from '../nouns/units/index.ts';
import type { Db } from '../platform/db/index.ts';
import { Problem } from '../problem.ts';
import { parse, usage, type Command } from './command.ts';
import { expectInstallation, withDatabase } from './installation.ts';
import { exportRegister, registerOptions, registerUsage } from './ledger.ts';

interface Exported {
  readonly count: number;
  readonly items: readonly unknown[];
  readonly csv: () => string;
}

const kinds: Readonly<Record<string, (db: Db) => Promise<Exported>>> = {
  units: async (db) => {
    const units = await allUnits(db);
    return { count: units.length, items: units, csv: () => unitsToCsv(units) };
  },
};

export const command: Command = {
  name: 'export',
  summary: '导出单位（CSV） · units as a csv file',
  usage: [
    'qingdan export KIND [-o OUT] [--data DIR] [--json]',
    '',
    `KIND: ${Object.keys(kinds).join(', ')}. Writes csv (UTF-8 with a mark, as Excel and WPS want it) to OUT or stdout; --json prints the records.`,
    ...registerUsage,
    'What was exported can be imported again, units that have ended included.',
  ].join('\n'),
  async run(args, io) {
    const parsed = parse(args, { values: ['-o', '--data', ...registerOptions], flags: ['--json', '--unmask'] });
    const { positionals, values, flags } = parsed;
    const [kind, ...more] = positionals;
    if (kind === undefined || more.length > 0) throw usage('例如 qingdan export units -o 单位.csv · name one kind');
    if (kind === 'registers') return exportRegister(parsed, io);
    const run = kinds[kind];
    if (run === undefined) throw usage(`导出不了“${kind}”，现在能导出：${Object.keys(kinds).join('、')} · no such kind`);
    const config = configOf(io.env, { data: values['--data'] }, io.cwd);
    expectInstallation(config);
    const { count, items, csv } = await withDatabase(config, ({ db }) => run(db));
    const out = values['-o'];
    const text = flags.has('--json') ? `${JSON.stringify({ kind, count, items })}\n` : csv();
    if (out === undefined) {
      io.stdout(text);
      return 0;
    }
    await writeFile(resolve(io.cwd, out), csv()).catch((cause: unknown) => {
      throw new Problem('input.unreadable', { detail: `${out} 写不了，看看文件夹在不在，有没有写权限 · cannot be written`, cause });
    });
    if (flags.has('--json')) io.stdout(`${JSON.stringify({ kind, count, out })}\n`);
    else io.stderr(`qingdan export: ${count.toLocaleString('en-US')}个单位写到 ${out}\n`);
    return 0;
  },
};

async function allUnits(db: Db): Promise<Unit[]> {
  const all: Unit[] = [];
  for (let after: string | null = null; ;) {
    const page: Unit[] = await listUnits(db, { under: null, level: null, text: null, after, limit: 5000, on: null });
    all.push(...page);
    if (page.length < 5000) return all;
    after = page.at(-1)?.code ?? null;
  }
}
