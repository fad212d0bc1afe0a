import type { FastifyInstance } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { createApp, type DemoFace } from '../src/app.ts';
import { loadOrCreateLogKeys, startSequencer, type LogKeys, type Sequencer } from '../src/nouns/log/index.ts';
import { adoptRulebooks } from '../src/nouns/rules/index.ts';
import { loadOrCreateSeal } from '../src/platform/crypto/index.ts';
import type { Db } from '../src/platform/db/index.ts';
import { bringCast, password, type Cast, type Who } from './cast.ts';
import { testDatabase } from './database.ts';

/** Where the hand-moved clock of every test begins: a Tuesday in working hours, no holiday near. */
export const morning = '2026-11-10T09:00:00+08:00';

export class Clock {
  #now = new Date(morning);

  readonly now = (): Date => new Date(this.#now);

  set(text: string): void {
    this.#now = new Date(text);
  }

  forward({ days = 0, hours = 0, seconds = 0 }: { days?: number; hours?: number; seconds?: number }): void {
    this.#now = new Date(this.#now.getTime() + ((days * 24 + hours) * 3600 + seconds) * 1000);
  }
}

export interface Reply {
  readonly status: number;
  // Bodies are looked into from all sides; each test says what it expects of them.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly text: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another token than the one of the caller's own sign-in. */
  readonly token?: string;
  /** Address of the one who asks. */
  readonly from?: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'PATCH';

/** The real application over a throw-away database: only the clock is ours. */
export class TestApp {
  readonly clock = new Clock();
  readonly app: FastifyInstance;
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly owner: pg.PoolConfig;
  readonly log: LogKeys;
  readonly sequencer: Sequencer;
  readonly cast: Cast;
  readonly #tokens = new Map<Who, { token: string; until: number }>();
  readonly #close: () => Promise<void>;

  constructor(
    parts: Pick<TestApp, 'app' | 'db' | 'pool' | 'owner' | 'log' | 'sequencer' | 'cast'> & { clock: Clock; close: () => Promise<void> },
  ) {
    this.app = parts.app;
    this.db = parts.db;
    this.pool = parts.pool;
    this.owner = parts.owner;
    this.log = parts.log;
    this.sequencer = parts.sequencer;
    this.cast = parts.cast;
    this.clock = parts.clock;
    this.#close = parts.close;
  }

  /** The caller's token of a real sign-in; a new one where the hand-moved clock has outrun the old one. */
  async token(who: Who): Promise<string> {
    const known = this.#tokens.get(who);
    const now = this.clock.now().getTime();
    if (known !== undefined && known.until > now && known.until - now < 12 * 3_600_000) return known.token;
    const reply = await this.call(null, 'POST', '/api/sign-in', { body: { name: this.cast[who].login, password } });
    if (reply.status !== 200) throw new Error(`${who} cannot sign in: ${reply.text}`);
    this.#tokens.set(who, { token: reply.body.token, until: now + 11 * 3_600_000 });
    return reply.body.token;
  }

  forget(who: Who): void {
    this.#tokens.delete(who);
  }

  async call(who: Who | null, method: Method, url: string, { body, headers = {}, token, from }: CallOptions = {}): Promise<Reply> {
    const bearer = token ?? (who === null ? null : await this.token(who));
    const reply = await this.app.inject({
      method,
      url,
      ...(from === undefined ? {} : { remoteAddress: from }),
      headers: {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    });
    const isJson = /[/+]json/.test(String(reply.headers['content-type'] ?? ''));
    return {
      status: reply.statusCode,
      body: isJson ? JSON.parse(reply.body) : null,
      text: reply.body,
      bytes: reply.rawPayload,
      headers: reply.headers,
    };
  }

  get(who: Who | null, url: string, options?: CallOptions): Promise<Reply> {
    return this.call(who, 'GET', url, options);
  }

  post(who: Who | null, url: string, body: unknown = {}, options: CallOptions = {}): Promise<Reply> {
    return this.call(who, 'POST', url, { ...options, body });
  }

  close(): Promise<void> {
    return this.#close();
  }
}

export interface TestAppOptions {
  readonly poolSize?: number;
  readonly demo?: DemoFace | null;
  readonly secondFactor?: boolean;
  readonly breached?: string | null;
}

/** An application with the cast in it. */
export async function testApp({ poolSize = 8, demo = null, secondFactor = false, breached = null }: TestAppOptions = {}): Promise<TestApp> {
  const database = await testDatabase(poolSize);
  const data = await mkdtemp(join(tmpdir(), 'qingdan-app-'));
  const clock = new Clock();
  const log = loadOrCreateLogKeys(data, 'qingdan.test/log/2026');
  const sequencer = startSequencer(database.db, log, { data, now: () => clock.now().getTime() });
  await sequencer.ready;
  await adoptRulebooks(database.db, log, clock.now());
  const app = await createApp({
    db: database.db,
    log,
    sequencer,
    now: clock.now,
    seal: loadOrCreateSeal(data),
    account: { secondFactor, breached },
    server: { version: '0.0.0', log: false, tls: null },
    web: null,
    demo,
  });
  await app.ready();
  const cast = await bringCast(database.db);
  const close = async (): Promise<void> => {
    await app.close();
    await sequencer.stop();
    await database.close();
    await rm(data, { recursive: true, force: true });
  };
  return new TestApp({ app, db: database.db, pool: database.pool, owner: database.owner, log, sequencer, cast, clock, close });
}

/** What every refusal looks like (RFC 9457), and nothing that a parser or a database said. */
export function problemShape(reply: Reply): string {
  const type = String(reply.headers['content-type'] ?? '');
  const { type: link, title, status, detail, slug } = reply.body ?? {};
  const whole = [link, title, detail, slug].every((part) => typeof part === 'string' && part !== '') && status === reply.status;
  if (!type.startsWith('application/problem+json') || !whole) return `not a problem: ${reply.status} ${type} ${reply.text.slice(0, 300)}`;
  if (/node_modules|\bat \/|syntax|violates|SELECT|insert into|unexpected token|undefined/i.test(reply.text))
    return `says too much: ${reply.text.slice(0, 300)}`;
  return slug;
}
