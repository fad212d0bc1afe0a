import { join } from 'node:path';
import { rounded, type Bench } from './bench.ts';
import { makeFloor } from './floor.ts';
import { answerTo } from './installation.ts';
import { pause, post } from './load.ts';
import { measure } from './measure.ts';
import { inRoom, withServer } from './room.ts';
import { program, ready } from './server.ts';

/**
 * Whole answers of thirty fields over HTTP to a server in its own process, each request by another village; then the
 * floor of the same machine in the same sitting.
 */
export const ingest: Bench = (print, size) =>
  inRoom(size, async ({ dataDir, furnished: { demandId, tokens, fields } }) => {
    // Made beforehand, so that the generator's share of the two cores stays small.
    const requests = Array.from({ length: Math.max(tokens.length, 1000) }, (_, index) =>
      post(`/api/answers/${demandId}`, tokens[index % tokens.length] ?? '', JSON.stringify({ values: answerTo(fields) })),
    );
    let at = 0;
    const work = { dataDir, size, status: 201, next: (): Buffer => requests[at++ % requests.length] ?? Buffer.alloc(0) };
    const rates = new Map<number, number>();
    await withServer(dataDir, async (server) => {
      for (const clients of size.clients) {
        const line = await measure({ ...work, server, clients });
        rates.set(clients, Number(line['perSecond']));
        print({ bench: 'ingest', ...line });
      }
      // The log catches up first, so that the floor has the machine to itself.
      await pause(size.seconds * 250);
      const socket = join(dataDir, 'run');
      await makeFloor(socket);
      const floor = await ready([program(), 'bench', '--serve-floor', socket], /floor at (\d+)/);
      try {
        for (const clients of size.clients) {
          const line = await measure({ ...work, server: floor, clients });
          print({ bench: 'floor', ...line, ratio: rounded((rates.get(clients) ?? 0) / Number(line['perSecond']), 3) });
        }
      } finally {
        await floor.stop();
      }
    });
  });
