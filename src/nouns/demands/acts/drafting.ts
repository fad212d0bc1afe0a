import { Problem } from '../../../problem.ts';
import { dictionaryOf } from '../../elements/index.ts';
import type { Trx } from '../../../platform/db/index.ts';
import { findOrgan } from '../../units/index.ts';
import { appendLeaf } from '../../log/index.ts';
import type { Draft, FindingReason } from '../demand.ts';
import { inspect as inspectDraft, rulesOn, type Finding, type Inspection } from '../../rules/index.ts';
import { findDraft, insertDemand, insertDraft, updateDemand, type DemandRecord, type StoredDraft } from '../store/records.ts';
import { hasTemplate } from '../store/templates.ts';
import { findTermsVersions } from '../store/terms.ts';
import { isoDate } from '../../../base/dates.ts';
import { dateInChina } from '../../../base/time.ts';
import { audienceUnits } from './audience.ts';
import { countedIn, owedToHistory, noPlace } from '../history.ts';
import { checkMoments } from './gate.ts';
import { keepHistory, newId, record, take, type Actor, type Desk } from './desk.ts';

/** Opens a demand with its first draft. Judged at once, so that the drafter and later the gate see the same findings. */
export async function openDemand(trx: Trx, actor: Actor, draft: Draft): Promise<{ id: string }> {
  const { caller, now } = actor;
  if (caller.organ === null) throw new Problem('right.missing');
  checkFields(draft);
  await assureTemplate(trx, actor, draft);
  const units = await audienceUnits(trx, caller.place.code, draft.audience, now);
  const inspection = await inspect(trx, actor, draft);
  const id = newId(now);
  await insertDemand(trx, {
    county: caller.county,
    id,
    organ: caller.organ.id,
    title: draft.title,
    kind: draft.kind,
    state: 'draft',
    draft_version: 1,
    terms_version: null,
    number: null,
    deadline: dateOf(draft.deadline),
    expires_at: dateOf(draft.expiresAt),
    units: units.length,
    ...countsOf(inspection),
    created_at: now,
    updated_at: now,
    submitted_at: null,
    admitted_at: null,
    withdrawn_at: null,
    proposed_deadline: null,
    proposed_expires_at: null,
  });
  await insertDraft(trx, caller.county, id, 1, draft, inspection, now);
  await record(trx, actor, { county: caller.county, id, draft_version: 1, terms_version: null }, 'draft');
  return { id };
}

/** A new version of the draft. On an admitted demand it begins a revision: the terms in force stay until new ones are admitted. */
export async function redraft(trx: Trx, actor: Actor, id: string, draft: Draft): Promise<void> {
  const demand = await take(trx, actor, id, 'draft.write');
  checkFields(draft);
  await assureTemplate(trx, actor, draft);
  const units = await audienceUnits(trx, actor.caller.place.code, draft.audience, actor.now);
  const inspection = await inspect(trx, actor, draft);
  const version = demand.draft_version + 1;
  await record(trx, actor, { ...demand, draft_version: version }, 'draft');
  await insertDraft(trx, demand.county, id, version, draft, inspection, actor.now);
  const shown =
    demand.terms_version === null
      ? { title: draft.title, kind: draft.kind, deadline: dateOf(draft.deadline), expires_at: dateOf(draft.expiresAt), units: units.length }
      : {};
  await updateDemand(trx, demand.county, id, {
    ...shown,
    ...countsOf(inspection),
    state: 'draft',
    draft_version: version,
    updated_at: actor.now,
  });
}

/** Sending is never blocked; what breaks a rule or needs a reason takes one written reason each, be it in the text or in what came before. */
export async function submit(trx: Trx, desk: Desk, actor: Actor, id: string, reasons: readonly FindingReason[]): Promise<void> {
  const demand = await take(trx, actor, id, 'draft.write');
  const stored = await findDraft(trx, demand.county, id, demand.draft_version);
  if (stored === null) throw new Problem('demand.not-now');
  const sent = await judgedToday(trx, actor, demand, stored);
  // First whether it may be sent at all: nobody should write reasons for what can no longer be sent.
  const acts = await record(trx, actor, { ...demand, draft_version: sent.version }, 'submit', { reasons });
  const told = await keepHistory(trx, desk, actor, { demand, draft: sent.draft, acts });
  const owed = [
    ...sent.inspection.findings.filter((finding) => needsReason(finding) && !reasons.some((reason) => answers(reason, finding))),
    ...owedToHistory(told, reasons).map((finding) => ({ ...finding, start: noPlace })),
  ];
  if (owed.length > 0) {
    throw new Problem(sent.version === demand.draft_version ? 'demand.reason-missing' : 'demand.rules-changed', {
      fields: owed.map((finding) => ({ path: `${finding.rule}@${finding.start}`, detail: finding.message })),
    });
  }
  const counts = countsOf(sent.inspection);
  await updateDemand(trx, demand.county, id, {
    state: 'submitted',
    refuse: counts.refuse + countedIn(told, 'refuse'),
    justify: counts.justify + countedIn(told, 'justify'),
    advise: counts.advise + countedIn(told, 'advise'),
    submitted_at: actor.now,
    updated_at: actor.now,
  });
}

/**
 * Gives a revision up, also a refused one: the terms in force stay, and the draft is again what they were made of, so that the next
 * revision begins from there.
 */
export async function discard(trx: Trx, actor: Actor, id: string): Promise<void> {
  const demand = await take(trx, actor, id, 'draft.write');
  const acts = await record(trx, actor, { ...demand, draft_version: demand.draft_version + 1 }, 'discard');
  const admitted = acts.findLast((act) => act.kind === 'admit' || act.kind === 'confirm');
  const stored = admitted === undefined ? null : await findDraft(trx, demand.county, id, admitted.draftVersion);
  if (stored === null) throw new Problem('demand.not-now');
  await insertDraft(trx, demand.county, id, demand.draft_version + 1, stored.draft, stored.inspection, actor.now);
  await updateDemand(trx, demand.county, id, {
    ...countsOf(stored.inspection),
    state: 'admitted',
    draft_version: demand.draft_version + 1,
    proposed_deadline: null,
    proposed_expires_at: null,
    updated_at: actor.now,
  });
}

/** Takes a demand back, also one in force: from then on nobody owes an answer, and answers given stay met. */
export async function withdraw(trx: Trx, desk: Desk, actor: Actor, id: string, reason: string): Promise<void> {
  const demand = await take(trx, actor, id, 'draft.write');
  await record(trx, actor, demand, 'withdraw', { reason });
  await updateDemand(trx, demand.county, id, { state: 'withdrawn', withdrawn_at: actor.now, updated_at: actor.now });
  const last = (await findTermsVersions(trx, demand.county, id)).at(-1);
  if (last === undefined) return;
  const fields = { demand: id, number: last.body.number, version: last.body.version };
  await appendLeaf(
    trx,
    desk.log,
    demand.county,
    { type: 'withdraw', unit: actor.caller.place.code, role: actor.caller.role, prev: [last.leafHash], fields },
    actor.now,
  );
}

/** A demand is judged by the rules of the day on which it is sent: where they have changed since it was written, it is judged again. */
async function judgedToday(trx: Trx, actor: Actor, demand: DemandRecord, stored: StoredDraft): Promise<StoredDraft> {
  const rules = await rulesOn(trx, demand.county, dateInChina(actor.now), actor.now);
  if (rules.digest === stored.inspection.rulesDigest) return stored;
  const inspection = await inspect(trx, actor, stored.draft);
  const version = demand.draft_version + 1;
  await insertDraft(trx, demand.county, demand.id, version, stored.draft, inspection, actor.now);
  await updateDemand(trx, demand.county, demand.id, { ...countsOf(inspection), draft_version: version });
  return { version, draft: stored.draft, inspection };
}

export function needsReason(finding: Finding): boolean {
  return !finding.undecided && (finding.effect === 'refuse' || finding.effect === 'justify');
}

function answers(reason: FindingReason, finding: Finding): boolean {
  return reason.rule === finding.rule && reason.start === finding.start && reason.text.trim() !== '';
}

/** What the register knows of the issuer outweighs what the drafter declares. */
async function inspect(trx: Trx, { caller, now }: Actor, draft: Draft): Promise<Inspection> {
  const organ = caller.organ === null ? null : await findOrgan(trx, caller.county, caller.organ.id);
  const known = organ === null ? {} : { issuer: organ.name, issuerKind: organ.kind, issuerLevel: organ.level };
  const metadata = { ...draft.metadata, ...known, kind: draft.kind, addresseeLevels: [draft.audience.level] };
  const day = dateInChina(now);
  return inspectDraft(
    await rulesOn(trx, caller.county, day, now),
    { text: draft.text, metadata, fields: draft.fields, level: draft.audience.level, deadline: draft.deadline },
    day,
  );
}

/** Terms may freeze only what is there: a template that was kept in this county before, columns that the dictionary knows. */
async function assureTemplate(trx: Trx, { caller }: Actor, { template, rosters = [] }: Draft): Promise<void> {
  const refuse = (path: string, detail: string): never => {
    throw new Problem('input.invalid', { fields: [{ path, detail }] });
  };
  if (rosters.length > 0 && template === undefined) refuse('/rosters', '花名册要跟着一张表 rosters need their table');
  if (rosters.length > 0) {
    const dictionary = await dictionaryOf(trx, caller.county);
    for (const { key } of rosters.flatMap(({ columns }) => columns))
      if (dictionary.find(key) === null) refuse('/rosters', `字典里没有“${key}” is not in the dictionary`);
  }
  if (template !== undefined && !(await hasTemplate(trx, caller.county, template.digest)))
    refuse('/template', '先把这张表传上来 upload the table first');
}

function countsOf({ findings, cost }: Inspection): {
  refuse: number;
  justify: number;
  advise: number;
  minutes_low: number;
  minutes_high: number;
} {
  const count = (effect: string): number => findings.filter((finding) => !finding.undecided && finding.effect === effect).length;
  return { refuse: count('refuse'), justify: count('justify'), advise: count('advise'), minutes_low: cost.low, minutes_high: cost.high };
}

function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return isoDate(year, month, day) !== null;
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function checkFields({ fields, deadline, expiresAt, asOf }: Draft): void {
  checkMoments({ deadline, expiresAt });
  if (asOf !== undefined && !isDay(asOf))
    throw new Problem('input.invalid', { fields: [{ path: '/asOf', detail: '没有这一天 is no day of the calendar' }] });
  const keys = new Set<string>();
  fields.forEach((field, index) => {
    const path = `/fields/${index}`;
    if (keys.has(field.key))
      throw new Problem('input.invalid', { fields: [{ path: `${path}/key`, detail: `“${field.key}”用了两次 is used twice` }] });
    keys.add(field.key);
    if (field.type === 'choice' && (field.choices === null || field.choices.length === 0)) {
      throw new Problem('input.invalid', { fields: [{ path: `${path}/choices`, detail: `“${field.label}”要列出可选的项 needs choices` }] });
    }
    if (field.min !== null && field.max !== null && field.min > field.max) {
      throw new Problem('input.invalid', { fields: [{ path: `${path}/max`, detail: `“${field.label}”的上限比下限小 max is below min` }] });
    }
  });
}
