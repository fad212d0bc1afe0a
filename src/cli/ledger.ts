import { createWriteStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { configOf, type Config } from '../config.ts';
import { originOf } from '../main.ts';
import {
  csvOf,
  findImport,
  importNow,
  noteReading,
  recordsIn,
  registerOf,
  registers,
  viewOf,
  xlsxOf,
  type Register,
} from '../nouns/ledger/index.ts';
import { loadOrCreateLogKeys } from '../nouns/log/index.ts';
import { identify, signIn, type Caller } from '../nouns/people/index.ts';
import type { Db } from '../platform/db/index.ts';
import { Problem } from '../problem.ts';
import { usage, type Io, type Parsed } from './command.ts';
import { expectInstallation, withDatabase } from './installation.ts';

export const registerOptions = ['--register', '--as', '--on'] as const;
export const registerUsage = [
  `registers: --register ${registers.map(({ key }) => key).join('|')} --as LOGIN, its password in QINGDAN_PASSWORD.`,
  '  A register is its own unit’s: whoever keeps it signs in, as on the page.',
];

/** Reads a register of the caller's unit, shows what it would change, and with --yes believes it. */
export async function importRegister(file: string, { values, flags }: Parsed, io: Io): Promise<number> {
  const register = wanted(values['--register']);
  const config = configOf(io.env, { data: values['--data'] }, io.cwd);
  expectInstallation(config);
  const path = resolve(io.cwd, file);
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new Problem('input.unreadable', { detail: `打不开 ${file}，看看名字和位置对不对 · cannot open it`, cause });
  });
  const take = { suspicious: flags.has('--suspicious'), conflicting: flags.has('--conflicting'), gone: flags.has('--whole') };
  return withDatabase(config, async ({ db }) => {
    const actor = { caller: await callerOf(db, values['--as'], io), now: new Date() };
    const beginning = {
      register,
      fileName: basename(path),
      bytes: size,
      validFrom: values['--on'] ?? null,
      whole: flags.has('--whole'),
      path,
    };
    const { id, taken } = await importNow(db, { log: logOf(config) }, actor, beginning, flags.has('--yes') ? take : null, () => new Date());
    const found = await findImport(db, actor.caller.county, id);
    const counts = found?.counts ?? {};
    if (flags.has('--json'))
      io.stdout(
        `${JSON.stringify({ kind: 'registers', register: register.key, file, import: id, state: found?.state, imported: taken, counts })}\n`,
      );
    else
      io.stdout(
        `${Object.entries(counts)
          .map(([status, count]) => `${status} ${String(count)}`)
          .join(
            ', ',
          )}\n${flags.has('--yes') ? `导入了${taken}条。 ${taken} taken.` : '还没有导入，加 --yes 才算数。 Nothing counts yet: add --yes.'}\n`,
      );
    return 0;
  });
}

/** Writes a register of the caller's unit while it is read. */
export async function exportRegister({ values, flags }: Parsed, io: Io): Promise<number> {
  const register = wanted(values['--register']);
  const out = values['-o'];
  if (out === undefined) throw usage('要写到哪个文件：-o 台账.csv 或 -o 台账.xlsx · name a file with -o');
  const config = configOf(io.env, { data: values['--data'] }, io.cwd);
  expectInstallation(config);
  return withDatabase(config, async ({ db }) => {
    const now = new Date();
    const caller = await callerOf(db, values['--as'], io);
    const view = await viewOf(
      db,
      async () => null,
      { caller, now },
      { register: register.key, unit: caller.place.code, unmask: flags.has('--unmask') },
    );
    await noteReading(db, { caller, now, view, how: 'export', subjects: [], records: 1 });
    const pages = recordsIn(db, caller.county, view);
    const rows = out.endsWith('.xlsx') ? xlsxOf(register.zh, view.columns, pages, view.unmask) : csvOf(view.columns, pages, view.unmask);
    await pipeline(Readable.from(rows, { objectMode: false }), createWriteStream(resolve(io.cwd, out), { mode: 0o600 }));
    if (flags.has('--json')) io.stdout(`${JSON.stringify({ kind: 'registers', register: register.key, out })}\n`);
    return 0;
  });
}

function wanted(key: string | undefined): Register {
  const register = key === undefined ? null : registerOf(key);
  if (register === null) throw usage(`要写 --register ${registers.map((one) => one.key).join('|')} · name a register`);
  return register;
}

async function callerOf(db: Db, login: string | undefined, io: Io): Promise<Caller> {
  const password = io.env['QINGDAN_PASSWORD'];
  if (login === undefined || password === undefined)
    throw usage('要写 --as 登录名，密码放在 QINGDAN_PASSWORD 里 · name a login, its password in QINGDAN_PASSWORD');
  const now = new Date();
  const caller = await identify(db, (await signIn(db, { name: login, password, from: 'cli' }, now)).token, now);
  if (caller === null) throw new Problem('sign-in.wrong');
  return caller;
}

/** Only the keys that the log was begun with: a second set would promise for another log. */
function logOf({ dataDir }: Config) {
  if (!existsSync(join(dataDir, 'keys')))
    throw new Problem('setting.invalid', {
      detail: `${dataDir} 里没有存证的密钥，先启动一次 · no keys of the log there: start the server once`,
    });
  return loadOrCreateLogKeys(dataDir, originOf(dataDir));
}
