import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';

/** One server a data folder. A folder whose owner was killed is taken over, with the database that is still running in it. */
export function ownFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = fileIn(dataDir);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${process.pid} ${startOf(process.pid) ?? ''}\n`, { mode: 0o600, flag: 'wx' });
  try {
    for (;;) {
      const holder = serverIn(dataDir);
      if (holder !== null) {
        throw new Problem('setting.invalid', {
          detail: `${dataDir} 已经有一个服务在用（进程 ${holder}），先停掉它，或用 --data 换一个。 Another server (pid ${holder}) uses this folder.`,
        });
      }
      rmSync(file, { force: true });
      try {
        // Linked whole: of two that start at one moment one finds the other's number, never an empty file.
        linkSync(draft, file);
        return () => rmSync(file, { force: true });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Pid of the server that runs on this folder, null where there is none. */
export function serverIn(dataDir: string): number | null {
  let note: string;
  try {
    note = readFileSync(fileIn(dataDir), 'utf8');
  } catch {
    return null;
  }
  const [pid = '', start = ''] = note.trim().split(' ');
  return /^[1-9]\d*$/.test(pid) && isSame(Number(pid), start) ? Number(pid) : null;
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'server.pid');
}

/** Pids are used again, soon and by other Node programs where a container starts anew: only the same start is the same process. */
function isSame(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = startOf(pid);
  return now === null || (now !== zombie && (start === '' || now === start));
}

/** Killed, and nobody has asked for its end: the first process of a container often does not. */
const zombie = 'zombie';

/** Boot and tick of a process's start; null where the system does not tell. */
function startOf(pid: number): string | null {
  try {
    // Behind the name, which may hold blanks and brackets, starttime is the twentieth field (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    if (fields[0] === 'Z') return zombie;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}
