import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemShape, testApp, type TestApp } from './app.ts';
import { expected, Scenarios } from './scenarios.ts';

let app: TestApp;
let tell: Scenarios;
let port: number;
let demand: string;
let token: string;

beforeAll(async () => {
  app = await testApp({ poolSize: 6 });
  tell = new Scenarios(app);
  await app.app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.app.server.address() as { port: number }).port;
  demand = await tell.admitted();
  token = await app.token('village');
});
afterAll(() => app.close());

async function opened(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

function answerRequest(values: object): string {
  const body = JSON.stringify({ values });
  return `POST /api/answers/${demand} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Every way of going away too early. */
const drops: Readonly<Record<string, (socket: Socket, n: number) => void>> = {
  'in the headers': (socket) => socket.end('POST /api/answers/x HTTP/1.1\r\nhost: loc'),
  'in the body': (socket, n) => socket.end(answerRequest({ f1: n }).slice(0, -4)),
  'in an upload': (socket) =>
    socket.end(`POST /api/check HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 500000\r\n\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.docx"\r\n\r\nPK`),
  'before the answer': (socket, n) => socket.write(answerRequest({ f1: n }), () => setImmediate(() => socket.resetAndDestroy())),
  'while a list is on its way': (socket) => socket.write(`GET /api/units?limit=200 HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n\r\n`, () => socket.resetAndDestroy()),
  'having said nothing': (socket) => socket.destroy(),
}; // prettier-ignore

/** Waits until a thing is so; how long is the machine's business, that it comes is ours. */
async function eventually(what: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let n = 0; n < 600; n++) {
    if (await what()) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}

const idle = (): boolean => app.pool.idleCount === app.pool.totalCount && app.pool.waitingCount === 0;
const healthy = async (): Promise<void> => {
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  const reply = await fetch(`http://127.0.0.1:${port}/api/answers/${demand}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"values":{"f1":41}}',
  });
  expect(reply.status).toBe(201);
  expect(await eventually(idle)).toBe(true);
};

describe('clients that drop', () => {
  it.each([1, 2, 3, 4, 5])('300 at once, round %i: every connection of the pool comes back, and the next one is served', async () => {
    const ways = Object.values(drops);
    const sockets = await Promise.all(Array.from({ length: 300 }, opened));
    sockets.forEach((socket, n) => ways[n % ways.length]!(socket, n));
    await Promise.all(sockets.map(async (socket) => {
      socket.resume();
      if (!socket.closed) await Promise.race([once(socket, 'close'), new Promise((done) => setTimeout(done, 2000))]);
      socket.destroy();
    })); // prettier-ignore
    expect(await eventually(idle)).toBe(true);
    await healthy();
    expect(await eventually(async () => (await openConnections()) <= 10)).toBe(true);
    const { total } = expected(await app.get('drafter', `/api/rollup/${demand}`), 200);
    // Whose request had arrived whole may still be answered last; whichever it was, it counts once and is the one that is shown.
    const { current } = expected(await app.get('village', `/api/answers/${demand}`), 200);
    expect(total).toMatchObject({ answered: 1, fields: { f1: { sum: current.values.f1, count: 1 } } });
  });

  function openConnections(): Promise<number> {
    return new Promise((done, failed) => app.app.server.getConnections((error, count) => (error === null ? done(count) : failed(error))));
  }

  it('slow ones keep nobody waiting, and are served when they come to the end', async () => {
    const request = answerRequest({ f1: 41 });
    const slow = await Promise.all(Array.from({ length: 60 }, opened));
    const said = slow.map(() => '');
    slow.forEach((socket, n) => {
      socket.on('data', (chunk) => (said[n] += chunk.toString()));
      socket.write(request.slice(0, 40 + n * 4));
    });
    await healthy();
    expect(idle()).toBe(true);
    slow.forEach((socket, n) => socket.write(request.slice(40 + n * 4)));
    await eventually(() => said.every((text) => text.startsWith('HTTP/1.1 ')));
    expect(new Set(said.map((text) => text.split('\r\n')[0]))).toEqual(new Set(['HTTP/1.1 201 Created']));
    for (const socket of slow) socket.destroy();
    await healthy();
  });
});

describe('what comes in', () => {
  const post = (headers: Record<string, string>, body: string | Buffer, path = `/api/answers/${demand}`) =>
    app.post('village', path, body, { headers });

  it.each([
    ['text/plain', '{"values":{"f1":1}}'],
    ['application/xml', '<values/>'],
    ['application/x-www-form-urlencoded', 'values=1'],
    ['application/json; charset=gbk,', '{'],
    ['nonsense', '{}'],
    ['text/json', '{"values":{"f1":1}}'],
  ])('a body of type %s is refused', async (type, body) => {
    const reply = await post({ 'content-type': type }, body);
    expect([reply.status, problemShape(reply)]).toEqual([
      expect.toBeOneOf([400, 415]),
      expect.toBeOneOf(['input.media-type', 'input.unreadable', 'input.invalid']),
    ]);
  });

  it.each([
    ['no boundary', { 'content-type': 'multipart/form-data' }, 'x'],
    [
      'a body that breaks off',
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc',
    ],
    [
      'no file',
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\ncontent-disposition: form-data; name="text"\r\n\r\nabc\r\n--x--\r\n',
    ],
    ['nothing', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--\r\n'],
    [
      'a key of the prototype',
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nabc\r\n--x--\r\n',
    ],
    [
      'too many parts',
      { 'content-type': 'multipart/form-data; boundary=x' },
      `${'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nabc\r\n'.repeat(20)}--x--\r\n`,
    ],
    [
      'metadata that is no object',
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\ncontent-disposition: form-data; name="metadata"\r\n\r\n[1]\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc\r\n--x--\r\n',
    ],
  ] as const)('an upload with %s is refused', async (_, headers, body) => {
    const reply = await post(headers, body, '/api/check');
    expect([reply.status, problemShape(reply)]).toEqual([expect.toBeOneOf([400, 406, 415]), expect.stringMatching(/^(input|file)\./)]);
  });

  it('JSON that is too large is refused before it is parsed', async () => {
    const reply = await post({ 'content-type': 'application/json' }, Buffer.alloc(1024 * 1024 + 1, 0x20));
    expect([reply.status, problemShape(reply)]).toEqual([413, 'input.too-large']);
  });

  it('200 MB are refused with 413, in bounded memory', async () => {
    const before = process.memoryUsage().arrayBuffers;
    let highest = 0;
    function* body(): Generator<Buffer> {
      yield Buffer.from('--xyz\r\ncontent-disposition: form-data; name="file"; filename="big.txt"\r\n\r\n');
      const megabyte = Buffer.alloc(1024 * 1024, 0x61);
      for (let sent = 0; sent < 200; sent++) {
        highest = Math.max(highest, process.memoryUsage().arrayBuffers);
        yield megabyte;
      }
      yield Buffer.from('\r\n--xyz--\r\n');
    }
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'multipart/form-data; boundary=xyz',
      'transfer-encoding': 'chunked',
    };
    const request = httpRequest({ port, host: '127.0.0.1', path: '/api/check', method: 'POST', headers });
    request.on('error', () => {});
    const answer = once(request, 'response') as Promise<[IncomingMessage]>;
    Readable.from(body()).pipe(request);
    const [response] = await answer;
    const status = response.statusCode;
    response.resume();
    request.destroy();
    expect(status).toBe(413);
    expect(highest - before).toBeLessThan(150 * 1024 * 1024);
    await healthy();
  });

  it('a length that is announced as 200 MB is refused too, and nobody waits for it', async () => {
    const socket = await opened();
    let said = '';
    socket.on('data', (chunk) => (said += chunk.toString()));
    socket.write(
      `POST /api/demands HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 209715200\r\n\r\n{`,
    );
    expect(await eventually(() => said.startsWith('HTTP/1.1 413'))).toBe(true);
    socket.destroy();
    await healthy();
  });

  it.each([
    ['two lengths', 'POST /api/demands HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n{"a":1}'],
    ['a length and chunks', 'POST /api/demands HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a space in a name', 'GET /health HTTP/1.1\r\nhost : a\r\n\r\n'],
    ['no host', 'GET /health HTTP/1.1\r\n\r\n'],
    ['no HTTP', 'hello\r\n\r\n'],
    ['a header without end', `GET /health HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`],
  ])('a request with %s gets 4xx and its connection is closed', async (_, request) => {
    const socket = await opened();
    let said = '';
    socket.on('data', (chunk) => (said += chunk.toString()));
    const closed = once(socket, 'close');
    socket.write(request);
    await closed;
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(said).not.toContain('HTTP/1.1 2');
  });
});
