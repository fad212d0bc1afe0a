import type { HeldValues } from '../../engines/facts/index.ts';
import type { LogKeys } from '../log/index.ts';
import type { Caller } from '../people/index.ts';

export type ActKind = 'write' | 'import' | 'answer' | 'merge' | 'undo';

/** One subject as it is held now (记录). */
export interface LedgerRecord {
  readonly id: string;
  readonly kind: string;
  readonly unit: string;
  readonly key: string;
  readonly values: HeldValues;
  readonly validFrom: string;
  readonly recordedAt: Date;
  readonly nth: number;
  readonly live: boolean;
}

/** Who recorded something, when, out of what: the source of facts. */
export interface Act {
  readonly id: string;
  readonly kind: ActKind;
  readonly register: string;
  readonly unit: string;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly at: Date;
  readonly validFrom: string | null;
  readonly reason: string | null;
  readonly source: Source;
  readonly undoes: string | null;
}

export interface Source {
  readonly file?: string;
  readonly digest?: string;
  readonly rows?: number;
  readonly demand?: string;
  readonly import?: string;
}

/** Facts about the record itself. */
export const ended = '$ended';
export const mergedInto = '$mergedInto';

export interface Desk {
  readonly log: LogKeys;
}

export interface Actor {
  readonly caller: Caller;
  readonly now: Date;
}

export const importStates = ['reading', 'ready', 'confirming', 'confirmed', 'undone', 'cancelled', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/** What a row of a file would do to the ledger. */
export const rowStatuses = ['new', 'changed', 'same', 'gone', 'conflicting', 'suspicious', 'rejected'] as const;
export type RowStatus = (typeof rowStatuses)[number];
export type Counts = Readonly<Record<RowStatus, number>>;

export const noCounts: Counts = { new: 0, changed: 0, same: 0, gone: 0, conflicting: 0, suspicious: 0, rejected: 0 };

export interface Import {
  readonly id: string;
  readonly register: string;
  readonly unit: string;
  readonly byName: string;
  readonly at: Date;
  readonly fileName: string;
  readonly validFrom: string;
  /** The file is the whole register: who is not in it is gone. */
  readonly whole: boolean;
  readonly state: ImportState;
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly bytesDone: number;
  readonly bytes: number;
  readonly counts: Counts;
  readonly failure: string | null;
  readonly digest: string | null;
  readonly touchedAt: Date;
  readonly act: string | null;
}

/** A column of the file and the element that it was understood as; null: not understood, and named as such. */
export interface Column {
  readonly heading: string;
  readonly element: string | null;
}
