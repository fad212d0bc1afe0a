import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { configOf, type Config } from '../config.ts';
import { version } from '../main.ts';
import { shardHeads } from '../nouns/log/index.ts';
import { appliedMigrations, ArchiveWriter, copyOut, headName, inSnapshot, tablesInOrder, type BackupHead } from '../platform/db/index.ts';
import { Problem } from '../problem.ts';
import { parse, usage, type Command, type Io } from './command.ts';
import { expectInstallation, withOwner, type Owner } from './installation.ts';
import { makeProgress } from './progress.ts';

const warning =
  '这份备份里有存证日志的签名密钥和全部答复，谁拿到它谁就能签。请像钥匙一样保管。 It holds the signing key of the log and every answer: keep it as you keep a key.';

export const command: Command = {
  name: 'backup',
  summary: '备份整个部署 · the whole deployment in one file',
  usage: [
    'qingdan backup OUT [--data DIR] [--json]',
    '',
    'Writes everything of the installation (tables in one snapshot, keys, published checkpoint) to OUT, a tar that only its owner may read.',
    'The server may go on working meanwhile. OUT holds the signing key of the log.',
  ].join('\n'),
  async run(args, io) {
    const { positionals, values, flags } = parse(args, { values: ['--data'], flags: ['--json'] });
    const [out, ...more] = positionals;
    if (out === undefined || more.length > 0) throw usage('要写一个文件名，例如 qingdan backup 2026-11-24.tar · name one file');
    const config = configOf(io.env, { data: values['--data'] }, io.cwd);
    expectInstallation(config);
    const path = resolve(io.cwd, out);
    const done = await withOwner(config, (owner) => write(path, config, owner, io));
    if (flags.has('--json')) io.stdout(`${JSON.stringify({ out: path, ...done })}\n`);
    else
      io.stdout(
        `已备份到 ${path}（${(done.bytes / 1e6).toFixed(1)} MB，${Object.values(done.rows)
          .reduce((a, b) => a + b, 0)
          .toLocaleString('en-US')} 行）\nsha256 ${done.sha256}\n`,
      );
    io.stderr(`qingdan backup: ${warning}\n`);
    return 0;
  },
};

async function write(
  path: string,
  config: Config,
  owner: Owner,
  io: Io,
): Promise<{ bytes: number; rows: Record<string, number>; sha256: string }> {
  const at = new Date();
  const archive = await ArchiveWriter.create(path, at).catch((cause: unknown) => {
    throw new Problem('input.unreadable', {
      detail: `${path} 写不了：看看文件夹在不在，有没有写权限，或删掉上次留下的 ${path}.part · cannot be written`,
      cause,
    });
  });
  const progress = makeProgress(io, 'backup');
  try {
    const rows = await fill(archive, config, owner, at, progress.show);
    return { rows, ...(await archive.finish({ rows })), bytes: archive.bytes };
  } catch (error) {
    await archive.abandon();
    throw error;
  } finally {
    progress.end();
  }
}

async function fill(
  archive: ArchiveWriter,
  config: Config,
  { client }: Owner,
  at: Date,
  show: (text: string) => void,
): Promise<Record<string, number>> {
  // Before the snapshot: a checkpoint is published after its commit, so the snapshot holds all of what this one counts.
  const shown = await readIfThere(join(config.dataDir, 'log', 'checkpoint'));
  return inSnapshot(client, async () => {
    const migrations = await appliedMigrations(client);
    const tables = await tablesInOrder(client);
    await archive.add(
      headName,
      json({ format: 1, version, createdAt: at.toISOString(), warning, migrations, tables } satisfies BackupHead),
    );
    await archive.add('log.json', json(await shardHeads(client)));
    // After it: a key is made before the first entry that it signs.
    for (const name of await filesBelow(config.dataDir, 'keys'))
      await archive.add(`files/${name}`, await readFile(join(config.dataDir, name)));
    if (shown !== null) await archive.add('files/log/checkpoint', shown);
    const demo = await readIfThere(join(config.dataDir, 'demo.json'));
    if (demo !== null) await archive.add('files/demo.json', demo);
    const rows: Record<string, number> = {};
    for (const table of tables) {
      rows[table.name] = await archive.addTable(table.name, copyOut(client, table), (count) =>
        show(`${table.name} ${count} · ${(archive.bytes / 1e6).toFixed(0)} MB`),
      );
    }
    return rows;
  });
}

async function filesBelow(dataDir: string, folder: string): Promise<string[]> {
  const found = await readdir(join(dataDir, folder), { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dataDir, '.').length).replaceAll('\\', '/').replace(/^\/+/, ''))
    .sort();
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}
