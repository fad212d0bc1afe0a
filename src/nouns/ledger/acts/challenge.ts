import { Problem } from '../../../problem.ts';
import type { Trx } from '../../../platform/db/index.ts';
import { owns } from '../ground.ts';
import type { Actor } from '../ledger.ts';
import { inView, type View } from '../reading.ts';
import { insertChallenge, insertReply, listChallenges } from '../store/challenges.ts';
import { entriesOf, findRecord } from '../store/records.ts';
import { newId } from './record.ts';

/** Doubts one value that the caller sees, with a reason. There is no place for what it should be instead: the owner looks and says. */
export async function challenge(
  trx: Trx,
  { caller, now }: Actor,
  view: View,
  { record: subject, element, reason }: { record: string; element: string; reason: string },
): Promise<string> {
  const record = await findRecord(trx, caller.county, subject);
  const value = record?.values[element];
  if (!inView(view, record) || value === undefined || !view.columns.some(({ key }) => key === element)) throw new Problem('thing.missing');
  if (owns(caller, record.unit)) throw new Problem('right.missing');
  const id = newId(now);
  await insertChallenge(trx, caller.county, {
    id,
    subject,
    register: view.register.key,
    unit: record.unit,
    element,
    value,
    reason,
    person: caller.person,
    post: caller.post,
    byName: caller.name,
    organ: caller.organ?.name ?? caller.place.name,
    at: now,
  });
  return id;
}

/**
 * The owner answers: the value stays, with why; or it was corrected, which the ledger must show. @throws Problem thing.missing, ledger.not-now
 */
export async function reply(
  trx: Trx,
  { caller, now }: Actor,
  id: string,
  { outcome, words }: { outcome: 'kept' | 'corrected'; words: string },
): Promise<void> {
  const [found] = await listChallenges(trx, caller.county, { id, limit: 1 });
  if (found === undefined || !owns(caller, found.unit)) throw new Problem('thing.missing');
  if (found.reply !== null) throw new Problem('ledger.not-now');
  const entries = (await entriesOf(trx, caller.county, [found.subject])).get(found.subject) ?? [];
  const correcting = entries.findLast((entry) => entry.recordedAt > found.at && entry.values[found.element] !== undefined);
  if (outcome === 'corrected' && correcting === undefined)
    throw new Problem('ledger.not-now', { detail: '台账里的值还没有改，请先改再答。 Correct the value first, then answer.' });
  await insertReply(trx, caller.county, {
    challenge: id,
    outcome,
    reply: words,
    act: outcome === 'corrected' ? (correcting?.act ?? null) : null,
    person: caller.person,
    post: caller.post,
    byName: caller.name,
    at: now,
  });
}
