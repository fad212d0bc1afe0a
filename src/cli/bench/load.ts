import { connect, type Socket } from 'node:net';

export interface LoadOptions {
  readonly port: number;
  readonly clients: number;
  /** Before anything is counted: code and caches become warm. */
  readonly warmSeconds: number;
  readonly seconds: number;
  /** The next whole request, head and body. */
  readonly next: () => Buffer;
  readonly isFine: (status: number) => boolean;
  /** Called when counting begins and when it ends, for figures of the other side. */
  readonly mark?: (moment: 'begin' | 'end') => void;
}

export interface LoadResult {
  readonly done: number;
  readonly failed: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Keep-alive clients on plain sockets, each with one request under way. A load generator on the same two cores takes its share from what
 * it measures: this one costs some 0.02 ms a request, where an HTTP library costs as much as the server.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { port, clients, warmSeconds, seconds, next, isFine, mark = () => {} } = options;
  const times: number[] = [];
  const run = { counting: false, stopped: false, failed: 0 };
  const sockets = await Promise.all(Array.from({ length: clients }, () => open(port)));
  const ended = sockets.map((socket) =>
    converse(socket, next, run, (status, milliseconds) => {
      if (!run.counting) return;
      if (isFine(status)) times.push(milliseconds);
      else run.failed++;
    }),
  );
  await pause(warmSeconds * 1000);
  mark('begin');
  const begin = performance.now();
  run.counting = true;
  await pause(seconds * 1000);
  run.counting = false;
  const took = (performance.now() - begin) / 1000;
  mark('end');
  run.stopped = true;
  await Promise.all(ended);
  for (const socket of sockets) socket.destroy();
  times.sort((a, b) => a - b);
  return { done: times.length, failed: run.failed, perSecond: times.length / took, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

function open(port: number): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => done(socket));
    socket.once('error', failed);
  });
}

/** One client: request, whole response, next request. Ends when told to, or when the server hangs up (which counts as one failure). */
function converse(
  socket: Socket,
  next: () => Buffer,
  run: { stopped: boolean; failed: number },
  told: (status: number, milliseconds: number) => void,
): Promise<void> {
  return new Promise((ended) => {
    let kept: Buffer = Buffer.alloc(0);
    let sent = 0;
    const send = (): void => {
      sent = performance.now();
      socket.write(next());
    };
    socket.removeAllListeners('error');
    socket.on('error', () => {});
    socket.on('close', () => {
      if (!run.stopped) run.failed++;
      ended();
    });
    socket.on('data', (chunk: Buffer) => {
      kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
      const status = wholeResponse(kept);
      if (status === null) return;
      kept = Buffer.alloc(0);
      told(status, performance.now() - sent);
      if (run.stopped) ended();
      else send();
    });
    send();
  });
}

/** Status of a response that has come in whole; null while it has not. Without pipelining the bytes behind it belong to nobody. */
function wholeResponse(bytes: Buffer): number | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return bytes.length >= end + 4 + length ? Number(head.slice(9, 12)) : null;
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function post(path: string, token: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

export function get(path: string, token: string): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n\r\n`);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
