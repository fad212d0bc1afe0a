import { createHash, randomBytes } from 'node:crypto';
import { canonical } from '../../../base/canonical.ts';
import { uuid7 } from '../../../base/id.ts';
import type { Json } from '../../../base/json.ts';
import { dateInChina } from '../../../base/time.ts';
import { check, readValue, sameHeld, type Doubt, type Held, type HeldValues } from '../../../engines/facts/index.ts';
import { Problem, type ProblemField } from '../../../problem.ts';
import type { Trx } from '../../../platform/db/index.ts';
import { dictionaryOf, type Dictionary } from '../../elements/index.ts';
import { appendLeaf } from '../../log/index.ts';
import { owns } from '../ground.ts';
import { ended, type Act, type Actor, type ActKind, type Desk, type LedgerRecord, type Source } from '../ledger.ts';
import { columnsOf, keyOf, type Register } from '../registers.ts';
import { findByKeys, findRecord, insertAct, insertEntry, insertRecord, refold, updateRecord } from '../store/records.ts';

export function newId(now: Date): string {
  return uuid7(now.getTime(), randomBytes(10));
}

interface Entering {
  readonly kind: ActKind;
  readonly register: string;
  readonly unit: string;
  readonly validFrom?: string | null;
  readonly reason?: string | null;
  readonly source?: Source;
  readonly undoes?: string | null;
  /** What was recorded, or a digest of it: the log commits to it. */
  readonly content: Json;
}

/** Writes the act that everything below names as its source, and enters it in the log. */
export async function enter(trx: Trx, { log }: Desk, { caller, now }: Actor, entering: Entering): Promise<Act> {
  const act: Act = {
    id: newId(now),
    kind: entering.kind,
    register: entering.register,
    unit: entering.unit,
    person: caller.person,
    post: caller.post,
    byName: caller.name,
    at: now,
    validFrom: entering.validFrom ?? null,
    reason: entering.reason ?? null,
    source: entering.source ?? {},
    undoes: entering.undoes ?? null,
  };
  const digest = createHash('sha256').update(canonical(entering.content)).digest('hex');
  const fields = { act: act.id, kind: act.kind, register: act.register, digest };
  const leaf = await appendLeaf(
    trx,
    log,
    caller.county,
    { type: 'change', unit: caller.place.code, role: caller.role, prev: [], fields },
    now,
  );
  await insertAct(trx, caller.county, act, leaf.id);
  return act;
}

export interface Writing {
  /** Null: a record that the register does not hold yet. */
  readonly id: string | null;
  /** The day from which the values hold; null: today. */
  readonly validFrom: string | null;
  readonly values: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  /** Left the register on this day. */
  readonly ended?: string | undefined;
  /** The version that the writer had before them: a later one is not overwritten unseen. */
  readonly seen?: number | undefined;
}

/**
 * Records facts of one subject of the caller's own unit. What a superior thinks of a value is a challenge, never a value.
 *
 * @throws Problem thing.missing, ledger.values naming each wrong value, ledger.known, ledger.moved
 */
export async function writeFacts(
  trx: Trx,
  desk: Desk,
  actor: Actor,
  register: Register,
  writing: Writing,
): Promise<{ id: string; version: number; doubts: Doubt[] }> {
  const { caller, now } = actor;
  const dictionary = await dictionaryOf(trx, caller.county);
  const record = writing.id === null ? null : await ownRecord(trx, actor, register, writing.id);
  const validFrom = writing.validFrom ?? dateInChina(now);
  const values = settle(register, dictionary, writing, validFrom);
  const before = record?.values ?? {};
  if (record !== null && writing.seen !== undefined && record.nth !== writing.seen && !held(before, values))
    throw new Problem('ledger.moved', { extra: { record: record.id } });
  const moved = Object.fromEntries(
    Object.entries(values).filter(([key, value]) => !sameHeld(before[key], value) || validFrom < (record?.validFrom ?? '')),
  );
  const after = { ...before, ...moved };
  const doubts = check(dictionary, after, validFrom);
  if (record !== null && Object.keys(moved).length === 0) return { id: record.id, version: record.nth, doubts };
  const key = keyOf(register, after);
  if (key === null)
    throw new Problem('ledger.values', {
      fields: [{ path: '/values', detail: `要写${names(register, dictionary)} is needed to name the record` }],
    });
  const unit = caller.place.code;
  const id = record?.id ?? newId(now);
  const [taken] = (await findByKeys(trx, caller.county, register.kind, [key])).filter((other) => other.unit === unit && other.id !== id);
  if (taken?.live === true) throw new Problem('ledger.known', { extra: { record: taken.id } });
  const act = await enter(trx, desk, actor, {
    kind: 'write',
    register: register.key,
    unit,
    validFrom,
    reason: writing.reason,
    content: { subject: id, validFrom, values: moved },
  });
  await put(trx, caller.county, { register, record, id, unit, key, validFrom, values: moved, act });
  return { id, version: (record?.nth ?? 0) + 1, doubts };
}

/** What is sent stands there already: nothing would be overwritten. */
function held(before: HeldValues, values: HeldValues): boolean {
  return Object.entries(values).every(([key, value]) => sameHeld(before[key], value));
}

interface Putting {
  readonly register: Register;
  readonly record: LedgerRecord | null;
  readonly id: string;
  readonly unit: string;
  readonly key: string;
  readonly validFrom: string;
  readonly values: HeldValues;
  readonly act: Act;
}

async function put(trx: Trx, county: string, { register, record, id, unit, key, validFrom, values, act }: Putting): Promise<void> {
  const before = record?.values ?? {};
  const was = Object.fromEntries(
    Object.keys(values).flatMap((element) => (before[element] === undefined ? [] : [[element, before[element]]])),
  );
  const nth = (record?.nth ?? 0) + 1;
  await insertEntry(trx, county, { subject: id, nth, act: act.id, unit, validFrom, at: act.at, values, was });
  if (record === null)
    return insertRecord(trx, county, { id, kind: register.kind, unit, key, values, validFrom, recordedAt: act.at, nth }, act.id);
  if (validFrom < record.validFrom) return refold(trx, county, [id], { act: act.id, at: act.at });
  await updateRecord(trx, county, { id, key, values: { ...before, ...values }, validFrom, recordedAt: act.at, nth }, act.id);
}

/** The caller's own record, locked. @throws Problem thing.missing for everybody else's, as for none */
export async function ownRecord(trx: Trx, { caller }: Actor, register: Register, id: string): Promise<LedgerRecord> {
  const record = await findRecord(trx, caller.county, id, { lock: true });
  if (record === null || record.kind !== register.kind || !owns(caller, record.unit)) throw new Problem('thing.missing');
  return record;
}

function textOf(sent: unknown): string {
  if (typeof sent === 'boolean') return sent ? '是' : '否';
  return typeof sent === 'string' || typeof sent === 'number' ? String(sent) : '';
}

/** What was sent, value by value, as it is held. @throws Problem ledger.values */
function settle(register: Register, dictionary: Dictionary, writing: Writing, validFrom: string): HeldValues {
  const columns = new Map(columnsOf(register, dictionary).map((element) => [element.key, element]));
  const faults: ProblemField[] = [];
  const values: Record<string, Held> = {};
  for (const [key, sent] of Object.entries(writing.values)) {
    const element = columns.get(key);
    const path = `/values/${key.slice(0, 80)}`;
    if (element === undefined) {
      faults.push({ path, detail: '这本台账没有这一项 the register has no such element' });
      continue;
    }
    const { value, fault } = typeof sent === 'object' ? { value: sent as Held, fault: null } : readValue(element, { text: textOf(sent) });
    if (fault !== null) faults.push({ path, detail: `“${element.zh}”${fault}` });
    // An empty field of a form is blank: asked, and left empty.
    else values[key] = value === undefined ? null : value;
  }
  if (faults.length > 0) throw new Problem('ledger.values', { fields: faults });
  return writing.ended === undefined ? values : { ...values, [ended]: writing.ended > validFrom ? writing.ended : validFrom };
}

function names({ named, otherwise }: Register, dictionary: Dictionary): string {
  const words = (keys: readonly string[]): string => keys.map((key) => dictionary.find(key)?.zh ?? key).join('、');
  return otherwise.length === 0 ? words(named) : `${words(named)}（没有就写${words(otherwise)}）`;
}
