import { Problem } from '../../problem.ts';
import { transaction, type Db } from '../../platform/db/index.ts';
import { findDemand, findTermsVersions, mayTouch, type DemandRecord, type StoredTerms } from '../demands/index.ts';
import type { Caller, DemandAction } from '../people/index.ts';

/** A demand with terms that this caller may see in this way, or nothing at all. */
export async function visible(
  db: Db,
  caller: Caller,
  id: string,
  action: DemandAction,
): Promise<{ demand: DemandRecord; terms: StoredTerms }> {
  return transaction(db, async (trx) => {
    const demand = await findDemand(trx, caller.county, id);
    if (demand === null || !(await mayTouch(trx, caller, action, demand))) throw new Problem('thing.missing');
    const terms = (await findTermsVersions(trx, caller.county, id)).at(-1);
    if (terms === undefined) throw new Problem('thing.missing');
    return { demand, terms };
  });
}
