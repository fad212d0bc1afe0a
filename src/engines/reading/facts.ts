import type { Flow } from './flow.ts';
import type { Layout } from './layout.ts';
import type { Part } from './layers.ts';
import type { Ask, Deadline, Pressure, Reading } from './reading.ts';

type Facts = Pick<Reading, 'durations' | 'quantities' | 'percentages' | 'citations' | 'meeting' | 'consultation' | 'emergency' | 'remarks'>;

export function factsOf(
  _parts: readonly Part[],
  _normal: Flow,
  _layout: Layout,
  _found: { readonly asks: readonly Ask[]; readonly pressures: readonly Pressure[]; readonly deadlines: readonly Deadline[] },
  _issuerLevel: Reading['issuerLevel'],
): Facts {
  return { durations: [], quantities: [], percentages: [], citations: [], meeting: null, consultation: null, emergency: null, remarks: [] };
}
