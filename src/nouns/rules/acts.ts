import { randomBytes } from 'node:crypto';
import { addDays } from '../../base/dates.ts';
import { uuid7 } from '../../base/id.ts';
import type { Json } from '../../base/json.ts';
import { dateInChina } from '../../base/time.ts';
import { transaction, type Db, type Trx } from '../../platform/db/index.ts';
import { Problem, type ProblemField } from '../../problem.ts';
import { appendLeaf, type LogKeys } from '../log/index.ts';
import type { Caller } from '../people/index.ts';
import { digestOf, productText } from './in-force.ts';
import { compileLocalRules } from './local-rules.ts';
import { paramFault, paramsOf } from './params.ts';
import {
  authorActs,
  changedParams,
  changeStateAfter,
  mayFollow,
  nextChangeActs,
  noLocalRules,
  type ChangeActKind,
  type ChangeContent,
  type LocalRules,
} from './rules.ts';
import {
  findChangeActs,
  hasRulebookText,
  insertChange,
  insertChangeAct,
  insertRulebookText,
  insertVersion,
  latestVersion,
  lockChange,
  updateChange,
  type ChangeRecord,
  type RuleVersion,
  type StoredChangeAct,
} from './store.ts';

export interface RulesActor {
  readonly caller: Caller;
  readonly now: Date;
}

export type NewChange = Omit<ChangeContent, 'base'>;

/** Opens a change of the place's rules. What does not hold is told at once, not to the second person. */
export async function openChange(trx: Trx, actor: RulesActor, wanted: NewChange): Promise<{ id: string }> {
  const { caller, now } = actor;
  const content = await checked(trx, actor, wanted);
  const id = uuid7(now.getTime(), randomBytes(10));
  await insertChange(trx, caller.county, {
    id,
    title: content.title,
    state: 'draft',
    author: caller.person,
    createdAt: now,
    updatedAt: now,
  });
  await insertChangeAct(trx, caller.county, id, actOf(actor, 1, 'draft', null, content, null));
  return { id };
}

/** Writes it anew, upon the rules as they now are. */
export async function redraftChange(trx: Trx, actor: RulesActor, id: string, wanted: NewChange): Promise<void> {
  const { change, acts } = await take(trx, actor, id, 'draft');
  const content = await checked(trx, actor, wanted);
  await insertChangeAct(trx, actor.caller.county, id, actOf(actor, acts.length + 1, 'draft', null, content, null));
  await updateChange(trx, actor.caller.county, change.id, { state: 'draft', title: content.title, at: actor.now });
}

export interface ChangeDecision {
  readonly reason: string;
  /** The act that wrote what the person has read; another text in the meantime is refused. */
  readonly nth: number;
}

export async function proposeChange(trx: Trx, log: LogKeys, actor: RulesActor, id: string, decision: ChangeDecision): Promise<void> {
  const taken = await take(trx, actor, id, 'propose', decision.nth);
  await resulting(trx, actor, taken.content);
  await enter(trx, log, actor, taken, { kind: 'propose', reason: decision.reason });
}

/** The second gatekeeper. From the named day on the place's rules are these; every version stays. */
export async function approveChange(trx: Trx, log: LogKeys, actor: RulesActor, id: string, decision: ChangeDecision): Promise<void> {
  const taken = await take(trx, actor, id, 'approve', decision.nth);
  const { rules, latest } = await resulting(trx, actor, taken.content);
  const version = (latest?.version ?? 0) + 1;
  const digest = digestOf(rules);
  const { inForceFrom } = taken.content;
  const leaf = await enter(trx, log, actor, taken, {
    kind: 'approve',
    reason: decision.reason,
    fields: { version, inForceFrom, rules: digest, product: productText().digest },
    prev: latest === null ? [] : [latest.leafHash],
    version,
  });
  await insertVersion(trx, actor.caller.county, {
    version,
    change: id,
    inForceFrom,
    content: rules,
    digest,
    leaf: leaf.id,
    leafHash: leaf.hash,
    approvedAt: actor.now,
  });
}

export async function rejectChange(trx: Trx, log: LogKeys, actor: RulesActor, id: string, decision: ChangeDecision): Promise<void> {
  assureReason(decision.reason);
  const taken = await take(trx, actor, id, 'reject', decision.nth);
  await enter(trx, log, actor, taken, { kind: 'reject', reason: decision.reason });
}

/** Taken back by its author. What others have read enters the log; a draft that nobody saw does not. */
export async function withdrawChange(trx: Trx, log: LogKeys, actor: RulesActor, id: string, reason: string): Promise<void> {
  const taken = await take(trx, actor, id, 'withdraw');
  if (taken.acts.some(({ kind }) => kind === 'propose')) {
    await enter(trx, log, actor, taken, { kind: 'withdraw', reason });
    return;
  }
  await insertChangeAct(trx, actor.caller.county, id, actOf(actor, taken.acts.length + 1, 'withdraw', reason, null, null));
  await updateChange(trx, actor.caller.county, id, { state: 'withdrawn', at: actor.now });
}

/** Keeps the text of the product's rules and enters it in the log, once per content: also an upgrade is seen. */
export async function adoptRulebooks(db: Db | Trx, log: LogKeys, now: Date): Promise<void> {
  const { digest, content } = productText();
  if (log.refusal !== null || (await hasRulebookText(db, digest))) return;
  const adopt = async (trx: Trx): Promise<void> => {
    const fields = { act: 'product', product: digest };
    const leaf = await appendLeaf(trx, log, '000000', { type: 'change', unit: '000000000000', role: 'operator', prev: [], fields }, now);
    await insertRulebookText(trx, { digest, content, at: now, leaf: leaf.id });
  };
  await (db.isTransaction ? adopt(db as Trx) : transaction(db, adopt));
}

interface Taken {
  readonly change: ChangeRecord;
  readonly acts: readonly StoredChangeAct[];
  readonly content: ChangeContent;
}

/** Loads and locks a change for one act of this caller, or says why not. */
async function take(trx: Trx, { caller }: RulesActor, id: string, kind: ChangeActKind, nth?: number): Promise<Taken> {
  const change = await lockChange(trx, caller.county, id);
  if (change === null) throw new Problem('thing.missing');
  const acts = (await findChangeActs(trx, caller.county, [id])).get(id) ?? [];
  const draft = acts.findLast((act) => act.kind === 'draft');
  if (draft?.content === undefined || draft.content === null) throw new Problem('thing.missing');
  if (!mayFollow(change.state, kind))
    throw new Problem('rules.not-now', { extra: { state: change.state, allowed: nextChangeActs[change.state] } });
  if (authorActs.includes(kind)) {
    if (change.author !== caller.person) throw new Problem('rules.second-person', { detail: '这份改动由起草的人来写、提交和撤回。' });
  } else if (isOneOfThem(acts, caller)) throw new Problem('rules.second-person');
  if (nth !== undefined && nth !== draft.nth)
    throw new Problem('rules.not-now', { detail: '起草人又改过了，先看新的再定。', extra: { nth: draft.nth } });
  return { change, acts, content: draft.content };
}

/** Who wrote or proposed it. One who holds two posts may have come in as two people: the name counts as well. */
export function isOneOfThem(acts: readonly StoredChangeAct[], { person, name }: Pick<Caller, 'person' | 'name'>): boolean {
  return acts.some((act) => authorActs.includes(act.kind) && (act.person === person || act.byName === name));
}

/** The wanted change on top of the rules as they now are, and whether that holds. */
async function checked(trx: Trx, actor: RulesActor, wanted: NewChange): Promise<ChangeContent> {
  const latest = await latestVersion(trx, actor.caller.county);
  const content: ChangeContent = { ...wanted, base: latest?.version ?? 0 };
  await resultingUpon(latest, actor, content);
  return content;
}

async function resulting(trx: Trx, actor: RulesActor, content: ChangeContent): Promise<{ rules: LocalRules; latest: RuleVersion | null }> {
  const latest = await latestVersion(trx, actor.caller.county);
  if ((latest?.version ?? 0) !== content.base) throw new Problem('rules.base-moved');
  return { rules: await resultingUpon(latest, actor, content), latest };
}

async function resultingUpon(latest: RuleVersion | null, { caller, now }: RulesActor, content: ChangeContent): Promise<LocalRules> {
  assureDate(content.inForceFrom, latest, now);
  const base = latest?.content ?? noLocalRules;
  const fields = faultsOfParams(content);
  if (fields.length > 0) throw new Problem('rules.not-sound', { fields });
  const yaml = content.yaml ?? base.yaml;
  const { compiled, complaints } = await compileLocalRules(caller.county, yaml);
  if (complaints.length > 0)
    throw new Problem('rules.not-sound', {
      fields: complaints.slice(0, 50).map(({ path, detail }) => ({ path: `/yaml/${path}`, detail })),
    });
  const rules: LocalRules = { v: 1, params: changedParams(base, content.params), yaml, rulebooks: compiled.rulebooks };
  if (digestOf(rules) === digestOf(base))
    throw new Problem('rules.not-sound', { fields: [{ path: '/', detail: '什么都没有改 nothing is changed' }] });
  return rules;
}

/** Never for a day that has begun, and in the order of the versions: no later version slips under an earlier one. */
function assureDate(inForceFrom: string, latest: RuleVersion | null, now: Date): void {
  const tomorrow = addDays(dateInChina(now), 1);
  const earliest = latest === null || latest.inForceFrom < tomorrow ? tomorrow : latest.inForceFrom;
  if (!(inForceFrom >= earliest))
    throw new Problem('rules.date', {
      fields: [{ path: '/inForceFrom', detail: `最早${earliest} not earlier than ${earliest}` }],
      extra: { earliest },
    });
}

function faultsOfParams({ params }: ChangeContent): ProblemField[] {
  const entries = paramsOf();
  const seen = new Set<string>();
  return params.flatMap(({ name, value, basis }, index) => {
    const path = `/params/${index}`;
    const fault = paramFault(entries.get(name), value);
    const faults: ProblemField[] = fault === null ? [] : [{ path: `${path}/value`, detail: `${name}：${fault}` }];
    if (basis.trim() === '') faults.push({ path: `${path}/basis`, detail: `${name}：写一句依据 write what it rests on` });
    if (seen.has(name)) faults.push({ path: `${path}/name`, detail: `${name}：写了两次 is named twice` });
    seen.add(name);
    return faults;
  });
}

function assureReason(reason: string): void {
  if (reason.trim() === '')
    throw new Problem('input.invalid', { fields: [{ path: '/reason', detail: '写一句理由，会公开 write one reason' }] });
}

interface Entering {
  readonly kind: Exclude<ChangeActKind, 'draft'>;
  readonly reason: string;
  readonly fields?: Readonly<Record<string, Json>>;
  readonly prev?: readonly Uint8Array[];
  readonly version?: number;
}

/** Act, leaf and state in one. The leaf follows the one before it of the same change, and names what was decided by its hash. */
async function enter(
  trx: Trx,
  log: LogKeys,
  actor: RulesActor,
  { change, acts, content }: Taken,
  { kind, reason, fields = {}, prev = [], version }: Entering,
): Promise<{ readonly id: string; readonly hash: Buffer }> {
  const { caller, now } = actor;
  const { id } = change;
  const before = acts.findLast((act) => act.leaf !== null)?.leaf ?? null;
  const told = { act: kind, change: id, content: digestOf(content), reason, ...fields };
  const follows = before === null ? prev : [before.hash, ...prev];
  const made = await appendLeaf(
    trx,
    log,
    caller.county,
    { type: 'change', unit: caller.place.code, role: caller.role, prev: follows, fields: told },
    now,
  );
  const leaf = { id: made.id, hash: Buffer.from(made.leafHash) };
  await insertChangeAct(trx, caller.county, id, actOf(actor, acts.length + 1, kind, reason, null, leaf));
  await updateChange(trx, caller.county, id, { state: changeStateAfter(kind), at: now, ...(version === undefined ? {} : { version }) });
  return leaf;
}

function actOf(
  { caller, now }: RulesActor,
  nth: number,
  kind: ChangeActKind,
  reason: string | null,
  content: ChangeContent | null,
  leaf: StoredChangeAct['leaf'],
): StoredChangeAct {
  const byTitle = `${caller.organ?.name ?? caller.place.name} ${caller.title}`;
  return { nth, kind, at: now, person: caller.person, post: caller.post, byName: caller.name, byTitle, reason, content, leaf };
}
