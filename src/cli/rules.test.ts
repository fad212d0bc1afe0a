import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { command as check } from './check.ts';
import type { Command, Io } from './command.ts';
import { command as rules } from './rules.ts';

const cwd = mkdtempSync(join(tmpdir(), 'qingdan-rules-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function run(command: Command, ...args: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const io: Io = {
    stdout: (text) => void (out += text),
    stderr: () => {},
    cwd,
    env: {},
    isTty: false,
    stdin: async () => new Uint8Array(),
  };
  return { code: await command.run(args, io), out };
}

const local = `
rulebook: local-990201
title: 本地约定
ground: local
source: { name: 会议纪要 }
rules:
  - id: LX1
    title: 不在午休时间催报
    modality: generally-not
    params: { local.hours: { default: 2, provenance: local } }
    marks: { noon: ['(午休|中午)…(报|反馈)'] }
    when: says("noon") && param("local.hours") > 1.0
    message: 要求午休时间报送（{quote}）
    mend: 改为上班时间报送
    at: [noon]
    cases:
      - { name: 中午报, says: 请各站中午报送名单。, expect: fires }
      - { name: 午休反馈, says: 请各村午休时间反馈情况。, expect: fires }
      - { name: 上午, says: 请各站上午报送名单。, expect: silent }
      - { name: 不要求, says: 不要求各站中午报送名单。, expect: silent }
`;

describe('a rulebook in a file', () => {
  writeFileSync(join(cwd, 'local.yaml'), local);
  writeFileSync(join(cwd, 'wrong.yaml'), `${local}      - { name: 早上, says: 请各站早上报送名单。, expect: fires }\n`);
  writeFileSync(join(cwd, 'n.txt'), '临溪县水利局\n关于报送名单的通知\n\n各站：\n请各站中午前报送名单。\n\n临溪县水利局\n2026年11月10日\n');
  writeFileSync(join(cwd, 'p.json'), '{"local.hours": 1}');

  it('is tested by its own cases', async () => {
    expect(await run(rules, 'test', 'local.yaml')).toEqual({ code: 0, out: '4 passed, 0 failed\n' });
    expect((await run(rules, 'test', 'wrong.yaml', '--json')).code).toBe(1);
  });

  it('alone judges a notice, with parameters of a file', async () => {
    const found = async (...more: string[]): Promise<string[]> =>
      JSON.parse((await run(check, 'n.txt', '--rulebook', 'local.yaml', '--json', ...more)).out).files[0].findings.map(
        ({ rule, effect }: { rule: string; effect: string }) => `${rule} ${effect}`,
      );
    expect(await found()).toEqual(['local-990201/LX1 justify']);
    expect(await found('--params', 'p.json')).toEqual([]);
  });

  it('that does not hold, or is not there, is told', async () => {
    writeFileSync(join(cwd, 'bad.yaml'), local.replace('says("noon") &&', 'sys("noon") &&'));
    await expect(run(check, 'n.txt', '--rulebook', 'bad.yaml')).rejects.toThrow(Problem);
    await expect(run(check, 'n.txt', '--rulebook', 'cn-2023')).rejects.toThrow(/cn-2024/);
  });

  it('of another country comes with the product', async () => {
    expect((await run(rules, 'test', 'us-pra')).out).toMatch(/^\d\d passed, 0 failed\n$/);
    writeFileSync(
      join(cwd, 'us.txt'),
      'Department of Rural Affairs\nSurvey\n\nEach household must complete this survey.\n\nDated: March 2, 2026\n',
    );
    const { code, out } = await run(check, 'us.txt', '--rulebook', 'us-pra');
    expect(code).toBe(1);
    expect(out).toContain('us-pra/PRA1.1');
  });
});
