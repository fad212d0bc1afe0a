import type { LogKeys } from './log.ts';

export function loadOrCreateLogKeys(_dir: string, _origin: string): LogKeys {
  throw new Error('to come');
}
