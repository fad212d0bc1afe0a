import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { configOf, type Config } from '../config.ts';
import type { ShardHead } from '../nouns/log/index.ts';
import {
  analyze,
  checkMembers,
  copyIn,
  inTransaction,
  migrate,
  migrations,
  openArchive,
  tablesWithRows,
  type Archive,
  type BackupHead,
  type Manifest,
} from '../platform/db/index.ts';
import { Problem } from '../problem.ts';
import { ArchivedLog, checkpointOf, keysIn, type Claim } from './archived-log.ts';
import { parse, usage, type Command, type Io } from './command.ts';
import { serverIn } from './folder.ts';
import { withOwner, type Owner } from './installation.ts';
import { makeProgress } from './progress.ts';

export const command: Command = {
  name: 'restore',
  summary: '从备份恢复 · a whole deployment from its backup',
  usage: [
    'qingdan restore IN [--data DIR] [--json]',
    '',
    'Brings a backup into an empty installation. Everything is checked before anything is touched: the seal, every digest, the schema, and that',
    'the log follows from its entries and is not older than what this folder has already shown.',
  ].join('\n'),
  async run(args, io) {
    const { positionals, values, flags } = parse(args, { values: ['--data'], flags: ['--json'] });
    const [input, ...more] = positionals;
    if (input === undefined || more.length > 0) throw usage('要写一个备份文件，例如 qingdan restore 2026-11-24.tar · name one backup');
    const config = configOf(io.env, { data: values['--data'] }, io.cwd);
    const archive = await openArchive(resolve(io.cwd, input));
    try {
      const backup = await check(archive, config);
      await withOwner(config, (owner) => bring(archive, backup, config, owner, io));
      const { manifest, log } = backup;
      if (flags.has('--json'))
        io.stdout(
          `${JSON.stringify({ in: resolve(io.cwd, input), data: config.dataDir, rows: manifest.rows, log, sha256: archive.sha256 })}\n`,
        );
      else
        io.stdout(
          `已恢复到 ${config.dataDir}，存证${log.map(({ shard, size }) => ` ${shard} 年 ${size} 条`).join('、')}，与检查点相符。\n`,
        );
      return 0;
    } finally {
      await archive.close();
    }
  },
};

interface Backup {
  readonly head: BackupHead;
  readonly manifest: Manifest;
  readonly log: readonly ShardHead[];
  /** Paths below the data folder. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Reads all of the backup and touches nothing. */
async function check(archive: Archive, config: Config): Promise<Backup> {
  const shown = existsSync(join(config.dataDir, 'log', 'checkpoint'))
    ? await readFile(join(config.dataDir, 'log', 'checkpoint'), 'utf8')
    : null;
  const files = new Map<string, Buffer>();
  let [log, tree]: [readonly ShardHead[], ArchivedLog | null] = [[], null];
  const { head, manifest } = await checkMembers(archive, (name, content, of) => {
    if (name === 'log.json') log = JSON.parse(content.toString()) as ShardHead[]; // sealed: written by backup
    else if (name.startsWith('files/')) files.set(pathOf(name), content);
    else if (name.startsWith('tables/log_entry/')) (tree ??= treeOf(log, files, shown, of)).take(content);
  });
  expectKnown(head);
  const verdict = (tree ?? treeOf(log, files, shown, head)).verdict();
  if (verdict !== null) throw new Problem('file.damaged', { detail: `存证核不过，没有恢复。${verdict}` });
  await expectFree(config, files);
  return { head, manifest, log, files };
}

function treeOf(log: readonly ShardHead[], files: ReadonlyMap<string, Buffer>, shown: string | null, { tables }: BackupHead): ArchivedLog {
  const keys = keysIn([...files].filter(([path]) => path.startsWith('keys/')).map(([, content]) => content.toString()));
  const claim = (what: string, note: string): Claim => {
    const checkpoint = checkpointOf(note, keys);
    if (checkpoint !== null) return { what, checkpoint };
    throw new Problem('file.damaged', {
      detail: `${what}的检查点不是备份里的密钥签的：这是另一本存证。 Its checkpoint was not signed by a key of this backup: another log.`,
    });
  };
  const archived = files.get('log/checkpoint')?.toString();
  const claims = [...(archived === undefined ? [] : [claim('备份', archived)]), ...(shown === null ? [] : [claim('这个文件夹', shown)])];
  return new ArchivedLog(log, claims, tables.find(({ name }) => name === 'log_entry')?.columns ?? []);
}

/** Only what backup writes, and nothing that leads out of the data folder. */
function pathOf(member: string): string {
  const path = member.slice('files/'.length);
  const isKnown = path === 'demo.json' || path === 'log/checkpoint' || /^keys(\/[A-Za-z0-9_][\w.-]*)+$/.test(path);
  if (!isKnown)
    throw new Problem('file.hostile', { detail: `备份里有不该有的文件 ${path}，没有恢复。 It holds a file that no backup has.` });
  return path;
}

function expectKnown(head: BackupHead): void {
  const known = new Map(migrations().map(({ name, digest }) => [name, digest]));
  for (const { name, digest } of head.migrations) {
    if (known.get(name) === digest) continue;
    const why = known.has(name)
      ? `${name} 与这个程序里的不同 differs from this program's`
      : `这个程序不认识 ${name}，请用 ${head.version} 或更新的版本 made by a newer program: use ${head.version} or later`;
    throw new Problem('setting.invalid', { detail: `备份的数据库结构：${why}` });
  }
}

async function expectFree({ dataDir }: Config, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const pid = serverIn(dataDir);
  if (pid !== null) throw inUse(dataDir, `正有一个服务在用它（进程 ${pid}），先停掉 a server (pid ${pid}) runs on it`);
  for (const [path, content] of files) {
    const file = join(dataDir, path);
    // A key or checkpoint that is already there is looked at, never written over; the checkpoint was compared above.
    if (path === 'log/checkpoint' || !existsSync(file)) continue;
    if (!(await readFile(file)).equals(content)) throw inUse(dataDir, `${path} 已经有了，而且不一样 is there and differs`);
  }
}

function inUse(dataDir: string, why: string): Problem {
  return new Problem('setting.invalid', {
    detail: `${dataDir} 不是空的：${why}。请用 --data 指到一个新的文件夹。 Only an empty installation takes a backup: name a new folder with --data.`,
  });
}

async function bring(
  archive: Archive,
  { head, manifest, files }: Backup,
  config: Config,
  { client, connection }: Owner,
  io: Io,
): Promise<void> {
  const [full] = await tablesWithRows(client);
  if (full !== undefined)
    throw inUse(config.databaseUrl === null ? config.dataDir : 'DATABASE_URL', `表 ${full} 里已经有数据 the table ${full} has rows`);
  const level = head.migrations.at(-1)?.name;
  if (level === undefined) throw new Problem('file.damaged', { detail: '备份里没有数据库结构。 The backup has no schema.' });
  await migrate(connection, { until: level });
  const progress = makeProgress(io, 'restore');
  const written = await writeFiles(config.dataDir, files);
  try {
    await inTransaction(client, () => copyTables(archive, client, head, manifest, progress.show));
  } catch (error) {
    // Killed here instead, a second restore finds the same files and carries on; a key without its log must not stay.
    for (const path of written) await rm(path, { force: true });
    throw error;
  } finally {
    progress.end();
  }
  await migrate(connection);
  await analyze(client);
}

async function copyTables(
  archive: Archive,
  client: Owner['client'],
  head: BackupHead,
  manifest: Manifest,
  show: (text: string) => void,
): Promise<void> {
  const members = archive.members();
  let member = await members.next();
  for (const table of head.tables) {
    const prefix = `tables/${table.name}/`;
    const pieces = async function* (): AsyncGenerator<Buffer> {
      for (; !member.done && member.value.name.startsWith(prefix); member = await members.next()) {
        show(member.value.name);
        yield member.value.content;
      }
    };
    while (!member.done && !member.value.name.startsWith('tables/')) member = await members.next();
    const rows = await copyIn(client, table, pieces());
    if (rows !== manifest.rows[table.name])
      throw new Problem('file.damaged', { detail: `表 ${table.name} 少了行：${rows}/${manifest.rows[table.name]}。 Rows are missing.` });
  }
}

/** @returns the files that were not there before */
async function writeFiles(dataDir: string, files: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const written: string[] = [];
  for (const [path, content] of files) {
    const file = join(dataDir, path);
    if (existsSync(file)) continue;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', path === 'log/checkpoint' ? 0o644 : 0o600);
    await handle.writeFile(content);
    await handle.sync();
    await handle.close();
    await chmod(file, path === 'log/checkpoint' ? 0o644 : 0o600);
    written.push(file);
  }
  return written;
}
