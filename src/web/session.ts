import { read, remove, removeWhere, standsLocally, write } from './storage.ts';

/**
 * Where the bearer token lives. A strict CSP (no inline script, no foreign origin) keeps scripts of others out; still the token goes with the
 * tab unless the person says that the machine is theirs: office machines are shared.
 */
const key = 'qd.token';
const listeners = new Set<() => void>();

export function token(): string | null {
  return read(key);
}

/** What is read from the server lives as long as the sign-in: on a shared machine it goes with the tab. */
export function keptWhere(): 'local' | 'session' {
  return standsLocally(key) ? 'local' : 'session';
}

export function keepToken(value: string, stay: boolean): void {
  remove(key);
  // Another person may have sat here before.
  removeWhere('qd.kept.');
  write(key, value, stay ? 'local' : 'session');
  tell();
}

/** What was read from the server goes; what was typed stays, it belongs to the unit and is keyed by it. */
export function dropToken(): void {
  remove(key);
  removeWhere('qd.kept.');
  tell();
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
