import {
  emptyEdge,
  equal,
  grow,
  hex,
  leafHash,
  openCheckpoint,
  parseVkeys,
  Rejection,
  rootOfEdge,
  type Checkpoint,
  type Edge,
  type NoteKey,
} from '../engines/tlog/index.ts';
import { nodeSuite, type ShardHead } from '../nouns/log/index.ts';

/** Checkpoints that the tree of a backup must carry on from, whose signatures its keys must have made. */
export interface Claim {
  readonly what: string;
  readonly checkpoint: Checkpoint;
}

/** The verification keys that stand in key files. */
export function keysIn(texts: readonly string[]): NoteKey[] {
  const lines = texts.flatMap((text) => text.split('\n').filter((line) => /^[^\s#+]+\+[0-9a-f]{8}\+/.test(line)));
  return lines.length === 0 ? [] : parseVkeys(nodeSuite, lines.join('\n'));
}

/** Null where none of the keys has signed the note. */
export function checkpointOf(note: string, keys: readonly NoteKey[]): Checkpoint | null {
  try {
    return openCheckpoint(nodeSuite, note, keys);
  } catch (error) {
    if (error instanceof Rejection) return null;
    throw error;
  }
}

/**
 * Recomputes the trees of a backup from its entries as they pass: every leaf hash against its entry, the root against the newest
 * checkpoint, and the roots at those sizes that somebody has already been shown.
 */
export class ArchivedLog {
  readonly #heads: readonly ShardHead[];
  readonly #claims: readonly Claim[];
  readonly #roots = new Map<string, Uint8Array>();
  readonly #edges = new Map<string, Edge>();
  readonly #columns: readonly string[];
  #fresh: { shard: string; leaves: Uint8Array[] } = { shard: '', leaves: [] };
  #rest = '';
  #fault: string | null = null;

  constructor(heads: readonly ShardHead[], claims: readonly Claim[], columns: readonly string[]) {
    this.#heads = heads;
    this.#claims = claims;
    this.#columns = columns;
  }

  /** The next piece of the table of entries, in COPY's text form. */
  take(piece: Buffer): void {
    const lines = (this.#rest + piece.toString('latin1')).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#entry(line.split('\t'));
  }

  /** @returns what is wrong with the log of this backup, null where all of it holds */
  verdict(): string | null {
    this.#grow();
    if (this.#fault !== null) return this.#fault;
    for (const { shard, size, root } of this.#heads) {
      const edge = this.#edges.get(shard) ?? emptyEdge;
      if (edge.size !== size)
        return `${shard}：检查点有${size}条，存证只有${edge.size}条 the checkpoint counts ${size} entries, there are ${edge.size}`;
      if (size > 0 && hex(rootOfEdge(nodeSuite.hash, edge)) !== root)
        return `${shard}：根与${size}条存证不符 the root does not follow from the entries`;
    }
    for (const { what, checkpoint } of this.#claims) {
      const head = this.#heads.find((one) => one.origin === checkpoint.origin);
      if (head === undefined) return `${what}：备份里没有 ${checkpoint.origin} the backup has no such log`;
      if (head.size < checkpoint.size) {
        return `${what}已经公布到${checkpoint.size}条，备份只有${head.size}条，恢复会让存证倒退；请用更新的备份 this log was shown with ${checkpoint.size} entries, the backup has ${head.size}: use a newer one`;
      }
      const root = this.#roots.get(`${head.shard}/${checkpoint.size}`);
      if (checkpoint.size > 0 && (root === undefined || !equal(root, checkpoint.root))) {
        return `${what}与备份里的前${checkpoint.size}条不符 what was shown does not follow from the first ${checkpoint.size} entries of the backup`;
      }
    }
    return null;
  }

  #entry(fields: readonly string[]): void {
    const field = (name: string): string => fields[this.#columns.indexOf(name)] ?? '';
    const [shard, hash] = [field('shard'), leafHash(nodeSuite.hash, bytes(field('entry')))];
    if (shard !== this.#fresh.shard) this.#grow();
    this.#fresh.shard = shard;
    const idx = (this.#edges.get(shard)?.size ?? 0) + this.#fresh.leaves.length;
    if (field('idx') !== String(idx) || !equal(hash, bytes(field('leaf_hash'))))
      this.#fault ??= `${shard} 第${idx}条与它的摘要不符 entry ${idx} does not match its hash`;
    this.#fresh.leaves.push(hash);
    const shown = this.#claims.some(
      ({ checkpoint }) => checkpoint.size === idx + 1 && this.#heads.some((one) => one.shard === shard && one.origin === checkpoint.origin),
    );
    if (shown || this.#fresh.leaves.length >= 4096) this.#grow();
  }

  #grow(): void {
    const { shard, leaves } = this.#fresh;
    if (leaves.length === 0) return;
    const { edge } = grow(nodeSuite.hash, this.#edges.get(shard) ?? emptyEdge, leaves);
    this.#edges.set(shard, edge);
    this.#fresh = { shard, leaves: [] };
    if (this.#claims.some(({ checkpoint }) => checkpoint.size === edge.size))
      this.#roots.set(`${shard}/${edge.size}`, rootOfEdge(nodeSuite.hash, edge));
  }
}

/** `\\x6869`: COPY doubles the backslash of a bytea's hexadecimal form. */
function bytes(field: string): Uint8Array {
  return Buffer.from(field.slice(3), 'hex');
}
