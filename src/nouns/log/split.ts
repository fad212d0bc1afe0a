import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { equal, openCheckpoint, Rejection, type Checkpoint } from '../../engines/tlog/index.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import type { LogKeys } from './log.ts';
import { rootAt } from './read.ts';
import { lastSigned } from './step.ts';

/**
 * Holds a checkpoint that somebody else kept against what the database has. Only our own signature proves anything: whoever shows none
 * gets null. What the key has signed and the database does not carry on from is kept as evidence, both notes together.
 *
 * @throws Problem log.behind, log.damaged: then nothing may be signed any more
 */
export async function holdAgainst(db: Db, log: LogKeys, data: string, who: string, note: string): Promise<Checkpoint | null> {
  const seen = openedOwn(log, note);
  if (seen === null) return null;
  const last = await lastSigned(db, log);
  if (last === null || last.size < seen.size) {
    await keepEvidence(data, who, [note, last?.note ?? '']);
    throw new Problem('log.behind', { extra: { witness: who, witnessed: seen.size, database: last?.size ?? 0 } });
  }
  if (seen.size > 0 && !equal(await rootAt(db, log, seen.size, last.size), seen.root)) {
    await keepEvidence(data, who, [note, last.note]);
    throw new Problem('log.damaged', { extra: { witness: who, checkpoint: seen.size } });
  }
  return seen;
}

function openedOwn(log: LogKeys, note: string): Checkpoint | null {
  try {
    const checkpoint = openCheckpoint(nodeSuite, note, [log.key]);
    return checkpoint.origin === log.origin ? checkpoint : null;
  } catch (error) {
    if (error instanceof Rejection) return null;
    throw error;
  }
}

/** Two signed notes of one log that do not fit together, for whoever has to judge. Named by its content: seen twice it is kept once. */
async function keepEvidence(data: string, who: string, notes: readonly string[]): Promise<void> {
  const text = `Two checkpoints signed by one log, the first kept by ${who}, the second in our database. They are no one history.\n\n${notes.join('\n\n')}`;
  const folder = join(data, 'log', 'evidence');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.txt`);
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
