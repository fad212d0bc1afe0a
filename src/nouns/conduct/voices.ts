import { addDays } from '../../base/dates.ts';
import { dateInChina, startOfDay } from '../../base/time.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Caller } from '../people/index.ts';
import type { EventKind } from './conduct.ts';
import { counted, fewest, merged, questionsFor, settled, told } from './heard.ts';
import { bySubjects } from './read.ts';
import { askedById, askedOfUnit, eventsAt, eventsById, reportsAbout, spokenOf } from './store.ts';

/** So long after an occasion one may still be asked; later nobody remembers, and a list that grows is a burden. */
const days = 14;

interface ToSay {
  readonly subject: string;
  readonly from: 'event' | 'demand';
  readonly kind: EventKind;
  readonly organ: string;
  readonly name: string | null;
  readonly date: string;
}

/** Checks, visits and meetings that came to this unit itself in the last two weeks, newest first. */
export async function toSay(db: Db, { county, place }: Caller, now: Date) {
  const today = dateInChina(now);
  const from = addDays(today, -days);
  const events = await eventsAt(db, county, place.code, from, today);
  const carried = new Set(events.flatMap(({ demand }) => demand ?? []));
  const asked = (await askedOfUnit(db, county, place.code, startOfDay(from), startOfDay(addDays(today, 1)))).filter(
    ({ id }) => !carried.has(id),
  );
  const all: ToSay[] = [
    ...events.map(({ id, kind, organ, name, starts }) => ({ subject: id, from: 'event' as const, kind, organ, name, date: starts })),
    ...asked.map(({ id, terms }) => ({
      subject: id, from: 'demand' as const, kind: terms.kind as EventKind, organ: terms.organ.name, name: terms.title, date: dateInChina(new Date(terms.deadline)),
    })), // prettier-ignore
  ];
  const spoken = await spokenOf(db, county, place.code, all.map(({ subject }) => subject)); // prettier-ignore
  return all
    .toSorted((a, b) => (a.date < b.date ? 1 : -1))
    .map((one) => ({ ...one, questions: questionsFor(one.kind), spoken: spoken.has(one.subject) }));
}

/** A year of reports. The relief office reads counts; the organ what at least half of `fewest` or more units said, and the rest merged or not at all. */
export async function heardBy(db: Db, caller: Caller, now: Date) {
  const today = dateInChina(now);
  const open = caller.role !== 'department';
  const organ = open ? null : (caller.organ?.name ?? '');
  const groups = bySubjects(await reportsAbout(db, caller.county, organ, addDays(today, -365)));
  const subjects = [...groups.keys()];
  const events = new Map((await eventsById(db, caller.county, subjects)).map((event) => [event.id, event]));
  const demands = new Map(
    (
      await askedById(
        db,
        caller.county,
        subjects.filter((id) => !events.has(id)),
      )
    ).map((demand) => [demand.id, demand]),
  );
  const items = [...groups].flatMap(([subject, reports]) => {
    const shown = open ? settled(reports) : told(reports, today);
    const [event, demand] = [events.get(subject), demands.get(subject)];
    // What only a unit filed is not shown to the organ at all: that it was filed would say who spoke.
    if (shown === null || (!open && event?.origin === 'unit')) return [];
    const what =
      event !== undefined
        ? { organ: event.organ, kind: event.kind as string, name: event.name, date: event.starts }
        : demand !== undefined
          ? {
              organ: demand.terms.organ.name,
              kind: demand.terms.kind as string,
              name: demand.terms.title,
              date: dateInChina(new Date(demand.terms.deadline)),
            }
          : null;
    return what === null
      ? []
      : [{ subject, ...what, behaviours: shown, units: open ? reports.length : null, counts: open ? counted(reports) : null }];
  });
  return { fewest, items: items.toSorted((a, b) => (a.date < b.date ? 1 : -1)).slice(0, 200), merged: open ? null : merged(groups, today) };
}
