import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Problem, problems, type ProblemKind, type ProblemSlug } from '../../problem.ts';
import { problemOf } from '../db/index.ts';

/** The only place that knows statuses. */
export const statusOfKind: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  'unknown-caller': 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  broken: 500,
  unavailable: 503,
};

/** RFC 9457 problem details. */
export function problemDetails(problem: Problem, language: 'zh' | 'en'): Record<string, unknown> {
  return {
    type: `urn:qingdan:problem:${problem.slug}`,
    title: problems[problem.slug][language],
    status: statusOfKind[problem.kind],
    detail: problem.message,
    slug: problem.slug,
    ...(problem.fields.length === 0 ? {} : { fields: problem.fields }),
    ...problem.extra,
  };
}

export function writeProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = asProblem(error);
  if (problem.kind === 'broken' || problem.kind === 'unavailable') request.log.error({ err: error }, problem.slug);
  const language = /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
  if (problem.kind === 'unknown-caller') void reply.header('www-authenticate', 'Bearer realm="qingdan"');
  void reply
    .code(statusOfKind[problem.kind])
    .type('application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(problemDetails(problem, language));
}

const frameworkProblems: Readonly<Record<string, ProblemSlug>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'input.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'input.media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'input.unreadable',
  FST_ERR_CTP_INVALID_JSON_BODY: 'input.unreadable',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'input.unreadable',
  FST_ERR_CTP_BODY_NOT_OBJECT: 'input.unreadable',
  FST_ERR_BAD_URL: 'route.missing',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'input.media-type',
  FST_REQ_FILE_TOO_LARGE: 'file.too-large',
  FST_FILES_LIMIT: 'input.unreadable',
  FST_PARTS_LIMIT: 'input.unreadable',
  FST_FIELDS_LIMIT: 'input.unreadable',
  FST_PROTO_VIOLATION: 'input.unreadable',
};

function asProblem(raw: unknown): Problem {
  const error = problemOf(raw);
  if (error instanceof Problem) return error;
  if (typeof error === 'object' && error !== null) {
    const { code, statusCode } = error as Partial<FastifyError>;
    const slug = frameworkProblems[code ?? ''];
    if (slug !== undefined) return new Problem(slug, { cause: error });
    if (statusCode === 429) return new Problem('rate.limited');
    if (statusCode === 413) return new Problem('input.too-large', { cause: error });
    if (statusCode === 415) return new Problem('input.media-type', { cause: error });
    // JSON that does not parse, a multipart body that breaks off: the caller's, not ours.
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Problem('input.unreadable', { cause: error });
  }
  return new Problem('server.broken', { cause: error });
}
