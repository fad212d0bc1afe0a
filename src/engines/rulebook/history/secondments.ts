import { addDays, dateParts, daysBetween, isoDate, lastDayOfMonth } from '../../../base/dates.ts';
import { groupBy, undecided, type Docket, type GraphRule, type Judged, type Law } from './docket.ts';
import type { HistoryEvent } from './events.ts';
import { dayInWords, inQuotes, lenderLevel, listInWords, nameKey, rank, takerLevel } from './names.ts';

/** A borrowing lasts: it is judged where some day of it lies in force. */
function borrowings(docket: Docket, law: Law): HistoryEvent[] {
  return docket.events.filter((event) => event.kind === 'secondment' && law.governsSome(event.from, event.to ?? docket.asOf));
}

function told(event: HistoryEvent): string {
  return `${event.organ}${dayInWords(event.from)}起从${listInWords(event.units) || '下面'}抽${who(event)}${inQuotes(event.name)}`;
}

const kinds: Readonly<Record<string, string>> = { 'community-worker': '社区工作者', teacher: '教师', medical: '医护人员', soe: '国企职工' };

function who({ personKind }: HistoryEvent): string {
  return kinds[personKind ?? ''] ?? '干部';
}

/** S10.1. The organisation department of county or city may override in writing; nobody else may. */
export const fromBelow: GraphRule = {
  id: 'S10.1',
  judge: (docket, law) =>
    borrowings(docket, law).flatMap((event): readonly Judged[] => {
      if (/组织部|组织人事部/u.test(event.approval ?? '')) return [];
      const [lender, taker] = [lenderLevel(event), takerLevel(event)];
      if (lender !== null && rank(lender) > rank('county')) return [];
      if (lender === null || taker === null) return undecided([event], `无法判定：${told(event)}，哪一级抽哪一级没有写明`);
      if (rank(taker) <= rank(lender)) return [];
      const ban = law.value('secondment.county_ban');
      if (ban === null) return undecided([event], '无法判定：参数 secondment.county_ban 还没有填');
      return [
        { effect: ban === 'justify' ? 'justify' : 'refuse', involving: [event], message: `${told(event)}，县级和县级以下单位的人不能抽` },
      ];
    }),
};

/** S10.3: a term over the months allowed (with consent also those of the extension), or several terms of one person together. */
export const longTerms: GraphRule = {
  id: 'S10.3',
  judge: (docket, law) => {
    const terms = borrowings(docket, law);
    const { values, missing } = law.numbers('secondment.max_months', 'secondment.extension_months');
    if (missing !== null) return undecided(terms, missing);
    const [most = 0, extension = 0] = values;
    const single = terms.flatMap((event) => longTerm(event, docket, event.consent ? most + extension : most));
    const again = [...groupBy(terms, ({ person }) => (person === null ? [] : [person])).values()].flatMap((stints) =>
      borrowedAgain(stints, docket, most + extension),
    );
    return [...single, ...again];
  },
};

function longTerm(event: HistoryEvent, { asOf, context }: Docket, most: number): readonly Judged[] {
  const until = event.to ?? asOf;
  if (event.from === null || until === null) return undecided([event], `无法判定：${told(event)}，没有写起止日期`);
  if (until > addMonths(event.from, most)) {
    const end = event.to === null ? `到${dayInWords(until)}还没有回来` : `到${dayInWords(until)}`;
    return [{ effect: 'justify', involving: [event], message: `${told(event)}，${end}，超过${most}个月` }];
  }
  return event.to === null && context.asOf === null ? undecided([event], `无法判定：${told(event)}，没有写到哪天为止`) : [];
}

const againMonths = 24;

/** Terms that begin within 24 months of one another count together. Two pointers over the terms of one person in order. */
function borrowedAgain(stints: readonly HistoryEvent[], { asOf }: Docket, most: number): readonly Judged[] {
  const dated = stints
    .flatMap((event) => {
      const until = event.to ?? asOf;
      return event.from === null || until === null || until < event.from
        ? []
        : [{ event, from: event.from, days: daysBetween(event.from, until) }];
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const over = new Set<HistoryEvent>();
  let [first, total, marked] = [0, 0, 0];
  for (const [at, stint] of dated.entries()) {
    total += stint.days;
    for (let head = dated[first]; head !== undefined && addMonths(head.from, againMonths) < stint.from; head = dated[first]) {
      total -= head.days;
      first += 1;
    }
    const start = dated[first]?.from ?? stint.from;
    if (first === at || addDays(start, total) <= addMonths(start, most)) continue;
    for (marked = Math.max(marked, first); marked <= at; marked++) over.add((dated[marked] ?? stint).event);
  }
  if (over.size === 0) return [];
  const involving = [...over];
  const takers = listInWords(
    involving.map(({ organ }) => organ),
    '家',
  );
  const message = `${listInWords(involving.flatMap(({ units }) => units)) || '下面'}同一个人${againMonths}个月里被${takers}抽了${involving.length}次，加起来超过${most}个月`;
  return [{ effect: 'justify', involving, message }];
}

function addMonths(iso: string, months: number): string {
  const parts = dateParts(iso);
  if (parts === null) return iso;
  const index = parts.year * 12 + parts.month - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return isoDate(year, month, Math.min(parts.day, lastDayOfMonth(year, month))) ?? iso;
}

function communityWorkers(docket: Docket, law: Law): HistoryEvent[] {
  return borrowings(docket, law).filter(({ personKind }) => personKind === 'community-worker');
}

/** S10.5: county organs and above take no community workers. */
export const communityWorkersUp: GraphRule = {
  id: 'S10.5',
  judge: (docket, law) =>
    communityWorkers(docket, law).flatMap((event): readonly Judged[] => {
      const taker = takerLevel(event);
      if (taker === null) return undecided([event], `无法判定：${told(event)}，抽人单位是哪一级没有写明`);
      return rank(taker) < rank('county') ? [] : [{ effect: 'refuse', involving: [event], message: `${told(event)}，社区工作者不能抽` }];
    }),
};

/** S10.6: a township needs the approval of the county's social work department; its own is none. */
export const communityWorkersInTown: GraphRule = {
  id: 'S10.6',
  judge: (docket, law) =>
    communityWorkers(docket, law).flatMap((event): readonly Judged[] => {
      const approval = event.approval ?? event.filing;
      const isOwn = approval !== null && /镇|乡|街道/u.test(approval) && !/县|区|市|社会工作部|社工部/u.test(approval);
      if (takerLevel(event) !== 'township' || (approval !== null && !isOwn)) return [];
      return [{ effect: 'refuse', involving: [event], message: `${told(event)}，没有县委社会工作部批准` }];
    }),
};

/** S10.8: people of schools, hospitals and firms doing an organ's work; their own line's exchange and support work is another thing. */
export const otherStaff: GraphRule = {
  id: 'S10.8',
  judge: (docket, law) =>
    borrowings(docket, law).flatMap((event): readonly Judged[] => {
      const { personKind, approval, filing, organ, name } = event;
      if (personKind !== 'teacher' && personKind !== 'medical' && personKind !== 'soe') return [];
      if (approval !== null || filing !== null || /支教|交流轮岗|对口支援|医疗队|医共体/u.test(name ?? '')) return [];
      if (/(学校|中学|小学|幼儿园|医院|卫生院|公司|集团)$/u.test(nameKey(organ))) return [];
      return [{ effect: 'refuse', involving: [event], message: `${told(event)}，做机关的事，没有报备` }];
    }),
};
