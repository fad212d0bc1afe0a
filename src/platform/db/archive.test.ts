import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchiveWriter, checkMembers, headName, openArchive } from './archive.ts';

const head = { format: 1, version: '0', createdAt: '2026-11-24T00:00:00Z', warning: '', migrations: [], tables: [] };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qingdan-archive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(name: string, members: Readonly<Record<string, Buffer>>, rows: readonly Buffer[] = []): Promise<string> {
  const path = join(folder, name);
  const archive = await ArchiveWriter.create(path, new Date('2026-11-24T08:00:00Z'));
  await archive.add(headName, Buffer.from(JSON.stringify(head)));
  for (const [member, content] of Object.entries(members)) await archive.add(member, content);
  const count = await archive.addTable('unit', chunks(rows), () => {});
  await archive.finish({ rows: { unit: count } });
  return path;
}

async function* chunks(parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}

async function readAll(path: string): Promise<{ members: Map<string, Buffer>; rows: Readonly<Record<string, number>> }> {
  const archive = await openArchive(path);
  try {
    const members = new Map<string, Buffer>();
    const { manifest } = await checkMembers(archive, (name, content) => members.set(name, content));
    return { members, rows: manifest.rows };
  } finally {
    await archive.close();
  }
}

describe('an archive', () => {
  it('gives back every member as it was written, of any size and content', async () => {
    const files = fc.dictionary(fc.stringMatching(/^files\/[a-z]{1,12}$/), fc.uint8Array({ maxLength: 2000 }), { maxKeys: 6 });
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(files, async (given) => {
        const path = await written(
          `any-${nth++}.tar`,
          Object.fromEntries(Object.entries(given).map(([name, bytes]) => [name, Buffer.from(bytes)])),
        );
        const { members } = await readAll(path);
        for (const [name, bytes] of Object.entries(given)) expect(members.get(name)).toEqual(Buffer.from(bytes));
        await rm(path);
      }),
      { numRuns: 30 },
    );
  });

  it('cuts a table into pieces of a mebibyte and counts its rows, however the chunks fall', async () => {
    const row = Buffer.from(`${'x'.repeat(999)}\n`);
    const all = Buffer.concat(Array.from({ length: 2500 }, () => row));
    const parts: Buffer[] = [];
    for (let at = 0; at < all.length; at += 77_777) parts.push(all.subarray(at, at + 77_777));
    const { members, rows } = await readAll(await written('pieces.tar', {}, parts));
    const pieces = [...members].filter(([name]) => name.startsWith('tables/unit/'));
    expect(pieces.map(([, content]) => content.length)).toEqual([1 << 20, 1 << 20, 2_500_000 - (2 << 20)]);
    expect(Buffer.concat(pieces.map(([, content]) => content)).equals(all)).toBe(true);
    expect(rows).toEqual({ unit: 2500 });
  });

  it('is a tar that any tar lists, for its owner only, and is there only when it is whole', async () => {
    const path = await written('plain.tar', { 'files/keys/log.key': Buffer.from('secret') });
    expect(execFileSync('tar', ['tf', path]).toString().trim().split('\n')).toEqual([headName, 'files/keys/log.key', 'manifest.json']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const begun = await ArchiveWriter.create(join(folder, 'begun.tar'), new Date());
    await begun.add('files/a', Buffer.alloc(10));
    await expect(stat(join(folder, 'begun.tar'))).rejects.toMatchObject({ code: 'ENOENT' });
    await begun.abandon();
    await expect(stat(join(folder, 'begun.tar.part'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a damaged archive', () => {
  it('is refused whichever byte has changed, and wherever it was cut off', async () => {
    const path = await written('whole.tar', { 'files/demo.json': Buffer.from('{}') }, [Buffer.from('1\ta\n2\tb\n')]);
    const bytes = await readFile(path);
    const bent = join(folder, 'bent.tar');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, change, isCut) => {
        const other = Buffer.from(isCut ? bytes.subarray(0, at) : bytes);
        if (!isCut) other[at] = (other[at] ?? 0) ^ change;
        await writeFile(bent, other);
        await expect(readAll(bent)).rejects.toMatchObject({ slug: 'file.damaged' });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['is not there', 'missing.tar', 'input.unreadable'],
    ['is something else', 'text.tar', 'file.damaged'],
    ['is empty', 'empty.tar', 'file.damaged'],
  ])('is refused when it %s', async (_, name, slug) => {
    if (name === 'text.tar') await writeFile(join(folder, name), 'not an archive at all, but longer than a seal would be: '.repeat(9));
    if (name === 'empty.tar') await writeFile(join(folder, name), '');
    await expect(readAll(join(folder, name))).rejects.toMatchObject({ slug });
  });
});
