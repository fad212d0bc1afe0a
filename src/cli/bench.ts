import { tiny, whole, type Bench } from './bench/bench.ts';
import { check } from './bench/check.ts';
import { fill } from './bench/fill.ts';
import { serveFloor } from './bench/floor.ts';
import { ingest } from './bench/ingest.ts';
import { exportBench, importBench } from './bench/ledger.ts';
import { run as logLines } from './bench/log.ts';
import { map } from './bench/map.ts';
import { overlap } from './bench/overlap.ts';
import { rollup } from './bench/rollup.ts';
import { start } from './bench/start.ts';
import { parse, usage, type Command } from './command.ts';

const log: Bench = async (print, size) => {
  for await (const line of logLines(size)) print(line);
};

const benches: Readonly<Record<string, Bench>> = {
  start,
  ingest,
  rollup,
  check,
  overlap,
  map,
  fill,
  log,
  import: importBench,
  export: exportBench,
};

export const command: Command = {
  name: 'bench',
  summary: '跑基准 · the benchmarks, as JSON lines',
  usage: [
    'qingdan bench [NAME]',
    '',
    `NAME: ${Object.keys(benches).join(', ')}; all of them without a name. One JSON line a figure, at most half a minute each, on loopback and on`,
    'folders of its own that are gone afterwards. The machine is shared: compare lines of one run (floor), or CPU time per piece of work.',
    '--tiny runs with the least counts that show the shape of the lines.',
  ].join('\n'),
  async run(args, io) {
    const { positionals, flags, values } = parse(args, { values: ['--serve-floor'], flags: ['--tiny', '--json'] });
    const socket = values['--serve-floor'];
    if (socket !== undefined) return serveFloor(socket, io);
    const [name, ...more] = positionals;
    if (more.length > 0 || (name !== undefined && !(name in benches)))
      throw usage(`要写 ${Object.keys(benches).join('、')} 里的一个 · name one bench`);
    for (const [each, bench] of Object.entries(benches)) {
      if (name !== undefined && name !== each) continue;
      await bench((line) => io.stdout(`${JSON.stringify(line)}\n`), flags.has('--tiny') ? tiny : whole);
    }
    return 0;
  },
};
