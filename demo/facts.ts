import type { DemoUnit, VillageFacts } from './county.ts';
import { random } from './random.ts';

/** 柳湾村 as the first screens show it. */
const shown: Readonly<Record<string, Partial<VillageFacts>>> = {
  '990101100200': {
    'unit.groupsCount': 9,
    'unit.householdsRegistered': 312,
    'unit.populationRegistered': 1126,
    'unit.populationRegisteredFemale': 548,
    'unit.populationResident': 684,
    'unit.elderly60': 241,
    'unit.elderly80': 41,
    'unit.dibaoHouseholds': 19,
    'unit.dibaoPersons': 34,
    'unit.disabledPersons': 33,
    'unit.waterCentralPopulation': 590,
    'unit.waterDispersedPopulation': 94,
  },
};

export function factsOf(units: readonly DemoUnit[], seed: number): ReadonlyMap<string, VillageFacts> {
  return new Map(
    units
      .filter(({ level, validTo }) => level === 'village' && validTo === null)
      .map((unit) => [unit.code, { ...draw(unit, seed), ...shown[unit.code] }]),
  );
}

/** Shares as in a hill county that people leave for work: figures hang together (residents below registered, 80+ inside 60+). */
function draw(unit: DemoUnit, seed: number): VillageFacts {
  const { int, next } = random(seed, `facts/${unit.code}`);
  const town = unit.name.endsWith('社区');
  const households = town ? int(620, 1800) : int(140, 520);
  const people = Math.round(households * (3.1 + next() * 0.9));
  const residents = Math.round(people * (town ? 0.92 + next() * 0.3 : 0.5 + next() * 0.25));
  const labor = share(people, 0.52, 0.62, next());
  const over60 = share(people, 0.17, 0.25, next());
  const dibao = share(households, 0.02, 0.07, next());
  const piped = share(residents, town ? 0.97 : 0.6, 1, next());
  return {
    'unit.groupsCount': town ? int(6, 18) : int(5, 16),
    'unit.householdsRegistered': households,
    'unit.populationRegistered': people,
    'unit.populationRegisteredFemale': share(people, 0.47, 0.5, next()),
    'unit.populationResident': residents,
    'unit.laborForce': labor,
    'unit.migrantWorkers': share(labor, town ? 0.1 : 0.35, town ? 0.25 : 0.6, next()),
    'unit.elderly60': over60,
    'unit.elderly80': share(over60, 0.12, 0.19, next()),
    'unit.leftBehindChildren': share(people, 0.005, 0.02, next()),
    'unit.dibaoHouseholds': dibao,
    'unit.dibaoPersons': dibao + share(dibao, 0.5, 1.1, next()),
    'unit.disabledPersons': share(people, 0.02, 0.035, next()),
    'unit.cultivatedLandMu': town ? int(0, 400) : Math.round(people * (0.7 + next() * 0.8)),
    'unit.waterCentralPopulation': piped,
    'unit.waterDispersedPopulation': residents - piped,
    'unit.sanitaryToiletHouseholds': share(households, 0.82, 0.98, next()),
    'unit.distanceToTownKm': Math.round((0.5 + next() * (town ? 2 : 14)) * 10) / 10,
  };
}

function share(whole: number, low: number, high: number, at: number): number {
  return Math.round(whole * (low + (high - low) * at));
}
