import type { DemoCounty } from './county.ts';
import { eventsOf } from './conduct.ts';
import { demandsOf, openDemand } from './demands/index.ts';
import { layoutOf } from './dates.ts';
import { factsOf } from './facts.ts';
import { organs } from './organs.ts';
import { peopleOf } from './people.ts';
import { recordsOf } from './registers.ts';
import { ruleChangesOf } from './rules.ts';
import { random } from './random.ts';
import { city, county, unitsOf } from './units.ts';

export type {
  DemoAnswer,
  DemoCounty,
  DemoDemand,
  DemoOrgan,
  DemoPerson,
  DemoPost,
  DemoRecord,
  DemoReasons,
  DemoRole,
  DemoStep,
  DemoUnit,
} from './county.ts';

/** 青禾县 does not exist, nor does anybody in it. The same seed and day give the same county. `today` is YYYY-MM-DD. */
export function demoCounty(options: { readonly seed: number; readonly today: string }): DemoCounty {
  const { seed, today } = options;
  const units = unitsOf();
  const facts = factsOf(units, seed);
  const layout = layoutOf(today);
  return {
    city,
    county,
    units,
    organs,
    people: peopleOf(units, organs, random(seed, 'people')),
    demands: demandsOf({ layout, units, facts, seed }),
    records: recordsOf({ layout, units, facts, seed }),
    events: eventsOf({ layout, units }),
    ruleChanges: ruleChangesOf(layout),
    facts,
    openDemand: openDemand(),
  };
}
