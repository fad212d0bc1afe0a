import { configOf } from '../config.ts';
import { openServer, type RunningServer } from '../main.ts';
import { Problem } from '../problem.ts';
import { parse, type Command } from './command.ts';
import { ownFolder } from './folder.ts';

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
    const config = configOf(
      io.env,
      { data: values['--data'], port: values['--port'], demo: flags.has('--demo'), demoPublic: flags.has('--demo-public') },
      io.cwd,
    );
    const release = ownFolder(config.dataDir);
    // Before anything is started: whoever stops a first start halfway must not leave a database behind.
    const stopped = untilStopped(io.stderr);
    let server: RunningServer;
    try {
      server = await openServer(config, { note: io.stderr });
    } catch (error) {
      release();
      throw error;
    }
    io.stdout(`Qingdan is ready at ${server.address}\n`);
    for (const { role, place, name, password } of server.demo?.signIns ?? [])
      io.stdout(`  ${role.padEnd(11)} ${name.padEnd(10)} ${password}   ${place}\n`);
    await stopped;
    await server.close();
    release();
    return 0;
  },
};

function untilStopped(note: (text: string) => void): Promise<void> {
  return new Promise((stop) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        // The second time somebody means it: a close that hangs must not hold the terminal.
        if (asked) process.exit(130);
        asked = true;
        note('qingdan: 正在停 stopping …\n');
        stop();
      });
    }
  });
}
