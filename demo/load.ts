import { randomBytes } from 'node:crypto';
import { uuid7 } from '../src/base/id.ts';
import { levelOfCode } from '../src/base/place.ts';
import { startOfDay } from '../src/base/time.ts';
import { sendAnswer } from '../src/nouns/answers/index.ts';
import { fileEvent, reportBehaviours } from '../src/nouns/conduct/index.ts';
import {
  confirm,
  decide,
  findDemand,
  findDraft,
  needsReason,
  noPlace,
  openDemand,
  owedToHistory,
  redraft,
  refusedIn,
  discard,
  submit,
  withdraw,
  keepTemplate,
  type Actor,
  type Desk,
  type Draft,
  type FindingReason,
} from '../src/nouns/demands/index.ts';
import { registerOf, writeFacts } from '../src/nouns/ledger/index.ts';
import { enrol, hashPassword, type Caller } from '../src/nouns/people/index.ts';
import { adoptRulebooks, approveChange, openChange, proposeChange } from '../src/nouns/rules/index.ts';
import { establishOrgan, importUnits, listUnits } from '../src/nouns/units/index.ts';
import { Problem } from '../src/problem.ts';
import { transaction, type Db, type Trx } from '../src/platform/db/index.ts';
import { bytesOf } from './tables.ts';
import type { DemoAnswer, DemoCounty, DemoDemand, DemoPerson, DemoReasons, DemoRuleChange, DemoStep } from './county.ts';

export interface LoadedDemo {
  /** Id of each demand by its key. */
  readonly demands: ReadonlyMap<string, string>;
  /** Where the rules saw something else than the story says; empty when the demo is told right. */
  readonly surprises: readonly string[];
}

interface Loading {
  readonly desk: Desk;
  readonly county: DemoCounty;
  readonly callers: ReadonlyMap<string, Caller>;
  readonly demands: Map<string, string>;
  readonly surprises: string[];
}

/**
 * Tells the made-up county to an empty database, through the same acts as everybody: rules, rights, log and all. In one transaction, so
 * that an interrupted start leaves nothing half told.
 */
export async function loadDemo(db: Db, desk: Desk, county: DemoCounty, password: string): Promise<LoadedDemo> {
  return transaction(db, (trx) => tell(trx, desk, county, password));
}

async function tell(trx: Trx, desk: Desk, county: DemoCounty, password: string): Promise<LoadedDemo> {
  const [known] = await listUnits(trx, { under: null, level: null, text: null, after: null, limit: 1, on: null });
  if (known !== undefined) {
    throw new Problem('setting.invalid', {
      detail: `数据库里已经有单位（${known.name}），演示县只装进空的数据库。换一个 --data，或去掉 --demo。 The demo is loaded into an empty database only.`,
    });
  }
  const callers = await loadPeople(trx, county, password);
  const loading: Loading = { desk, county, callers, demands: new Map(), surprises: [] };
  const acts = [...ruleActs(trx, loading), ...demandActs(trx, loading), ...recordActs(trx, loading), ...eventActs(trx, loading)].sort(
    (a, b) => a.at - b.at,
  );
  // The log's clock never steps back: what everything is judged by is entered before the story begins.
  await adoptRulebooks(trx, desk.log, new Date(acts[0]?.at ?? 0));
  for (const act of acts) await act.run();
  return { demands: loading.demands, surprises: loading.surprises };
}

interface Act {
  readonly at: number;
  readonly run: () => Promise<void>;
}

function demandActs(trx: Trx, loading: Loading): Act[] {
  return loading.county.demands.flatMap((demand) => [
    ...demand.script.map((step) => ({ at: Date.parse(step.at), run: () => playStep(trx, loading, demand, step) })),
    ...demand.answers.map((answer) => ({ at: Date.parse(answer.at), run: () => playAnswer(trx, loading, demand, answer) })),
  ]);
}

function eventActs(trx: Trx, loading: Loading): Act[] {
  const { log } = loading.desk;
  const ids = new Map<string, string>();
  return loading.county.events.flatMap((told) => [
    {
      at: Date.parse(told.at),
      run: async () => {
        const organ = loading.county.organs.find(({ key }) => key === told.organ)?.name ?? told.organ;
        const actor = { caller: callerOf(loading, told.by), now: new Date(told.at) };
        ids.set(told.key, (await fileEvent(trx, log, actor, { ...told.event, organ, starts: told.starts })).id);
      },
    },
    ...told.reports.map((report) => ({
      at: Date.parse(report.at),
      run: () =>
        reportBehaviours(
          trx,
          log,
          { caller: callerOf(loading, report.by), now: new Date(report.at) },
          ids.get(told.key) ?? '',
          report.behaviours,
        ),
    })),
  ]);
}

function recordActs(trx: Trx, loading: Loading): Act[] {
  return loading.county.records.map(({ register: key, by, at, values }) => ({
    at: Date.parse(at),
    run: async () => {
      const register = registerOf(key);
      if (register === null) throw new Error(`there is no register ${key}`);
      const actor = { caller: callerOf(loading, by), now: new Date(at) };
      await writeFacts(trx, loading.desk, actor, register, { id: null, validFrom: null, values, reason: null });
    },
  }));
}

function ruleActs(trx: Trx, loading: Loading): Act[] {
  return loading.county.ruleChanges.flatMap((change) => stepsOf(trx, loading, change));
}

function stepsOf(trx: Trx, loading: Loading, { content, by, draftedAt, proposed, approved }: DemoRuleChange): Act[] {
  const { log } = loading.desk;
  const actorAt = (key: string, at: string) => ({ caller: callerOf(loading, key), now: new Date(at) });
  let id = '';
  const steps: Act[] = [
    { at: Date.parse(draftedAt), run: async () => void ({ id } = await openChange(trx, actorAt(by, draftedAt), content)) },
    {
      at: Date.parse(proposed.at),
      run: () => proposeChange(trx, log, actorAt(by, proposed.at), id, { reason: proposed.reason, nth: 1 }),
    },
  ];
  if (approved !== null)
    steps.push({
      at: Date.parse(approved.at),
      run: () => approveChange(trx, log, actorAt(approved.by, approved.at), id, { reason: approved.reason, nth: 1 }),
    });
  return steps;
}

async function loadPeople(trx: Trx, county: DemoCounty, password: string): Promise<Map<string, Caller>> {
  await importUnits(
    trx,
    county.units.map(({ code, name, shortName, validFrom, validTo, successor }) => ({
      code,
      name,
      shortName,
      validFrom,
      validTo,
      successor,
    })),
  );
  const organs = new Map<string, string>();
  for (const [sort, organ] of county.organs.entries()) {
    const id = newId();
    organs.set(organ.key, id);
    const { name, shortName, kind, level, unit: place, gate: isGate } = organ;
    await establishOrgan(trx, { id, county: place.slice(0, 6), name, shortName, kind, level, place, sort, isGate });
  }
  // One hash for all: the demo's password is printed beside its address, so its salt protects nothing.
  const hash = await hashPassword(password);
  const callers = new Map<string, Caller>();
  for (const person of county.people) callers.set(person.key, await loadPerson(trx, county, organs, person, hash));
  return callers;
}

async function loadPerson(
  trx: Trx,
  county: DemoCounty,
  organs: ReadonlyMap<string, string>,
  person: DemoPerson,
  hash: string,
): Promise<Caller> {
  const id = newId();
  const [first] = person.posts;
  const home = first.unit.slice(0, 6);
  const posts = person.posts.map((post) => ({
    id: newId(),
    role: post.role,
    title: post.title,
    place: post.unit,
    organ: post.organ === null ? null : (organs.get(post.organ) ?? null),
    validFrom: post.from,
    validTo: null,
  }));
  await enrol(trx, { county: home, id, name: person.name, login: { name: person.login, hash }, posts }, startOfDay(first.from));
  const place = county.units.find((unit) => unit.code === first.unit);
  const organ = county.organs.find((one) => one.key === first.organ);
  return {
    county: home,
    person: id,
    name: person.name,
    post: posts[0]?.id ?? '',
    role: first.role,
    title: first.title,
    place: { code: first.unit, name: place?.name ?? first.unit, level: levelOfCode(first.unit) },
    organ:
      organ === undefined
        ? null
        : { id: organs.get(organ.key) ?? '', name: organ.name, shortName: organ.shortName, kind: organ.kind, level: organ.level },
  };
}

async function playStep(trx: Trx, loading: Loading, demand: DemoDemand, step: DemoStep): Promise<void> {
  const actor = { caller: callerOf(loading, step.by), now: new Date(step.at) };
  const id = loading.demands.get(demand.key);
  if (id === undefined) {
    if (step.draft === null) throw new Error(`${demand.key} begins without a draft`);
    loading.demands.set(demand.key, (await openDemand(trx, actor, await withTable(trx, actor, demand, step.draft))).id);
    return;
  }
  const reason = step.reason ?? '';
  const { desk } = loading;
  switch (step.kind) {
    case 'draft':
      if (step.draft === null) throw new Error(`${demand.key} has a draft step without a draft`);
      return redraft(trx, actor, id, await withTable(trx, actor, demand, step.draft));
    case 'submit':
      return submit(trx, desk, actor, id, await reasonsFor(trx, desk, actor, id, step.reasons));
    case 'withdraw':
      return withdraw(trx, desk, actor, id, reason);
    case 'confirm':
      if ((await findDemand(trx, actor.caller.county, id))?.state === 'admitted') return;
      return confirm(trx, desk, actor, id, { reason });
    case 'admit':
    case 'propose':
      return letPass(trx, loading, demand.key, step, id);
    case 'askReasons':
    case 'return':
    case 'refuse':
      return decide(trx, desk, actor, id, { decision: step.kind, reason });
    case 'discard':
      return discard(trx, actor, id);
  }
}

/** The department's table is kept first, then the draft names it. */
async function withTable(trx: Trx, actor: Actor, { table }: DemoDemand, draft: Draft): Promise<Draft> {
  return table === undefined ? draft : { ...draft, template: await keepTemplate(trx, actor, table.name, await bytesOf(table)) };
}

/** The rules decide which of the two ways there is; where the story thought otherwise it goes on the other way, and that is reported. */
async function letPass(trx: Trx, loading: Loading, key: string, step: DemoStep, id: string): Promise<void> {
  const actor = { caller: callerOf(loading, step.by), now: new Date(step.at) };
  const { county } = actor.caller;
  const demand = await findDemand(trx, county, id);
  const stored = demand === null ? null : await findDraft(trx, county, id, demand.draft_version);
  if (demand === null || stored === null) throw new Error(`${key} is let pass before it is written`);
  const refused = refusedIn(stored, (await loading.desk.register.look(trx, demand, stored.draft, actor.now)).told) > 0;
  if (refused !== (step.kind === 'propose'))
    loading.surprises.push(`${key}: told as ${step.kind}, but ${refused ? 'a rule refuses' : 'no rule refuses'}`);
  await decide(trx, loading.desk, actor, id, { decision: refused ? 'propose' : 'admit', reason: step.reason ?? '事情急，确有必要。' });
  if (!refused || step.kind === 'propose') return;
  const second = [...loading.callers.values()].find((caller) => caller.role === 'gatekeeper' && caller.person !== actor.caller.person);
  if (second === undefined) throw new Error('the demo needs two gatekeepers');
  await confirm(trx, loading.desk, { caller: second, now: actor.now }, id, { reason: '同意。' });
}

async function reasonsFor(
  trx: Trx,
  { register }: Desk,
  { caller: { county }, now }: Actor,
  id: string,
  reasons: DemoReasons | null,
): Promise<FindingReason[]> {
  const demand = await findDemand(trx, county, id);
  const draft = demand === null ? null : await findDraft(trx, county, id, demand.draft_version);
  if (demand === null || draft === null) return [];
  const { told } = await register.look(trx, demand, draft.draft, now);
  const owed = [...draft.inspection.findings.filter(needsReason), ...owedToHistory(told, []).map(({ rule }) => ({ rule, start: noPlace }))];
  return owed.map(({ rule, start }) => ({
    rule,
    start,
    text: reasons?.byRule[rule.split('/').at(-1) ?? rule] ?? reasons?.otherwise ?? '按上级要求办理，已和乡镇商量过。',
  }));
}

async function playAnswer(trx: Trx, loading: Loading, demand: DemoDemand, answer: DemoAnswer): Promise<void> {
  const id = loading.demands.get(demand.key);
  if (id === undefined) throw new Error(`${demand.key} is answered before it exists`);
  await sendAnswer(trx, loading.desk.log, { caller: callerOf(loading, answer.by), now: new Date(answer.at) }, id, {
    values: answer.values,
    version: answer.version,
    // Kept where a value differs from what an earlier answer told.
    reasons: Object.fromEntries(Object.keys(answer.values).map((key) => [key, '按村里的册子重新数过'])),
  });
}

function callerOf(loading: Loading, key: string): Caller {
  const caller = loading.callers.get(key);
  if (caller === undefined) throw new Error(`the demo has nobody called ${key}`);
  return caller;
}

function newId(): string {
  return uuid7(Date.now(), randomBytes(10));
}
