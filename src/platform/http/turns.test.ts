import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

describe('turns', () => {
  it('follow one another under one key, failures too, and leave nothing behind', async () => {
    const turns = new Turns();
    const [said, running] = [[] as number[], { now: 0, most: 0 }];
    const work = (n: number) => async (): Promise<number> => {
      running.most = Math.max(running.most, ++running.now);
      await new Promise((done) => setTimeout(done, 5 - n));
      running.now--;
      said.push(n);
      if (n === 1) throw new Error('one fails');
      return n;
    };
    const results = await Promise.allSettled([0, 1, 2, 3].map((n) => turns.take('a', work(n))));
    expect(said).toEqual([0, 1, 2, 3]);
    expect(running.most).toBe(1);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    await new Promise((done) => setTimeout(done));
    expect(turns.size).toBe(0);
  });

  it('of different keys do not wait for each other', async () => {
    const turns = new Turns();
    let free = (): void => {};
    const first = turns.take('a', () => new Promise<void>((done) => (free = done)));
    expect(await turns.take('b', async () => 'b')).toBe('b');
    free();
    await first;
  });

  it('beyond so many under one key are told to come later; the others, and those who come later, are not', async () => {
    const turns = new Turns(2);
    let free = (): void => {};
    const held = turns.take('a', () => new Promise<void>((done) => (free = done)));
    const second = turns.take('a', async () => 2);
    await expect(turns.take('a', async () => 3)).rejects.toMatchObject({ slug: 'rate.limited' });
    expect(await turns.take('b', async () => 'b')).toBe('b');
    free();
    await held;
    expect(await second).toBe(2);
    expect(await turns.take('a', async () => 4)).toBe(4);
  });
});
