import { crowds } from './crowds.ts';
import { atUnits, keyOf, stayOf, undecided, type Docket, type GraphRule, type Judged, type Law } from './docket.ts';
import { startOf, type HistoryEvent } from './events.ts';
import { dayInWords, daysInWords, inQuotes, listInWords, nameKey } from './names.ts';

function subject({ matter, name }: HistoryEvent): string {
  return matter ?? name ?? '';
}

function organs(events: readonly HistoryEvent[]): string {
  return listInWords(
    events.map(({ organ }) => organ),
    '家',
  );
}

/** C7.6 (a): the same organ comes again to the same unit for the same matter. */
function revisits(docket: Docket, law: Law): readonly Judged[] {
  const places = atUnits(
    docket.arrivals(law).filter((event) => subject(event) !== ''),
    (event) => keyOf(nameKey(event.organ), nameKey(subject(event))),
  ).filter(({ events }) => events.length > 1);
  const { values, missing } = law.numbers('revisit.window_days', 'revisit.warn', 'revisit.block');
  if (missing !== null) return undecided(together(places), missing);
  const [days = 0, warn = 0, block = 0] = values;
  return places.flatMap(({ unit, events }) =>
    crowds(
      events.map((event) => stayOf(event, event.id)),
      days,
      Math.min(warn, block),
    ).map(({ members, peak }): Judged => {
      const [first] = members;
      const message = `${first?.organ ?? ''}为${inQuotes(first === undefined ? '' : subject(first))}，${daysInWords(members)}到${unit}去了${members.length}次，${days}天里最多${peak}次`;
      return { effect: peak >= block ? 'refuse' : 'justify', involving: members, message };
    }),
  );
}

/** C7.6 (b): several organs at one unit within days; an organ counts once. */
function gatherings(docket: Docket, law: Law): readonly Judged[] {
  const places = atUnits(docket.arrivals(law), () => '').filter(({ events }) => organCount(events) > 1);
  const { values, missing } = law.numbers('cluster.window_days', 'cluster.warn', 'cluster.block');
  if (missing !== null) return undecided(together(places), missing);
  const [days = 0, warn = 0, block = 0] = values;
  return places.flatMap(({ unit, events }) =>
    crowds(
      events.map((event) => stayOf(event, nameKey(event.organ))),
      days,
      Math.max(2, Math.min(warn, block)),
    ).map(({ members, peak }): Judged => ({
      effect: peak >= block ? 'refuse' : 'justify',
      involving: members,
      message: `${organs(members)}${daysInWords(members)}都到${unit}，${days}天里最多${peak}家`,
    })),
  );
}

export const crowdedPlaces: GraphRule = { id: 'C7.6', judge: (docket, law) => [...revisits(docket, law), ...gatherings(docket, law)] };

function organCount(events: readonly HistoryEvent[]): number {
  return new Set(events.map(({ organ }) => nameKey(organ))).size;
}

function together(places: readonly { readonly events: readonly HistoryEvent[] }[]): HistoryEvent[] {
  return [...new Set(places.flatMap(({ events }) => events))];
}

/** C9.3: more escorts than the most allowed and than those who came; of a number of visitors not known, more than the most allowed. */
function escorted(docket: Docket, law: Law): readonly Judged[] {
  const visits = docket.of('visit', law).filter(({ escorts }) => escorts !== null);
  const { values, missing } = law.numbers('escort.max');
  if (missing !== null) return undecided(visits, missing);
  const [most = 0] = values;
  return visits.flatMap((event): readonly Judged[] => {
    const { escorts, visitors } = event;
    if (escorts === null || escorts <= most || (visitors !== null && escorts <= visitors)) return [];
    const came = visitors === null ? '来了几人没有登记' : `来了${visitors}人`;
    const message = `${event.organ}${dayInWords(startOf(event))}到${listInWords(event.units)}调研，${came}，陪同${escorts}人，陪同最多${most}人`;
    return [{ effect: 'refuse', involving: [event], message }];
  });
}

/** Groups differ when their office or their matter differs; the same group coming back is C7.6. */
function groupOf(event: HistoryEvent): string {
  return event.office === null && subject(event) === '' ? event.id : keyOf(nameKey(event.office ?? ''), nameKey(subject(event)));
}

/** C9.3: groups of one organ, or several organs on one matter, that could have come together. */
function overlappingVisits(docket: Docket, law: Law): readonly Judged[] {
  const visits = docket.arrivals(law).filter(({ kind }) => kind === 'visit');
  const ofOrgan = atUnits(visits, (event) => nameKey(event.organ)).filter(({ events }) => new Set(events.map(groupOf)).size > 1);
  const onMatter = atUnits(
    visits.filter(({ matter }) => matter !== null),
    (event) => nameKey(event.matter ?? ''),
  ).filter(({ events }) => organCount(events) > 1);
  const { values, missing } = law.numbers('cluster.window_days', 'cluster.warn', 'cluster.block');
  if (missing !== null) return undecided(together([...ofOrgan, ...onMatter]), missing);
  const [days = 0, warn = 0, block = 0] = values;
  return [
    ...ofOrgan.flatMap(({ unit, events }) =>
      crowds(
        events.map((event) => stayOf(event, groupOf(event))),
        days,
        Math.max(2, block),
      ).map(({ members, peak }): Judged => ({
        effect: 'refuse',
        involving: members,
        message: `${members[0]?.organ ?? ''}${daysInWords(members)}分几批到${unit}调研，${days}天里最多${peak}批`,
      })),
    ),
    ...onMatter.flatMap(({ unit, key, events }) =>
      crowds(
        events.map((event) => stayOf(event, nameKey(event.organ))),
        days,
        Math.max(2, Math.min(warn, block)),
      ).map(({ members, peak }): Judged => ({
        effect: peak >= block ? 'refuse' : 'justify',
        involving: members,
        message: `${organs(members)}${daysInWords(members)}都为${inQuotes(members[0]?.matter ?? key)}到${unit}调研`,
      })),
    ),
  ];
}

export const uncoordinatedVisits: GraphRule = {
  id: 'C9.3',
  judge: (docket, law) => [...escorted(docket, law), ...overlappingVisits(docket, law)],
};

/** L6.1: two offices of one organ at one place. */
export const officesApart: GraphRule = {
  id: 'L6.1',
  judge: (docket, law) => {
    const places = atUnits(
      docket.arrivals(law).filter(({ office }) => office !== null),
      (event) => nameKey(event.organ),
    ).filter(({ events }) => new Set(events.map(({ office }) => nameKey(office ?? ''))).size > 1);
    const { values, missing } = law.numbers('cluster.same_organ_days');
    if (missing !== null) return undecided(together(places), missing);
    const [days = 0] = values;
    return places.flatMap(({ unit, events }) =>
      crowds(
        events.map((event) => stayOf(event, nameKey(event.office ?? ''))),
        days,
        2,
      ).map(({ members }): Judged => {
        const offices = listInWords(
          members.map(({ office }) => office ?? ''),
          '个',
        );
        return {
          effect: 'refuse',
          involving: members,
          message: `${members[0]?.organ ?? ''}的${offices}${daysInWords(members)}先后到${unit}，要先合成一个组`,
        };
      }),
    );
  },
};
