import { dateInChina, timeInChina } from '../../base/time.ts';
import { isWithin } from '../../base/place.ts';
import type { Caller } from '../people/index.ts';
import { mayCorrect, type KeptEvent } from './conduct.ts';
import type { Occasion } from './findings.ts';
import type { Judged } from './read.ts';

/** The latest events are enough to see what it is about; a year's documents of one organ would be a list of thousands. */
const shownEvents = 12;
const shownPlaces = 6;

export function eventView(caller: Caller, event: KeptEvent, names: ReadonlyMap<string, string>) {
  const {
    id,
    version,
    kind,
    organ,
    office,
    name,
    matter,
    starts,
    ends,
    planItem,
    visitors,
    escorts,
    demand,
    origin,
    reason,
    recordedAt,
    units,
  } = event;
  // A village sees that it was visited, not who else.
  const field = caller.role === 'village' || caller.role === 'township';
  const seen = field ? units.filter((code) => isWithin(code, caller.place.code)) : units;
  const sees = caller.role === 'gatekeeper' || caller.role === 'auditor';
  return {
    id, version, kind, organ, office, name, matter, starts, ends, planItem, visitors, escorts, demand, origin, reason,
    units: seen.slice(0, shownEvents).map((code) => ({ code, name: names.get(code) ?? code })),
    places: seen.length,
    by: sees ? event.byTitle : null,
    recordedAt: sees ? timeInChina(recordedAt) : dateInChina(recordedAt),
    mayCorrect: mayCorrect(caller, event),
  }; // prettier-ignore
}

export function findingsView({ findings, occasions, cut }: Judged, asOf: string) {
  return {
    asOf,
    cut,
    findings: findings.map(({ involving, ...finding }) => {
      const all = involving.flatMap((id) => occasions.get(id) ?? []).toSorted((a, b) => (a.starts < b.starts ? 1 : -1));
      const [latest] = all;
      return {
        ...finding,
        matter: latest?.matter ?? null,
        date: latest?.starts ?? asOf,
        total: all.length,
        events: all.slice(0, shownEvents).map(occasionView),
      };
    }),
  };
}

function occasionView({ id, from, kind, organ, name, number, starts, places }: Occasion) {
  return { id, from, kind, organ, name, number, date: starts, places: places.slice(0, shownPlaces) };
}
