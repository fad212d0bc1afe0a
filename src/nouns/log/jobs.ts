import { equal, openCheckpoint } from '../../engines/tlog/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { Problem } from '../../problem.ts';
import { checkTree } from './fsck.ts';
import { refuse, type LogKeys, type Published } from './log.ts';
import { publish, readPublished } from './published.ts';
import { compareWithWitnesses } from './witnesses.ts';
import { lastSigned, sequenceStep, type Step } from './step.ts';
import { openShard } from './store.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';

export interface SequencerOptions {
  /** The installation's data folder; the published checkpoint is kept in `<data>/log/checkpoint`. */
  readonly data: string;
  /** Pause between steps while there is work, and between looks while there is none. */
  readonly everyMs?: number;
  readonly now?: () => number;
  /** Pause between recomputations of the whole tree while the server runs. */
  readonly checkEveryMs?: number;
  /** Told once of a refusal to sign, and of every step that failed for another reason and will be tried again. */
  readonly onProblem?: (problem: unknown) => void;
}

export interface Sequencer {
  /**
   * Resolves when the whole tree was held against what is stored, was published and was witnessed; rejects with the refusal. Until then
   * nothing is signed or promised (`log.checking`), and everything may be read.
   */
  readonly ready: Promise<void>;
  /** There is work: the next step need not wait for the next look. */
  kick(): void;
  /** Ends after the step under way. */
  stop(): Promise<void>;
  /** Resolves when nothing waits any more. @throws the refusal, or what made a step fail */
  drain(): Promise<void>;
}

/**
 * The one that puts entries into the tree. As many instances may run as like: who gets the shard's row lock works, the others stand by
 * and take over what is committed.
 */
export function startSequencer(
  db: Db,
  log: LogKeys,
  { data, everyMs = 200, now = Date.now, checkEveryMs = 24 * 3_600_000, onProblem = () => {} }: SequencerOptions,
): Sequencer {
  const bell = makeBell();
  const inTurn = makeTurns();
  const state: { stopped: boolean; after: string; checking: Promise<unknown> | null } = { stopped: false, after: '', checking: null };

  const step = (): Promise<Step> =>
    inTurn(async () => {
      if (log.refusal !== null) throw log.refusal;
      try {
        const done = await sequenceStep(db, log, { after: state.after, now: now() });
        state.after = done.after;
        if (done.checkpoint === null) await catchUp(db, log, data);
        else await publish(data, log, done.checkpoint);
        return done;
      } catch (error) {
        refuse(log, error);
        throw error;
      }
    });
  const ender = new AbortController();
  const ready = inTurn(() => checkUntilKnown());
  // The caller waits for it too; without one, a refusal must not end the process as an unhandled rejection.
  ready.catch(() => {});
  const loop = run();
  const nightly = setInterval(() => {
    state.checking ??= checkWhole(db, log, ender.signal)
      .catch((error: unknown) => {
        if (!ender.signal.aborted) onProblem(error);
      })
      .finally(() => (state.checking = null));
  }, checkEveryMs);
  nightly.unref();
  return { ready, kick: bell.ring, stop, drain };

  /** A database that is away for a moment says nothing about the log: it is asked again. */
  async function checkUntilKnown(): Promise<void> {
    log.refusal ??= new Problem('log.checking');
    for (;;) {
      try {
        return await check(db, log, data, now(), ender.signal);
      } catch (error) {
        if (error instanceof Problem || ender.signal.aborted) throw error;
        onProblem(error);
        await bell.sleepThrough(1000);
      }
    }
  }

  async function run(): Promise<void> {
    const tell = (error: unknown): null => {
      onProblem(error);
      return null;
    };
    await ready.catch(tell);
    while (!state.stopped && log.refusal === null) {
      const done = await step().catch(tell);
      // A rush makes large steps, not many; the first kick after a quiet while is served at once.
      if (done === null || (done.state === 'signed' && done.after === '')) await bell.sleepThrough(everyMs);
      else if (done.state !== 'signed') await bell.sleep(everyMs);
    }
  }

  async function stop(): Promise<void> {
    state.stopped = true;
    ender.abort();
    clearInterval(nightly);
    bell.end();
    await loop;
    await state.checking;
  }

  async function drain(): Promise<void> {
    await ready;
    for (let done = await step(); done.state !== 'idle'; done = await step()) {
      if (done.state === 'standby') await bell.sleepThrough(20);
    }
  }
}

/** Start: what the database holds is compared with what this installation and its witnesses have seen, before anything is signed or promised. */
async function check(db: Db, log: LogKeys, data: string, at: number, signal: AbortSignal): Promise<void> {
  try {
    log.published ??= await readPublished(data, log);
    await openShard(db, log, new Date(at));
    await catchUp(db, log, data);
    await compareWithWitnesses(db, log, data);
    await checkWhole(db, log, signal);
    if (log.refusal?.slug === 'log.checking') log.refusal = null;
  } catch (error) {
    refuse(log, error);
    throw error;
  }
}

/** Every entry, tile and checkpoint against the tree made anew. What does not fit ends signing and promising; the server goes on reading. */
async function checkWhole(db: Db, log: LogKeys, signal: AbortSignal): Promise<void> {
  const [fault] = (await checkTree(db, log, { signal })).faults;
  if (fault === undefined) return;
  const damaged = new Problem('log.damaged', { extra: { [fault.what]: fault.where } });
  refuse(log, damaged);
  throw damaged;
}

/** Takes over what another instance has signed, or this one before its commit was acknowledged. */
async function catchUp(db: Db, log: LogKeys, data: string): Promise<void> {
  const last = await lastSigned(db, log);
  if (last === null) return;
  log.latest = Math.max(log.latest, last.at);
  if (log.published !== null && last.size === log.published.size) return;
  if (!isOwn(log, last)) throw new Problem('log.damaged', { extra: { checkpoint: last.size } });
  await publish(data, log, last);
}

function isOwn(log: LogKeys, { note, size, root }: Published): boolean {
  try {
    const checkpoint = openCheckpoint(nodeSuite, note, [log.key]);
    return checkpoint.size === size && equal(checkpoint.root, root);
  } catch {
    return false;
  }
}

/** One at a time, in the order of asking. */
function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}

/** A sleep that can be rung out of; a ring that comes while nobody sleeps is kept. */
function makeBell() {
  let [rung, ended] = [false, false];
  let wake = (): void => {};
  const sleepThrough = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (ended) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (!ended) return;
        clearTimeout(timer);
        resolve();
      };
    });
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const rise = (): void => {
        clearTimeout(timer);
        rung = false;
        resolve();
      };
      const timer = setTimeout(rise, ms);
      wake = rise;
      if (rung || ended) rise();
    });
  return {
    sleep,
    sleepThrough,
    ring(): void {
      rung = true;
      wake();
    },
    end(): void {
      ended = true;
      wake();
    },
  };
}
