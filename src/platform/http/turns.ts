/**
 * Work under one key follows one another in this process, in the order of asking. Never for correctness (another process may do the same):
 * it spares the database a crowd of which each time one gets through and the others begin again.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#last.get(key) ?? Promise.resolve()).then(work, work);
    const ended = mine
      .catch(() => {})
      .then(() => {
        if (this.#last.get(key) === ended) this.#last.delete(key);
      });
    this.#last.set(key, ended);
    return mine;
  }

  /** How many keys have work under way. */
  get size(): number {
    return this.#last.size;
  }
}
