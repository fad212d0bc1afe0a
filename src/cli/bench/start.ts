import type { Bench } from './bench.ts';
import { pause, quantile } from './load.ts';
import { postmasterOf, rssMiB } from './machine.ts';
import { inRoom, withServer } from './room.ts';

/** W5: from the start of the process to its line of readiness, database included, on an installation that has data. */
export const start: Bench = (print, size) =>
  inRoom(size, async ({ dataDir }) => {
    const times: number[] = [];
    const idle: { server: number | null; database: number | null } = { server: null, database: null };
    for (let run = 0; run < size.runs; run++) {
      await withServer(dataDir, async (server) => {
        times.push(server.readyMs);
        if (run > 0 && run < size.runs - 1) return;
        await pause(size.seconds * 250);
        idle.server = rssMiB(server.pid);
        idle.database = rssMiB(postmasterOf(dataDir) ?? 0);
      });
    }
    times.sort((a, b) => a - b);
    print({
      bench: 'start', ms: Math.round(quantile(times, 0.5)), min: Math.round(times[0] ?? 0), max: Math.round(times.at(-1) ?? 0), runs: times.length,
      rssMiB: idle.server, rssMiBDatabase: idle.database,
    }); // prettier-ignore
  });
