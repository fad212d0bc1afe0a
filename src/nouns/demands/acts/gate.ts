import { createHash } from 'node:crypto';
import { canonical } from '../../../base/canonical.ts';
import type { Json } from '../../../base/json.ts';
import { dateInChina, isMoment, timeInChina } from '../../../base/time.ts';
import { addWorkdays } from '../../../base/workdays.ts';
import { Problem } from '../../../problem.ts';
import type { Trx } from '../../../platform/db/index.ts';
import { appendLeaf } from '../../log/index.ts';
import { findUnit } from '../../units/index.ts';
import type { Draft } from '../demand.ts';
import { findDraft, updateDemand, type DemandRecord, type StoredDraft } from '../store/records.ts';
import { drawNumber, findTermsVersions, insertTargets, insertTerms } from '../store/terms.ts';
import type { Terms } from '../terms.ts';
import { audienceUnits } from './audience.ts';
import { countedIn, type HistoryFinding } from '../history.ts';
import { keepHistory, record, take, type Actor, type Desk } from './desk.ts';

export interface Decision {
  readonly decision: 'admit' | 'propose' | 'return' | 'refuse' | 'askReasons';
  readonly reason: string;
  /** Set by the gatekeeper; else what the drafter wrote; expiry else five workdays after the deadline. */
  readonly deadline?: string | null;
  readonly expiresAt?: string | null;
  /** The draft that the gatekeeper read; another one in the meantime is refused. */
  readonly draftVersion?: number | undefined;
}

/** What the relief office decides. With a refusing finding left one gatekeeper can only propose; a second one confirms. */
export async function decide(trx: Trx, desk: Desk, actor: Actor, id: string, decision: Decision): Promise<void> {
  const demand = await take(trx, actor, id, 'decide');
  assureRead(demand, decision.draftVersion);
  if (decision.decision === 'admit') return admit(trx, desk, actor, demand, decision);
  if (decision.reason.trim() === '')
    throw new Problem('input.invalid', { fields: [{ path: '/reason', detail: '写一句理由，起草人看得到，也会公开 write one reason' }] });
  if (decision.decision === 'propose') return propose(trx, desk, actor, demand, decision);
  const acts = await record(trx, actor, demand, decision.decision, { reason: decision.reason });
  await keepHistory(trx, desk, actor, { demand, draft: (await latestDraft(trx, demand)).draft, acts });
  const state = decision.decision === 'askReasons' ? 'awaitingReasons' : decision.decision === 'return' ? 'returned' : 'refused';
  await updateDemand(trx, demand.county, id, { state, updated_at: actor.now });
}

async function admit(trx: Trx, desk: Desk, actor: Actor, demand: DemandRecord, decision: Decision): Promise<void> {
  const acts = await record(trx, actor, demand, 'admit', { reason: decision.reason === '' ? null : decision.reason });
  const stored = await latestDraft(trx, demand);
  const told = await keepHistory(trx, desk, actor, { demand, draft: stored.draft, acts });
  const broken = refusedIn(stored, told);
  if (broken > 0)
    throw new Problem('demand.not-now', {
      detail: `还有${broken}处不能。写明理由提议准入，由另一位把关人确认。`,
      extra: { allowed: ['propose', 'return', 'refuse', 'askReasons'] },
    });
  await freeze(trx, desk, actor, demand, { ...stored, told }, times(stored.draft, decision, actor.now));
}

/** In the words of the notice and in what came before it: the register has gone on since it was sent. */
export function refusedIn({ inspection }: Pick<StoredDraft, 'inspection'>, told: readonly HistoryFinding[]): number {
  return countedIn(inspection.findings, 'refuse') + countedIn(told, 'refuse');
}

async function propose(trx: Trx, desk: Desk, actor: Actor, demand: DemandRecord, decision: Decision): Promise<void> {
  const acts = await record(trx, actor, demand, 'propose', { reason: decision.reason });
  const stored = await latestDraft(trx, demand);
  const told = await keepHistory(trx, desk, actor, { demand, draft: stored.draft, acts });
  if (refusedIn(stored, told) === 0)
    throw new Problem('demand.not-now', {
      detail: '没有“不能”的地方，可以直接准入。',
      extra: { allowed: ['admit', 'return', 'refuse', 'askReasons'] },
    });
  const { deadline, expiresAt } = times(stored.draft, decision, actor.now);
  await updateDemand(trx, demand.county, demand.id, {
    state: 'awaitingConfirmation',
    proposed_deadline: deadline,
    proposed_expires_at: expiresAt,
    updated_at: actor.now,
  });
}

/** The second gatekeeper. Reasons and both names are public with the terms' first version on. */
export async function confirm(
  trx: Trx,
  desk: Desk,
  actor: Actor,
  id: string,
  { reason, draftVersion }: { readonly reason: string; readonly draftVersion?: number | undefined },
): Promise<void> {
  const demand = await take(trx, actor, id, 'decide');
  assureRead(demand, draftVersion);
  const acts = await record(trx, actor, demand, 'confirm', { reason });
  const proposal = acts.findLast((act) => act.kind === 'propose');
  // One who holds two posts may have come in as two people: the name counts as well.
  if (proposal === undefined || proposal.person === actor.caller.person || proposal.byName === actor.caller.name)
    throw new Problem('demand.second-person');
  const stored = await latestDraft(trx, demand);
  const told = await keepHistory(trx, desk, actor, { demand, draft: stored.draft, acts });
  const asked = { deadline: demand.proposed_deadline?.toISOString() ?? null, expiresAt: demand.proposed_expires_at?.toISOString() ?? null };
  await freeze(trx, desk, actor, demand, { ...stored, told }, times(stored.draft, asked, actor.now));
}

/** A page may be old: what is decided is the draft that was read, or nothing. */
function assureRead(demand: DemandRecord, read: number | undefined): void {
  if (read !== undefined && read !== demand.draft_version) {
    throw new Problem('demand.not-now', {
      detail: `起草人又送了新的一稿（第${demand.draft_version}稿），先看过再定。`,
      extra: { draftVersion: demand.draft_version },
    });
  }
}

async function latestDraft(trx: Trx, demand: DemandRecord): Promise<StoredDraft> {
  const stored = await findDraft(trx, demand.county, demand.id, demand.draft_version);
  if (stored === null) throw new Problem('demand.not-now');
  return stored;
}

/** @throws Problem demand.deadline when the deadline is past, expiry does not lie after it, or is more than a year away */
export function times(
  draft: Pick<Draft, 'deadline' | 'expiresAt'>,
  set: { deadline?: string | null; expiresAt?: string | null },
  now: Date,
): { deadline: Date; expiresAt: Date } {
  checkMoments(set);
  const wanted = set.deadline ?? draft.deadline;
  if (wanted === null) throw new Problem('demand.deadline', { fields: [{ path: '/deadline', detail: '定一个截止时间 set a deadline' }] });
  const deadline = new Date(wanted);
  const wantedExpiry = set.expiresAt ?? draft.expiresAt;
  const expiresAt = wantedExpiry === null ? new Date(`${addWorkdays(dateInChina(deadline), 5)}T23:59:59+08:00`) : new Date(wantedExpiry);
  const year = 366 * 86_400_000;
  if (!(deadline > now) || !(expiresAt > deadline) || expiresAt.getTime() - now.getTime() > year) throw new Problem('demand.deadline');
  return { deadline, expiresAt };
}

/** The pattern of the schema lets 30 February pass. @throws Problem demand.deadline naming the field */
export function checkMoments(moments: { readonly deadline?: string | null; readonly expiresAt?: string | null }): void {
  for (const name of ['deadline', 'expiresAt'] as const) {
    const text = moments[name] ?? null;
    if (text !== null && !isMoment(text))
      throw new Problem('demand.deadline', { fields: [{ path: `/${name}`, detail: '没有这个时刻 is no moment of the calendar' }] });
  }
}

interface Decided extends StoredDraft {
  readonly told: readonly HistoryFinding[];
}

/** Terms are frozen, numbered, addressed and entered in the log in the transaction of the decision. */
async function freeze(
  trx: Trx,
  desk: Desk,
  actor: Actor,
  demand: DemandRecord,
  stored: Decided,
  { deadline, expiresAt }: { deadline: Date; expiresAt: Date },
): Promise<void> {
  const { caller, now } = actor;
  const { draft, inspection } = stored;
  const units = await audienceUnits(trx, `${demand.county}000000`, draft.audience, now);
  const earlier = (await findTermsVersions(trx, demand.county, demand.id)).at(-1);
  const body: Terms = {
    v: 1,
    demand: demand.id,
    version: (earlier?.body.version ?? 0) + 1,
    number: demand.number ?? (await nextNumber(trx, demand.county, now)),
    title: draft.title,
    kind: draft.kind,
    organ: { id: demand.organ, name: demand.organ_name },
    basis: draft.basis,
    purpose: draft.purpose,
    asks: inspection.asks,
    fields: draft.fields,
    ...(draft.template === undefined ? {} : { template: draft.template }),
    ...(draft.rosters === undefined ? {} : { rosters: draft.rosters }),
    audience: draft.audience,
    units: units.length,
    ...(draft.asOf === undefined ? {} : { asOf: draft.asOf }),
    deadline: timeInChina(deadline),
    expiresAt: timeInChina(expiresAt),
    minutes: { low: inspection.cost.low, high: inspection.cost.high },
    textDigest: createHash('sha256').update(draft.text).digest('hex'),
    rulesDigest: inspection.rulesDigest,
  };
  const digest = createHash('sha256')
    .update(canonical(body as unknown as Json))
    .digest();
  const fields = {
    terms: body as unknown as Json,
    digest: digest.toString('hex'),
    verdict: verdictOf(stored),
    history: createHash('sha256')
      .update(canonical(stored.told as unknown as Json))
      .digest('hex'),
  };
  const leaf = await appendLeaf(
    trx,
    desk.log,
    demand.county,
    { type: 'terms', unit: caller.place.code, role: caller.role, prev: earlier === undefined ? [] : [earlier.leafHash], fields },
    now,
  );
  await insertTerms(trx, demand.county, {
    body,
    digest,
    leaf: leaf.id,
    leafHash: Buffer.from(leaf.leafHash),
    deadline,
    expiresAt,
    admittedAt: now,
  });
  await insertTargets(trx, demand.county, demand.id, body.version, units);
  await updateDemand(trx, demand.county, demand.id, {
    state: 'admitted',
    title: draft.title,
    kind: draft.kind,
    terms_version: body.version,
    number: body.number,
    deadline,
    expires_at: expiresAt,
    units: units.length,
    proposed_deadline: null,
    proposed_expires_at: null,
    admitted_at: now,
    updated_at: now,
  });
}

/** `admitted` or, where the gate let it pass all the same, the rules that it broke. */
function verdictOf({ inspection, told }: Decided): string {
  const broken = [...inspection.findings, ...told]
    .filter((finding) => finding.effect === 'refuse' && !finding.undecided)
    .map((finding) => finding.rule);
  return broken.length === 0 ? 'admitted' : `admitted despite ${[...new Set(broken)].sort().join(' ')}`;
}

async function nextNumber(trx: Trx, county: string, now: Date): Promise<string> {
  const place = await findUnit(trx, `${county}000000`);
  const year = Number(dateInChina(now).slice(0, 4));
  return `${place?.shortName ?? county}准〔${year}〕${await drawNumber(trx, county, year)}号`;
}
