import { countedFrom } from '../../engines/facts/index.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Dictionary } from '../elements/index.ts';
import { columnsOf, registers, type Register } from './registers.ts';
import { completeIn, holdingsOf } from './store/holdings.ts';

/** Where an element is held already: by how many of the units, since when, in which register. */
export interface HeldElement {
  readonly element: string;
  readonly register: Register;
  readonly units: number;
  /** Units for which it is counted from a complete register. */
  readonly counted: number;
  readonly latest: string | null;
}

interface Asking {
  readonly county: string;
  readonly units: readonly string[];
  readonly elements: readonly string[];
}

/** What nobody has to be asked for, of the elements that a table asks. One that no unit holds is left out. */
export async function heldAmong(db: Db, dictionary: Dictionary, { county, units, elements }: Asking): Promise<HeldElement[]> {
  const found: HeldElement[] = [];
  const left = new Set(elements);
  for (const register of registers) {
    const own = columnsOf(register, dictionary).flatMap(({ key }) => (left.has(key) ? [key] : []));
    if (own.length === 0) continue;
    // An element stands in the first register that has it; children are persons.
    for (const key of own) left.delete(key);
    const holdings = await holdingsOf(db, county, { kind: register.kind, units, elements: own });
    for (const element of own) {
      const said = holdings.filter((one) => one.element === element);
      const from = register.kind === 'unit' ? countedFrom(element) : null;
      const complete = from === null ? [] : await completeIn(db, county, from, units);
      const all = new Set([...said.map(({ unit }) => unit), ...complete]);
      const latest = said.reduce<string | null>((last, one) => (last === null || one.latest > last ? one.latest : last), null);
      if (all.size > 0) found.push({ element, register, units: all.size, counted: complete.length, latest });
    }
  }
  return found;
}
