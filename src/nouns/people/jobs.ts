import type { Db } from '../../platform/db/index.ts';
import { forgetDead } from './store/sessions.ts';

/**
 * Once at start and once a day forgets what is dead: sessions that ended 30 days ago, kept replies of as long ago, tries of yesterday.
 * Several instances may do it at one moment.
 *
 * @returns ends it
 */
export function startForgetting(db: Db, { now, onProblem }: { now: () => Date; onProblem: (error: unknown) => void }): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const run = (): void => void (running = forgetDead(db, now()).catch(onProblem));
  run();
  const timer = setInterval(run, 24 * 3_600_000);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
