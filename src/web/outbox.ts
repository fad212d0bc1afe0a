import { api, ApiProblem } from './api.ts';
import { queries } from './queries.ts';
import { readJson, remove, writeJson } from './storage.ts';
import type { Me, Sent, Values } from './types.ts';

/** An answer that could not be sent. Its key makes the server take it once, however often it is tried. */
export interface Waiting {
  readonly demand: string;
  readonly unit: string;
  readonly version: number;
  readonly key: string;
  readonly values: Values;
  /** Why a value differs from what was held, by field. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly at: number;
}

const place = 'qd.outbox';
const listeners = new Set<() => void>();
let running = false;

export function waiting(): readonly Waiting[] {
  return readJson<Waiting[]>(place) ?? [];
}

export function waitingFor(demand: string, unit: string): Waiting | null {
  return waiting().find((one) => one.demand === demand && one.unit === unit) ?? null;
}

export function queue(one: Waiting): void {
  writeJson(place, [...waiting().filter((other) => other.demand !== one.demand || other.unit !== one.unit), one]);
  tell();
}

export function unqueue(one: Waiting): void {
  const rest = waiting().filter((other) => other.key !== one.key);
  if (rest.length === 0) remove(place);
  else writeJson(place, rest);
  tell();
}

export function onOutbox(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function draftKey(demand: string, version: number, unit: string): string {
  return `qd.answer.${demand}.${version}.${unit}`;
}

export interface Refusal {
  readonly slug: string;
  readonly detail: string;
}

function refusalKey(demand: string, unit: string): string {
  return `qd.refused.${demand}.${unit}`;
}

/** Why an answer that waited was not taken; told where the values stand again. */
export function refusalOf(demand: string, unit: string): Refusal | null {
  return readJson<Refusal>(refusalKey(demand, unit));
}

export function forgetRefusal(demand: string, unit: string): void {
  remove(refusalKey(demand, unit));
}

export async function send(one: Waiting): Promise<Sent> {
  const sent = await api<Sent>(`/api/answers/${encodeURIComponent(one.demand)}`, {
    method: 'POST',
    json: { values: one.values, version: one.version, ...(one.reasons === undefined ? {} : { reasons: one.reasons }) },
    headers: { 'idempotency-key': one.key },
  });
  remove(draftKey(one.demand, one.version, one.unit));
  void queries.invalidateQueries({ queryKey: ['/api/today'] });
  void queries.invalidateQueries({ queryKey: [`/api/answers/${one.demand}`] });
  return sent;
}

/** Sends what waits, but only what this unit typed: another person may have signed in on the same machine. */
export async function flush(): Promise<void> {
  const unit = readJson<{ data: Me }>('qd.kept./api/me')?.data.place.code;
  if (running || unit === undefined) return;
  running = true;
  try {
    for (const one of waiting().filter((each) => each.unit === unit)) {
      try {
        await send(one);
        unqueue(one);
      } catch (error) {
        if (error instanceof ApiProblem && error.unreached) return;
        // Refused: it goes back to the form, where the refusal can be read and the values stand.
        writeJson(draftKey(one.demand, one.version, one.unit), one.values);
        if (error instanceof ApiProblem) writeJson(refusalKey(one.demand, one.unit), { slug: error.slug, detail: error.message });
        await queries.invalidateQueries({ queryKey: [`/api/answers/${one.demand}`] });
        unqueue(one);
      }
    }
  } finally {
    running = false;
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}
