import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import {
  cosignatureType,
  formatVkey,
  isKeyName,
  noteKey,
  openCheckpoint,
  parseVkeys,
  Rejection,
  rejections,
  witness,
  type Checkpoint,
  type NoteKey,
} from '../engines/tlog/index.ts';
import { nodeSuite } from '../platform/crypto/index.ts';
import { Problem } from '../problem.ts';
import { parse, usage, type Command } from './command.ts';
import { ownFolder } from './folder.ts';

/** 63 hashes and a checkpoint with a hundred signatures; more is not a log. */
const longestBody = 64 * 1024;

const codes = { malformed: 400, unsigned: 403, unknown: 404, inconsistent: 422 } as const;

export const command: Command = {
  name: 'witness',
  summary: '见证别人的存证日志 · cosigns other installations’ logs',
  usage: [
    'qingdan witness --log KEYFILE --name NAME [--data DIR] [--port 4191] [--host 127.0.0.1]',
    '',
    'Speaks c2sp.org/tlog-witness: POST /add-checkpoint, GET /<hex SHA-256 of the origin>/checkpoint.',
    'KEYFILE has the verification keys of the logs, one a line. NAME is the witness’s own name, for example witness.example/w1.',
    'DIR (default ./qingdan-witness) keeps its key and what it cosigned last. Never set DIR back to an older copy: it would cosign twice.',
    'Run it on a machine that the operator of the log does not own.',
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parse(args, { values: ['--log', '--name', '--data', '--port', '--host'] });
    const [log, name] = [values['--log'], values['--name']];
    if (positionals.length > 0 || log === undefined || name === undefined)
      throw usage('要有 --log 密钥文件 和 --name 名字。 Both are needed.');
    const folder = resolve(io.cwd, values['--data'] ?? 'qingdan-witness');
    const release = ownFolder(folder);
    const server = witnessServer({ folder, name, logs: logKeys(resolve(io.cwd, log)), now: Date.now });
    server.listen(Number(values['--port'] ?? 4191), values['--host'] ?? '127.0.0.1', () =>
      io.stdout(`${readFileSync(join(folder, 'witness.vkey'), 'utf8')}见证方在听 the witness listens\n`),
    );
    await new Promise<void>((stop, fail) => {
      server.once('error', fail);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close(() => stop()));
    }).finally(release);
    return 0;
  },
};

export interface WitnessParts {
  readonly folder: string;
  readonly name: string;
  readonly logs: readonly NoteKey[];
  readonly now: () => number;
}

/** One folder, one process. Judging and keeping are one synchronous piece, so that no other request comes between. */
export function witnessServer({ folder, name, logs, now }: WitnessParts): Server {
  const by = loadOrCreateKey(folder, name);
  // A kept checkpoint that cannot be read must stop the witness: forgetting it would let it cosign a second history.
  for (const { name: origin } of logs) keptOf(folder, logs, origin);
  const add = (body: string): [number, string, string] => {
    const answer = witness(nodeSuite, body, by, logs, (origin) => keptOf(folder, logs, origin), Math.floor(now() / 1000));
    if (answer.outcome === 'conflict') return [409, 'text/x.tlog.size', `${answer.size}\n`];
    if (answer.outcome !== 'cosigned') return [codes[answer.outcome], 'text/plain', ''];
    keep(stateFile(folder, answer.latest.origin), answer.note);
    return [200, 'text/plain; charset=utf-8', answer.line];
  };
  return createServer((request, response) => {
    void serve(request, folder, add)
      .catch((): [number, string, string] => [500, 'text/plain', ''])
      .then(([status, type, body]) => send(response, status, type, body));
  });
}

async function serve(
  request: IncomingMessage,
  folder: string,
  add: (body: string) => [number, string, string],
): Promise<[number, string, string]> {
  if (request.method === 'POST' && request.url === '/add-checkpoint') {
    const body = await bodyOf(request);
    return body === null ? [413, 'text/plain', ''] : add(body);
  }
  const [, origin = ''] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(request.url ?? '') ?? [];
  const file = join(folder, `${origin}.checkpoint`);
  if (request.method !== 'GET' || origin === '' || !existsSync(file)) return [404, 'text/plain', ''];
  return [200, 'text/plain; charset=utf-8', readFileSync(file, 'utf8')];
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestBody) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function stateFile(folder: string, origin: string): string {
  return join(folder, `${createHash('sha256').update(origin).digest('hex')}.checkpoint`);
}

function keptOf(folder: string, logs: readonly NoteKey[], origin: string): Checkpoint | null {
  const file = stateFile(folder, origin);
  if (!existsSync(file)) return null;
  try {
    return openCheckpoint(nodeSuite, readFileSync(file, 'utf8'), logs);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    throw new Problem('log.damaged', { detail: `${file}: ${rejections[error.code].zh} ${rejections[error.code].en}`, cause: error });
  }
}

/** Durable before it is answered: file, then its name in the folder. */
function keep(file: string, note: string): void {
  const draft = `${file}.new`;
  writeFileSync(draft, note, { flush: true });
  renameSync(draft, file);
  if (process.platform === 'win32') return;
  const folder = openSync(join(file, '..'), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function loadOrCreateKey(folder: string, name: string): { key: NoteKey; sign: (message: Uint8Array) => Uint8Array } {
  if (!isKeyName(name)) throw usage(`--name ${name}: 名字不能有空白和加号 no white space or +`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [file, handOut] = [join(folder, 'witness.key'), join(folder, 'witness.vkey')];
  if (!existsSync(file)) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx', flush: true });
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new Problem('setting.invalid', { detail: `${file}: 别人也能读这个密钥文件，请运行 chmod 600 others can read it: chmod 600` });
  const privateKey = createPrivateKey(readFileSync(file));
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const key = noteKey(nodeSuite, name, new Uint8Array(raw), cosignatureType);
  const line = `${formatVkey(key)}\n`;
  // The key that was handed out, or none: a changed key file or name would sign as somebody whom nobody knows.
  if (!existsSync(handOut)) writeFileSync(handOut, line, { mode: 0o644 });
  if (readFileSync(handOut, 'utf8') !== line)
    throw new Problem('setting.invalid', { detail: `${handOut}: 不是这个密钥和名字的 is of another key or name` });
  return { key, sign: (message) => sign(null, message, privateKey) };
}

function logKeys(file: string): NoteKey[] {
  try {
    return parseVkeys(nodeSuite, readFileSync(file, 'utf8'));
  } catch {
    throw usage(`${file}: 读不出日志的验证密钥。 No verification keys in it.`);
  }
}
