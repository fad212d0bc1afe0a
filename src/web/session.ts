import { read, remove, removeWhere, write } from './storage.ts';

/**
 * Where the bearer token lives. A strict CSP (no inline script, no foreign origin) keeps scripts of others out; still the token goes with the
 * tab unless the person says that the machine is theirs: office machines are shared.
 */
const key = 'qd.token';
const listeners = new Set<() => void>();

export function token(): string | null {
  return read(key);
}

export function keepToken(value: string, stay: boolean): void {
  remove(key);
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
