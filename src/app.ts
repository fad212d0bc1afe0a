import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Problem } from './problem.ts';
import { answerRoutes } from './nouns/answers/index.ts';
import { conductRoutes, register } from './nouns/conduct/index.ts';
import { demandRoutes, groundOfDemand, pastJudgements, templateRoutes } from './nouns/demands/index.ts';
import { dictionaryRoutes, elementRoutes } from './nouns/elements/index.ts';
import { ledgerRoutes } from './nouns/ledger/index.ts';
import { logRoutes, type LogKeys, type Sequencer } from './nouns/log/index.ts';
import { guardedRoles, identify, peopleRoutes, type Caller } from './nouns/people/index.ts';
import { ruleRoutes } from './nouns/rules/index.ts';
import { sunlightRoutes } from './nouns/sunlight/index.ts';
import { unitRoutes } from './nouns/units/index.ts';
import type { Seal } from './platform/crypto/index.ts';
import { durabilityGaps, isAlive, type Db } from './platform/db/index.ts';
import { createServer, Endpoints, type ServerOptions } from './platform/http/index.ts';

export interface AppParts {
  readonly db: Db;
  readonly log: LogKeys;
  readonly sequencer: Sequencer;
  readonly now: () => Date;
  readonly seal: Seal;
  readonly account: AccountRules;
  readonly server: ServerOptions;
  /** Folder of the built page; null serves the API alone. */
  readonly web: string | null;
  /** With --demo: what GET /api/demo shows. */
  readonly demo: DemoFace | null;
}

export interface AccountRules {
  /** Posts that decide for others do nothing before they have set up a second factor. */
  readonly secondFactor: boolean;
  /** File of leaked passwords (SHA-1 in hex, sorted, one a line). */
  readonly breached: string | null;
}

export interface DemoFace {
  readonly signIns: readonly { readonly name: string; readonly password: string; readonly role: string; readonly place: string }[];
  readonly demand: { readonly demandId: string; readonly values: Readonly<Record<string, number | string | boolean | null>> };
}

/** The whole application over its parts: every noun's routes, and nothing else. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { db, log, sequencer, now, seal, account } = parts;
  const first = (caller: Caller): 'nothing' | 'factor' =>
    account.secondFactor && guardedRoles.includes(caller.role) && caller.steppedUp !== true ? 'factor' : 'nothing';
  const app = await createServer(parts.server);
  // Routes registered inside a plugin come after @fastify/swagger has begun to listen for them.
  await app.register(async (scope) => {
    const endpoints = new Endpoints<Caller>(scope, {
      db,
      now,
      identify: (token) => identify(db, token, now()),
      keeperOf: ({ county, post }) => ({ county, post }),
      heldBack: (caller) => (first(caller) === 'factor' ? new Problem('factor.needed') : null),
    });
    const committed = (): void => sequencer.kick();
    systemRoutes(endpoints, parts);
    peopleRoutes(endpoints, { log, committed, seal, breached: account.breached, first });
    unitRoutes(endpoints);
    elementRoutes(endpoints);
    ruleRoutes(endpoints, { log, committed, past: pastJudgements });
    dictionaryRoutes(endpoints);
    const imports = ledgerRoutes(endpoints, { desk: { log }, committed, groundOfDemand, clock: now });
    scope.addHook('onClose', () => imports.stop());
    demandRoutes(endpoints, { desk: { log, register }, committed });
    templateRoutes(endpoints);
    answerRoutes(endpoints, { log, committed });
    conductRoutes(endpoints, { log, committed });
    sunlightRoutes(endpoints);
    logRoutes(scope, { db, log });
  });
  if (parts.web === null) {
    app.setNotFoundHandler(() => {
      throw new Problem('route.missing');
    });
  } else await servePage(app, parts.web);
  return app;
}

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

function systemRoutes(endpoints: Endpoints<Caller>, { db, log, demo, server }: AppParts): void {
  endpoints.open({
    method: 'GET',
    url: '/health',
    summary: 'Alive: the database answers',
    tag: 'system',
    response: Type.Object({ status: Type.Literal('ok') }),
    run: async () => {
      if (!(await isAlive(db))) throw new Problem('database.unavailable');
      return { status: 'ok' as const };
    },
  });

  endpoints.open({
    method: 'GET',
    url: '/ready',
    summary:
      'Ready: the database answers and the log may sign; under which settings of the database an acknowledged act could still be lost',
    tag: 'system',
    response: Type.Object({
      status: Type.Literal('ok'),
      version: Type.String(),
      durable: Type.Boolean(),
      gaps: Type.Array(Type.String()),
      log: Type.Object({
        origin: Type.String(),
        size: orNull(Type.Integer()),
        /** How far a quorum has cosigned; null where the installation names no witnesses. */
        witnessed: orNull(Type.Integer()),
        witnesses: Type.Array(Type.Object({ name: Type.String(), size: orNull(Type.Integer()), problem: orNull(Type.String()) })),
      }),
    }),
    run: async () => {
      if (!(await isAlive(db))) throw new Problem('database.unavailable');
      if (log.refusal !== null) throw log.refusal;
      const gaps = await durabilityGaps(db);
      return {
        status: 'ok' as const,
        version: server.version,
        durable: gaps.length === 0,
        gaps,
        log: { origin: log.origin, size: log.published?.size ?? null, ...witnessesSeen(log) },
      };
    },
  });

  endpoints.open({
    method: 'GET',
    url: '/api/openapi.json',
    summary: 'This description',
    tag: 'system',
    response: Type.Object({}, { additionalProperties: true }),
    run: async ({ request }) => request.server.swagger(),
  });

  endpoints.open({
    method: 'GET',
    url: '/api/demo',
    summary: 'Sign-ins of the made-up county; 404 without --demo',
    tag: 'system',
    response: Type.Object({
      signIns: Type.Array(Type.Object({ name: Type.String(), password: Type.String(), role: Type.String(), place: Type.String() })),
      demand: Type.Object({
        demandId: Type.String(),
        values: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Boolean(), Type.Null()])),
      }),
    }),
    run: async () => {
      if (demo === null) throw new Problem('route.missing');
      return demo;
    },
  });
}

function witnessesSeen({ witnessing }: LogKeys) {
  if (witnessing === null) return { witnessed: null, witnesses: [] };
  const witnesses = [...witnessing.states.values()].map(({ name, size, problem }) => ({ name, size, problem }));
  return { witnessed: witnessing.latest?.size ?? 0, witnesses };
}

/** The page: hashed assets for ever, everything else fresh; any other path is a screen of it. */
async function servePage(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    index: ['index.html'],
    cacheControl: false,
    // vite.config.ts wrote .br and .gz beside each script and style.
    preCompressed: true,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes(join('assets', '')) ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (path.endsWith('verify.html')) void reply.header('content-security-policy', verifierPolicy(path));
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isScreen =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|log|assets|health|ready|voice)(\/|$)/.test(path) &&
      !path.includes('.');
    if (!isScreen) throw new Problem('route.missing');
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}

const policies = new Map<string, string>();

/** One self-contained file with its script inside: allowed by its hash and nothing else. */
function verifierPolicy(path: string): string {
  const known = policies.get(path);
  if (known !== undefined) return known;
  const html = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const hashes = (tag: string): string =>
    [...html.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))]
      .map(
        ([, body]) =>
          `'sha256-${createHash('sha256')
            .update(body ?? '')
            .digest('base64')}'`,
      )
      .join(' ');
  const policy = `default-src 'none'; script-src ${hashes('script')}; style-src ${hashes('style')}; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  policies.set(path, policy);
  return policy;
}
