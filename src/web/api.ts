import { dropToken, token } from './session.ts';
import { storedLanguage } from './settings.tsx';
import type { Messages } from './strings/index.ts';

export interface FieldProblem {
  readonly path: string;
  readonly detail: string;
}

/** `offline` and `slow` are ours; every other slug comes from the server's catalogue. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly slug: string;
  readonly fields: readonly FieldProblem[];
  /** The record that stands in the way, where one does. */
  readonly record: string | null;

  constructor(status: number, slug: string, detail: string, fields: readonly FieldProblem[] = [], record: string | null = null) {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.slug = slug;
    this.fields = fields;
    this.record = record;
  }

  /** Nobody refused: the same call may be made again later. */
  get unreached(): boolean {
    return this.slug === 'offline' || this.slug === 'slow' || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** One sentence for a person: what happened, what was kept, what to do. */
export function sentence(error: unknown, t: Messages): string {
  if (!(error instanceof ApiProblem)) return t.problem.broken;
  if (error.slug === 'offline') return t.problem.offline;
  if (error.slug === 'slow') return t.problem.slow;
  if (error.status >= 500 && error.message === '') return t.problem.broken;
  return t.problem.of(error.slug, error.message);
}

interface Options {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly json?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const patience = 20_000;

export async function api<T>(path: string, options: Options = {}): Promise<T> {
  const answer = await request(path, options);
  return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
}

/** Files and log text, byte for byte. */
export async function apiText(path: string, options: Options = {}): Promise<string> {
  return await (await request(path, options)).text();
}

export async function apiBlob(path: string): Promise<Blob> {
  return await (await request(path, {})).blob();
}

async function request(path: string, options: Options): Promise<Response> {
  const held = token();
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json, text/plain',
    'accept-language': storedLanguage(),
    ...options.headers,
  };
  if (held !== null) headers['authorization'] = `Bearer ${held}`;
  if (options.json !== undefined) headers['content-type'] = 'application/json';
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort('slow'), patience);
  options.signal?.addEventListener('abort', () => stop.abort('left'));
  const body = options.form ?? (options.json === undefined ? null : JSON.stringify(options.json));
  let answer: Response;
  try {
    answer = await fetch(path, { method: options.method ?? 'GET', headers, body, signal: stop.signal, cache: 'no-store' });
  } catch {
    throw new ApiProblem(0, stop.signal.aborted && stop.signal.reason === 'slow' ? 'slow' : 'offline', '');
  } finally {
    clearTimeout(timer);
  }
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  // The session died on the server: what is typed stays, the person signs in and comes back here.
  if (answer.status === 401 && held !== null && path !== '/api/sign-in') dropToken();
  throw problem;
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  try {
    const body = (await answer.json()) as {
      slug?: string;
      type?: string;
      detail?: string;
      title?: string;
      fields?: FieldProblem[];
      record?: string;
    };
    const slug = body.slug ?? body.type?.split('/').pop() ?? '';
    return new ApiProblem(answer.status, slug, body.detail ?? body.title ?? '', body.fields ?? [], body.record ?? null);
  } catch {
    return new ApiProblem(answer.status, answer.status >= 500 ? 'server.broken' : '', '');
  }
}
