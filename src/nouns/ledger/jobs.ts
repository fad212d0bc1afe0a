/** Files that are being read, beside the requests: whoever sent one looks at its progress and may leave. */
export class ImportJobs {
  readonly #running = new Set<Promise<void>>();

  /** Runs to its end whatever the request does. @returns once it is done, or after a moment: most files are small */
  async start(work: () => Promise<void>, wait: number): Promise<void> {
    const job = work().catch((error: unknown) => {
      process.stderr.write(`qingdan: import: ${String(error)}\n`);
    });
    this.#running.add(job);
    void job.finally(() => this.#running.delete(job));
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([job, new Promise<void>((done) => (timer = setTimeout(done, wait)))]);
    clearTimeout(timer);
  }

  /** What is under way comes to its end before the database closes. */
  async stop(): Promise<void> {
    await Promise.all(this.#running);
  }
}
