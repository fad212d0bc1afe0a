import { per, rounded, type Line, type Size } from './bench.ts';
import { load, type LoadOptions } from './load.ts';
import { cpuMs, cpuMsOfTree, postmasterOf, rssMiB } from './machine.ts';

export interface Measured extends Pick<LoadOptions, 'clients' | 'next'> {
  readonly server: { readonly port: number; readonly pid: number };
  readonly dataDir: string;
  readonly size: Size;
  /** The only status that counts. */
  readonly status: number;
}

/** Load on a server, and what server and database spent on it per request. */
export async function measure({ server: { port, pid }, dataDir, clients, next, size, status }: Measured): Promise<Line> {
  const postmaster = postmasterOf(dataDir) ?? 0;
  const marks: { server: number | null; database: number | null }[] = [];
  const { done, failed, perSecond, p50, p99 } = await load({
    port,
    clients,
    next,
    warmSeconds: size.warmSeconds,
    seconds: size.seconds,
    isFine: (got) => got === status,
    mark: () => marks.push({ server: cpuMs(pid), database: cpuMsOfTree(postmaster) }),
  });
  const spent = (side: 'server' | 'database'): number | null => {
    const [begin, end] = [marks[0]?.[side] ?? null, marks[1]?.[side] ?? null];
    return begin === null || end === null ? null : end - begin;
  };
  return {
    clients,
    perSecond: rounded(perSecond, 1),
    p50: rounded(p50, 2),
    p99: rounded(p99, 2),
    cpuMsServer: per(spent('server'), done),
    cpuMsDatabase: per(spent('database'), done),
    rssMiB: rssMiB(pid),
    done,
    failed,
  };
}
