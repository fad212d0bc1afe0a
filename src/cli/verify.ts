import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  parsePolicy,
  parseVkeys,
  Rejection,
  rejections,
  verifyReceipt,
  type NoteKey,
  type Policy,
  type Trust,
  type Verdict,
} from '../engines/tlog/index.ts';
import { nodeSuite } from '../platform/crypto/index.ts';
import { Problem } from '../problem.ts';
import { parse, usage, type Command, type Io } from './command.ts';
import { checkShown, fetchKeys, logUrl } from './verify-log.ts';

interface Source {
  readonly keys: readonly NoteKey[];
  /** Where the log can be asked whether it still shows what the receipt says; null offline. */
  readonly url: string | null;
}

interface Checked {
  readonly file: string;
  /** Null where the file could not be read or is no receipt. */
  readonly verdict: Verdict | null;
  readonly problem: string | null;
}

export const command: Command = {
  name: 'verify',
  summary: '核验凭证 · verifies receipts, offline with a key file',
  usage: [
    'qingdan verify RECEIPT… [--log URL|KEYFILE] [--promise FILE] [--policy FILE] [--json]',
    '',
    'Holds each receipt (- for stdin) against the log’s verification key. KEYFILE has one key a line (the server’s /log/vkey) and needs no network;',
    'URL is the server: its key is fetched, and the log is asked whether it still shows what the receipt says.',
    'Without --log: the keys in the data folder (QINGDAN_DATA), else the server on this machine (QINGDAN_PORT).',
    '--promise: the promise that came with the answer must be about this receipt.',
    '--policy: which witnesses count, and how many (c2sp.org/tlog-policy); without it no receipt is called witnessed.',
    'Exit codes: 0 all hold · 1 a proof fails · 2 unreadable · 3 the server is out of reach.',
  ].join('\n'),
  run: async (args, io) => {
    const { positionals, values, flags } = parse(args, { values: ['--log', '--promise', '--policy'], flags: ['--json'] });
    if (positionals.length === 0) throw usage('要有一个凭证文件，例如 qingdan verify 凭证.txt --log 密钥文件。 Name a receipt file.');
    const source = await sourceOf(values['--log'], io);
    const promise = values['--promise'] === undefined ? undefined : await readText(values['--promise'], io);
    const policy = values['--policy'] === undefined ? undefined : policyOf(await readText(values['--policy'], io), values['--policy']);
    const trust = { keys: source.keys, ...(promise !== undefined && { promise }), ...(policy !== undefined && { policy }) };
    const checked: Checked[] = [];
    for (const file of positionals) checked.push(await check(file, source, trust, io));
    if (flags.has('--json')) io.stdout(`${JSON.stringify({ receipts: checked.map(json) })}\n`);
    else for (const one of checked) tellPerson(one, io);
    for (const { file, problem } of checked) if (problem !== null) io.stderr(`qingdan verify: ${file}: ${problem}\n`);
    if (checked.some(({ verdict }) => verdict?.ok === false)) return 1;
    return checked.some(({ verdict }) => verdict === null) ? 2 : 0;
  },
};

async function check(file: string, { keys, url }: Source, trust: Trust, io: Io): Promise<Checked> {
  let bytes: Uint8Array;
  try {
    bytes = file === '-' ? await io.stdin() : await readFile(resolve(io.cwd, file));
  } catch {
    return { file, verdict: null, problem: '读不了这个文件，看看名字和权限。 The file cannot be read: check its name and rights.' };
  }
  const verdict = verifyReceipt(nodeSuite, bytes, trust);
  if (!verdict.ok && verdict.code === 'file.not-receipt')
    return { file, verdict: null, problem: `${verdict.zh}要的是从 /receipts 存下来的文件。 ${verdict.en}` };
  return { file, verdict: verdict.ok && url !== null ? await checkShown(url, keys, verdict) : verdict, problem: null };
}

/** Never the receipt itself: a forger would bring his own key. */
async function sourceOf(given: string | undefined, io: Io): Promise<Source> {
  if (given !== undefined) {
    const url = logUrl(given);
    if (url !== null) return { keys: await fetchKeys(url), url };
    return { keys: keysOf(/^[^+\s]+\+[0-9a-f]{8}\+/.test(given) ? given : await readText(given, io), given), url: null };
  }
  const folder = join(resolve(io.cwd, io.env['QINGDAN_DATA'] ?? 'qingdan-data'), 'keys');
  const names = (await readdir(folder).catch((): string[] => [])).filter((name) => name.endsWith('.vkey'));
  if (names.length > 0)
    return {
      keys: (await Promise.all(names.map(async (name) => keysOf(await readFile(join(folder, name), 'utf8'), name)))).flat(),
      url: null,
    };
  const url = `http://127.0.0.1:${io.env['QINGDAN_PORT'] ?? '4180'}/log`;
  return { keys: await fetchKeys(url), url };
}

async function readText(file: string, io: Io): Promise<string> {
  try {
    return await readFile(resolve(io.cwd, file), 'utf8');
  } catch {
    throw usage(`${file}: 读不了这个文件。 The file cannot be read.`);
  }
}

function keysOf(text: string, where: string): NoteKey[] {
  try {
    return parseVkeys(nodeSuite, text);
  } catch (error) {
    if (error instanceof Rejection)
      throw new Problem('input.invalid', { detail: `${where}: ${rejections[error.code].zh} ${rejections[error.code].en}` });
    throw error;
  }
}

function policyOf(text: string, where: string): Policy {
  try {
    return parsePolicy(nodeSuite, text);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    throw usage(`${where}: ${rejections[error.code].zh} ${rejections[error.code].en} ${error.where ?? ''}`);
  }
}

function tellPerson({ file, verdict }: Checked, io: Io): void {
  if (verdict === null) return;
  if (!verdict.ok) {
    const where = verdict.where === null ? '' : `（${verdict.where}）`;
    io.stdout(`${file}: ✗ 核不过。${verdict.zh}${where}\n  Does not verify: ${verdict.en}\n`);
    return;
  }
  const { label, terms, unitName, unit, index, size, late } = verdict.facts;
  const what = terms === null ? '' : `《${terms.title}》${terms.number}，${late === true ? '截止之后' : '截止之前'}，`;
  io.stdout(
    `${file}: ✓ 核对无误，已入册，${verdict.witnessed ? '已见证' : '待见证'}。凭证号 ${label}，${what}${unitName ?? unit}，第${index + 1}条，共${size}条\n`,
  );
  io.stdout(
    `  Verified: in the log, ${verdict.witnessed ? 'witnessed' : 'not witnessed yet'}. 不证明填的数与实际相符。 It does not prove that the figures are true.\n`,
  );
}

function json({ file, verdict, problem }: Checked): unknown {
  if (verdict === null) return { file, ok: false, code: 'file.unreadable', where: null, message: problem, receipt: null };
  if (!verdict.ok)
    return { file, ok: false, code: verdict.code, where: verdict.where, message: `${verdict.zh} ${verdict.en}`, receipt: null };
  const { terms, values, at, hidden, ...facts } = verdict.facts;
  return {
    file,
    ok: true,
    code: null,
    where: null,
    message: null,
    receipt: {
      ...facts,
      at: new Date(at).toISOString(),
      witnessed: verdict.witnessed,
      key: verdict.key,
      terms:
        terms === null
          ? null
          : {
              title: terms.title,
              number: terms.number,
              organ: terms.organ,
              version: terms.version,
              deadline: new Date(terms.deadline).toISOString(),
            },
      values: Object.fromEntries(values.map(({ key, value }) => [key, value])),
      hidden,
    },
  };
}
