import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type Reply, type TestApp } from '../../../test/app.ts';
import { password, type Who } from '../../../test/cast.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp({ poolSize: 12 });
});
afterAll(() => app.close());

const signIn = (who: Who, secret: string, from: string): Promise<Reply> =>
  app.post(null, '/api/sign-in', { name: app.cast[who].login, password: secret }, { from });
const together = async (many: readonly Promise<Reply>[]): Promise<number[]> => (await Promise.all(many)).map(({ status }) => status);

const tries = async (source: string): Promise<number> => {
  const { rows } = await app.pool.query<{ tries: number }>('select sum(tries)::int as tries from sign_in_try where source = $1', [source]);
  return rows[0]?.tries ?? 0;
};

describe('sign-ins of one moment', () => {
  let place = 0;
  const somewhere = (): string => `198.51.100.${++place}`;

  it('however many right ones come together, all are let in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 6, max: 14 }), async (many) => {
        const from = somewhere();
        expect(await together(Array.from({ length: many }, () => signIn('township', password, from)))).toEqual(Array(many).fill(200));
        expect(await tries(from)).toBe(0);
      }),
      { numRuns: 2 },
    );
  });

  it('however many wrong ones come together, five are tried', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), async (many) => {
        const from = somewhere();
        expect(await together(Array.from({ length: many }, (_, n) => signIn('drafter', `wrong ${n}`, from)))).toEqual(
          Array(many).fill(401),
        );
        expect(await tries(from)).toBe(Math.min(5, many));
      }),
      { numRuns: 3 },
    );
  });

  it('strangers’ guesses from elsewhere, in whatever order and number, stop the owner never', async () => {
    const guess = fc.record({ from: fc.integer({ min: 1, max: 3 }), seconds: fc.integer({ min: 0, max: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(guess, { minLength: 6, maxLength: 12 }), async (guesses) => {
        const home = somewhere();
        for (const { from, seconds } of guesses) {
          expect((await signIn('inspector', 'wrong', `203.0.113.${from}`)).status).toBe(401);
          app.clock.forward({ seconds });
        }
        expect((await signIn('inspector', password, home)).status).toBe(200);
      }),
      { numRuns: 3 },
    );
  });
});
