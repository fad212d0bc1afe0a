import { kindOfIssuer } from '../countries/cn-organs.ts';
import { groupBy, keyOf, yearOf, type GraphRule, type Judged } from './docket.ts';
import { startOf, type HistoryEvent } from './events.ts';
import { dayInWords, levelOf, listInWords, nameKey, rank } from './names.ts';
import { withdrawals } from './withdrawals.ts';

/** L1.2: the terms that were told hold for their year, for whoever told them and for those below. */
export const waivedThenAsked: GraphRule = {
  id: 'L1.2',
  judge: (docket, law) => {
    const withdrawn = withdrawals(docket.events);
    const terms = docket.of('document', law).filter(({ waives }) => waives.length > 0);
    const promised = groupBy(terms, (event) =>
      event.waives.flatMap((what) =>
        event.units.flatMap((unit) =>
          yearsOf(event).flatMap((year) => bindingOn(event).map((bound) => keyOf(nameKey(what), nameKey(unit), year, bound))),
        ),
      ),
    );
    const asking = docket.events
      .filter(({ asks, kind }) => asks.length > 0 && kind !== 'app')
      .filter((event) => law.governs(startOf(event)));
    return asking.flatMap((event): readonly Judged[] => {
      const day = startOf(event) ?? '';
      const keys = event.asks.flatMap((what) =>
        event.units.flatMap((unit) =>
          unitKeys(unit).flatMap((key) => [nameKey(event.organ), everyone].map((bound) => keyOf(nameKey(what), key, yearOf(event), bound))),
        ),
      );
      const broken = new Set(
        keys.flatMap(
          (key) =>
            promised
              .get(key)
              ?.find(
                (term) =>
                  term.id !== event.id &&
                  (startOf(term) ?? '9999') <= day &&
                  (term.to ?? '9999') >= day &&
                  (withdrawn.get(term.id)?.day ?? '9999') > day &&
                  isBoundBy(event, term),
              ) ?? [],
        ),
      );
      const [term] = broken;
      if (term === undefined) return [];
      const message = `${term.organ}${dayInWords(startOf(term))}说过不要${wantedInWords(term.waives, event.asks)}，${event.organ}${dayInWords(startOf(event))}又向${listInWords(event.units)}要`;
      return [{ effect: 'refuse', involving: [...broken, event], message }];
    });
  },
};

/** The years a promise is for: its own, or as long as it says. */
function yearsOf(event: HistoryEvent): string[] {
  const first = Number((event.from ?? event.date ?? '').slice(0, 4));
  const last = event.to === null ? first : Math.min(Number(event.to.slice(0, 4)), first + 10);
  return Array.from({ length: Math.max(1, last - first + 1) }, (_none, at) => String(first + at));
}

const everyone = '*';

/** Whoever said it; a committee, a government and its office bind those below as well. */
function bindingOn({ organ }: HistoryEvent): string[] {
  const kind = kindOfIssuer(organ);
  return kind === 'party-committee' || kind === 'government' || kind === 'office' ? [nameKey(organ), everyone] : [nameKey(organ)];
}

/** Bound by what it said itself, and by what the committee, the government or its office above it said to all. */
function isBoundBy(event: HistoryEvent, term: HistoryEvent): boolean {
  if (nameKey(event.organ) === nameKey(term.organ)) return true;
  const [above, below] = [term.organLevel ?? levelOf(term.organ), event.organLevel ?? levelOf(event.organ)];
  return above !== null && below !== null && rank(above) >= rank(below);
}

const everyOne: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(镇|乡|街道)$/u, ['各乡镇', '各镇', '各乡', '各街道', '各乡镇街道', '各乡镇、街道']],
  [/(村|社区)$/u, ['各村', '各社区', '各村社区', '各村、社区']],
  [/(学校|小学|中学|幼儿园)$/u, ['各学校', '各中小学', '各校']],
  [/(县|区|市)$/u, ['各县区', '各县市区', '各县', '各区']],
];

/** A promise to 各乡镇 holds for each town. */
function unitKeys(unit: string): string[] {
  const key = nameKey(unit);
  return [key, ...(everyOne.find(([pattern]) => pattern.test(key))?.[1].map(nameKey) ?? [])];
}

const materialNames: Readonly<Record<string, string>> = {
  materials: '材料',
  ranking: '排名',
  photos: '照片',
  ledger: '台账',
  forms: '报表',
};

function wantedInWords(waives: readonly string[], asks: readonly string[]): string {
  return listInWords(
    waives.filter((what) => asks.includes(what)).map((what) => materialNames[what] ?? what),
    '样',
  );
}
