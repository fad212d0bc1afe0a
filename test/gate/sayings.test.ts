import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/engines/rulebook/index.ts';

/**
 * Every sentence of every notice that breaks a rule, told instead of demanded: somebody else ordered it once, it is withdrawn, it is
 * forbidden. None of these papers demands it. The bounds are what is true today: lower them when the engine gets better, never raise.
 */
interface Notice {
  readonly kind: string;
  readonly text: string;
}

const folder = new URL('./cases/', import.meta.url);
const sentences = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Notice)
  .filter(({ kind }) => kind === 'violating')
  .flatMap(({ text }) => text.split('\n').slice(2, -2))
  .flatMap((line) => line.split(/(?<=[。；])/u))
  .map((sentence) => sentence.replace(/^[\s（(]*[一二三四五六七八九十\d]{1,3}[、.．）)]\s*/u, '').replace(/[。；]$/u, ''))
  .filter((sentence) => sentence.length >= 8 && sentence.length <= 90 && !/[：:]$|[“”"]/u.test(sentence))
  // Every third keeps the suite quick and still meets every department.
  .filter((_, at) => at % 3 === 0);

const papers: readonly (readonly [string, number, (sentence: string) => string])[] = [
  [
    'what a nameless office once ordered',
    0.015,
    (said) =>
      `青禾县纪委监委\n青纪〔2026〕9号\n关于纠正一起加重基层负担问题的情况说明\n各乡镇纪委：\n经查，某局2025年曾发文提出：“${said}”。上述做法加重了基层负担，县委已责令其撤回。\n青禾县纪委监委\n2026年4月2日\n`,
  ],
  [
    'what is withdrawn',
    0.01,
    (said) =>
      `青禾县人民政府办公室\n青政办函〔2026〕19号\n关于停止执行部分要求的通知\n各乡镇人民政府：\n自即日起，下列要求停止执行，各单位不得再提：“${said}”。\n青禾县人民政府办公室\n2026年4月2日\n`,
  ],
  [
    'what nobody may demand',
    0.015,
    (said) =>
      `青禾县人民政府办公室\n青政办函〔2026〕19号\n关于减轻基层负担的通知\n各乡镇人民政府：\n任何部门不得向乡镇、村提出“${said}”之类的要求。\n青禾县人民政府办公室\n2026年4月2日\n`,
  ],
];

describe('demands that are told, not made', () => {
  it('are many', () => {
    expect(sentences.length).toBeGreaterThan(250);
  });

  it.each(papers)('%s is hardly ever refused', (_, bound, paper) => {
    const refused = sentences.filter((said) =>
      check(paper(said), { metadata: null, today: '2026-11-25' }).findings.some(
        ({ undecided, effect }) => !undecided && effect === 'refuse',
      ),
    );
    expect(refused.length / sentences.length, refused.join('\n')).toBeLessThanOrEqual(bound);
  });
});
