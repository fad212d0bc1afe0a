import { createWriteStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { admitElement } from '../../nouns/elements/index.ts';
import { csvOf, findImport, importNow, noteReading, recordsIn, registerOf, viewOf, xlsxOf } from '../../nouns/ledger/index.ts';
import { loadOrCreateLogKeys } from '../../nouns/log/index.ts';
import { identify, signIn, type Caller } from '../../nouns/people/index.ts';
import { openDatabase, transaction, type Db } from '../../platform/db/index.ts';
import { rounded, type Bench, type Line, type Size } from './bench.ts';
import { inRoom, type Room } from './room.ts';

const fields = 200;

/** W2: so many records of 200 values each, as one file into the bitemporal ledger, confirmed. */
export const importBench: Bench = (print, size) =>
  withRegister(size, async ({ line }) => {
    print(line);
  });

/** W4: the same data out again. */
export const exportBench: Bench = (print, size) =>
  withRegister(size, async ({ db, caller, room }) => {
    const now = new Date();
    const view = await viewOf(db, async () => null, { caller, now }, { register: 'sites', unit: caller.place.code });
    for (const format of ['csv', 'xlsx'] as const) {
      const out = join(room.dataDir, `out.${format}`);
      const watch = peak();
      const begin = performance.now();
      await noteReading(db, { caller, now, view, how: 'export', subjects: [], records: 1 });
      const pages = recordsIn(db, caller.county, view);
      const rows = format === 'csv' ? csvOf(view.columns, pages, false) : xlsxOf('台账', view.columns, pages, false);
      await pipeline(Readable.from(rows, { objectMode: false }), createWriteStream(out));
      const seconds = rounded((performance.now() - begin) / 1000, 3);
      print({ bench: 'export', format, values: records(size) * fields, seconds, bytes: (await stat(out)).size, rssMiB: watch() });
    }
  });

function records({ villages }: Size): number {
  return villages * 18;
}

interface Filled {
  readonly db: Db;
  readonly caller: Caller;
  readonly room: Room;
  readonly line: Line;
}

function withRegister(size: Size, work: (filled: Filled) => Promise<void>): Promise<void> {
  return inRoom({ ...size, villages: 1 }, async (room) => {
    const { dataDir, furnished } = room;
    const database = await openDatabase({ url: null, dataDir });
    const { db } = database;
    try {
      const now = new Date();
      const caller = await identify(db, furnished.tokens[0] ?? null, now);
      const gate = await identify(db, (await signIn(db, { name: 'jianfu', password: 'qingdan-bench', from: 'cli' }, now)).token, now);
      if (caller === null || gate === null) throw new Error('nobody can sign in');
      await transaction(db, async (trx) => {
        for (let at = 0; at < fields; at++) await admitElement(trx, { caller: gate, now }, elementOf(at));
      });
      const path = join(dataDir, 'register.csv');
      await writeFile(path, register(records(size)));
      await work({ db, caller, room, line: await importedIn(db, dataDir, caller, path, size) });
    } finally {
      await database.close({ stopServer: true });
    }
  });
}

async function importedIn(db: Db, dataDir: string, caller: Caller, path: string, size: Size): Promise<Line> {
  const sites = registerOf('sites');
  if (sites === null) throw new Error('there is no register of sites');
  const log = loadOrCreateLogKeys(dataDir, 'qingdan.bench/2000');
  const watch = peak();
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const beginning = { register: sites, fileName: 'register.csv', bytes: 0, validFrom: null, whole: true, path };
  const { id, taken } = await importNow(
    db,
    { log },
    { caller, now: new Date() },
    beginning,
    { suspicious: false, conflicting: false, gone: true },
    () => new Date(),
  );
  const seconds = rounded((performance.now() - begin) / 1000, 3);
  const spent = process.cpuUsage(cpu);
  const lost = records(size) - taken - ((await findImport(db, caller.county, id))?.counts.rejected ?? 0);
  return {
    bench: 'import',
    records: records(size),
    values: records(size) * fields,
    seconds,
    cpuMsServer: rounded((spent.user + spent.system) / 1000, 0),
    rowsLost: lost,
    rssMiB: watch(),
  };
}

function elementOf(at: number) {
  const type = (['integer', 'decimal', 'text'] as const)[at % 3] ?? 'text';
  return {
    key: `site.bench${at}`,
    zh: `第${at}项`,
    subject: 'site',
    type,
    unit: null,
    codeList: null,
    definition: '只用来量',
    derivedFrom: null,
    sensitive: 'none' as const,
    period: 'pointInTime' as const,
  };
}

function register(count: number): string {
  const columns = Array.from({ length: fields }, (_, at) => `site.bench${at}`);
  const value = (row: number, at: number): string | number =>
    at % 3 === 0 ? (row * 7 + at) % 9973 : at % 3 === 1 ? ((row + at) % 997) / 10 : `东头${(row + at) % 40}户`;
  const rows = Array.from({ length: count }, (_, row) => `场所${row},${columns.map((_column, at) => value(row, at)).join(',')}`);
  return `site.name,${columns.join(',')}\n${rows.join('\n')}\n`;
}

/** The most memory that this process held while the work ran. */
function peak(): () => number {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    look();
    return Math.round(most / 1024 / 1024);
  };
}
