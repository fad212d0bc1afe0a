import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { Type, type Static, type TSchema } from 'typebox';
import { Problem } from '../../problem.ts';
import { oneStatement, transaction, type Db, type Trx } from '../db/index.ts';
import { findFirstReply, keepFirstReply, type Keeper } from './store.ts';
import { Turns } from './turns.ts';

/** What every endpoint needs from the composition; `C` is who is calling, a type that only the nouns know. */
export interface HttpParts<C> {
  readonly db: Db;
  readonly now: () => Date;
  readonly identify: (token: string | null) => Promise<C | null>;
  /** Whose repeated requests are the same request. */
  readonly keeperOf: (caller: C) => Keeper;
  /** What a caller still has to do before anything else; null: nothing. Routes by which it is done say `whileHeldBack`. */
  readonly heldBack?: (caller: C) => Problem | null;
}

export interface Call<C, P, Q, B> {
  readonly caller: C;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly now: Date;
  readonly db: Db;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Shape<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> {
  readonly method: HTTPMethods;
  readonly url: string;
  readonly summary: string;
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Bodies of other media types too: described here, read and checked by the handler itself. */
  readonly bodies?: Readonly<Record<string, TSchema>>;
  readonly response: R;
  /** Media type of the response where it is not JSON. */
  readonly produces?: string;
  readonly status?: 200 | 201 | 204;
  readonly bodyLimit?: number;
  /** The answer holds a secret (a token, a password): it is never kept, so a repeated request is done again or refused. */
  readonly secret?: true;
  /** Open to callers who still have to do something before anything else. */
  readonly whileHeldBack?: true;
  /** Requests from one address in a window of milliseconds. */
  readonly rateLimit?: { readonly max: number; readonly timeWindow: number };
}

export interface ReadEndpoint<C, P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> extends Shape<P, Q, B, R> {
  readonly right: (caller: C) => boolean;
  readonly run: (call: Call<C, Static<P>, Static<Q>, Static<B>>) => Promise<unknown>;
}

export interface WriteEndpoint<C, P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> extends Shape<P, Q, B, R> {
  readonly right: (caller: C) => boolean;
  /** Runs inside the one transaction of the request; the answer leaves only after its commit. */
  readonly act: (trx: Trx, call: Call<C, Static<P>, Static<Q>, Static<B>>) => Promise<unknown>;
  /** Wakes what waits for the committed work (the sequencer of the log). */
  readonly committed?: () => void;
}

export interface OneStatementEndpoint<C, P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> extends Shape<
  P,
  Q,
  B,
  R
> {
  readonly right: (caller: C) => boolean;
  /** Its only write is one statement; with an Idempotency-Key it runs inside the transaction that also keeps the reply. */
  readonly act: (db: Db, call: Call<C, Static<P>, Static<Q>, Static<B>>) => Promise<unknown>;
  /** Calls of one turn would only get into each other's way: they follow one another. */
  readonly turn: (call: Call<C, Static<P>, Static<Q>, Static<B>>) => string;
  readonly committed?: () => void;
}

export interface PublicEndpoint<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> extends Shape<P, Q, B, R> {
  readonly run: (call: Call<null, Static<P>, Static<Q>, Static<B>>) => Promise<unknown>;
}

const problemSchema = Type.Object(
  { type: Type.String(), title: Type.String(), status: Type.Integer(), detail: Type.String(), slug: Type.String() },
  { additionalProperties: true, description: 'RFC 9457 problem details' },
);

/** The routes of one application: schema → sign-in → right → act → presenter, the same machine for every noun. */
export class Endpoints<C> {
  readonly #app: FastifyInstance;
  readonly #parts: HttpParts<C>;

  constructor(app: FastifyInstance, parts: HttpParts<C>) {
    this.#app = app;
    this.#parts = parts;
  }

  /** No sign-in. */
  open<P extends TSchema = TSchema, Q extends TSchema = TSchema, B extends TSchema = TSchema, R extends TSchema = TSchema>(
    spec: PublicEndpoint<P, Q, B, R>,
  ): void {
    this.#mount(spec, [], async (request, reply) => spec.run(this.#call(null, request, reply)));
  }

  read<P extends TSchema = TSchema, Q extends TSchema = TSchema, B extends TSchema = TSchema, R extends TSchema = TSchema>(
    spec: ReadEndpoint<C, P, Q, B, R>,
  ): void {
    this.#mount(spec, [{ bearer: [] }], async (request, reply) => spec.run(this.#call(await this.#caller(request, spec), request, reply)));
  }

  write<P extends TSchema = TSchema, Q extends TSchema = TSchema, B extends TSchema = TSchema, R extends TSchema = TSchema>(
    spec: WriteEndpoint<C, P, Q, B, R>,
  ): void {
    this.#write(
      spec,
      (act) => transaction(this.#parts.db, act),
      (_, work) => work(),
    );
  }

  /** As `write`, where many callers move one row: see `oneStatement`. */
  writeInOneStatement<P extends TSchema = TSchema, Q extends TSchema = TSchema, B extends TSchema = TSchema, R extends TSchema = TSchema>(
    spec: OneStatementEndpoint<C, P, Q, B, R>,
  ): void {
    const turns = new Turns();
    this.#write(
      spec,
      (act) => oneStatement(this.#parts.db, act),
      (call, work) => turns.take(spec.turn(call), work),
    );
  }

  #write<T extends Db, P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema>(
    spec: Shape<P, Q, B, R> & {
      readonly right: (caller: C) => boolean;
      readonly act: (db: T | Trx, call: Call<C, Static<P>, Static<Q>, Static<B>>) => Promise<unknown>;
      readonly committed?: () => void;
    },
    plainly: (act: (db: T) => Promise<unknown>) => Promise<unknown>,
    inTurn: (call: Call<C, Static<P>, Static<Q>, Static<B>>, work: () => Promise<unknown>) => Promise<unknown>,
  ): void {
    this.#mount({ ...spec, headers: writeHeaders }, [{ bearer: [] }], async (request, reply) => {
      const caller = await this.#caller(request, spec);
      const call = this.#call<C, Static<P>, Static<Q>, Static<B>>(caller, request, reply);
      const key = spec.secret === true ? null : idempotencyKey(request);
      const result = await inTurn(call, () =>
        key === null
          ? plainly((db) => spec.act(db, call))
          : this.#once(key, caller, request, (trx) => spec.act(trx, call), spec.status ?? 200),
      );
      spec.committed?.();
      return result;
    });
  }

  /** The same key gives the same answer; another body under it is refused (draft-ietf-httpapi-idempotency-key-header). */
  async #once(key: string, caller: C, request: FastifyRequest, act: (trx: Trx) => Promise<unknown>, status: number): Promise<unknown> {
    const keeper = this.#parts.keeperOf(caller);
    const digest = createHash('sha256')
      .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest();
    const run = (): Promise<unknown> =>
      transaction(this.#parts.db, async (trx) => {
        const first = await findFirstReply(trx, keeper, key);
        if (first !== null) {
          if (!first.digest.equals(digest)) throw new Problem('input.idempotency');
          return first.body;
        }
        const body = await act(trx);
        await keepFirstReply(trx, keeper, key, { digest, status, body, at: this.#parts.now() });
        return body;
      });
    try {
      return await run();
    } catch (error) {
      // Two requests with one key at one moment: the later one finds what the first one left.
      if (error instanceof Problem && error.slug === 'input.idempotency' && error.cause !== undefined) return await run();
      throw error;
    }
  }

  async #caller(
    request: FastifyRequest,
    { right, whileHeldBack = false }: { right: (caller: C) => boolean; whileHeldBack?: boolean },
  ): Promise<C> {
    const token = bearerToken(request);
    const caller = token === null ? null : await this.#parts.identify(token);
    if (caller === null) throw new Problem('sign-in.needed');
    if (!right(caller)) throw new Problem('right.missing');
    const before = whileHeldBack ? null : (this.#parts.heldBack?.(caller) ?? null);
    if (before !== null) throw before;
    return caller;
  }

  #call<W, P, Q, B>(caller: W, request: FastifyRequest, reply: FastifyReply): Call<W, P, Q, B> {
    // What is shown to one person stays in no cache of browser or proxy (RFC 9111, section 5.2.2.5); a route may say otherwise.
    if (caller !== null) void reply.header('cache-control', 'no-store');
    // The schemas of the route have checked these three.
    return {
      caller,
      params: request.params as P,
      query: request.query as Q,
      body: request.body as B,
      now: this.#parts.now(),
      db: this.#parts.db,
      request,
      reply,
    };
  }

  #mount(
    spec: Shape<TSchema, TSchema, TSchema, TSchema> & { readonly headers?: TSchema },
    security: Record<string, string[]>[],
    handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  ): void {
    const status = spec.status ?? 200;
    this.#app.route({
      method: spec.method,
      url: spec.url,
      ...(spec.bodyLimit === undefined ? {} : { bodyLimit: spec.bodyLimit }),
      ...(spec.rateLimit === undefined ? {} : { config: { rateLimit: spec.rateLimit } }),
      schema: {
        summary: spec.summary,
        tags: [spec.tag],
        security,
        ...(spec.params === undefined ? {} : { params: spec.params }),
        ...(spec.query === undefined ? {} : { querystring: spec.query }),
        ...(spec.headers === undefined ? {} : { headers: spec.headers }),
        ...bodyOf(spec),
        response: { [status]: responseOf(spec), default: problemResponse },
      },
      ...(spec.bodies === undefined ? {} : { validatorCompiler: () => (value: unknown) => ({ value }) }),
      handler: async (request, reply) => {
        const body = await handler(request, reply);
        if (reply.sent) return reply;
        return reply.code(status).send(status === 204 ? undefined : body);
      },
    });
  }
}

/** RFC 6750 section 2.1; null: none, or nothing that could be one. */
export function bearerToken(request: Pick<FastifyRequest, 'headers'>): string | null {
  return /^Bearer ([\x21-\x7e]{1,400})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

const writeHeaders = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ description: '1–200 visible ASCII characters; the same key gives the same answer' })),
});

const problemResponse = { description: 'RFC 9457 problem details', content: { 'application/problem+json': { schema: problemSchema } } };

function bodyOf({ body, bodies }: Pick<Shape<TSchema, TSchema, TSchema, TSchema>, 'body' | 'bodies'>) {
  if (bodies === undefined) return body === undefined ? {} : { body };
  return { body: { content: Object.fromEntries(Object.entries(bodies).map(([type, schema]) => [type, { schema }])) } };
}

function responseOf({ response, produces }: Pick<Shape<TSchema, TSchema, TSchema, TSchema>, 'response' | 'produces'>) {
  return produces === undefined ? response : { description: 'Default Response', content: { [produces]: { schema: response } } };
}

function idempotencyKey(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw new Problem('input.invalid', { fields: [{ path: 'Idempotency-Key', detail: '1–200 visible ASCII characters' }] });
  }
  return header;
}
