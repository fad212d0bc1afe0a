import { randomInt } from 'node:crypto';
import { demoCounty } from '../../../demo/index.ts';
import { loadDemo } from '../../../demo/load.ts';
import { dateInChina } from '../../base/time.ts';
import { register } from '../../nouns/conduct/index.ts';
import {
  confirm,
  decide,
  findDemand,
  findDraft,
  needsReason,
  openDemand,
  submit,
  type Draft,
  type Field,
} from '../../nouns/demands/index.ts';
import { loadOrCreateLogKeys, type LogKeys } from '../../nouns/log/index.ts';
import { identify, signIn, type Caller } from '../../nouns/people/index.ts';
import { transaction, type Db } from '../../platform/db/index.ts';

export interface Furnished {
  readonly demandId: string;
  /** One session a village, in the order of places. */
  readonly tokens: readonly string[];
  readonly fields: readonly Field[];
  /** Session of the demand's drafter. */
  readonly drafter: string;
}

const password = 'qingdan-bench';

/** The made-up county without its history, and one demand of `fieldCount` fields in force for all its villages; through the acts, as everywhere. */
export async function furnish(
  db: Db,
  dataDir: string,
  { fieldCount, villages }: { fieldCount: number; villages: number },
): Promise<Furnished> {
  const now = new Date();
  const today = dateInChina(now);
  const log = loadOrCreateLogKeys(dataDir, `qingdan.bench/${today.slice(0, 4)}`);
  const county = { ...demoCounty({ seed: 1, today }), demands: [], records: [] };
  await loadDemo(db, { log, register }, county, password);
  const caller = async (name: string): Promise<Caller> => {
    const found = await identify(db, (await signIn(db, { name, password, from: 'cli' }, now)).token, now);
    if (found === null) throw new Error(`${name} cannot sign in`);
    return found;
  };
  const [drafter, gatekeeper, second] = [await caller('nongye'), await caller('jianfu'), await caller('jianfu2')];
  const draft = draftOf(county.county, fieldCount, now);
  const demandId = await admitted(db, log, { drafter, gatekeeper, second }, draft, now);
  const names = county.people.filter(({ posts: [post] }) => post.role === 'village').map(({ login }) => login);
  const tokens: string[] = [];
  // Argon2 runs on the thread pool: four at a time keep both cores busy.
  for (let from = 0; from < Math.min(villages, names.length); from += 4) {
    const some = names.slice(from, Math.min(from + 4, villages));
    tokens.push(...(await Promise.all(some.map(async (name) => (await signIn(db, { name, password, from: 'cli' }, now)).token))));
  }
  return { demandId, tokens, fields: draft.fields, drafter: (await signIn(db, { name: 'nongye', password, from: 'cli' }, now)).token };
}

interface Cast {
  readonly drafter: Caller;
  readonly gatekeeper: Caller;
  readonly second: Caller;
}

async function admitted(db: Db, log: LogKeys, { drafter, gatekeeper, second }: Cast, draft: Draft, now: Date): Promise<string> {
  return transaction(db, async (trx) => {
    const { id } = await openDemand(trx, { caller: drafter, now }, draft);
    const findings = (await findDraft(trx, drafter.county, id, 1))?.inspection.findings ?? [];
    const reasons = findings.filter(needsReason).map(({ rule, start }) => ({ rule, start, text: '台账里没有，要村里看一眼。' }));
    await submit(trx, { log, register }, { caller: drafter, now }, id, reasons);
    const refused = ((await findDemand(trx, drafter.county, id))?.refuse ?? 0) > 0;
    await decide(trx, { log, register }, { caller: gatekeeper, now }, id, {
      decision: refused ? 'propose' : 'admit',
      reason: refused ? '先按这样收，下次改。' : '',
    });
    if (refused) await confirm(trx, { log, register }, { caller: second, now }, id, { reason: '同意。' });
    return id;
  });
}

function draftOf(county: string, fieldCount: number, now: Date): Draft {
  const day = (days: number): string => `${dateInChina(new Date(now.getTime() + days * 86_400_000))}T17:30:00+08:00`;
  return {
    title: '关于核对冬小麦种植情况的通知',
    kind: 'form',
    text: `关于核对冬小麦种植情况的通知\n\n各乡镇人民政府：\n\n经县人民政府同意，请各村核对今年冬小麦的种植情况，共${fieldCount}项，以台账为准，有出入的改过来。不用照片，不用另写材料。\n\n青禾县农业农村局\n`,
    fileName: null,
    basis: '《中华人民共和国农业法》；今年的种植业统计调查方案',
    purpose: '安排明年的种子和农机',
    fields: Array.from({ length: fieldCount }, (_, index) => fieldOf(index)),
    audience: { level: 'village', under: [county], except: [] },
    deadline: day(30),
    expiresAt: day(60),
    metadata: {},
  };
}

const words = [
  '播种面积',
  '良种面积',
  '参加的户数',
  '机播面积',
  '浇过的面积',
  '受冻的面积',
  '缺苗的面积',
  '施肥的面积',
  '打药的面积',
  '倒茬的面积',
];

/** One field in five asks what the dictionary knows: its answer becomes a fact. */
const known = ['unit.groupsCount', 'unit.householdsRegistered', 'unit.laborForce', 'unit.elderly60', 'unit.elderly80', 'unit.clinics'];

/** Whole numbers, decimals, words, choices and yes-or-no as a form of thirty has them. */
function fieldOf(index: number): Field {
  const plain = {
    key: `f${index + 1}`,
    label: `${words[index % words.length] ?? ''}${index + 1}`,
    definition: '以台账为准',
    unit: null,
    min: null,
    max: null,
    choices: null,
    required: true,
  };
  if (index % 10 === 7) return { ...plain, type: 'text', required: false };
  if (index % 10 === 8) return { ...plain, type: 'choice', choices: ['已经完成', '正在做', '没有'] };
  if (index % 10 === 9) return { ...plain, type: 'boolean' };
  const key = index % 5 === 0 ? known[index / 5] : undefined;
  if (key !== undefined) return { ...plain, key, type: 'integer', min: 0, max: 100_000 };
  return { ...plain, type: index % 2 === 0 ? 'integer' : 'decimal', unit: '亩', min: 0, max: 100_000 };
}

/** One answer to `fields`, another at every call. */
export function answerTo(fields: readonly Field[]): Record<string, number | string | boolean> {
  return Object.fromEntries(
    fields.map(({ key, type, choices }) => {
      const drawn = randomInt(20_000);
      if (type === 'text') return [key, `东头${drawn % 40}户，雨后再看`];
      if (type === 'choice') return [key, choices?.[drawn % choices.length] ?? ''];
      if (type === 'boolean') return [key, drawn % 2 === 0];
      return [key, type === 'decimal' ? drawn / 10 : drawn];
    }),
  );
}
