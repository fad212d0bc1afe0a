// A throw-away cluster of the system's own PostgreSQL (15 or later), where one is installed; null elsewhere.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';

export async function startDebianPostgres() {
  const base = '/usr/lib/postgresql';
  const version = existsSync(base)
    ? readdirSync(base)
        .filter((name) => Number(name) >= 15 && existsSync(join(base, name, 'bin', 'postgres')))
        .sort((a, b) => b - a)[0]
    : undefined;
  if (version === undefined) return null;
  const bin = (name) => join(base, version, 'bin', name);
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-pg-'));
  chmodSync(folder, 0o700);
  const as = (command, args) =>
    process.getuid() === 0 ? ['unshare', ['--user', '--map-user=65534', '--map-group=65534', command, ...args]] : [command, args];
  const data = join(folder, 'data');
  const made = spawnSync(...as(bin('initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']), {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (made.status !== 0) throw new Error(`initdb of PostgreSQL ${version} failed`);
  const child = spawn(...as(bin('postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=64']), {
    stdio: 'ignore',
  });
  for (let i = 0; i < 200 && !existsSync(join(folder, '.s.PGSQL.5432')); i++) await new Promise((done) => setTimeout(done, 50));
  await new Promise((done) => setTimeout(done, 300));
  return {
    version,
    url: `postgres://postgres@localhost:5432/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      child.kill('SIGINT');
      await new Promise((done) => child.once('exit', done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
