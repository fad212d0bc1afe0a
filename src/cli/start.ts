import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configOf } from '../config.ts';
import { openServer, type RunningServer } from '../main.ts';
import { Problem } from '../problem.ts';
import { parse, type Command } from './command.ts';

export const command: Command = {
  name: 'start',
  summary: '启动服务和页面 · server and web page',
  usage: [
    'qingdan start [--data DIR] [--port 4180] [--demo [--demo-public]]',
    '',
    'Starts on the embedded database in DIR (default ./qingdan-data), or on DATABASE_URL.',
    '--demo loads a made-up county (青禾县) and prints its sign-ins.',
    'QINGDAN_PORT, QINGDAN_DATA, QINGDAN_HOST, QINGDAN_TLS_CERT, QINGDAN_TLS_KEY, QINGDAN_TLS_PROXY and DATABASE_URL are honoured.',
  ].join('\n'),
  run: async (args, io) => {
    const { values, flags, positionals } = parse(args, { values: ['--data', '--port'], flags: ['--demo', '--demo-public'] });
    if (positionals.length > 0) throw new Problem('input.invalid', { detail: `多了 ${positionals.join(' ')}，看 --help` });
    const config = configOf(io.env, { data: values['--data'], port: values['--port'], demo: flags.has('--demo'), demoPublic: flags.has('--demo-public') }, io.cwd);
    const release = own(config.dataDir);
    let server: RunningServer;
    try {
      server = await openServer(config, { note: io.stderr });
    } catch (error) {
      release();
      throw error;
    }
    io.stdout(`Qingdan is ready at ${server.address}\n`);
    for (const { role, place, name, password } of server.demo?.signIns ?? []) io.stdout(`  ${role.padEnd(11)} ${name.padEnd(10)} ${password}   ${place}\n`);
    await untilStopped(io.stderr);
    await server.close();
    release();
    return 0;
  },
};

/** One server a data folder. A folder whose owner was killed is taken over, with the database that is still running in it. */
function own(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'server.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN;
  if (Number.isInteger(pid) && pid !== process.pid && isServer(pid)) {
    throw new Problem('setting.invalid', { detail: `${dataDir} 已经有一个服务在用（进程 ${pid}），先停掉它，或用 --data 换一个。 Another server (pid ${pid}) uses this folder.` });
  }
  writeFileSync(file, String(process.pid), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** Pids are used again: a live process that is no Node program does not own the folder. */
function isServer(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    return /node|qingdan/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

function untilStopped(note: (text: string) => void): Promise<void> {
  return new Promise((stop) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (asked) return;
        asked = true;
        note('qingdan: 正在停 stopping …\n');
        stop();
      });
    }
  });
}
