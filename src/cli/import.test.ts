import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../test/database.ts';
import { Problem } from '../problem.ts';
import type { Command } from './command.ts';
import { command as exportCommand } from './export.ts';
import { command as importCommand } from './import.ts';
import { signIn } from '../nouns/people/index.ts';

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qingdan-import-'));
  database = await testDatabase();
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(command: Command, ...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const { host, port, user, database: name } = database.owner;
  const url = `postgres://${user}@localhost:${port}/${name}?host=${encodeURIComponent(String(host))}`;
  const [out, said]: [string[], string[]] = [[], []];
  const code = await command.run(args, {
    stdout: (text) => void out.push(text),
    stderr: (text) => void said.push(text),
    cwd: folder,
    env: { DATABASE_URL: url },
    isTty: false,
    stdin: async () => Buffer.from('code,name\n990102000000,白水县\n'),
  });
  return { code, out: out.join(''), said: said.join('') };
}

const county = 'code,name\n990101000000,青禾县\n990101100000,青石镇\n990101100200,柳湾村\n';
// "code,name⏎990101100000,㐁石镇" in GB 18030: 㐁 (U+3401) has four bytes there.
const gb18030 = Buffer.concat([Buffer.from('code,name\n990101100000,'), Buffer.from('8139ef30caafd5f2', 'hex'), Buffer.from('\n')]);

describe('import and export of units', () => {
  it('bring units in, from a file and from standard input, and give them out again', async () => {
    await writeFile(join(folder, 'units.csv'), county);
    expect(await run(importCommand, 'units', 'units.csv', '--json')).toMatchObject({
      code: 0,
      said: '',
      out: expect.stringContaining('"imported":3'),
    });
    expect((await run(importCommand, 'units', '-')).code).toBe(0);
    expect((await run(exportCommand, 'units', '-o', 'out.csv')).code).toBe(0);
    const out = await readFile(join(folder, 'out.csv'), 'utf8');
    expect(out.split('\r\n').map((line) => line.split(',').slice(0, 2).join(','))).toEqual([
      '\uFEFFcode,name', '990101000000,青禾县', '990101100000,青石镇', '990101100200,柳湾村', '990102000000,白水县', '',
    ]); // prettier-ignore
    expect((await run(importCommand, 'units', 'out.csv')).code).toBe(0);
    expect(await run(exportCommand, 'units')).toEqual({ code: 0, out, said: '' });
    expect(JSON.parse((await run(exportCommand, 'units', '--json')).out)).toMatchObject({ kind: 'units', count: 4 });
  });

  it('reads GB 18030', async () => {
    await writeFile(join(folder, 'gb.csv'), gb18030);
    expect((await run(importCommand, 'units', 'gb.csv')).code).toBe(0);
    expect((await run(exportCommand, 'units')).out).toContain('990101100000,㐁石镇');
  });

  it('names every wrong row and changes nothing', async () => {
    await writeFile(join(folder, 'bad.csv'), 'code,name\n990103000000,新县\n99010,短\n990103100000,\n');
    const before = await run(exportCommand, 'units');
    const { code, out, said } = await run(importCommand, 'units', 'bad.csv', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ imported: 0, problems: [{ path: '第3行 row 3' }, { path: '第4行 row 4' }] });
    expect(said).toContain('bad.csv');
    expect(await run(exportCommand, 'units')).toEqual(before);
  });

  it('brings in organs and people, who can then sign in', async () => {
    const people = 'login,name,role,title,place,organ,password\n';
    await writeFile(join(folder, 'units.csv'), county);
    await run(importCommand, 'units', 'units.csv');
    await writeFile(join(folder, 'organs.csv'), 'name,short_name,kind,place,gate\n青禾县减负办,减负办,office,990101000000,1\n');
    expect((await run(importCommand, 'organs', 'organs.csv')).code).toBe(0);
    await writeFile(
      join(folder, 'people.csv'),
      `${people}guan,秦若衡,gatekeeper,把关,990101000000,青禾县减负办,\nwan,何小满,village,文书,990101100200,,long enough\n`,
    );
    const { passwords } = JSON.parse((await run(importCommand, 'people', 'people.csv', '--json')).out) as {
      passwords: { login: string; password: string }[];
    };
    expect(passwords.map(({ login }) => login)).toEqual(['guan']);
    const now = new Date();
    expect((await signIn(database.db, { name: 'guan', password: passwords[0]!.password, from: 'cli' }, now)).token).toMatch(/^990101\./);
    expect((await signIn(database.db, { name: 'wan', password: 'long enough', from: 'cli' }, now)).token).toMatch(/^990101\./);
    await writeFile(join(folder, 'wrong.csv'), `${people}x,某,gatekeeper,,990101000000,没有的局,\ny,某,mayor,,990101000000,,\n`);
    expect((await run(importCommand, 'people', 'wrong.csv')).code).toBe(2);
    await writeFile(join(folder, 'unknown.csv'), `${people}guan,某,village,,990101100200,,\nz,某,village,,990109100200,,\n`);
    const refused = await run(importCommand, 'people', 'unknown.csv', '--json');
    expect(JSON.parse(refused.out)).toMatchObject({ problems: [{ path: '第2行 row 2' }, { path: '第3行 row 3' }] });
  });

  it('names the row whose parent nobody knows', async () => {
    await writeFile(join(folder, 'lost.csv'), 'code,name\n990104000000,远县\n990105100200,孤村\n');
    expect(JSON.parse((await run(importCommand, 'units', 'lost.csv', '--json')).out)).toMatchObject({
      problems: [{ path: '第3行 row 3' }],
    });
  });

  it.each([
    [importCommand, ['registers', 'units.csv'], 'units'],
    [exportCommand, ['registers'], 'units'],
    [importCommand, ['units'], '例如'],
    [importCommand, ['units', 'missing.csv'], 'missing.csv'],
    [exportCommand, ['units', '-o', 'no/such/folder.csv'], 'no/such/folder.csv'],
  ] as const)('says what is wrong with the call (%#)', async (command, args, mend) => {
    const found = await run(command, ...args).catch((error: unknown) => error);
    expect(found).toBeInstanceOf(Problem);
    expect(String(found)).toContain(mend);
  });
});
