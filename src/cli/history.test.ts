import { describe, expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import type { Io } from './command.ts';
import { command } from './history.ts';

async function run(input: string, ...flags: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const io: Io = {
    stdout: (text) => void (out += text),
    stderr: () => undefined,
    cwd: '/',
    env: {},
    isTty: false,
    stdin: () => Promise.resolve(new TextEncoder().encode(input)),
  };
  const code = await command.run(['-', ...flags], io);
  return { code, out };
}

const event = { id: 'e1', kind: 'check', organ: '石桥县林业局', name: '护林检查', units: ['三河镇'], date: '2026-03-01' };
const history = (...events: unknown[]): string => JSON.stringify({ events, context: null });

describe('qingdan history', () => {
  it('prints findings as JSON and ends with 1 where one refuses', async () => {
    const { code, out } = await run(history(event), '--json');
    expect(code).toBe(1);
    const { findings } = JSON.parse(out) as { findings: Record<string, unknown>[] };
    expect(findings.map((finding) => Object.keys(finding))).toEqual(
      findings.map(() => ['rule', 'effect', 'undecided', 'involving', 'message']),
    );
    expect(findings[0]).toMatchObject({ rule: 'cn-2024/C7.2', effect: 'refuse', undecided: false, involving: ['e1'] });
  });

  it('ends with 0 where nothing refuses', async () => {
    expect((await run(history({ ...event, planItem: '7' }), '--json')).code).toBe(0);
    expect(await run(history())).toEqual({ code: 0, out: '✓ 没有查出不合规的地方\n' });
  });

  it('prints what a person reads by rule', async () => {
    const { out } = await run(history(event));
    expect(out).toBe(
      [
        'cn-2024/C7.2',
        '  ■ 不能  石桥县林业局2026年3月1日到三河镇“护林检查”，没有年度计划编号，也没有备案号',
        '      e1',
        '还有1条要看登记才知道',
        '  ○ 无法判定：参数 check.unit_year_cap 还没有填，请填入本地规定的数 cn-2024/C9.1',
        '',
      ].join('\n'),
    );
  });

  it.each([['not json'], [history({ ...event, date: '昨天' })], ['[]']])('refuses %s', async (input) => {
    await expect(run(input, '--json')).rejects.toBeInstanceOf(Problem);
  });
});
