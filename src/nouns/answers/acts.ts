import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../base/id.ts';
import { parentOfCode } from '../../base/place.ts';
import { Problem } from '../../problem.ts';
import { Gather, type Db, type Trx } from '../../platform/db/index.ts';
import { findTerms, type StoredTerms } from '../demands/index.ts';
import { makeLeaf, type LogKeys, type MadeLeaf } from '../log/index.ts';
import type { Caller } from '../people/index.ts';
import { elementsAsked, factsOf } from './facts.ts';
import { faults, moved, settled, standing, type Values } from './answer.ts';
import { differing, explained } from './differing.ts';
import { askedOf, insertAnswers, type Asked, type NewAnswer, type Question } from './store.ts';

export interface SentAnswer {
  readonly answer: string;
  /** The receipt's id: the leaf's 16 random bytes in Crockford base 32. */
  readonly receipt: string;
  readonly promise: string;
}

/**
 * Where answers are looked up and stored: inside a transaction one by one, else together with the others that come at the same moment
 * (group commit: everybody waits for the commit of the statement that holds their own answer).
 */
interface Desk {
  readonly asked: (question: Question) => Promise<Asked | null>;
  readonly store: (answer: NewAnswer) => Promise<boolean>;
}

const desks = new WeakMap<Db, Desk>();

function deskOf(db: Db | Trx): Desk {
  if (db.isTransaction) {
    return {
      asked: async (question) => (await askedOf(db, [question]))[0] ?? null,
      store: async (answer) => (await insertAnswers(db, [answer]))[0] === true,
    };
  }
  const known = desks.get(db);
  if (known !== undefined) return known;
  const asking = new Gather<Question, Asked | null>((questions) => askedOf(db, questions));
  const storing = new Gather<NewAnswer, boolean>((answers) => insertAnswers(db, answers));
  const desk: Desk = {
    asked: (question) => asking.ask(question.county, question),
    store: (answer) => storing.ask(answer.county, answer),
  };
  desks.set(db, desk);
  return desk;
}

/**
 * One answer of the caller's unit to the terms in force: fact, current answer, roll-up and log entry in one statement. A second answer
 * is a correction. `version` is the version that the sender saw; without it the version in force is meant.
 *
 * @throws Problem thing.missing, answer.no-number, answer.not-addressed, answer.withdrawn, answer.expired, answer.superseded, answer.values
 */
export async function sendAnswer(
  db: Db | Trx,
  log: LogKeys,
  { caller, now }: { caller: Caller; now: Date },
  demand: string,
  { values, version, reasons = {} }: SentValues,
): Promise<SentAnswer> {
  const unit = caller.place.code;
  const question = { county: caller.county, demand, unit };
  const desk = deskOf(db);
  const { terms, current, lastNth, ...known } = inForce(await termsAsked(db, desk, question), now, version);
  const { fields } = terms.body;
  const wrong = faults(fields, values);
  if (wrong.length > 0) throw new Problem('answer.values', { fields: wrong });
  const kept = settled(fields, values);
  const asked = await elementsAsked(db, caller.county, terms);
  const differ = current === null && asked.length > 0 ? await differing(db, caller, terms, { asked, values: kept, ...known }, now) : null;
  const why = differ === null ? reasons : explained(differ, reasons, version !== undefined);
  const leaf = leafOf(log, { caller, now }, terms, current, kept);
  const id = uuid7(now.getTime(), randomBytes(10));
  const stored = await desk.store({
    ...question,
    id,
    version: terms.body.version,
    place: parentOfCode(unit) ?? unit,
    nth: lastNth + 1,
    values: kept,
    person: caller.person,
    post: caller.post,
    byName: caller.name,
    at: now,
    late: now > terms.deadline,
    leaf,
    moved: moved(fields, kept, current?.values ?? null),
    facts: factsOf({
      asked,
      asOf: terms.body.asOf,
      values: kept,
      before: current?.values ?? null,
      reasons: why,
      now,
    }),
  });
  if (!stored) {
    // Withdrawn, or new terms, between the look and the write: say which.
    inForce(await termsAsked(db, desk, question), now, terms.body.version);
    throw new Problem('demand.not-now');
  }
  return { answer: id, receipt: leaf.id, promise: leaf.promise };
}

function leafOf(
  log: LogKeys,
  { caller, now }: { caller: Caller; now: Date },
  terms: StoredTerms,
  current: Asked['current'],
  values: Values,
): MadeLeaf {
  return makeLeaf(
    log,
    {
      type: 'answer',
      unit: caller.place.code,
      role: caller.role,
      prev: current === null ? [terms.leafHash] : [terms.leafHash, current.leafHash],
      // Number, version and lateness follow from the terms leaf that `prev` names; the name is what the receipt prints.
      fields: { terms: terms.digest.toString('hex'), unitName: caller.place.name },
      values,
    },
    now,
  );
}

interface SentValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly version?: number | undefined;
  /** Why a value differs from what the ledger held, by field: kept with the facts. */
  readonly reasons?: Readonly<Record<string, string>> | undefined;
}

type TermsAsked = Asked & { readonly terms: StoredTerms | null };

async function termsAsked(db: Db | Trx, desk: Desk, question: Question): Promise<TermsAsked | null> {
  const asked = await desk.asked(question);
  if (asked === null) return null;
  const terms = asked.version === null ? null : await findTerms(db, question.county, question.demand, asked.version);
  return { ...asked, terms };
}

/** Why no answer can be taken, said in the order in which a unit would want to know it. */
function inForce(asked: TermsAsked | null, now: Date, version: number | undefined): TermsAsked & { readonly terms: StoredTerms } {
  if (asked === null) throw new Problem('thing.missing');
  const { terms, withdrawnAt, addressed } = asked;
  if (terms === null) throw new Problem('answer.no-number');
  if (!addressed) throw new Problem('answer.not-addressed');
  const state = standing({ deadline: terms.deadline, expiresAt: terms.expiresAt, withdrawnAt }, now);
  if (state === 'withdrawn') throw new Problem('answer.withdrawn');
  if (state === 'expired') throw new Problem('answer.expired');
  if (version !== undefined && version !== terms.body.version)
    throw new Problem('answer.superseded', { extra: { version: terms.body.version } });
  return { ...asked, terms };
}
