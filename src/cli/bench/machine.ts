import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** CPU and memory of other processes, as Linux tells them; null elsewhere. A tick is 10 ms on every Linux that Node runs on. */
const tick = 10;

interface Process {
  readonly parent: number;
  /** Own time, and that of children which have ended and were waited for. */
  readonly ticks: number;
}

export function cpuMs(pid: number): number | null {
  const found = processOf(pid);
  return found === null ? null : found.ticks * tick;
}

/** A process with all that it started and that still lives: a PostgreSQL server with its backends and writers. */
export function cpuMsOfTree(root: number): number | null {
  if (processOf(root) === null) return null;
  const all = new Map(pids().map((pid) => [pid, processOf(pid)]));
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(all.get(pid)?.parent ?? 0));
  return [...all].reduce((sum, [pid, found]) => sum + (isBelow(pid) ? (found?.ticks ?? 0) * tick : 0), 0);
}

export function rssMiB(pid: number): number | null {
  return mebibytes(pid, /^VmRSS:\s+(\d+) kB/m);
}

/** The most that the process has ever held. */
export function peakRssMiB(pid: number): number | null {
  return mebibytes(pid, /^VmHWM:\s+(\d+) kB/m);
}

function mebibytes(pid: number, line: RegExp): number | null {
  const kib = line.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return kib === undefined ? null : Math.round(Number(kib) / 1024);
}

/** Ended, but nobody has asked for it yet. */
export function isZombie(pid: number): boolean {
  return /\) Z /.test(read(`/proc/${pid}/stat`) ?? '');
}

/** The embedded server of a data folder, while it runs. */
export function postmasterOf(dataDir: string): number | null {
  const pid = Number(read(join(dataDir, 'postgres', 'postmaster.pid'))?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

function processOf(pid: number): Process | null {
  // proc(5): the name stands in brackets and may hold anything; the fields count from behind it.
  const fields = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
  if (fields === undefined) return null;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { parent: Number(fields[1]), ticks };
}

function pids(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
