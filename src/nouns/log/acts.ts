import type { Trx } from '../../platform/db/index.ts';
import type { AppendedLeaf, LogKeys, MadeLeaf, NewLeaf } from './log.ts';

/** Makes the leaf without touching the database: for acts that insert its rows in their own statement. */
export function makeLeaf(_log: LogKeys, _leaf: NewLeaf, _at: Date): MadeLeaf {
  throw new Error('to come');
}

/** Enters a leaf in the caller's transaction: outbox row and opening row. No act is acknowledged without it (trust.md A2). */
export async function appendLeaf(_trx: Trx, log: LogKeys, _county: string, leaf: NewLeaf, at: Date): Promise<AppendedLeaf> {
  return makeLeaf(log, leaf, at);
}
