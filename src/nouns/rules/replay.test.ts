import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../base/canonical.ts';
import type { Json } from '../../base/json.ts';
import { compiledRulebooks, type CompiledRulebooks } from '../../engines/rulebook/index.ts';
import { testDatabase, type TestDatabase } from '../../../test/database.ts';
import { digestOf, productText, rulesOfThen, rulesOn } from './in-force.ts';
import { inspect, type Inspection } from './inspection.ts';
import { inSlices, replayOne, type PastJudgement } from './replay.ts';
import { insertRulebookText } from './store.ts';

const county = '990201';
const text =
  '临溪县水利局\n关于报送名单的通知\n\n各村：\n请各村于2026年11月25日前报送名单，每周五公布完成率排名。\n\n临溪县水利局\n2026年11月10日\n';
const inspected = { text, metadata: {}, fields: [], level: 'village', deadline: null } as const;
const past = (inspection: Inspection): PastJudgement => ({
  demand: 'd',
  draftVersion: 1,
  title: '名单',
  organ: '水利局',
  inspected,
  inspection,
  key: [],
});

/** The product as another version of it would have been: one rule says something else. */
function otherProduct(): CompiledRulebooks {
  const change = (rulebook: CompiledRulebooks['rulebooks'][number]) => ({
    ...rulebook,
    rules: rulebook.rules.map((rule) => (rule.id === 'C8.7' ? { ...rule, message: `从前的写法（{quote}）`, mend: '从前的改法' } : rule)),
  });
  return { ...compiledRulebooks, rulebooks: compiledRulebooks.rulebooks.map(change) };
}

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('a judgement of the past', () => {
  it('replays by the rules of its day after the product changed a rule; by those of today it comes out otherwise', async () => {
    const content = canonical(otherProduct() as unknown as Json);
    const product = digestOf(otherProduct());
    await insertRulebookText(database.db, { digest: product, content, at: new Date(), leaf: null });
    const then = await rulesOfThen(database.db, county, product, 0);
    if (then === null) throw new Error('not kept');
    const inspection = inspect(then, inspected, '2026-11-10');
    expect(JSON.stringify(inspection.findings)).toContain('从前的写法');
    expect(await replayOne(database.db, county, past(inspection))).toBeNull();
    const now = inspect(await rulesOn(database.db, county, '2026-11-10', new Date()), inspected, '2026-11-10');
    expect(now.judged?.outcome).not.toBe(inspection.judged?.outcome);
    expect(now.rulesDigest).not.toBe(inspection.rulesDigest);
    const { judged } = inspection;
    if (judged === null) throw new Error('not kept');
    const mixed = { ...inspection, judged: { ...judged, product: productText().digest }, rulesDigest: now.rulesDigest };
    expect(await replayOne(database.db, county, past(mixed))).toMatchObject({ what: 'differs', got: now.judged?.outcome });
  });

  it('tells what was changed afterwards, and what cannot be known', async () => {
    const rules = await rulesOn(database.db, county, '2026-11-10', new Date());
    const inspection = inspect(rules, inspected, '2026-11-10');
    expect(await replayOne(database.db, county, past(inspection))).toBeNull();
    const tampered = { ...inspection, findings: inspection.findings.slice(1) };
    expect(await replayOne(database.db, county, past(tampered))).toMatchObject({ what: 'tampered' });
    expect(await replayOne(database.db, county, past({ ...inspection, rulesDigest: 'f'.repeat(64) }))).toMatchObject({ what: 'tampered' });
    expect(await replayOne(database.db, county, past({ ...inspection, judged: null }))).toMatchObject({ what: 'unknown' });
    const lost = { ...inspection, judged: inspection.judged === null ? null : { ...inspection.judged, product: '0'.repeat(64) } };
    expect(await replayOne(database.db, county, past(lost))).toMatchObject({ what: 'unknown' });
  });

  it('keeps the text of the rules once, and nobody can rewrite it', async () => {
    await rulesOn(database.db, county, '2026-11-10', new Date());
    await rulesOn(database.db, county, '2026-11-11', new Date());
    const { rows } = await database.pool.query('select count(*)::int as n from rulebook_text where digest = $1', [
      Buffer.from(productText().digest, 'hex'),
    ]);
    expect(rows).toEqual([{ n: 1 }]);
    await expect(database.pool.query('update rulebook_text set content = $1', ['{}'])).rejects.toThrow(/permission denied/);
  });
});

describe('slices', () => {
  it('look at everything once, in order, however slow a look is', async () => {
    const rules = await rulesOn(database.db, county, '2026-11-10', new Date());
    const inspection = inspect(rules, inspected, '2026-11-10');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 300 }), async (count, slow) => {
        const all = Array.from({ length: count }, (_, at) => ({ ...past(inspection), demand: String(at), key: [String(at)] }));
        const seen: string[] = [];
        let at = 0;
        let after: readonly string[] | null = null;
        do {
          const slice: { seen: number; next: readonly string[] | null } = await inSlices(
            async (from, limit) => all.slice(from === null ? 0 : Number(from[0]) + 1).slice(0, limit),
            after,
            async ({ demand }) => {
              seen.push(demand);
              at += slow;
              return null;
            },
            () => at,
          );
          expect(slice.seen === 0 && slice.next !== null).toBe(false);
          after = slice.next;
        } while (after !== null);
        expect(seen).toEqual(all.map(({ demand }) => demand));
      }),
      { numRuns: 30 },
    );
  });
});
