import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../base/id.ts';
import { parentOfCode } from '../../base/place.ts';
import { Problem } from '../../problem.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import { leafRows, makeLeaf, type LogKeys } from '../log/index.ts';
import type { Caller } from '../people/index.ts';
import { faults, moved, settled, standing } from './answer.ts';
import { askedOf, insertAnswer, type Asked } from './store.ts';

export interface SentAnswer {
  readonly answer: string;
  /** The receipt's id: the leaf's 16 random bytes in Crockford base 32. */
  readonly receipt: string;
  readonly promise: string;
}

/**
 * One answer of the caller's unit to the terms in force: fact, current answer, roll-up and log entry in one statement. A second answer
 * is a correction. `version` is the version that the sender saw; without it the version in force is meant.
 *
 * @throws Problem thing.missing, answer.no-number, answer.not-addressed, answer.withdrawn, answer.expired, answer.superseded, answer.values
 */
export async function sendAnswer(
  trx: Db | Trx,
  log: LogKeys,
  { caller, now }: { caller: Caller; now: Date },
  demand: string,
  { values, version }: { values: Readonly<Record<string, unknown>>; version?: number | undefined },
): Promise<SentAnswer> {
  const unit = caller.place.code;
  const { terms, termsLeafHash, deadline, termsDigest, current, lastNth } = inForce(
    await askedOf(trx, caller.county, demand, unit),
    now,
    version,
  );
  const wrong = faults(terms.fields, values);
  if (wrong.length > 0) throw new Problem('answer.values', { fields: wrong });
  const kept = settled(terms.fields, values);
  const late = now > deadline;
  const leaf = makeLeaf(
    log,
    {
      type: 'answer',
      unit,
      role: caller.role,
      prev: current === null ? [termsLeafHash] : [termsLeafHash, current.leafHash],
      // Number, version and lateness follow from the terms leaf that `prev` names; the name is what the receipt prints.
      fields: { terms: termsDigest.toString('hex'), unitName: caller.place.name },
      values: kept,
    },
    now,
  );
  const id = uuid7(now.getTime(), randomBytes(10));
  const stored = await insertAnswer(
    trx,
    {
      county: caller.county,
      id,
      demand,
      version: terms.version,
      unit,
      place: parentOfCode(unit) ?? unit,
      nth: lastNth + 1,
      values: kept,
      person: caller.person,
      post: caller.post,
      byName: caller.name,
      at: now,
      late,
      leaf: leaf.id,
      leafHash: leaf.leafHash,
    },
    moved(terms.fields, kept, current?.values ?? null),
    leafRows(caller.county, leaf),
  );
  if (!stored) {
    // Withdrawn, or new terms, between the look and the write: say which.
    inForce(await askedOf(trx, caller.county, demand, unit), now, terms.version);
    throw new Problem('demand.not-now');
  }
  return { answer: id, receipt: leaf.id, promise: leaf.promise };
}

type InForce = { [K in 'terms' | 'termsLeafHash' | 'termsDigest' | 'deadline' | 'expiresAt']: NonNullable<Asked[K]> } & Pick<
  Asked,
  'current' | 'lastNth'
>;

/** Why no answer can be taken, said in the order in which a unit would want to know it. */
function inForce(asked: Asked | null, now: Date, version: number | undefined): InForce {
  if (asked === null) throw new Problem('thing.missing');
  const { terms, termsLeafHash, termsDigest, deadline, expiresAt, withdrawnAt, addressed, current, lastNth } = asked;
  if (terms === null || termsLeafHash === null || termsDigest === null || deadline === null || expiresAt === null)
    throw new Problem('answer.no-number');
  if (!addressed) throw new Problem('answer.not-addressed');
  const state = standing({ deadline, expiresAt, withdrawnAt }, now);
  if (state === 'withdrawn') throw new Problem('answer.withdrawn');
  if (state === 'expired') throw new Problem('answer.expired');
  if (version !== undefined && version !== terms.version) throw new Problem('answer.superseded', { extra: { version: terms.version } });
  return { terms, termsLeafHash, termsDigest, deadline, expiresAt, current, lastNth };
}
