import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Problem } from '../../problem.ts';
import { writeProblem } from './problems.ts';
import { validatorCompiler } from './validation.ts';

export interface ServerOptions {
  readonly version: string;
  readonly log: boolean;
  readonly tls: { readonly key: Buffer; readonly cert: Buffer } | null;
  /** One declared proxy in front: the address that it appended is the client's; what stands before that anybody may have written. */
  readonly behindProxy?: boolean;
}

const fileLimit = 20 * 1024 * 1024;

/** An empty server with our manners: strict bodies, problem details, security headers, limits. Routes come from the nouns. */
export async function createServer({ version, log, tls, behindProxy = false }: ServerOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    logger: log ? { level: 'info', redact: ['req.headers.authorization', 'req.headers.cookie'], serializers: { req: requestLine } } : false,
    ...(tls === null ? {} : { https: tls }),
    trustProxy: behindProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 60_000,
    connectionTimeout: 120_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    logController: new fastify.LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false, caseSensitive: true },
    // An address that cannot be decoded never reaches a hook: its refusal looks like every other one all the same.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(bareHeaders);
      writeProblem(error, request, reply);
    },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    exposeHeadRoutes: true,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setErrorHandler(writeProblem);
  await app.register(helmet, helmetOptions(tls !== null));
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => new Problem('rate.limited') });
  await app.register(multipart, { limits: { fileSize: fileLimit, files: 1, fields: 4, fieldSize: 64 * 1024, parts: 5, headerPairs: 100 } });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Qingdan 轻担', version, description: 'The customs house between those who ask and those who carry.' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
  });
  return app;
}

const bareHeaders = {
  'content-security-policy': "default-src 'none';object-src 'none';base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

function helmetOptions(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' as const },
    xFrameOptions: { action: 'deny' as const },
  };
}

/** Neither query strings (which may hold names) nor bodies reach the log. */
function requestLine(request: { method: string; url: string }): Record<string, unknown> {
  return { method: request.method, path: request.url.split('?')[0] };
}
