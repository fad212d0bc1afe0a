import type { DemoCounty, DemoDemand } from '../county.ts';
import { answersTo, type Ground } from '../answers.ts';
import { allowanceCheck, bankNumbers, fluShots } from './elderly.ts';
import { pipeRepairs, springFertilizer, villageCleaning } from './drafts.ts';
import { idleLand, strawBurning } from './farm.ts';
import { grain } from './grain.ts';
import { 柳湾村, type Setting, type Write } from './plan.ts';
import { bridges, housePhotos, sampleSurvey } from './questions.ts';
import { fireVolunteers, partyReports, reliefPosting, toilets } from './queue.ts';
import {
  borrowing,
  courtyards,
  fraudApp,
  relayedPlan,
  riverCheckIn,
  safetyRanking,
  statisticsAcceptance,
  urgentMaterials,
} from './refused.ts';
import { fireMeeting, icyRoads, landslides, unsafeHouses } from './safety.ts';
import { dropouts, iceSafety } from './school.ts';
import { censusAgain, embankments, listening, marketStalls } from './visits.ts';
import { reservoirWardens, waterPoints } from './water.ts';
import { winterRelief } from './winter-relief.ts';

const all: readonly Write[] = [
  winterRelief,
  fireMeeting,
  allowanceCheck,
  waterPoints,
  grain,
  icyRoads,
  listening,
  dropouts,
  landslides,
  fluShots,
  reservoirWardens,
  idleLand,
  unsafeHouses,
  marketStalls,
  bankNumbers,
  embankments,
  iceSafety,
  courtyards,
  borrowing,
  riverCheckIn,
  urgentMaterials,
  safetyRanking,
  relayedPlan,
  statisticsAcceptance,
  strawBurning,
  fraudApp,
  toilets,
  partyReports,
  fireVolunteers,
  reliefPosting,
  bridges,
  housePhotos,
  sampleSurvey,
  villageCleaning,
  springFertilizer,
  pipeRepairs,
  censusAgain,
];

/** Two months of demands, in order of their first act. */
export function demandsOf(ground: Ground): DemoDemand[] {
  const on: Setting = {
    ...ground.layout,
    township(name) {
      const found = ground.units.find((unit) => unit.level === 'township' && unit.name === name);
      if (!found) throw new Error(`no township ${name}`);
      return found.code;
    },
  };
  return all
    .map((write) => write(on))
    .map((plan) => ({ key: plan.key, organ: plan.organ, table: plan.table, script: plan.script, answers: answersTo(plan, ground) }))
    .toSorted((a, b) => a.script[0].at.localeCompare(b.script[0].at));
}

/** 柳湾村 has not answered this one: what it may send, for whoever tries the demo from outside. */
export function openDemand(): DemoCounty['openDemand'] {
  return { demand: 'winter-relief', unit: 柳湾村, values: { f1: 4, f2: 0, f3: 17 } };
}
