import { Problem } from '../problem.ts';
import { exitOfKind, tell, type Command, type Io } from './command.ts';

/** Loaded one at a time: `check` must not wait for a web server to be parsed. */
const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  start: () => import('./start.ts'),
  check: () => import('./check.ts'),
  diff: () => import('./diff.ts'),
  fill: () => import('./fill.ts'),
  cost: () => import('./cost.ts'),
  map: () => import('./map.ts'),
  feasible: () => import('./feasible.ts'),
  history: () => import('./history.ts'),
  rules: () => import('./rules.ts'),
  verify: () => import('./verify.ts'),
  witness: () => import('./witness.ts'),
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  bench: () => import('./bench.ts'),
};

/** @returns the exit code */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name = '--help', ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    io.stdout(await help());
    return 0;
  }
  const load = commands[name];
  if (load === undefined) {
    io.stderr(`qingdan: 没有 ${name} 这个命令，看 qingdan --help。 No such command.\n`);
    return 2;
  }
  const { command } = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    io.stdout(`qingdan ${command.name} — ${command.summary}\n\n${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.stderr(`qingdan ${name}: ${tell(error)}\n`);
    return exitOfKind[error.kind];
  }
}

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.values(commands).map(async (load) => {
      const { command } = await load();
      return `  qingdan ${command.name.padEnd(8)} ${command.summary}`;
    }),
  );
  return `轻担 Qingdan — 该要的要，不该要的不要\n\n${lines.join('\n')}\n\nEach command has --help. Exit codes: 0 fine · 1 findings that refuse, or a proof that fails · 2 bad usage or input · 3 out of reach\n`;
}
