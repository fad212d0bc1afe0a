import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../problem.ts';
import { isZombie, postmasterOf } from './machine.ts';

export interface Server {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  /** From the start of the process to its line of readiness. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** The program of this checkout or installation: the command that everybody starts. */
export function program(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'bin', 'qingdan');
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) throw new Problem('setting.invalid', { detail: '找不到 bin/qingdan。 bin/qingdan is not there.' });
  }
}

/** A server as a process of its own on a folder of its own; loopback, any free port. */
export function startServer(dataDir: string): Promise<Server> {
  return ready([program(), 'start', '--data', dataDir, '--port', '0'], /ready at http:\/\/127\.0\.0\.1:(\d+)/);
}

/** Starts Node and waits for the line that names its port. */
export async function ready(args: readonly string[], line: RegExp): Promise<Server> {
  const begin = performance.now();
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const said: string[] = [];
  const port = await new Promise<number>((done, failed) => {
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    const hear = (chunk: Buffer): void => {
      said.push(chunk.toString());
      const found = line.exec(said.join(''));
      if (found === null) return;
      clearTimeout(late);
      done(Number(found[1]));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', failed);
    child.once('exit', () =>
      failed(
        new Problem('database.unavailable', { detail: `服务没有起来：${said.join('').trim().slice(-400)} The server did not start.` }),
      ),
    );
  });
  const readyMs = performance.now() - begin;
  return { child, pid: child.pid ?? 0, port, readyMs, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(late);
}

/** What a killed server leaves: its database goes on. */
export async function stopDatabase(dataDir: string): Promise<void> {
  for (let asked = false; ; asked = true) {
    const pid = postmasterOf(dataDir);
    if (pid === null || !lives(pid)) return;
    if (!asked) process.kill(pid, 'SIGINT');
    await new Promise((done) => setTimeout(done, 50));
  }
}

export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}
