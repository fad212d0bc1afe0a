import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const program = fileURLToPath(new URL('../../bin/qingdan', import.meta.url));

export interface Installation {
  readonly address: string;
  readonly dataDir: string;
  /** What it printed on standard output. */
  readonly printed: string;
  stop(): Promise<void>;
}

/** The program as an operator starts it, with the demo county, in a folder of its own, on a port that is free. */
export async function startInstallation(): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'qingdan-e2e-'));
  const child = spawn(process.execPath, [program, 'start', '--demo', '--data', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = await untilReady(child);
  const address = /ready at (\S+)/.exec(printed)?.[1];
  if (address === undefined) throw new Error(`no address in: ${printed}`);
  return { address, dataDir, printed, stop };

  async function stop(): Promise<void> {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGINT');
    await gone;
    await rm(dataDir, { recursive: true, force: true });
  }
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      // The sign-ins follow the line with the address at once.
      if (text.includes('ready at') && text.includes('operator')) done(text);
    });
    child.once('exit', (code) => failed(new Error(`qingdan start ended with ${code}: ${text}`)));
  });
}
