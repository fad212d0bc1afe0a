import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../../base/id.ts';
import { Problem } from '../../../problem.ts';
import type { Db, Trx } from '../../../platform/db/index.ts';
import type { LogKeys } from '../../log/index.ts';
import type { Caller, DemandAction } from '../../people/index.ts';
import { allows } from '../../people/index.ts';
import { allowedActs, stateOf, type DemandActKind, type Draft, type FindingReason } from '../demand.ts';
import type { HistoryFinding, Register } from '../history.ts';
import { insertHistory } from '../store/history.ts';
import { findActs, insertAct, lockDemand, type DemandRecord, type StoredAct } from '../store/records.ts';
import { addresses } from '../store/terms.ts';

/** What the acts on demands need from the composition. */
export interface Desk {
  readonly log: LogKeys;
  readonly register: Register;
}

export interface Actor {
  readonly caller: Caller;
  readonly now: Date;
}

export function newId(now: Date): string {
  return uuid7(now.getTime(), randomBytes(10));
}

/** Loads and locks a demand for one act, or says that there is none: what a caller may not see does not exist. */
export async function take(trx: Trx, { caller }: Actor, id: string, action: DemandAction): Promise<DemandRecord> {
  const demand = await lockDemand(trx, caller.county, id);
  if (demand === null || !(await mayTouch(trx, caller, action, demand))) throw new Problem('thing.missing');
  return demand;
}

export async function mayTouch(trx: Db | Trx, caller: Caller, action: DemandAction, demand: DemandRecord): Promise<boolean> {
  const field = caller.role === 'village' || caller.role === 'township';
  return allows(caller, action, {
    organ: demand.organ,
    submitted: demand.submitted_at !== null,
    admitted: demand.terms_version !== null,
    addressesCaller: field && (await addresses(trx, caller.county, demand.id, caller.place.code)),
  });
}

/** Writes the act at the end of the demand's history; the state is what the history folds to. */
export async function record(
  trx: Trx,
  { caller, now }: Actor,
  demand: { county: string; id: string; draft_version: number; terms_version: number | null },
  kind: DemandActKind,
  words: { reason?: string | null; reasons?: readonly FindingReason[] } = {},
): Promise<readonly StoredAct[]> {
  const before = (await findActs(trx, demand.county, [demand.id])).get(demand.id) ?? [];
  const state = stateOf(before);
  const allowed = state === null ? [kind] : allowedActs(state, demand.terms_version !== null);
  if (state !== null && !allowed.includes(kind)) {
    throw new Problem('demand.not-now', {
      detail: `现在是“${stateNames[state]}”，可以：${allowed.map((act) => actNames[act]).join('、') || '没有'}。`,
      extra: { state, allowed },
    });
  }
  const act: StoredAct = {
    kind,
    at: now,
    person: caller.person,
    post: caller.post,
    byName: caller.name,
    byTitle: titleOf(caller),
    draftVersion: demand.draft_version,
    reason: words.reason ?? null,
    reasons: words.reasons ?? [],
  };
  await insertAct(trx, demand.county, demand.id, before.length + 1, act);
  return [...before, act];
}

/** What the register shows now, kept under the last act. @returns what the organ may be told of it */
export async function keepHistory(
  trx: Trx,
  { register }: Desk,
  { now }: Actor,
  { demand, draft, acts }: { demand: DemandRecord; draft: Draft; acts: readonly StoredAct[] },
): Promise<readonly HistoryFinding[]> {
  const look = await register.look(trx, demand, draft, now);
  await insertHistory(trx, demand.county, { ...look, demand: demand.id, nth: acts.length });
  return look.told;
}

function titleOf(caller: Caller): string {
  return `${caller.organ?.name ?? caller.place.name} ${caller.title}`;
}

export const stateNames = {
  draft: '草稿',
  submitted: '在把关',
  awaitingReasons: '等说明',
  awaitingConfirmation: '等另一位确认',
  returned: '已退回',
  refused: '不准入',
  admitted: '已准入',
  withdrawn: '已撤回',
} as const;

const actNames: Readonly<Record<DemandActKind, string>> = {
  draft: '修改草稿',
  submit: '送把关',
  askReasons: '请说明',
  return: '退回',
  refuse: '不准入',
  propose: '提议准入',
  confirm: '确认准入',
  admit: '准入',
  discard: '放弃修订',
  withdraw: '撤回',
};
