import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, type Furnished } from '../../src/cli/bench/installation.ts';
import { dateInChina } from '../../src/base/time.ts';
import { checkTree, loadOrCreateLogKeys } from '../../src/nouns/log/index.ts';
import { connect } from '../../src/platform/db/index.ts';
import { clear, database, folderOf, furnished, killDatabase, pause, start, until, type Started } from './installation.ts';

/** QINGDAN_FAULT_KILLS=1000 is the full measure; the tests take a few of them, and at most so many seconds. */
const kills = Number(process.env['QINGDAN_FAULT_KILLS'] ?? 12);
const seconds = kills <= 12 ? 75 : kills * 15;

interface Acknowledged {
  readonly answer: string;
  readonly receipt: string;
  readonly promise: string;
}

let data: string;
let installation: Furnished;
let server: Started | null = null;

beforeAll(async () => {
  data = await folderOf('kill');
  installation = await furnished(data, { fieldCount: 6, villages: 12 });
});
afterAll(() => clear(data, server));

/** One village that answers without pause, and asks again under the same key until it has been told that its answer is in. */
async function village(token: string, told: Map<string, Acknowledged>, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const key = randomUUID();
    const body = JSON.stringify({ values: answerTo(installation.fields) });
    for (;;) {
      const found = await send(token, key, body);
      if (found !== null) {
        told.set(key, found);
        break;
      }
      await pause(100);
    }
  }
}

/** Null where the outcome is unknown or the server asks to come again: what a client then does is to ask again. */
async function send(token: string, key: string, body: string): Promise<Acknowledged | null> {
  const response = await fetch(`${server?.address}/api/answers/${installation.demandId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body,
    signal: AbortSignal.timeout(20_000),
  }).catch(() => null);
  const text = await response?.text().catch(() => null);
  if (response === null || text === null || text === undefined || response.status === 503) return null;
  if (response.status !== 201) throw new Error(`${response.status}: ${text}\n${server?.said().slice(-3000)}`);
  return JSON.parse(text) as Acknowledged;
}

async function killed(what: 'server' | 'database' | 'both'): Promise<void> {
  if (what !== 'server') killDatabase(data);
  if (what === 'database') return;
  server?.child.kill('SIGKILL');
  await server?.ended;
  server = await start({ data });
}

describe(`kill -9 of server and database, ${kills} times under load`, () => {
  const told = new Map<string, Acknowledged>();
  let done = 0;

  it(
    'is survived without anybody’s help but a new start',
    async () => {
      server = await start({ data });
      let over = false;
      const villages = installation.tokens.slice(0, 8).map((token) => village(token, told, () => over));
      const late = Date.now() + seconds * 1000;
      for (; done < kills && Date.now() < late; done++) {
        await pause(randomInt(400, 2500));
        const before = told.size;
        await killed((['server', 'database', 'both'] as const)[done % 3] ?? 'server');
        await until('answers are taken again', 60, () => told.size > before + 3);
      }
      over = true;
      await Promise.all(villages);
      expect(done).toBeGreaterThan(3);
    },
    60_000 + seconds * 2000,
  );

  it('loses no acknowledged answer and doubles none', async () => {
    const client = new pg.Client(database(data));
    await client.connect();
    const { rows } = await client.query<{ id: string; leaf: string }>('select id, leaf from answer');
    const kept = new Map(rows.map(({ id, leaf }) => [id, leaf]));
    const lost = [...told.values()].filter(({ answer, receipt }) => kept.get(answer) !== receipt);
    const { rows: rollup } = await client.query(`
      select r.place from rollup r where r.answered <> (select count(*) from answer_current c where c.demand = r.demand and c.version = r.version and left(c.unit, 9) = left(r.place, 9))
        or r.sums[1] <> (select sum((c."values" ->> 'f1')::numeric) from answer_current c where c.demand = r.demand and c.version = r.version and left(c.unit, 9) = left(r.place, 9))`);
    await client.end();
    expect(lost).toEqual([]);
    expect(kept.size).toBe(told.size);
    expect(new Set([...told.values()].map(({ answer }) => answer)).size).toBe(told.size);
    expect(rollup).toEqual([]);
    process.stdout.write(`      ${done} kills, ${told.size} acknowledged answers\n`);
  });

  it('leaves a log that holds every acknowledged leaf and verifies', async () => {
    const { db } = connect(database(data), 2);
    try {
      await until(
        'nothing waits for the log',
        60,
        async () => (await db.selectFrom('log_pending').select('id').limit(1).executeTakeFirst()) === undefined,
      );
      const { faults, size } = await checkTree(db, loadOrCreateLogKeys(data, `qingdan.bench/${dateInChina(new Date()).slice(0, 4)}`));
      expect(faults).toEqual([]);
      const entries = await db.selectFrom('log_entry').select('entry').execute();
      expect(size).toBe(entries.length);
      // One leaf an answer, beside the terms and the rules that the program came with.
      expect(entries.filter(({ entry }) => (JSON.parse(entry.toString()) as { t: string }).t === 'answer').length).toBe(told.size);
      for (const { receipt } of [...told.values()].slice(-200)) {
        const response = await fetch(`${server?.address}/log/receipt/${receipt}/leaf`);
        await response.arrayBuffer();
        expect(response.status).toBe(200);
      }
    } finally {
      await db.destroy();
    }
  });
});
