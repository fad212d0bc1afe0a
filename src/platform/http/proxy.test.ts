import { expect, it } from 'vitest';
import { createServer } from './server.ts';

async function seen(behindProxy: boolean, forwarded: string): Promise<string> {
  const app = await createServer({ version: '0', log: false, tls: null, behindProxy });
  app.get('/ip', (request) => request.ip);
  const reply = await app.inject({ url: '/ip', remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': forwarded } });
  await app.close();
  return reply.body;
}

it('nobody chooses the address under which they are counted', async () => {
  expect(await seen(false, '198.51.100.9')).toBe('10.0.0.1');
  expect(await seen(true, '198.51.100.9')).toBe('198.51.100.9');
  // A client that sends the header itself: the proxy appends the real address behind it.
  expect(await seen(true, '192.0.2.1, 127.0.0.1, 198.51.100.9')).toBe('198.51.100.9');
});
