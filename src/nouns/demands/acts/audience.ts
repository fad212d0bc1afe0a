import { isWithin } from '../../../base/place.ts';
import { dateInChina } from '../../../base/time.ts';
import { Problem } from '../../../problem.ts';
import type { Trx } from '../../../platform/db/index.ts';
import { listUnits } from '../../units/index.ts';
import type { Audience } from '../terms.ts';

/** The units that are addressed on a day: all of one level below the named places that exist then, less the excepted ones. */
export async function audienceUnits(trx: Trx, place: string, audience: Audience, now: Date): Promise<string[]> {
  checkAudience(audience, place);
  const codes = new Set<string>();
  for (const under of new Set(audience.under)) {
    const units = await listUnits(trx, { under, level: audience.level, text: null, after: null, limit: 100_000, on: dateInChina(now) });
    for (const unit of units) codes.add(unit.code);
  }
  for (const code of audience.except) codes.delete(code);
  if (codes.size === 0) throw new Problem('demand.audience-empty');
  return [...codes].sort();
}

/** An organ asks the units of its own place and nobody else: a township's office not the whole county, a county not its neighbour. */
export function checkAudience(audience: Audience, place: string): void {
  const outside = audience.under.find((code) => !isWithin(code, place));
  if (outside !== undefined) {
    throw new Problem('demand.audience-empty', {
      fields: [{ path: '/audience/under', detail: `${outside} 不归这里管 lies outside your place` }],
    });
  }
}
