import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../../test/app.ts';
import { places, villagerOf, villages } from '../../../test/cast.ts';
import { draft, expected, field, Scenarios } from '../../../test/scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());

const fields = [
  field('whole', 'integer', { required: false }),
  field('share', 'decimal', { required: false }),
  field('done', 'boolean', { required: false }),
  field('words', 'text', { required: false }),
];

type State = { is: 'notApplicable' | 'unknown' };
type Values = Record<string, number | boolean | string | State | null>;

const state = fc.constantFrom<State>({ is: 'notApplicable' }, { is: 'unknown' });

/** Decimals as villagers write them: up to six places, so that thousandths of a float would show. */
const decimal = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => Number(`${digits}e-${places}`));
const values: fc.Arbitrary<Values> = fc.record({
  whole: fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer(), state)),
  share: fc.option(fc.oneof(decimal, fc.constantFrom(0.1, 0.2, 0.3, 123_456_789.1, 1e-6))),
  done: fc.option(fc.oneof(fc.boolean(), state)),
  words: fc.option(fc.constantFrom('', '没有', '𠮷')),
});
const sent = fc.array(fc.tuple(fc.constantFrom(...villages), values), { maxLength: 14 });

/** Counted again from what was sent, in millionths, without the server's help. */
function recount(last: ReadonlyMap<string, Values>, asked: readonly string[]) {
  const answers = asked.map((unit) => last.get(unit)).filter((one) => one !== undefined);
  const counted = (key: string) => {
    const said = answers.map((answer) => answer[key] ?? null).filter((value) => value !== null);
    const held = said.filter((value) => typeof value !== 'object');
    const states = (['notApplicable', 'unknown'] as const).map(
      (is) => [is, said.filter((value) => typeof value === 'object' && value.is === is).length] as const,
    );
    const millionths = held.reduce<bigint>(
      (sum, value) => sum + (typeof value === 'number' ? BigInt(Math.round(value * 1e6)) : value === true ? 1_000_000n : 0n),
      0n,
    );
    return {
      sum: Number(`${millionths}e-6`),
      count: held.length,
      missing: asked.length - said.length,
      ...Object.fromEntries(states.filter(([, count]) => count > 0)),
    };
  };
  return { asked: asked.length, answered: answers.length, fields: Object.fromEntries(fields.map(({ key }) => [key, counted(key)])) };
}

const below = (township: string) => villages.filter((village) => village.startsWith(township.slice(0, 9)));

describe('the roll-up', () => {
  it('is what one would count by hand, after any answers and corrections', async () => {
    await fc.assert(
      fc.asyncProperty(sent, async (answers) => {
        const id = await tell.admitted({ draft: draft({ fields }) });
        const last = new Map<string, Values>();
        for (const [unit, given] of answers) {
          await tell.answered(id, villagerOf.get(unit), given);
          last.set(unit, given);
        }
        const byTownship = expected(await app.get('drafter', `/api/rollup/${id}?by=township`), 200);
        expect(byTownship.total).toEqual(recount(last, villages));
        for (const row of byTownship.rows) expect(row).toMatchObject(recount(last, below(row.unit)));
        expect(byTownship.rows.map(({ unit }: { unit: string }) => unit)).toEqual([places.township, places.otherTownship]);
        const byVillage = expected(await app.get('gatekeeper', `/api/rollup/${id}?by=village`), 200);
        expect(byVillage.total).toEqual(byTownship.total);
        for (const row of byVillage.rows) expect(row).toMatchObject(recount(last, [row.unit]));
        expect(byVillage.missing.map(({ unit }: { unit: string }) => unit)).toEqual(villages.filter((unit) => !last.has(unit)));
        const ownTownship = expected(await app.get('township', `/api/rollup/${id}`), 200);
        expect(ownTownship.total).toEqual(recount(last, below(places.township)));
      }),
      { numRuns: 15 },
    );
  });

  it('five villages at one moment, each three times', async () => {
    const id = await tell.admitted({ draft: draft({ fields }) });
    const send = (unit: string, n: number) =>
      tell.answered(id, villagerOf.get(unit), { whole: n, share: n / 10, done: n === 3, words: null });
    // One village's own answers follow one another; the villages' meet in the counters of their townships.
    await Promise.all(villages.map(async (unit, index) => {
      for (const n of [1, 2, index]) await send(unit, n);
    })); // prettier-ignore
    const { total } = expected(await app.get('drafter', `/api/rollup/${id}`), 200);
    expect(total).toMatchObject({
      answered: 5,
      fields: { whole: { sum: 10, count: 5, missing: 0 }, share: { sum: 1 }, done: { sum: 1, count: 5 }, words: { count: 0, missing: 5 } },
    });
  });
});
