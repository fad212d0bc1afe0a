import { canonical } from '../../base/canonical.ts';
import { encodeCrockford } from '../../base/crockford.ts';
import { commitAll, encodeLeaf, leafHash, signPromise } from '../../engines/tlog/index.ts';
import type { Trx } from '../../platform/db/index.ts';
import type { AppendedLeaf, LogKeys, MadeLeaf, NewLeaf } from './log.ts';
import { insertLeaves } from './store.ts';
import { nodeSuite, randomPool } from '../../platform/crypto/index.ts';

const random = randomPool();

/**
 * Makes the leaf without touching the database: for acts that insert its rows in their own statement.
 *
 * @throws Problem log.behind, log.damaged once the log may not sign: then nothing may be promised either
 */
export function makeLeaf(log: LogKeys, leaf: NewLeaf, at: Date): MadeLeaf {
  if (log.refusal !== null) throw log.refusal;
  const idBytes = random(16);
  const seed = random(32);
  const id = encodeCrockford(idBytes);
  const content = { fields: leaf.fields, values: leaf.values ?? null };
  // A step back of the clock must not put a leaf before the checkpoint that it names as older.
  log.latest = Math.max(log.latest, at.getTime());
  log.turn = Math.max(log.turn + 1, log.latest * 1000);
  const entry = encodeLeaf({
    type: leaf.type,
    id,
    unit: leaf.unit,
    role: leaf.role,
    at: log.latest,
    prev: leaf.prev,
    head: log.published,
    commitments: commitAll(nodeSuite, seed, leaf.type, content),
  });
  const hash = leafHash(nodeSuite.hash, entry);
  return {
    id,
    idBytes,
    turn: log.turn,
    shard: log.shard,
    entry: Buffer.from(entry),
    leafHash: hash,
    seed,
    content: canonical(content),
    promise: signPromise(log.key, hash, log.latest, log.sign),
  };
}

/** Enters a leaf in the caller's transaction: outbox row and opening row. No act is acknowledged without it. */
export async function appendLeaf(trx: Trx, log: LogKeys, county: string, leaf: NewLeaf, at: Date): Promise<AppendedLeaf> {
  const made = makeLeaf(log, leaf, at);
  await insertLeaves(trx, county, [made]);
  return { id: made.id, leafHash: made.leafHash, promise: made.promise };
}
