import { Problem } from '../../problem.ts';

interface Queue {
  last: Promise<unknown>;
  waiting: number;
}

/**
 * Work under one key follows one another in this process, in the order of asking. Never for correctness (another process may do the same):
 * it spares the database a crowd of which each time one gets through and the others begin again.
 */
export class Turns {
  readonly #queues = new Map<string, Queue>();
  readonly #most: number;

  /** @param most how many may be under way or wait under one key */
  constructor(most = Infinity) {
    this.#most = most;
  }

  /** @throws Problem rate.limited where as many wait already as may */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (queue.waiting >= this.#most) throw new Problem('rate.limited');
    queue.waiting++;
    this.#queues.set(key, queue);
    const mine = queue.last.then(work, work);
    queue.last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      if (--queue.waiting === 0) this.#queues.delete(key);
    }
  }

  /** How many keys have work under way. */
  get size(): number {
    return this.#queues.size;
  }
}
