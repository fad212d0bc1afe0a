import type { Endpoints } from '../../platform/http/index.ts';
import type { Caller } from '../people/index.ts';
import { exportRoutes } from './exports.ts';
import { importRoutes } from './imports-api.ts';
import { ImportJobs } from './jobs.ts';
import { questionRoutes } from './questions-api.ts';
import { recordRoutes, type LedgerRoutes } from './records-api.ts';

/** @returns what comes to its end before the database closes */
export function ledgerRoutes(
  endpoints: Endpoints<Caller>,
  routes: LedgerRoutes & { readonly clock: () => Date },
): { stop(): Promise<void> } {
  const jobs = new ImportJobs();
  recordRoutes(endpoints, routes);
  questionRoutes(endpoints, routes);
  importRoutes(endpoints, routes, jobs, routes.clock);
  exportRoutes(endpoints, routes);
  return jobs;
}
