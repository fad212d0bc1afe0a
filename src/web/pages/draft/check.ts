import { api, ApiProblem } from '../../api.ts';
import type { Checked } from '../../types.ts';
import type { Ask, Reply, Result } from './messages.ts';

/** The one place that knows where a notice is checked: in a worker of this page, and on the server where no worker will start. */
export type Question = Omit<Ask, 'id'>;

interface Pending {
  readonly done: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

let worker: Worker | null = null;
let broken = false;
let next = 0;
const pending = new Map<number, Pending>();

export async function check(question: Question): Promise<Result> {
  const here = start();
  if (here === null) return await checkOnServer(question);
  try {
    return await new Promise<Result>((done, failed) => {
      next += 1;
      pending.set(next, { done, failed });
      here.postMessage({ id: next, ...question } satisfies Ask);
    });
  } catch (error) {
    // Unreadable input is told as it is; a worker that broke is replaced by the server.
    if (error instanceof ApiProblem) throw error;
    return await checkOnServer(question);
  }
}

function start(): Worker | null {
  if (broken) return null;
  if (worker !== null) return worker;
  try {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  } catch {
    broken = true;
    return null;
  }
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = pending.get(data.id);
    pending.delete(data.id);
    if (data.ok) asked?.done(data.result);
    else asked?.failed(data.slug === '' ? new Error('the check broke') : new ApiProblem(422, data.slug, data.detail));
  });
  worker.addEventListener('error', () => {
    broken = true;
    worker = null;
    for (const asked of pending.values()) asked.failed(new Error('the worker did not start'));
    pending.clear();
  });
  return worker;
}

async function checkOnServer({ bytes, text, name, metadata }: Question): Promise<Result> {
  const form = new FormData();
  if (bytes !== null) form.append('file', new Blob([bytes.slice()]), name);
  const answer = await api<{
    files: (Checked & { tables: readonly { rows: readonly (readonly string[])[] }[]; remarks: readonly string[] })[];
  }>('/api/check', bytes === null ? { method: 'POST', json: { text, metadata } } : { method: 'POST', form });
  const [checked] = answer.files;
  if (checked === undefined) throw new ApiProblem(500, 'server.broken', '');
  return { checked, tables: checked.tables.map((table) => table.rows), remarks: checked.remarks };
}
