import { Problem } from '../../problem.ts';
import type { LogKeys } from './log.ts';

/** Bad news stays: a log that may not sign refuses every later act, until a person has looked. */
export function refuse(log: LogKeys, error: unknown): void {
  if (error instanceof Problem && (error.slug === 'log.behind' || error.slug === 'log.damaged' || error.slug === 'setting.invalid'))
    log.refusal = error;
}
