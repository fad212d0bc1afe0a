interface Asking<I, O> {
  readonly item: I;
  readonly resolve: (answer: O) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What comes while a statement is under way goes together in the next one: one round trip and one flush to disk for many requests (group
 * commit). Nobody is answered before the statement that holds their own work is committed, so nothing acknowledged can be lost.
 *
 * `run` gets up to `most` items of one key, which is the county: a statement writes to one shard. It answers in their order. Where the
 * database refuses a statement each item is tried alone, so that nobody fails for another's sake.
 */
export class Gather<I, O> {
  readonly #run: (items: readonly I[]) => Promise<readonly O[]>;
  readonly #most: number;
  readonly #lines = new Map<string, Asking<I, O>[]>();

  constructor(run: (items: readonly I[]) => Promise<readonly O[]>, most = 64) {
    this.#run = run;
    this.#most = most;
  }

  ask(key: string, item: I): Promise<O> {
    return new Promise((resolve, reject) => {
      const line = this.#lines.get(key);
      if (line !== undefined) return void line.push({ item, resolve, reject });
      this.#lines.set(key, [{ item, resolve, reject }]);
      // After the events of this turn of the loop: requests that were read together ask together.
      setImmediate(() => void this.#serve(key));
    });
  }

  async #serve(key: string): Promise<void> {
    const line = this.#lines.get(key) ?? [];
    while (line.length > 0) await this.#answer(line.splice(0, this.#most));
    this.#lines.delete(key);
  }

  async #answer(asking: readonly Asking<I, O>[]): Promise<void> {
    try {
      const answers = await this.#run(asking.map(({ item }) => item));
      for (const [at, { resolve }] of asking.entries()) resolve(answers[at] as O);
    } catch (error) {
      if (asking.length === 1 || !isRefused(error)) for (const { reject } of asking) reject(error);
      else for (const one of asking) await this.#answer([one]);
    }
  }
}

/**
 * The server said no and wrote nothing: one row twice (21), bad data (22), a constraint (23), a conflict of transactions (40). After a broken connection nobody
 * knows whether the commit took place, and doing it again could do it twice.
 */
function isRefused(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && /^(21|22|23|40)[0-9A-Z]{3}$/.test(String(error.code));
}
