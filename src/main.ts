import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import { createApp, type DemoFace } from './app.ts';
import { dateInChina } from './base/time.ts';
import type { Config } from './config.ts';
import { register } from './nouns/conduct/index.ts';
import {
  loadOrCreateLogKeys,
  startSequencer,
  startWitnesses,
  witnessingOf,
  type LogKeys,
  type Sequencer,
  type Witnessing,
} from './nouns/log/index.ts';
import { startForgetting } from './nouns/people/index.ts';
import { adoptRulebooks } from './nouns/rules/index.ts';
import { loadOrCreateSeal } from './platform/crypto/index.ts';
import { durabilityGaps, openDatabase, type Db } from './platform/db/index.ts';
import { Problem } from './problem.ts';

export interface RunningServer {
  readonly address: string;
  readonly demo: DemoFace | null;
  close(): Promise<void>;
}

export const { version } = manifest;

/** So long a start waits for the check of the whole log before it listens; a log of some hundred thousand entries needs less. */
const patientlyMs = 5000;

/** Opens the database, the log and the page of one installation and listens. What it started it stops. */
export async function openServer(config: Config, { note }: { note: (text: string) => void }): Promise<RunningServer> {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, guard: true });
  let book: Book | null = null;
  try {
    const gaps = await durabilityGaps(database.db);
    if (gaps.length > 0)
      note(
        `qingdan: 数据库在断电时可能丢失已经确认的答复 the database may lose acknowledged answers when power fails: ${gaps.join(', ')}\n`,
      );
    const running = (book = await openBook(config, database.db, note));
    const { log, sequencer } = running;
    const demo = config.demo ? await demoOf(config.dataDir, database.db, log, note) : null;
    // After the demo, whose story begins months ago and enters them first; and once the log may be written.
    const adopted = running.checked.then(() => (log.refusal === null ? adoptRulebooks(database.db, log, new Date()) : undefined));
    if (log.refusal === null) await adopted;
    else adopted.catch((error: unknown) => note(`qingdan: ${String(error)}\n`));
    const app = await createApp({
      db: database.db,
      log,
      sequencer,
      now: () => new Date(),
      seal: loadOrCreateSeal(config.dataDir),
      account: config.account,
      server: { version, log: config.requestLog, tls: config.tls, behindProxy: config.behindTlsProxy },
      web: webFolder(),
      demo,
    });
    await app.listen({ host: config.host, port: config.port });
    const stopForgetting = startForgetting(database.db, {
      now: () => new Date(),
      onProblem: (problem) => note(`qingdan: forgetting: ${String(problem)}\n`),
    });
    sequencer.kick();
    const { port } = app.server.address() as { port: number };
    return {
      address: `${config.tls === null ? 'http' : 'https'}://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
      demo,
      close: async () => {
        await app.close();
        await stopForgetting();
        await running.stop();
        await database.close({ stopServer: true });
      },
    };
  } catch (error) {
    await book?.stop();
    await database.close({ stopServer: true });
    throw error;
  }
}

/** The log of the installation and those who work on it. */
interface Book {
  readonly log: LogKeys;
  readonly sequencer: Sequencer;
  /** Resolves when it is known whether the log may be signed. */
  readonly checked: Promise<void>;
  stop(): Promise<void>;
}

async function openBook(config: Config, db: Db, note: (text: string) => void): Promise<Book> {
  const log = loadOrCreateLogKeys(config.dataDir, originOf(config.dataDir));
  log.witnessing = witnessesOf(config, log);
  const onProblem = (problem: unknown): void => note(`qingdan: log: ${String(problem)}\n`);
  const sequencer = startSequencer(db, log, { data: config.dataDir, onProblem });
  const witnesses = startWitnesses(db, log, { data: config.dataDir, onProblem });
  // A database older than what was signed is still read and explained, but nothing is signed: /ready says why.
  const checked = sequencer.ready.catch(() => {});
  if (!(await Promise.race([checked.then(() => true), pause(patientlyMs, false, { ref: false })])))
    note('qingdan: 正在核对整本存证日志，核完之前只能看 the whole log is being checked; until it is done everything is read-only\n');
  const stop = async (): Promise<void> => {
    await witnesses.stop();
    await sequencer.stop();
  };
  return { log, sequencer, checked, stop };
}

/**
 * The name of this installation's log: the one its key was made for, else a new one that no other installation has. A log that was begun
 * goes on under its name; the yearly hand-over to a new one comes with key rotation.
 */
export function originOf(dataDir: string): string {
  const folder = join(dataDir, 'keys');
  const latest = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^log-\d{4}\.vkey$/.test(name))
        .sort()
        .at(-1)
    : undefined;
  const kept = latest === undefined ? undefined : readFileSync(join(folder, latest), 'utf8').split('+')[0];
  return kept ?? `qingdan.local/${randomBytes(4).toString('hex')}/${dateInChina(new Date()).slice(0, 4)}`;
}

function witnessesOf({ witnessPolicy, dataDir }: Config, log: LogKeys): Witnessing | null {
  const file = witnessPolicy ?? join(dataDir, 'witness-policy');
  if (witnessPolicy === null && !existsSync(file)) return null;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Problem('setting.invalid', { detail: `${file}: 见证规则文件读不了。 The witness policy cannot be read.`, cause });
  }
  return witnessingOf(log, text, file);
}

function webFolder(): string | null {
  const folder = fileURLToPath(new URL('./web', import.meta.url));
  return existsSync(join(folder, 'index.html')) ? folder : null;
}

const demoPassword = 'qingdan-demo';

interface DemoNote {
  readonly seed: number;
  readonly today: string;
  readonly openDemand: string;
}

/** Loads the made-up county once; what it needs to be shown again is kept beside the data. */
async function demoOf(dataDir: string, db: Db, log: LogKeys, note: (text: string) => void): Promise<DemoFace> {
  const file = join(dataDir, 'demo.json');
  const { demoCounty } = await import('../demo/index.ts');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoNote) : null;
  const seed = known?.seed ?? 20_260_806;
  const today = known?.today ?? dateInChina(new Date());
  const county = demoCounty({ seed, today });
  let openDemand = known?.openDemand;
  if (openDemand === undefined) {
    note('qingdan: 正在装入演示县青禾县 loading the demo county …\n');
    const { loadDemo } = await import('../demo/load.ts');
    const { demands, surprises } = await loadDemo(db, { log, register }, county, demoPassword);
    for (const surprise of surprises) note(`qingdan: demo: ${surprise}\n`);
    openDemand = demands.get(county.openDemand.demand) ?? '';
    writeFileSync(file, JSON.stringify({ seed, today, openDemand } satisfies DemoNote), { mode: 0o600 });
  }
  const places = new Map(county.units.map((unit) => [unit.code, unit.name]));
  const organs = new Map(county.organs.map((organ) => [organ.key, organ.name]));
  return {
    signIns: county.people
      .filter((person) => person.listed)
      .map(({ login, posts: [post] }) => ({
        name: login,
        password: demoPassword,
        role: post.role,
        place: (post.organ === null ? null : organs.get(post.organ)) ?? places.get(post.unit) ?? '',
      })),
    demand: { demandId: openDemand, values: county.openDemand.values },
  };
}
