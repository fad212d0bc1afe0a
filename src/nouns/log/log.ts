import type { Json } from '../../base/json.ts';
import { hex, type NoteKey, type Policy } from '../../engines/tlog/index.ts';
import { Problem } from '../../problem.ts';

export type LeafType =
  | 'terms'
  | 'answer'
  | 'check'
  | 'change'
  | 'withdraw'
  | 'voice.received'
  | 'voice.answered'
  | 'overdue'
  | 'erased'
  | 'issuer.key'
  | 'roll'
  | 'spent'
  | 'client.build'
  | 'rotate'
  | 'shard';

/**
 * What an act wants to have entered. Nothing of `fields` and `values` stands in the leaf itself: each becomes a salted commitment that the
 * holder can open later. `values` are committed one by one below a single field, so that 300 of them still make a small leaf.
 *
 * The receipt prints `terms` (the whole frozen Terms) of a terms leaf and `unitName` of an answer.
 */
export interface NewLeaf {
  readonly type: LeafType;
  /** Code of the organ or place that acts, never a person. */
  readonly unit: string;
  /** The post's role, never a name. */
  readonly role: string;
  /** Leaf hashes this one follows: an answer names its terms leaf first, then the answer that it corrects. */
  readonly prev: readonly Uint8Array[];
  readonly fields: Readonly<Record<string, Json>>;
  readonly values?: Readonly<Record<string, Json>>;
}

export interface AppendedLeaf {
  /** 16 random bytes in Crockford base 32: the receipt's id. */
  readonly id: string;
  readonly leafHash: Uint8Array;
  /** Signed note: "this leaf will be in the log by …". */
  readonly promise: string;
}

/** A leaf with everything that its two rows need, for acts that put the inserts into a statement of their own. */
export interface MadeLeaf extends AppendedLeaf {
  readonly idBytes: Buffer;
  /** Its place in the queue, in microseconds: leaves of one moment are entered in the order in which they were made, so that none stands before the one it follows. */
  readonly turn: number;
  readonly shard: string;
  readonly entry: Buffer;
  readonly seed: Buffer;
  /** Canonical JSON of `{fields, values}`: what can be opened. */
  readonly content: string;
}

/** A checkpoint that may be shown: committed, and kept in the file that a stale restore is measured against. */
export interface Published {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  /** When it was signed, in milliseconds. */
  readonly at: number;
}

/** What this process knows of the log's witnesses. Everything but the policy moves. */
export interface Witnessing {
  readonly policy: Policy;
  /** As it is served and stands in receipts. */
  readonly text: string;
  readonly states: ReadonlyMap<string, WitnessState>;
  /** The newest checkpoint that a quorum has cosigned, with their lines: receipts are made from it. */
  latest: Published | null;
  /** The newest checkpoint that they were asked about, with the lines so far. */
  newest: (Published & { readonly cosigners: ReadonlySet<string> }) | null;
}

export interface WitnessState {
  readonly name: string;
  /** What it cosigned last, as far as we know. */
  size: number | null;
  /** Why the last question came to nothing. */
  problem: string | null;
  failures: number;
  notBefore: number;
}

/** As a note line names the key. */
export function witnessId({ name, id }: NoteKey): string {
  return `${name}+${hex(id)}`;
}

/** The log's key and what this process knows of its tree. The last five move; everything else stands still. */
export interface LogKeys {
  readonly origin: string;
  /** Name of the year's tree: the last part of the origin. */
  readonly shard: string;
  readonly key: NoteKey;
  readonly vkey: string;
  readonly sign: (message: Uint8Array) => Uint8Array;
  published: Published | null;
  /** Latest time that was signed: the clock never steps backwards. */
  latest: number;
  /** The turn that was given last: no two leaves of this process have the same. */
  turn: number;
  /** Set once the log may not sign any more; every later act is refused with it. */
  refusal: Problem | null;
  /** Null where the installation names no witnesses. */
  witnessing: Witnessing | null;
}

/** Bad news stays: a log that may not sign refuses every later act, until a person has looked. */
export function refuse(log: LogKeys, error: unknown): void {
  if (error instanceof Problem && (error.slug === 'log.behind' || error.slug === 'log.damaged' || error.slug === 'setting.invalid'))
    log.refusal = error;
}
