import { behavioursInWords, isCheck, isCheckByBehaviour, isExcused, isOutsidePlanning } from './behaviour.ts';
import { atUnits, groupBy, keyOf, undecided, yearOf, type GraphRule, type Judged } from './docket.ts';
import { startOf, type HistoryEvent } from './events.ts';
import { dayInWords, daysInWords, inQuotes, listInWords, nameKey } from './names.ts';

/** Neither plan entry nor filing: silence means absent (docs/rules.md, Silence means absent). */
function isUnplanned(event: HistoryEvent): boolean {
  return event.planItem === null && event.filing === null && !isOutsidePlanning(event) && event.trigger !== 'accident';
}

function told(event: HistoryEvent): string {
  return `${event.organ}${dayInWords(startOf(event))}到${listInWords(event.units) || '下面'}${inQuotes(event.name ?? event.matter)}`;
}

/** C7.2. A visit that does what a check does is one, whatever it is called. */
export const unplannedCheck: GraphRule = {
  id: 'C7.2',
  judge: (docket, law) => {
    const { values, missing } = law.numbers('disguise.min_behaviours');
    const checks = docket.events.filter(
      (event) => law.governs(startOf(event)) && isUnplanned(event) && event.emergency !== 'named' && isCheck(event, values[0]),
    );
    const unsure = missing === null ? [] : docket.of('visit', law).filter((event) => isUnplanned(event) && isCheckByBehaviour(event, 1));
    return [
      ...undecided(unsure, missing ?? ''),
      ...checks.flatMap((event): readonly Judged[] => {
        if (event.emergency === 'unnamed') return undecided([event], `无法判定：${told(event)}说是应急，没有写依据`);
        const what = event.kind === 'check' ? '' : `，不叫检查，做的是检查的事（${behavioursInWords(event.behaviours)}）`;
        return [{ effect: 'refuse', involving: [event], message: `${told(event)}${what}，没有年度计划编号，也没有备案号` }];
      }),
    ];
  },
};

/** E1.1: before the Provisions the notice of 2018 asked for plan and filing; of those years only a word of advice. */
export const unplannedCheckOf2018: GraphRule = {
  id: 'E1.1',
  judge: (docket, law) =>
    docket.events
      .filter((event) => law.governs(startOf(event)) && isCheck(event) && isUnplanned(event) && event.emergency === null)
      .map((event) => ({ effect: 'advise', involving: [event], message: `${told(event)}，按当时规定也要列入计划或报备，没有写编号` })),
};

/** C7.4: one plan entry carried out under several names or for several matters; one name in several places is no split. */
export const splitPlan: GraphRule = {
  id: 'C7.4',
  judge: (docket, law) => {
    const cited = docket.checks(law).filter((event) => event.planItem !== null && !isExcused(event));
    const entries = groupBy(cited, (event) => [planKey(event)]);
    const { values, missing } = law.numbers('check.split_min');
    const [least = 2] = values;
    return [...entries.values()].flatMap((checks): readonly Judged[] => {
      const forms = Math.max(
        distinct(checks.map(({ name, units }) => plainName(name, units))),
        distinct(checks.map(({ matter }) => matter)),
      );
      if (missing !== null) return forms > 1 ? undecided(checks, missing) : [];
      if (forms < Math.max(2, least)) return [];
      const names = listInWords(
        checks.map((event) => inQuotes(event.name ?? event.matter)),
        '个名目',
      );
      const message = `${checks[0]?.organ ?? ''}把一项计划（${checks[0]?.planItem ?? ''}）拆成${forms}个名目去查：${names}，${daysInWords(checks)}到${listInWords(
        checks.flatMap(({ units }) => units),
      )}`;
      return [{ effect: 'refuse', involving: checks, message }];
    });
  },
};

/** Entries are numbered anew each year unless the number says its year. */
function planKey(event: HistoryEvent): string {
  const item = nameKey(event.planItem ?? '');
  return keyOf(nameKey(event.organ), item, /20\d\d/.test(item) ? '' : yearOf(event));
}

/** A place in brackets or a round does not make another check of it. */
function plainName(name: string | null, units: readonly string[]): string | null {
  if (name === null) return null;
  let plain = name.normalize('NFKC').replaceAll(/\([^()]*\)|第?[一二三四五六七八九十\d]+(次|轮|批|组|站)|\s/gu, '');
  for (const unit of units) plain = plain.replaceAll(unit, '');
  return plain;
}

function distinct(names: readonly (string | null)[]): number {
  return new Set(names.flatMap((name) => (name === null ? [] : nameKey(name)))).size;
}

/** C9.1: checks of one unit in one year against the cap of the place. Statutory enforcement is no check of the grassroots (C7.2). */
export const yearlyCap: GraphRule = {
  id: 'C9.1',
  judge: (docket, law) => {
    const counted = docket.checks(law).filter((event) => event.units.length > 0 && !isExcused(event) && !isOutsidePlanning(event));
    const { values, missing } = law.numbers('check.unit_year_cap');
    if (missing !== null) return undecided(counted, missing);
    const [cap = 0] = values;
    return atUnits(counted, yearOf).flatMap(({ unit, key, events }): readonly Judged[] => {
      if (events.length <= cap) return [];
      return [{ effect: 'justify', involving: events, message: `${unit}${key}年受检查${events.length}次，本地规定一年最多${cap}次` }];
    });
  },
};
