import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { furnish, type Furnished } from '../../src/cli/bench/installation.ts';
import { postmasterOf } from '../../src/cli/bench/machine.ts';
import { lives, stopDatabase } from '../../src/cli/bench/server.ts';
import { openDatabase } from '../../src/platform/db/index.ts';

/** The built program, as everybody starts it. */
export const program = fileURLToPath(new URL('../../bin/qingdan', import.meta.url));

export interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly address: string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
  said(): string;
}

export interface Options {
  readonly data: string;
  readonly args?: readonly string[];
  /** Words before the program's own: another user. */
  readonly as?: readonly string[];
  readonly file?: string;
}

/** Starts the server and waits for its line; fails with what it said where it ends before. */
export async function start({ data, args = [], as = [], file = program }: Options): Promise<Started> {
  const [command = '', ...rest] = [...as, process.execPath, file, 'start', '--data', data, '--port', '0', ...args];
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, HOME: tmpdir(), QINGDAN_LOG: '1' },
    cwd: tmpdir(),
  });
  let said = '';
  const ended = new Promise<number | string | null>((done) => child.once('exit', (code, signal) => done(code ?? signal)));
  const address = await new Promise<string>((done, failed) => {
    const late = setTimeout(() => failed(new Error(`not ready after a minute: ${said}`)), 60_000);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /ready at (http:\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      done(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((code) => {
      clearTimeout(late);
      failed(new Error(`ended with ${code}: ${said}`));
    });
  });
  return { child, pid: child.pid ?? 0, address, ended, said: () => said };
}

export async function folderOf(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `qingdan-fault-${name}-`));
}

export async function furnished(data: string, size: { fieldCount: number; villages: number }): Promise<Furnished> {
  const database = await openDatabase({ url: null, dataDir: data });
  return furnish(database.db, data, size).finally(() => database.close({ stopServer: true }));
}

/** Ends what is left of an installation and takes its folder away. */
export async function clear(data: string, server: Started | null): Promise<void> {
  if (server !== null && lives(server.pid)) {
    server.child.kill('SIGKILL');
    await server.ended;
  }
  await stopDatabase(data);
  await rm(data, { recursive: true, force: true });
}

export function database(data: string): pg.PoolConfig {
  return { host: join(data, 'run'), port: 5432, user: 'postgres', database: 'qingdan' };
}

export function killDatabase(data: string): void {
  const pid = postmasterOf(data);
  if (pid !== null && lives(pid)) process.kill(pid, 'SIGKILL');
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

export async function until(what: string, seconds: number, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const late = Date.now() + seconds * 1000; !(await isSo()); await pause(100)) {
    if (Date.now() > late) throw new Error(`not within ${seconds} s: ${what}`);
  }
}

export function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' });
}
