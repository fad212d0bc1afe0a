import type { Bench } from './bench.ts';
import { answerTo } from './installation.ts';
import { get } from './load.ts';
import { measure } from './measure.ts';
import { inRoom, withServer } from './room.ts';

/** W3: the roll-up of a demand by township, read by its drafter after every village has answered. */
export const rollup: Bench = (print, size) =>
  inRoom(size, ({ dataDir, furnished: { demandId, tokens, fields, drafter } }) =>
    withServer(dataDir, async (server) => {
      for (const token of tokens) {
        const response = await fetch(`http://127.0.0.1:${server.port}/api/answers/${demandId}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ values: answerTo(fields) }),
        });
        await response.arrayBuffer();
      }
      const request = get(`/api/rollup/${demandId}?by=township`, drafter);
      for (const clients of size.clients)
        print({ bench: 'rollup', ...(await measure({ server, dataDir, size, clients, status: 200, next: () => request })) });
    }),
  );
