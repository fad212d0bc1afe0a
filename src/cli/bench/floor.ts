import { createServer } from 'node:http';
import pg from 'pg';
import type { Io } from '../command.ts';

/**
 * What this machine gives at most: bare node:http, one parsed body, one durable insert. Everything that we do beyond it is ours to answer
 * for, so both are measured in the same run against the same PostgreSQL.
 */
export async function serveFloor(socket: string, io: Io): Promise<number> {
  const pool = new pg.Pool({ host: socket, port: 5432, user: 'postgres', database: 'floor', max: 16 });
  pool.on('error', () => {});
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      pool.query({ name: 'insert', text: 'insert into floor (body) values ($1)', values: [JSON.stringify(body)] }).then(
        () => response.writeHead(201, { 'content-type': 'application/json', 'content-length': 2 }).end('{}'),
        () => response.writeHead(500, { 'content-length': 0 }).end(),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  io.stdout(`floor at ${typeof address === 'object' && address !== null ? address.port : 0}\n`);
  await new Promise((stop) => process.once('SIGTERM', stop));
  server.close();
  server.closeAllConnections();
  await pool.end();
  return 0;
}

export async function makeFloor(socket: string): Promise<void> {
  const admin = new pg.Client({ host: socket, port: 5432, user: 'postgres', database: 'postgres' });
  await admin.connect();
  await admin.query('create database floor');
  await admin.end();
  const client = new pg.Client({ host: socket, port: 5432, user: 'postgres', database: 'floor' });
  await client.connect();
  await client.query('create table floor (id uuid primary key default gen_random_uuid(), body jsonb not null)');
  await client.end();
}
