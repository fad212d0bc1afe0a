import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { program } from './installation.ts';

function bench(name: string): Record<string, unknown>[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'bench', name, '--tiny'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
}

const number: unknown = expect.any(Number);
const load = { clients: number, perSecond: number, p50: number, p99: number, failed: 0 };
// What /proc tells is null where there is none.
const spent = process.platform === 'linux' ? { cpuMsServer: number, cpuMsDatabase: number, rssMiB: number } : {};

describe('qingdan bench', () => {
  it('prints one JSON line a figure: ingest, with the floor of the same run', () => {
    expect(bench('ingest')).toEqual([
      expect.objectContaining({ bench: 'ingest', ...load, ...spent }),
      expect.objectContaining({ bench: 'floor', ...load, ...spent, ratio: number }),
    ]);
  });

  it.each([
    ['rollup', { ...load, ...spent }],
    ['start', { ms: number, runs: 1 }],
    ['check', { characters: number, ms: number, p99: number, perSecond: number }],
  ])('%s', (name, keys) => {
    expect(bench(name)).toEqual([expect.objectContaining({ bench: name, ...keys })]);
  });
});
