import { isWithin, levelOfCode } from '../../base/place.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import { Ground } from '../ledger/index.ts';
import type { Caller } from '../people/index.ts';
import { mayTouch } from './acts/desk.ts';
import { findDemand } from './store/records.ts';
import { findTermsVersions } from './store/terms.ts';

/**
 * The ground that a numbered demand in force gives to read the facts that its terms ask, of the units that they address and nobody else's
 * (个人信息保护法第六条: no more than the purpose needs). Null where it gives this caller none, whatever the reason.
 */
export async function groundOfDemand(db: Db | Trx, caller: Caller, id: string, now: Date): Promise<Ground | null> {
  const demand = await findDemand(db, caller.county, id);
  if (demand === null || !(await mayTouch(db, caller, 'terms.read', demand))) return null;
  const terms = (await findTermsVersions(db, caller.county, id)).find(({ body }) => body.version === demand.terms_version);
  if (terms === undefined || demand.withdrawn_at !== null || now >= terms.expiresAt) return null;
  const { audience, fields, rosters = [] } = terms.body;
  return Ground.ofDemand({
    demand: id,
    covers: (unit) =>
      levelOfCode(unit) === audience.level && audience.under.some((place) => isWithin(unit, place)) && !audience.except.includes(unit),
    elements: new Set([...fields, ...rosters.flatMap(({ columns }) => columns)].map(({ key }) => key)),
  });
}
