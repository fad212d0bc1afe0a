import {
  equal,
  formatAddCheckpoint,
  formatPolicy,
  fromBase64,
  goodCosignature,
  meetsQuorum,
  openCheckpoint,
  parsePolicy,
  Rejection,
  type PolicyWitness,
} from '../../engines/tlog/index.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Patience } from '../../platform/http/index.ts';
import { Problem } from '../../problem.ts';
import { refuse, witnessId, type LogKeys, type Published, type WitnessState, type Witnessing } from './log.ts';
import { consistencyProof } from './read.ts';
import { holdAgainst } from './split.ts';
import { checkpointAt, cosignedSizes, cosignaturesAt, insertCosignature } from './store.ts';
import { keptCheckpoint, postCheckpoint } from './witness-client.ts';

export interface WitnessOptions {
  readonly data: string;
  /** Pause between rounds. */
  readonly everyMs?: number;
  /** How long one witness is waited for; the others and the signing wait for nobody. */
  readonly patienceMs?: number;
  readonly now?: () => number;
  readonly onProblem?: (problem: unknown) => void;
}

export interface Witnesses {
  /** One round: everybody who has not cosigned the newest checkpoint is asked; resolves at the quorum, or when all have answered. */
  round(): Promise<void>;
  stop(): Promise<void>;
}

const longestPause = 60_000;

/** Reads the policy file (c2sp.org/tlog-policy; a witness's line ends with its address) for one log. @throws Problem setting.invalid */
export function witnessingOf(log: Pick<LogKeys, 'key' | 'vkey'>, text: string, where: string): Witnessing {
  const wrong = (detail: string): Problem =>
    new Problem('setting.invalid', { detail: `${where}: ${detail}`, fields: [{ path: where, detail }] });
  try {
    const given = parsePolicy(nodeSuite, text);
    const logs = given.logs.length === 0 ? [{ key: log.key, url: null }] : given.logs;
    if (!logs.some(({ key }) => equal(key.publicKey, log.key.publicKey) && key.name === log.key.name))
      throw wrong(`log 行里没有这本日志 ${log.vkey} no log line names this log`);
    const unasked = given.witnesses.find(({ url }) => url === null || !/^https?:\/\/[^\s]+$/.test(url));
    if (unasked !== undefined) throw wrong(`见证方 ${unasked.name} 没有网址 the witness has no address`);
    const policy = { ...given, logs };
    const states = new Map(
      policy.witnesses.map(({ name }): [string, WitnessState] => [name, { name, size: null, problem: null, failures: 0, notBefore: 0 }]),
    );
    return { policy, text: formatPolicy(policy), states, latest: null, newest: null };
  } catch (error) {
    if (error instanceof Rejection)
      throw wrong(`见证规则写得不对 the policy is malformed${error.where === null ? '' : ` (${error.where})`}`);
    throw error;
  }
}

/**
 * Start: what the witnesses have seen must be a beginning of what the database has. Whoever does not answer at once is not waited for:
 * a witness that is down must not stop an office.
 *
 * @throws Problem log.behind, log.damaged
 */
export async function compareWithWitnesses(db: Db, log: LogKeys, data: string, ms = 3000): Promise<void> {
  const { witnessing } = log;
  if (witnessing === null) return;
  const patience: Patience = { ms, signal: new AbortController().signal };
  const notes = await Promise.all(
    witnessing.policy.witnesses.map(async (one) => ({ one, note: await keptCheckpoint(urlOf(one), log.origin, patience) })),
  );
  for (const { one, note } of notes) if (note !== null) await holdAgainst(db, log, data, one.name, note);
}

/** Asks the witnesses about each newest checkpoint. Runs beside the sequencer and never holds it up. */
export function startWitnesses(
  db: Db,
  log: LogKeys,
  { data, everyMs = 2000, patienceMs = 10_000, now = Date.now, onProblem = () => {} }: WitnessOptions,
): Witnesses {
  const ender = new AbortController();
  const asking = new Map<string, Promise<void>>();
  const recalled = recall(db, log).catch(onProblem);
  const loop = log.witnessing === null ? Promise.resolve() : run();
  return { round, stop };

  async function run(): Promise<void> {
    await recalled;
    while (!ender.signal.aborted) {
      await round().catch(onProblem);
      await pause(everyMs, ender.signal);
    }
  }

  async function stop(): Promise<void> {
    ender.abort();
    await loop;
    await Promise.all(asking.values());
  }

  async function round(): Promise<void> {
    await recalled;
    const { witnessing, published } = log;
    if (witnessing === null || published === null || log.refusal !== null) return;
    await adopt(db, log, witnessing, published);
    const missing = witnessing.policy.witnesses.filter(({ name, key }) => {
      const state = stateOf(witnessing, name);
      return !asking.has(name) && state.notBefore <= now() && witnessing.newest?.cosigners.has(witnessId(key)) !== true;
    });
    const work = missing.map((one) => {
      const mine = ask(witnessing, one, published).catch(onProblem);
      const done = mine.finally(() => asking.delete(one.name));
      asking.set(one.name, done);
      return done;
    });
    const quorum = new Promise<void>((met) => {
      const look = (): void => {
        if ((witnessing.latest?.size ?? 0) >= published.size) met();
      };
      for (const one of work) void one.then(look);
    });
    await Promise.race([Promise.all(work), quorum]);
  }

  async function ask(witnessing: Witnessing, one: PolicyWitness, target: Published): Promise<void> {
    const state = stateOf(witnessing, one.name);
    try {
      const line = await cosignatureOf(one, state, target);
      await insertCosignature(db, log.shard, { size: target.size, witness: witnessId(one.key), line, at: now() });
      Object.assign(state, { size: target.size, problem: null, failures: 0, notBefore: 0 });
      await adopt(db, log, witnessing, target);
    } catch (error) {
      if (ender.signal.aborted) return;
      if (!(error instanceof Unhelpful)) {
        refuse(log, error);
        state.problem = error instanceof Problem ? 'split' : 'broken';
        throw error;
      }
      state.failures += 1;
      state.problem = error.problem;
      state.notBefore = now() + Math.min(longestPause, everyMs * 2 ** Math.min(state.failures, 10));
    }
  }

  /** Twice at most: the second time from the size that the witness itself named. */
  async function cosignatureOf(one: PolicyWitness, state: WitnessState, target: Published): Promise<string> {
    const patience: Patience = { ms: patienceMs, signal: ender.signal };
    let old = Math.min(state.size ?? 0, target.size);
    for (let nth = 0; ; nth++) {
      const proof = old === 0 || old === target.size ? [] : await proofFrom(old, target.size);
      const answer = await postCheckpoint(urlOf(one), formatAddCheckpoint({ old, proof, checkpoint: target.note }), patience);
      if (answer.kind === 'lines') {
        const line = goodCosignature(nodeSuite, target.note, answer.body, one.key);
        if (line === null) throw new Unhelpful('bad-signature');
        return line;
      }
      if (answer.kind === 'refused') throw new Unhelpful(`status-${answer.status}`);
      if (answer.kind === 'unreachable' || answer.kind === 'malformed') throw new Unhelpful(answer.kind);
      if (answer.kind === 'size' && nth === 0 && answer.size !== old && answer.size <= target.size) {
        old = answer.size;
        continue;
      }
      // It has seen a longer log, another one, or says so: what it kept, signed by us, would prove it.
      const note = await keptCheckpoint(urlOf(one), log.origin, patience);
      const seen = note === null ? null : await holdAgainst(db, log, data, one.name, note);
      state.size = seen?.size ?? state.size;
      throw new Unhelpful(seen === null ? 'unproven' : 'moved-on');
    }
  }

  async function proofFrom(older: number, newer: number): Promise<Uint8Array[]> {
    const lines = (await consistencyProof(db, log, older, newer)).split('\n');
    return lines.flatMap((line) => (line === '' ? [] : [fromBase64(line) ?? new Uint8Array(0)]));
  }
}

/** A witness that did not help this time. It is asked again later, and nothing else comes of it. */
class Unhelpful extends Error {
  readonly problem: string;

  constructor(problem: string) {
    super(problem);
    this.problem = problem;
  }
}

/** What earlier runs, and other instances, were given: how far each witness is, and the newest quorum. */
async function recall(db: Db, log: LogKeys): Promise<void> {
  const { witnessing } = log;
  if (witnessing === null) return;
  for (const size of (await cosignedSizes(db, log.shard)).toReversed()) {
    const checkpoint = await checkpointAt(db, log.shard, size);
    if (checkpoint !== null) await adopt(db, log, witnessing, checkpoint);
    for (const { witness } of await cosignaturesAt(db, log.shard, size)) {
      const one = witnessing.policy.witnesses.find(({ key }) => witnessId(key) === witness);
      if (one !== undefined) stateOf(witnessing, one.name).size = size;
    }
  }
}

/** Puts the cosignatures that are kept for a checkpoint under it; with enough of them it is what receipts are made from. */
async function adopt(db: Db, log: LogKeys, witnessing: Witnessing, checkpoint: Published): Promise<void> {
  const known = new Map(witnessing.policy.witnesses.map(({ key }) => [witnessId(key), key]));
  const kept = (await cosignaturesAt(db, log.shard, checkpoint.size)).filter(({ witness }) => known.has(witness));
  const cosigned = { ...checkpoint, note: checkpoint.note + kept.map(({ line }) => line).join('') };
  const cosigners = cosignersOf(log, cosigned.note, [...known.values()]);
  if ((witnessing.newest?.size ?? -1) <= checkpoint.size) witnessing.newest = { ...cosigned, cosigners: new Set(cosigners.map(witnessId)) };
  if ((witnessing.latest?.size ?? -1) <= checkpoint.size && meetsQuorum(witnessing.policy, cosigners)) witnessing.latest = cosigned;
}

function cosignersOf(log: LogKeys, note: string, keys: readonly PolicyWitness['key'][]) {
  try {
    return openCheckpoint(nodeSuite, note, [log.key, ...keys]).cosigners;
  } catch (error) {
    // A kept line was damaged: then none of them counts, and all are asked again.
    if (error instanceof Rejection) return [];
    throw error;
  }
}

function stateOf({ states }: Witnessing, name: string): WitnessState {
  const state = states.get(name);
  if (state === undefined) throw new RangeError(`no witness ${name}`);
  return state;
}

function urlOf({ url }: PolicyWitness): string {
  return (url ?? '').replace(/\/+$/, '');
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
