import { ApiProblem } from '../api.ts';
import type { Ask, Filled, Question, Reply, Result, Understood } from './messages.ts';

interface Pending {
  readonly done: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

let worker: Worker | null = null;
let next = 0;
const pending = new Map<number, Pending>();

/** The one place that knows where tables are understood and filled: in a worker of this page. */
export async function understandTable(question: Omit<Extract<Question, { kind: 'understand' }>, 'kind'>): Promise<Understood> {
  const result = await ask({ kind: 'understand', ...question });
  if (result.kind !== 'understand') throw new Error('the worker answered something else');
  return result.understood;
}

export async function fillTable(question: Omit<Extract<Question, { kind: 'fill' }>, 'kind'>): Promise<Filled> {
  const result = await ask({ kind: 'fill', ...question });
  if (result.kind !== 'fill') throw new Error('the worker answered something else');
  return result.filled;
}

function ask(question: Question): Promise<Result> {
  return new Promise((done, failed) => {
    next += 1;
    pending.set(next, { done, failed });
    try {
      start().postMessage({ id: next, question } satisfies Ask);
    } catch (error) {
      pending.delete(next);
      failed(error);
    }
  });
}

function start(): Worker {
  if (worker !== null) return worker;
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = pending.get(data.id);
    pending.delete(data.id);
    if (data.ok) asked?.done(data.result);
    else asked?.failed(new ApiProblem(422, data.slug === '' ? 'file.damaged' : data.slug, data.detail));
  });
  worker.addEventListener('error', () => {
    worker = null;
    for (const asked of pending.values()) asked.failed(new Error('the worker did not start'));
    pending.clear();
  });
  return worker;
}
