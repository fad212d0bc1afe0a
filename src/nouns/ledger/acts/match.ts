import { candidates, type Candidate, type Profile } from '../../../engines/matching/index.ts';
import { writeValue, type HeldValues } from '../../../engines/facts/index.ts';
import { dateInChina } from '../../../base/time.ts';
import { Problem } from '../../../problem.ts';
import type { Db, Trx } from '../../../platform/db/index.ts';
import { mergedInto, type Actor, type Desk, type LedgerRecord } from '../ledger.ts';
import type { Register } from '../registers.ts';
import { decisionsOf, insertDecision, type Decision } from '../store/matches.ts';
import { insertEntry, listRecords, updateRecord } from '../store/records.ts';
import { undoAct } from './import.ts';
import { enter, ownRecord } from './record.ts';

/** More records than a village has; a larger unit is matched in parts by its own registers. */
const most = 20_000;

/** Pairs of the unit's records that look like one and about which nobody has decided yet. */
export async function matchesOf(
  db: Db | Trx,
  county: string,
  unit: string,
  register: Register,
): Promise<{ pairs: Candidate[]; records: Map<string, LedgerRecord> }> {
  const records = await listRecords(db, {
    county,
    kind: register.kind,
    under: unit,
    exact: true,
    holding: null,
    find: null,
    after: null,
    limit: most,
  });
  const decided = new Map<string, Decision['decision']>();
  for (const { low, high, decision } of await decisionsOf(
    db,
    county,
    records.map((record) => record.id),
  ))
    decided.set(`${low} ${high}`, decision);
  const pairs = candidates(records.map(({ id, values }) => profileOf(register, id, values))).filter(
    ({ a, b }) => decided.get(pairKey(a, b)) !== 'different',
  );
  return { pairs, records: new Map(records.map((record) => [record.id, record])) };
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** What a person, a household or a place is told apart by. */
function profileOf({ kind }: Register, id: string, values: HeldValues): Profile {
  const text = (key: string): string | null => {
    const value = values[key];
    return typeof value === 'string' || typeof value === 'number' ? writeValue(value) : null;
  };
  if (kind === 'household')
    return {
      id,
      name: text('household.headName'),
      idNumber: text('household.headIdNumber'),
      address: text('household.address'),
      phone: text('household.headPhone'),
    };
  if (kind === 'site') return { id, name: text('site.name'), address: text('site.address'), phone: text('site.headPhone') };
  return {
    id,
    name: text('person.name'),
    idNumber: text('person.idNumber'),
    birthDate: text('person.birthDate'),
    sex: text('person.sex'),
    address: text('person.registeredAddress'),
    household: text('household.code'),
    phone: text('person.phone'),
  };
}

export interface Deciding {
  readonly keep: string;
  readonly other: string;
  readonly decision: 'same' | 'different';
  readonly reason: string;
}

/**
 * A person says whether two records of their own register are one. The one that is kept takes what only the other one held; the other
 * points to it from then on. @throws Problem thing.missing, ledger.not-now
 */
export async function decideMatch(
  trx: Trx,
  desk: Desk,
  actor: Actor,
  register: Register,
  { keep, other, decision, reason }: Deciding,
): Promise<void> {
  const { caller, now } = actor;
  const [one, two] = [await ownRecord(trx, actor, register, keep), await ownRecord(trx, actor, register, other)];
  if (keep === other || !one.live || !two.live) throw new Problem('ledger.not-now');
  const [found] = candidates([profileOf(register, keep, one.values), profileOf(register, other, two.values)], { threshold: 0 });
  const act = decision === 'different' ? null : await join(trx, desk, actor, register, one, two, reason);
  await insertDecision(trx, caller.county, {
    ...(await next(trx, caller.county, keep, other)),
    decision,
    reason,
    score: found?.score ?? 0,
    act,
    person: caller.person,
    post: caller.post,
    byName: caller.name,
    at: now,
  });
}

async function join(
  trx: Trx,
  desk: Desk,
  actor: Actor,
  register: Register,
  one: LedgerRecord,
  two: LedgerRecord,
  reason: string,
): Promise<string> {
  const { county } = actor.caller;
  const validFrom = dateInChina(actor.now);
  const taken = Object.fromEntries(Object.entries(two.values).filter(([key]) => one.values[key] === undefined));
  const act = await enter(trx, desk, actor, {
    kind: 'merge',
    register: register.key,
    unit: one.unit,
    validFrom,
    reason,
    content: { keep: one.id, other: two.id, taken },
  });
  const put = async (record: LedgerRecord, values: HeldValues): Promise<void> => {
    const nth = record.nth + 1;
    await insertEntry(trx, county, { subject: record.id, nth, act: act.id, unit: record.unit, validFrom, at: act.at, values, was: {} });
    await updateRecord(
      trx,
      county,
      { id: record.id, key: record.key, values: { ...record.values, ...values }, validFrom, recordedAt: act.at, nth },
      act.id,
    );
  };
  if (Object.keys(taken).length > 0) await put(one, taken);
  await put(two, { [mergedInto]: one.id });
  return act.id;
}

/** Takes a joining back: both stand as they were, but for what was changed since. @throws Problem thing.missing, ledger.not-now */
export async function undoMatch(
  trx: Trx,
  desk: Desk,
  actor: Actor,
  register: Register,
  { one, other, reason }: { one: string; other: string; reason: string },
): Promise<void> {
  const { caller, now } = actor;
  const record = await ownRecord(trx, actor, register, one);
  const last = (await decisionsOf(trx, caller.county, [one])).findLast(({ low, high }) => pairKey(low, high) === pairKey(one, other));
  if (last === undefined || last.decision === 'undone') throw new Problem('ledger.not-now');
  if (last.act !== null) await undoAct(trx, desk, actor, { act: last.act, register: register.key, unit: record.unit, reason });
  await insertDecision(trx, caller.county, {
    ...(await next(trx, caller.county, one, other)),
    decision: 'undone',
    reason,
    score: last.score,
    act: null,
    person: caller.person,
    post: caller.post,
    byName: caller.name,
    at: now,
  });
}

async function next(trx: Trx, county: string, a: string, b: string): Promise<{ low: string; high: string; nth: number }> {
  const [low, high] = a < b ? [a, b] : [b, a];
  const last = (await decisionsOf(trx, county, [a])).findLast((one) => one.low === low && one.high === high);
  return { low, high, nth: (last?.nth ?? 0) + 1 };
}
