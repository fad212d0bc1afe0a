import { strFromU8, unzipSync } from 'fflate';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDocx } from '../../test/office/make-docx.ts';
import { command } from './check.ts';
import type { Io } from './command.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'));
  await writeFile(
    join(folder, '通知.docx'),
    makeDocx(['关于报送秋粮进度的通知', '各村：', '请于5日前报送总结，对迟报的全县排名通报。', '青禾县农业农村局', '2026年11月3日']),
  );
  await writeFile(join(folder, '通知.txt'), '关于报送秋粮进度的通知\n各村：\n对迟报的全县排名通报。\n青禾县农业农村局\n2026年11月3日\n');
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const io: Io = {
    stdout: (text) => void (out += text),
    stderr: () => undefined,
    cwd: folder,
    env: {},
    isTty: false,
    stdin: () => Promise.resolve(new Uint8Array()),
  };
  return { code: await command.run(args, io), out };
}

describe('qingdan check', () => {
  it('names a misspelt entry of the metadata instead of passing over it', async () => {
    await writeFile(join(folder, 'm.json'), '{"issuer":"青禾县农业农村局","planedItem":"7"}');
    await expect(run('通知.txt', '--metadata', 'm.json')).rejects.toMatchObject({
      slug: 'input.invalid',
      fields: [{ path: '/planedItem', detail: expect.stringContaining('plannedItem') }],
    });
  });

  it.each(['通知.docx', '通知.txt'])('writes %s back with a comment at each place, one a place', async (name) => {
    const { out } = await run(name, '--annotate', 'out.docx', '--json');
    const [file] = (
      JSON.parse(out) as {
        files: { findings: { undecided: boolean; start: number; end: number; message: string; mend: string | null }[] }[];
      }
    ).files;
    const decided = file?.findings.filter((finding) => !finding.undecided) ?? [];
    const comments = strFromU8(unzipSync(await readFile(join(folder, 'out.docx')))['word/comments.xml'] ?? new Uint8Array());
    expect(decided.length).toBeGreaterThan(0);
    const places = new Set(decided.map(({ start, end }) => `${start} ${end}`)).size;
    expect(comments.match(/<w:comment /gu)).toHaveLength(places + 1);
    for (const { message } of decided) expect(comments).toContain(message);
    expect(comments).toMatch(/改法：.*还有\d+条要看登记才知道：/su);
  });

  it('explains of every rule why it spoke or was silent, and prints nothing of it among the JSON', async () => {
    const { out } = await run('通知.txt', '--explain');
    expect(out).toMatch(/\[违反 fired\] cn-2024\/C8\.7 [^\n]*← [^\n]*presses\("ranking"\) = true/u);
    expect(out).toMatch(/\[没有违反 silent\] cn-2024\/M4\.5 [^\n]*← says\("overnight"\) = false/u);
    expect(out).toMatch(/\[当时没有施行 not in force\]/u);
    expect(out.match(/^\[[^\]]*\] [a-z0-9-]+\/[A-Z]/gmu)).toHaveLength(173);
    expect(JSON.parse((await run('通知.txt', '--explain', '--json')).out)).toHaveProperty('files');
  });

  it('refuses a text longer than any notice with the mend, before it is read', async () => {
    await writeFile(join(folder, '长.txt'), `各村：\n${'请于5日前报送总结。'.repeat(56_000)}`);
    for (const extra of [[], ['--annotate', 'out.docx']])
      await expect(run('长.txt', ...extra)).rejects.toMatchObject({
        slug: 'file.too-large',
        message: expect.stringContaining('附件单独查'),
      });
  });

  it('annotates one notice at a time, and says where it cannot write', async () => {
    await expect(run('通知.txt', '通知.docx', '--annotate', 'out.docx')).rejects.toMatchObject({ slug: 'input.invalid' });
    await expect(run('通知.txt', '--annotate', 'none/out.docx')).rejects.toMatchObject({
      slug: 'input.unreadable',
      message: expect.stringContaining('none/out.docx'),
    });
  });
});
