import { chown, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { postmasterOf } from '../../src/cli/bench/machine.ts';
import { lives } from '../../src/cli/bench/server.ts';
import { clear, folderOf, killDatabase, program, run, start, until, type Started } from './installation.ts';

const open: { data: string; server: Started | null }[] = [];
const copies: string[] = [];
afterEach(async () => {
  for (const { data, server } of open.splice(0)) await clear(data, server);
  for (const copy of copies.splice(0)) await rm(copy, { recursive: true, force: true });
});

async function begin(name: string): Promise<{ data: string; server: Started }> {
  const data = await folderOf(name);
  const entry: (typeof open)[number] = { data, server: null };
  open.push(entry);
  entry.server = await start({ data });
  return { data, server: entry.server };
}

async function again(data: string): Promise<Started> {
  const server = await start({ data });
  // The one that runs now is the one to end: a server brings its database back while it lives.
  const entry = open.find((one) => one.data === data);
  if (entry !== undefined) entry.server = server;
  return server;
}

async function healthy({ address }: Started): Promise<number> {
  const response = await fetch(`${address}/health`);
  await response.arrayBuffer();
  return response.status;
}

describe('the server as a process', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('stops everything it started on %s', async (signal) => {
    const { data, server } = await begin('stop');
    const postmaster = postmasterOf(data) ?? 0;
    expect(await healthy(server)).toBe(200);
    server.child.kill(signal);
    expect(await server.ended).toBe(0);
    await until('the database has ended', 20, () => !lives(postmaster));
    await expect(healthy(server)).rejects.toThrow();
    expect(existsSync(join(data, 'server.pid'))).toBe(false);
    expect(readdirSync(join(data, 'run')).filter((name) => name.startsWith('.s.PGSQL'))).toEqual([]);
  });

  it('starts again after kill -9, on the database that went on without it', async () => {
    const { data, server } = await begin('again');
    const postmaster = postmasterOf(data) ?? 0;
    server.child.kill('SIGKILL');
    await server.ended;
    expect(lives(postmaster)).toBe(true);
    const second = await again(data);
    expect(await healthy(second)).toBe(200);
    expect(postmasterOf(data)).toBe(postmaster);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
    await until('the database has ended', 20, () => !lives(postmaster));
  });

  it('starts again after kill -9 of both', async () => {
    const { data, server } = await begin('both');
    killDatabase(data);
    server.child.kill('SIGKILL');
    await server.ended;
    expect(await healthy(await again(data))).toBe(200);
  });

  it('brings back a database that was killed under it', async () => {
    const { data, server } = await begin('database');
    killDatabase(data);
    await until('the database is back', 60, async () => (await healthy(server)) === 200 && lives(postmasterOf(data) ?? 0));
    expect(server.child.exitCode).toBe(null);
  });

  it('refuses a second one on the same folder and says what to do', async () => {
    const { data, server } = await begin('second');
    const second = spawnSync(process.execPath, [program, 'start', '--data', data, '--port', '0'], { encoding: 'utf8' });
    expect(second.status).toBe(2);
    expect(second.stdout).toBe('');
    expect(second.stderr).toContain('--data');
    expect(second.stderr).toContain(String(server.pid));
    expect(await healthy(server)).toBe(200);
  });

  it('works as an ordinary user', async () => {
    const data = await folderOf('user');
    if (process.getuid?.() !== 0) {
      // Whoever runs the tests is one.
      const server = await start({ data });
      open.push({ data, server });
      expect(await healthy(server)).toBe(200);
      return;
    }
    await chown(data, 65_534, 65_534);
    const as = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const server = await start({ data, as, file: await readableProgram(as) });
    open.push({ data, server });
    expect(await healthy(server)).toBe(200);
    expect((await stat(join(data, 'postgres', 'PG_VERSION'))).uid).toBe(65_534);
    expect(/^Uid:\s+65534/m.test(await readFile(`/proc/${postmasterOf(data)}/status`, 'utf8'))).toBe(true);
  });
});

/** A checkout below root's own folder cannot be entered by others: then what is needed is copied to where it can. */
async function readableProgram(as: readonly string[]): Promise<string> {
  const [command = '', ...args] = [...as, 'test', '-r', program];
  if (spawnSync(command, args).status === 0) return program;
  const copy = await mkdtemp(join(tmpdir(), 'qingdan-fault-copy-'));
  copies.push(copy);
  const root = dirname(dirname(program));
  for (const name of ['bin', 'dist', 'package.json']) await cp(join(root, name), join(copy, name), { recursive: true });
  run('cp', ['-a', join(root, 'node_modules'), join(copy, 'node_modules')]);
  run('chmod', ['-R', 'a+rX', copy]);
  return join(copy, 'bin', 'qingdan');
}
