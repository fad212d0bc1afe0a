import type { DemoCounty, DemoDemand } from '../county.ts';
import type { Layout } from '../dates.ts';
import type { DemoUnit, VillageFacts } from '../county.ts';

interface Ground {
  readonly layout: Layout;
  readonly units: readonly DemoUnit[];
  readonly facts: ReadonlyMap<string, VillageFacts>;
  readonly seed: number;
}

export function demandsOf(_ground: Ground): DemoDemand[] {
  return [];
}

export function openDemand(): DemoCounty['openDemand'] {
  return { demand: 'winter-relief', unit: '990101100200', values: { f1: 4, f2: 0, f3: 17 } };
}
