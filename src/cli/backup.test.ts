import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../test/database.ts';
import { dateInChina } from '../base/time.ts';
import { checkTree, loadOrCreateLogKeys, startSequencer, type LogKeys } from '../nouns/log/index.ts';
import { sendAnswer } from '../nouns/answers/index.ts';
import { identify } from '../nouns/people/index.ts';
import { connect, copyOut, migrate, tablesInOrder, transaction, type Db } from '../platform/db/index.ts';
import { Problem } from '../problem.ts';
import { command as backup } from './backup.ts';
import { answerTo, furnish, type Furnished } from './bench/installation.ts';
import type { Command } from './command.ts';
import { command as restore } from './restore.ts';

let folder: string;
let source: TestDatabase;
let furnished: Furnished;
let log: LogKeys;
const empties: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qingdan-backup-'));
  source = await testDatabase();
  furnished = await furnish(source.db, join(folder, 'data'), { fieldCount: 4, villages: 3 });
  log = loadOrCreateLogKeys(join(folder, 'data'), `qingdan.bench/${dateInChina(new Date()).slice(0, 4)}`);
  await answer(source.db, furnished.tokens);
  await sequence();
  await run(backup, [join(folder, 'old.tar')]);
  await answer(source.db, furnished.tokens.slice(0, 1));
  await sequence();
  await run(backup, [join(folder, 'new.tar')]);
});
afterAll(async () => {
  await source.close();
  await administrate(async (client) => {
    for (const name of empties) await client.query(`drop database ${name} with (force)`);
  });
  await rm(folder, { recursive: true, force: true });
});

async function answer(db: Db, tokens: readonly string[]): Promise<void> {
  for (const token of tokens) {
    const now = new Date();
    const caller = await identify(db, token, now);
    if (caller === null) throw new Error('the session is gone');
    await transaction(db, (trx) => sendAnswer(trx, log, { caller, now }, furnished.demandId, { values: answerTo(furnished.fields) }));
  }
}

async function sequence(): Promise<void> {
  const sequencer = startSequencer(source.db, log, { data: join(folder, 'data') });
  await sequencer.drain();
  await sequencer.stop();
}

const urlOf = ({ host, port, user, database }: pg.PoolConfig): string =>
  `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`;

async function administrate(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ ...inject('owner'), database: 'postgres' });
  await client.connect();
  await work(client).finally(() => client.end());
}

async function emptyDatabase(): Promise<pg.PoolConfig> {
  const name = `qd_test_${randomBytes(6).toString('hex')}`;
  empties.push(name);
  await administrate(async (client) => {
    await client.query(`create database ${name}`);
  });
  return { ...inject('owner'), database: name };
}

async function run(
  command: Command,
  args: readonly string[],
  database: pg.PoolConfig = source.owner,
  data = join(folder, 'data'),
): Promise<{ code: number; out: string; said: string }> {
  const [out, said]: [string[], string[]] = [[], []];
  const io = {
    stdout: (text: string) => void out.push(text),
    stderr: (text: string) => void said.push(text),
    cwd: folder,
    isTty: false,
    stdin: async () => new Uint8Array(),
  };
  const code = await command.run([...args, '--data', data], { ...io, env: { DATABASE_URL: urlOf(database) } });
  return { code, out: out.join(''), said: said.join('') };
}

async function contents(database: pg.PoolConfig): Promise<Record<string, string>> {
  const client = new pg.Client(database);
  await client.connect();
  const tables: Record<string, string> = {};
  for (const table of await tablesInOrder(client)) {
    const parts: Buffer[] = [];
    for await (const chunk of copyOut(client, table)) parts.push(chunk);
    tables[table.name] = Buffer.concat(parts).toString();
  }
  await client.end();
  return tables;
}

describe('backup and restore', () => {
  it('bring every row, key and checkpoint to another place, and the log verifies there', async () => {
    const target = await emptyDatabase();
    const data = join(folder, 'elsewhere');
    const { code, out } = await run(restore, ['new.tar', '--json'], target, data);
    expect(code).toBe(0);
    const [here, there] = [await contents(source.owner), await contents(target)];
    expect(there).toEqual(here);
    expect(here['answer']?.split('\n').length).toBe(5);
    const entries = (here['log_entry'] ?? '').split('\n').length - 1;
    expect(entries).toBeGreaterThanOrEqual(5);
    expect(JSON.parse(out)).toMatchObject({ rows: { answer: 4, log_entry: entries }, log: [{ size: entries }] });
    for (const file of await readdir(join(folder, 'data', 'keys'))) {
      expect(await readFile(join(data, 'keys', file))).toEqual(await readFile(join(folder, 'data', 'keys', file)));
      expect((await stat(join(data, 'keys', file))).mode & 0o077).toBe(0);
    }
    const { db } = connect(target, 2);
    const restored = loadOrCreateLogKeys(data, log.origin);
    expect(await checkTree(db, restored)).toEqual({ size: JSON.parse(out).log[0].size, faults: [] });
    const sequencer = startSequencer(db, restored, { data });
    await sequencer.ready;
    await sequencer.stop();
    await db.destroy();
  });

  it('bring a backup of an older schema up to this one', async () => {
    const older = await emptyDatabase();
    await migrate(older, { until: '0001_house.sql' });
    const client = new pg.Client(older);
    await client.connect();
    await client.query(`insert into unit values ('990101000000', '青禾县', '青禾', 'county', null, '990101', '990101', '2000-01-01')`);
    await client.end();
    await run(backup, ['older.tar'], older, join(folder, 'no-files'));
    const target = await emptyDatabase();
    expect((await run(restore, ['older.tar'], target, join(folder, 'older'))).code).toBe(0);
    const there = await contents(target);
    expect(there['unit']).toBe((await contents(older))['unit']);
    expect(Object.keys(there).sort()).toEqual(Object.keys(await contents(source.owner)).sort());
  });

  it('say that the file holds the signing key', async () => {
    expect((await run(backup, ['said.tar'])).said).toContain('签名密钥');
  });

  it('take a snapshot: answers that come in meanwhile are whole or not there', async () => {
    const busy = Promise.all([answer(source.db, furnished.tokens), answer(source.db, furnished.tokens.slice(1))]).catch(() => {});
    await run(backup, ['busy.tar']);
    await busy;
    await sequence();
    const target = await emptyDatabase();
    expect((await run(restore, ['busy.tar'], target, join(folder, 'busy'))).code).toBe(0);
  });
});

describe('restore refuses', () => {
  async function refusal(args: readonly string[], target?: pg.PoolConfig, data?: string): Promise<string> {
    const found = await run(
      restore,
      args,
      target ?? (await emptyDatabase()),
      data ?? join(folder, `n${randomBytes(4).toString('hex')}`),
    ).catch((error: unknown) => error);
    if (!(found instanceof Problem)) throw new Error(`no refusal: ${JSON.stringify(found)}`);
    return found.message;
  }

  it('a changed byte and a missing end, and touches nothing', async () => {
    const bytes = await readFile(join(folder, 'new.tar'));
    const bent = Buffer.from(bytes);
    bent[40_000] = (bent[40_000] ?? 0) ^ 1;
    await writeFile(join(folder, 'bent.tar'), bent);
    await writeFile(join(folder, 'short.tar'), bytes.subarray(0, 60_000));
    const target = await emptyDatabase();
    const data = join(folder, 'untouched');
    expect(await refusal(['bent.tar'], target, data)).toContain('有字节变了');
    expect(await refusal(['short.tar'], target, data)).toContain('不是完整的备份');
    await expect(stat(data)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await contents(target)).toEqual({});
  });

  it('an installation that has data', async () => {
    expect(await refusal(['new.tar'], source.owner, join(folder, 'fresh'))).toContain('不是空的');
  });

  it('a folder that has another key', async () => {
    const data = join(folder, 'other');
    loadOrCreateLogKeys(data, log.origin);
    expect(await refusal(['new.tar'], undefined, data)).toContain('不是空的');
  });

  it('a log that is older than what the folder has shown', async () => {
    const data = join(folder, 'ahead');
    await cp(join(folder, 'data', 'log'), join(data, 'log'), { recursive: true });
    expect(await refusal(['old.tar'], undefined, data)).toContain('存证倒退');
  });

  it('but takes one that carries on from what the folder has shown', async () => {
    const data = join(folder, 'lost');
    await cp(join(folder, 'data'), data, { recursive: true });
    await run(backup, ['latest.tar']);
    expect((await run(restore, ['latest.tar'], await emptyDatabase(), data)).code).toBe(0);
  });

  it('a log whose entry was changed before the backup was made', async () => {
    const client = new pg.Client(source.owner);
    await client.connect();
    const { rows } = await client.query<{ entry: Buffer }>('select entry from log_entry where idx = 1');
    const entry = Buffer.from(rows[0]?.entry ?? []);
    entry[10] = (entry[10] ?? 0) ^ 1;
    await client.query('update log_entry set entry = $1 where idx = 1', [entry]);
    await run(backup, ['forged.tar']);
    await client.query('update log_entry set entry = $1 where idx = 1', [rows[0]?.entry]);
    await client.end();
    expect(await refusal(['forged.tar'])).toContain('第1条与它的摘要不符');
  });

  it('a schema that this program does not know', async () => {
    const client = new pg.Client(source.owner);
    await client.connect();
    await client.query(`insert into migration (name, digest) values ('9999_later.sql', 'x')`);
    await run(backup, ['later.tar']);
    await client.query(`delete from migration where name = '9999_later.sql'`);
    await client.end();
    expect(await refusal(['later.tar'])).toContain('9999_later.sql');
  });
});
