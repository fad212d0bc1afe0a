import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check, type CheckedFile, type Metadata } from '../../src/engines/rulebook/index.ts';

/**
 * Notices of many kinds, written by a clerk who had not read the word lists, held against the rulebooks in process.
 * Expected rules of a violating notice are not exhaustive; "A|B" is met by either. A clean notice may never be refused.
 */
interface GateCase {
  readonly id: string;
  readonly title: string;
  readonly kind: 'violating' | 'clean';
  readonly text: string;
  readonly metadata: Metadata | null;
  /** Kinds the text asks and presses with, where the reading is labelled too; `arguable` ones may or may not be found. */
  readonly asks?: readonly string[];
  readonly pressures?: readonly string[];
  readonly arguable?: readonly string[];
  readonly expect: { readonly refuse: readonly string[]; readonly justify: readonly string[]; readonly mustNotFire: readonly string[] };
}

/** What is true today: raise when the engine gets better, never lower. */
const ratchet = { refuse: 0.99, justify: 0.9, asks: 0.96, pressures: 0.96 };

const folder = new URL('./cases/', import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as GateCase);

const bare = (rule: string): string => rule.slice(rule.lastIndexOf('/') + 1);
const judged = (text: string, metadata: Metadata | null): CheckedFile => check(text, { metadata, today: '2026-11-25' });

/** Rule → effect, of what fires (docs/rules.md, Effects: an undecided finding and an advice do not). */
function firing({ findings }: CheckedFile): ReadonlyMap<string, string> {
  const effects = new Map<string, string>();
  for (const { rule, effect, undecided } of findings) {
    if (undecided || (effect !== 'refuse' && effect !== 'justify')) continue;
    if (effects.get(bare(rule)) !== 'refuse') effects.set(bare(rule), effect);
  }
  return effects;
}

const checked = new Map(cases.map((one) => [one.id, judged(one.text, one.metadata)]));
const resultOf = ({ id }: GateCase): CheckedFile => checked.get(id) as CheckedFile;

/** Share of the wanted rules of one effect that fire, with those that do not. */
function recall(effect: 'refuse' | 'justify'): { readonly share: number; readonly missed: readonly string[] } {
  const missed: string[] = [];
  let wanted = 0;
  for (const one of cases) {
    const effects = firing(resultOf(one));
    for (const rule of one.expect[effect]) {
      wanted++;
      if (!rule.split('|').some((id) => effects.has(id))) missed.push(`${one.id} ${rule}`);
    }
  }
  return { share: (wanted - missed.length) / wanted, missed };
}

describe('notices that no one has seen', () => {
  it('are enough of both kinds', () => {
    expect(cases.filter(({ kind }) => kind === 'violating').length).toBeGreaterThanOrEqual(44);
    expect(cases.filter(({ kind }) => kind === 'clean').length).toBeGreaterThanOrEqual(28);
  });

  it.each(cases.filter(({ kind }) => kind === 'clean').map((one) => [one.id, one.title, one] as const))(
    '%s %s is not refused',
    (_, __, one) => {
      const refused = [...firing(resultOf(one))].filter(([, effect]) => effect === 'refuse');
      expect(refused).toEqual([]);
    },
  );

  it('leave rules silent that must be', () => {
    const fired = cases.flatMap((one) =>
      one.expect.mustNotFire.filter((rule) => firing(resultOf(one)).has(rule)).map((rule) => `${one.id} ${rule}`),
    );
    expect(fired).toEqual([]);
  });

  it.each(['refuse', 'justify'] as const)('recall of %s does not fall', (effect) => {
    const { share, missed } = recall(effect);
    expect(share, missed.join(', ')).toBeGreaterThanOrEqual(ratchet[effect]);
  });

  it.each(['asks', 'pressures'] as const)('F1 of %s does not fall', (what) => {
    let [right, wrong, missed] = [0, 0, 0];
    const misses: string[] = [];
    for (const one of cases) {
      const wanted = one[what];
      if (wanted === undefined) continue;
      const found = new Set(resultOf(one).reading[what].map(({ kind }) => kind));
      for (const kind of found) {
        if (wanted.includes(kind)) right++;
        else if (!one.arguable?.includes(kind)) misses.push(`${one.id} +${kind} ${String(wrong++ + 1)}`);
      }
      for (const kind of wanted) if (!found.has(kind)) misses.push(`${one.id} -${kind} ${String(missed++ + 1)}`);
    }
    expect((2 * right) / (2 * right + wrong + missed), misses.join(', ')).toBeGreaterThanOrEqual(ratchet[what]);
  });

  it('are quoted to the letter', () => {
    for (const one of cases) {
      const { text, findings, reading } = resultOf(one);
      for (const { quote, start, end } of [...reading.asks, ...reading.pressures, ...reading.deadlines])
        expect(text.slice(start, end)).toBe(quote);
      for (const { quote, start, end } of findings) if (quote !== '') expect(text.slice(start, end)).toBe(quote);
    }
  });
});

/** Rules of length: background does count there. */
const ofLength = new Set(['D2.1', 'D2.2']);

describe('what must not change a judgement', () => {
  const violating = cases.filter(({ kind }) => kind === 'violating');

  /** An ask without its own words of duty: what can stand after 不得要求. */
  const core = (quote: string): string =>
    quote.replace(/^(请|要|须|应|务必|必须|应当|需|并|各单位|各村|各镇|各乡镇)+/u, '').replace(/[\s。；，、]+$/u, '');
  const demands = [...new Set(cases.flatMap((one) => resultOf(one).reading.asks.map(({ quote }) => core(quote))))].filter(
    // A prohibition governs its own clause: asks of one clause, without a denial of their own.
    (words) => words.length > 2 && !/[不未没无非禁停，\n]/.test(words),
  );

  it.each(['各单位不得要求基层', '自本月起不再要求各村', '严禁要求乡镇', '各村无需'])('%s… silences every demand', (prohibition) => {
    const spoken = demands.filter((words) => {
      const result = judged(`青禾县人民政府办公室\n关于减轻负担的通知\n各乡镇人民政府：\n${prohibition}${words}。\n`, null);
      return result.reading.asks.length > 0;
    });
    expect(spoken).toEqual([]);
  });

  it('a notice that forbids everything asks nothing and breaks nothing', () => {
    const body = demands.map((words, at) => `（${String(at + 1)}）不得要求基层${words}。`).join('\n');
    const result = judged(
      `中共青禾县委办公室\n青办发〔2026〕30号\n关于禁止若干做法的通知\n各乡镇党委：\n${body}\n中共青禾县委办公室\n2026年11月3日\n`,
      null,
    );
    expect(result.reading.asks.map(({ quote }) => quote)).toEqual([]);
    expect([...firing(result)].filter(([, effect]) => effect === 'refuse')).toEqual([]);
  });

  it.each([
    '去年，全县已有九个乡镇完成了水毁路段修复，群众出行比前年方便。',
    '前期，有的地方每周排名、层层签责任状，群众反映强烈，县里已于上年予以纠正。',
    '近年来，各地积累了一些经验，取得了初步成效。',
  ])('background adds nothing: %s', (prose) => {
    for (const one of violating) {
      const lines = one.text.split('\n');
      const last = lines.findLastIndex((line) => line.endsWith('。'));
      if (last < 0) continue;
      const longer = [...lines.slice(0, last + 1), prose, ...lines.slice(last + 1)].join('\n');
      const before = firing(resultOf(one));
      const added = [...firing(judged(longer, one.metadata)).keys()].filter((rule) => !before.has(rule) && !ofLength.has(rule));
      expect(added, `${one.id} ${one.title}`).toEqual([]);
    }
  });

  it.each([
    ['[', ']'],
    ['（', '）'],
    ['【', '】'],
    ['﹝', '﹞'],
  ])('brackets of the number change nothing: %s2026%s', (open, close) => {
    for (const one of cases) {
      const other = judged(one.text.replaceAll('〔', open).replaceAll('〕', close), one.metadata);
      expect(other.reading.docNumber, one.id).toBe(resultOf(one).reading.docNumber);
      expect([...firing(other).keys()].sort(), one.id).toEqual([...firing(resultOf(one)).keys()].sort());
    }
  });
});
