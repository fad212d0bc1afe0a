/** localStorage that cannot throw: private windows and full disks must not stop anybody from typing. */
export function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Pages held for offline reading make room for what a person typed, never the other way round. */
const spare = 'qd.kept.';

export function write(key: string, value: string, where: 'local' | 'session' = 'local'): boolean {
  if (put(key, value, where)) return true;
  if (key.startsWith(spare)) return false;
  removeWhere(spare);
  return put(key, value, where);
}

function put(key: string, value: string, where: 'local' | 'session'): boolean {
  try {
    (where === 'local' ? localStorage : sessionStorage).setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

export function remove(key: string): void {
  try {
    localStorage.removeItem(key);
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept there.
  }
}

export function readJson<T>(key: string): T | null {
  const text = read(key);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

export function writeJson(key: string, value: unknown, where: 'local' | 'session' = 'local'): boolean {
  return write(key, JSON.stringify(value), where);
}

export function standsLocally(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export function removeWhere(prefix: string): void {
  try {
    for (const storage of [localStorage, sessionStorage])
      for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
  } catch {
    // Nothing was kept there.
  }
}
