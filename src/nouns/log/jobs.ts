import type { Db } from '../../platform/db/index.ts';
import type { LogKeys } from './log.ts';

export interface SequencerOptions {
  /** Folder of the published checkpoint: `<data>/log/checkpoint`. */
  readonly data: string;
  readonly everyMs?: number;
  readonly onProblem?: (problem: unknown) => void;
}

export interface Sequencer {
  kick(): void;
  stop(): Promise<void>;
  drain(): Promise<void>;
}

export function startSequencer(_db: Db, _log: LogKeys, _options: SequencerOptions): Sequencer {
  throw new Error('to come');
}
