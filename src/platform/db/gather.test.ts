import { describe, expect, it } from 'vitest';
import { Gather } from './gather.ts';

const refusal = (code: string) => Object.assign(new Error(code), { code });

describe('requests that come together', () => {
  it('are one call, in order; what comes meanwhile is the next one', async () => {
    const calls: number[][] = [];
    const gather = new Gather<number, number>(async (items) => {
      calls.push([...items]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return items.map((item) => item * 2);
    });
    const first = [1, 2, 3].map((item) => gather.ask('a', item));
    await new Promise((resolve) => setImmediate(resolve));
    const second = [4, 5].map((item) => gather.ask('a', item));
    expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10]);
    expect(calls).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(await gather.ask('a', 6)).toBe(12);
  });

  it('of one county only, and no more than fit', async () => {
    const calls: string[][] = [];
    const gather = new Gather<string, string>(async (items) => {
      calls.push([...items]);
      return items;
    }, 2);
    await Promise.all([gather.ask('a', 'a1'), gather.ask('b', 'b1'), gather.ask('a', 'a2'), gather.ask('a', 'a3')]);
    expect(calls.toSorted()).toEqual([['a1', 'a2'], ['a3'], ['b1']]);
  });

  it.each(['23505', '40001', '22P02'])('a refusal (%s) is the refused one’s alone', async (code) => {
    const stored: number[] = [];
    const gather = new Gather<number, string>(async (items) => {
      if (items.includes(2)) throw refusal(code);
      stored.push(...items);
      return items.map(String);
    });
    const replies = await Promise.allSettled([1, 2, 3].map((item) => gather.ask('a', item)));
    expect(replies.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stored).toEqual([1, 3]);
  });

  it.each(['57P01', '08006', 'ECONNRESET'])('after %s nothing is tried again: it may have been stored', async (code) => {
    let calls = 0;
    const gather = new Gather<number, number>(async () => {
      calls += 1;
      throw refusal(code);
    });
    const replies = await Promise.allSettled([1, 2, 3].map((item) => gather.ask('a', item)));
    expect([calls, replies.map(({ status }) => status)]).toEqual([1, ['rejected', 'rejected', 'rejected']]);
  });
});
