import { timeInChina } from '../../base/time.ts';
import { prefixOfCode, levelOfCode } from '../../base/place.ts';
import type { Trx } from '../../platform/db/index.ts';
import type { Caller } from '../people/index.ts';
import { allowedActs, type DemandActKind, type Draft } from './demand.ts';
import { mayTouch } from './acts/desk.ts';
import { refusedIn } from './acts/gate.ts';
import type { HistoryFinding, Register } from './history.ts';
import { findHistory } from './store/history.ts';
import { findActs, findDraft, type DemandRecord, type StoredAct, type StoredDraft } from './store/records.ts';
import { findTermsVersions, type StoredTerms } from './store/terms.ts';

const moment = (at: Date | null): string | null => (at === null ? null : timeInChina(at));

/** A demand as one line of a list. */
export function rowOf(demand: DemandRecord, now: Date) {
  return {
    id: demand.id,
    title: demand.title,
    kind: demand.kind,
    organ: { id: demand.organ, name: demand.organ_name },
    state: demand.state,
    number: demand.number,
    inForce: demand.terms_version !== null && demand.withdrawn_at === null && demand.expires_at !== null && demand.expires_at > now,
    deadline: moment(demand.deadline),
    expiresAt: moment(demand.expires_at),
    units: demand.units,
    minutes: { low: demand.minutes_low, high: demand.minutes_high },
    counts: { refuse: demand.refuse, justify: demand.justify, advise: demand.advise },
    submittedAt: moment(demand.submitted_at),
    admittedAt: moment(demand.admitted_at),
    updatedAt: timeInChina(demand.updated_at),
    draftVersion: demand.draft_version,
  };
}

/** Everything of one demand that this caller may see; what may happen next comes from the same table as the refusals. */
export async function detailOf(trx: Trx, register: Register, caller: Caller, demand: DemandRecord, now: Date) {
  const seesDraft = await mayTouch(trx, caller, 'draft.read', demand);
  const versions = await findTermsVersions(trx, demand.county, demand.id);
  const acts = (await findActs(trx, demand.county, [demand.id])).get(demand.id) ?? [];
  // Who may see only the terms sees the findings of the draft that became them.
  const frozen = acts.findLast((act) => act.kind === 'admit' || act.kind === 'confirm');
  // The gate and the auditor read what was sent, not what is being written again.
  const sent = acts.findLast((act) => act.kind === 'submit');
  const writes = await mayTouch(trx, caller, 'draft.write', demand);
  const own = writes ? demand.draft_version : seesDraft ? sent?.draftVersion : undefined;
  const version = acts.at(-1)?.kind === 'discard' ? frozen?.draftVersion : (own ?? frozen?.draftVersion);
  const stored = version === undefined ? null : await findDraft(trx, demand.county, demand.id, version);
  // A revision that is still being written or weighed is nobody else's business yet.
  const seen = seesDraft
    ? acts
    : acts.filter((act, at) => act.kind === 'withdraw' || (isPublic(act.kind) && frozen !== undefined && at <= acts.indexOf(frozen)));
  return {
    ...rowOf(demand, now),
    draft: seesDraft ? (stored?.draft ?? null) : null,
    findings: stored?.inspection.findings ?? [],
    cost: stored?.inspection.cost ?? null,
    reasons: acts.findLast((act) => act.kind === 'submit' && act.draftVersion === version)?.reasons ?? [],
    acts: seen.map(actOf),
    terms: versions.at(-1)?.body ?? null,
    termsVersions: versions.map((terms, index) => ({
      version: terms.body.version,
      number: terms.body.number,
      admittedAt: timeInChina(terms.admittedAt),
      supersededAt: moment(versions[index + 1]?.admittedAt ?? null),
      deadline: terms.body.deadline,
      expiresAt: terms.body.expiresAt,
      digest: terms.digest.toString('hex'),
      leaf: terms.leaf,
    })),
    may: await mayOf(trx, caller, demand, acts, () => refusals(trx, register, demand, stored, now)),
    mayAnswer: rowOf(demand, now).inForce && isAddressedLevel(caller, versions.at(-1)) && (await mayTouch(trx, caller, 'answer', demand)),
    override: overrideOf(seen, [...(stored?.inspection.findings ?? []), ...(await toldBefore(trx, demand, acts, seen))]),
  };
}

const gateActs: readonly DemandActKind[] = ['askReasons', 'return', 'refuse', 'propose', 'confirm', 'admit'];

function isPublic(kind: DemandActKind): boolean {
  return kind === 'submit' || kind === 'withdraw' || gateActs.includes(kind);
}

/** What stands against admitting it by one person alone, as the decision itself will count it. */
async function refusals(trx: Trx, register: Register, demand: DemandRecord, stored: StoredDraft | null, now: Date): Promise<number> {
  return stored === null ? 0 : refusedIn(stored, (await register.look(trx, demand, stored.draft, now)).told);
}

/** What the register showed when it was proposed to let it pass all the same. */
async function toldBefore(
  trx: Trx,
  { county, id }: DemandRecord,
  acts: readonly StoredAct[],
  seen: readonly StoredAct[],
): Promise<readonly HistoryFinding[]> {
  const passed = seen.findLast(({ kind }) => kind === 'propose' || kind === 'confirm');
  if (passed === undefined) return [];
  const nth = acts.indexOf(passed) + 1;
  return (await findHistory(trx, county, id)).find((kept) => kept.nth === nth)?.told ?? [];
}

async function mayOf(
  trx: Trx,
  caller: Caller,
  demand: DemandRecord,
  acts: readonly StoredAct[],
  refused: () => Promise<number>,
): Promise<DemandActKind[]> {
  const writes = await mayTouch(trx, caller, 'draft.write', demand);
  const decides = await mayTouch(trx, caller, 'decide', demand);
  const proposer = acts.findLast((act) => act.kind === 'propose')?.person;
  const broken = decides && demand.state === 'submitted' ? await refused() : 0;
  return allowedActs(demand.state, demand.terms_version !== null).filter((act) => {
    if (!gateActs.includes(act)) return writes;
    if (!decides) return false;
    if (act === 'confirm') return proposer !== caller.person;
    if (act === 'admit') return broken === 0;
    return act !== 'propose' || broken > 0;
  });
}

/** A township sees what its villages are asked, but answers only what it is asked itself. */
function isAddressedLevel(caller: Caller, terms: StoredTerms | undefined): boolean {
  return terms !== undefined && terms.body.audience.level === caller.place.level;
}

function actOf(act: StoredAct) {
  return { kind: act.kind, at: timeInChina(act.at), by: { name: act.byName, post: act.byTitle }, reason: act.reason, reasons: act.reasons };
}

export function overrideOf(acts: readonly StoredAct[], findings: readonly { rule: string; effect: string; undecided: boolean }[]) {
  // One that waits for its second person, else the one behind the terms in force; terms admitted without one supersede it.
  const last = acts.at(-1);
  const confirmation = last?.kind === 'propose' ? undefined : acts.findLast((act) => act.kind === 'confirm' || act.kind === 'admit');
  if (confirmation?.kind === 'admit' || (confirmation === undefined && last?.kind !== 'propose')) return null;
  const proposal = acts
    .slice(0, confirmation === undefined ? undefined : acts.indexOf(confirmation))
    .findLast((act) => act.kind === 'propose');
  if (proposal === undefined) return null;
  return {
    reason: proposal.reason ?? '',
    by: { name: proposal.byName, post: proposal.byTitle },
    at: timeInChina(proposal.at),
    confirmedBy: confirmation === undefined ? null : { name: confirmation.byName, post: confirmation.byTitle },
    confirmReason: confirmation?.reason ?? null,
    confirmedAt: moment(confirmation?.at ?? null),
    rules: [...new Set(findings.filter((finding) => finding.effect === 'refuse' && !finding.undecided).map((finding) => finding.rule))],
  };
}

/** Does an audience include a unit? Used for what the gate kept away, which has no frozen list of units. */
export function includes(audience: Draft['audience'], unit: string): boolean {
  return (
    audience.level === levelOfCode(unit) &&
    audience.under.some((place) => unit.startsWith(prefixOfCode(place))) &&
    !audience.except.includes(unit)
  );
}
