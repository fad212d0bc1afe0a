import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configOf } from '../config.ts';
import { importPeople, peopleFromCsv } from '../nouns/people/index.ts';
import { importOrgans, importUnits, organsFromCsv, unitsFromCsv } from '../nouns/units/index.ts';
import { transaction, type Db } from '../platform/db/index.ts';
import { decodeText } from '../platform/office/read/index.ts';
import { Problem } from '../problem.ts';
import { parse, tell, usage, type Command, type Io } from './command.ts';
import { withDatabase } from './installation.ts';
import { importRegister, registerOptions, registerUsage } from './ledger.ts';

interface Imported {
  readonly imported: number;
  /** Passwords that were made, to be handed over: they are shown this once and kept only as hashes. */
  readonly passwords?: readonly { readonly login: string; readonly password: string }[];
}

type Importer = (db: Db, text: string) => Promise<Imported>;

const kinds: Readonly<Record<string, Importer>> = {
  units: (db, text) => {
    // Before a transaction: a wrong file must not cost one.
    const rows = unitsFromCsv(text);
    return transaction(db, (trx) => importUnits(trx, rows));
  },
  organs: (db, text) => {
    const organs = organsFromCsv(text);
    return transaction(db, (trx) => importOrgans(trx, organs, new Date()));
  },
  people: async (db, text) => {
    const rows = peopleFromCsv(text);
    const enrolled = await transaction(db, (trx) => importPeople(trx, rows, new Date()));
    return {
      imported: enrolled.length,
      passwords: enrolled.flatMap(({ login, password }) => (password === null ? [] : [{ login, password }])),
    };
  },
};

export const command: Command = {
  name: 'import',
  summary: '导入单位、机关、人员（CSV） · units, organs, people from a csv file',
  usage: [
    'qingdan import KIND FILE [--data DIR] [--json]',
    '',
    `KIND: ${Object.keys(kinds).join(', ')}. FILE: csv in UTF-8 or GB18030 (- for stdin), with the header row`,
    '  units   code,name,short_name,valid_from,valid_to,successor',
    '  organs  name,short_name,kind,place,gate        (gate 1: the relief office)',
    '  people  login,name,role,title,place,organ,password   (no password: one is made and shown once)',
    ...registerUsage,
    '  --on DATE: the day that it speaks of; --whole: who is not in it has left; --suspicious, --conflicting: take those too; --yes: believe it.',
    'All rows or none: a wrong row changes nothing, and every wrong row is named.',
  ].join('\n'),
  async run(args, io) {
    const parsed = parse(args, {
      values: ['--data', ...registerOptions],
      flags: ['--json', '--yes', '--whole', '--suspicious', '--conflicting'],
    });
    const { positionals, values, flags } = parsed;
    const [kind, file, ...more] = positionals;
    if (kind === undefined || file === undefined || more.length > 0)
      throw usage('例如 qingdan import units 单位.csv · name a kind and one file');
    if (kind === 'registers') return importRegister(file, parsed, io);
    const run = kinds[kind];
    if (run === undefined) throw usage(`导入不了“${kind}”，现在能导入：${Object.keys(kinds).join('、')} · no such kind`);
    const { text } = decodeText(await bytesOf(file, io));
    try {
      const { imported, passwords = [] } = await withDatabase(configOf(io.env, { data: values['--data'] }, io.cwd), ({ db }) =>
        run(db, text),
      );
      if (flags.has('--json'))
        io.stdout(`${JSON.stringify({ kind, file, imported, problems: [], ...(passwords.length === 0 ? {} : { passwords }) })}\n`);
      else
        io.stdout(
          `导入了${imported.toLocaleString('en-US')}项。 ${imported} ${kind}.\n${passwords.map(({ login, password }) => `  ${login}  ${password}\n`).join('')}`,
        );
      return 0;
    } catch (error) {
      if (!(error instanceof Problem) || error.slug !== 'import.rows') throw error;
      if (flags.has('--json')) io.stdout(`${JSON.stringify({ kind, file, imported: 0, problems: error.fields })}\n`);
      io.stderr(`qingdan import: ${file}：${tell(error)}\n`);
      return 2;
    }
  },
};

async function bytesOf(file: string, io: Io): Promise<Uint8Array> {
  if (file === '-') return io.stdin();
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (cause) {
    throw new Problem('input.unreadable', { detail: `打不开 ${file}，看看名字和位置对不对 · cannot open it`, cause });
  }
}
