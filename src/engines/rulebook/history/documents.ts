import { groupBy, keyOf, undecided, yearOf, type GraphRule, type Judged } from './docket.ts';
import { byDate, startOf, type HistoryEvent } from './events.ts';
import { dayInWords, daysInWords, listInWords, nameKey } from './names.ts';
import { withdrawals, type Withdrawal } from './withdrawals.ts';

/** D1.3: this year's documents against the whole of last year's. Judged where the one that passed the mark came while the rule was in force. */
export const yearlyCount: GraphRule = {
  id: 'D1.3',
  judge: (docket, law) => {
    const { asOf, context } = docket;
    if (asOf === null) return [];
    const sent = docket.events.filter(
      (event) => event.kind === 'document' && yearOf(event) === asOf.slice(0, 4) && (startOf(event) ?? '') <= asOf,
    );
    const local = law.value('doc.year_over_year');
    return [...groupBy(sent, ({ organ }) => [nameKey(organ)])].flatMap(([key, documents]): readonly Judged[] => {
      const organ = documents[0]?.organ ?? '';
      const last = context.documentsLastYear.get(key) ?? (typeof local === 'number' ? local : null);
      if (!documents.some((event) => law.governs(startOf(event)))) return [];
      if (last === null) return undecided(documents, `无法判定：${organ}上年发了多少文件没有登记，请填入上年件数`);
      let total = 0;
      let passed = false;
      for (const event of documents) {
        total += event.count;
        passed ||= total > last && event.count > 0 && law.governs(startOf(event));
      }
      if (!passed) return [];
      const filed = context.explanationFiled.get(key) ?? null;
      const why =
        filed === true ? '，已交书面说明' : filed === false ? '，没有向上级党委办公室交书面说明' : '，要向上级党委办公室交书面说明';
      const message = `${organ}到${dayInWords(asOf)}今年已发${total}件，上年全年${last}件，多了${total - last}件${why}`;
      return [{ effect: filed === false ? 'refuse' : 'justify', involving: documents, message }];
    });
  },
};

/** D3.6: equal content to a common unit, whoever sent it, unless the earlier one is withdrawn by then. */
export const sentAgain: GraphRule = {
  id: 'D3.6',
  judge: (docket, law) => {
    const withdrawn = withdrawals(docket.events);
    const documents = docket.of('document', law).filter(({ content }) => content !== null);
    const places = groupBy(documents, ({ content, units }) => units.map((unit) => keyOf(nameKey(content ?? ''), nameKey(unit))));
    const repeats = new Map<string, { involving: HistoryEvent[]; units: string[] }>();
    for (const [key, sent] of places) {
      const again = standing(sent, withdrawn);
      if (again.length < 2) continue;
      // The same sendings to fifty villages are one finding, not fifty.
      const same = JSON.stringify(again.map(({ id }) => id));
      const unit = again[0]?.units.find((one) => key === keyOf(nameKey(again[0]?.content ?? ''), nameKey(one))) ?? '';
      const found = repeats.get(same);
      if (found === undefined) repeats.set(same, { involving: again, units: [unit] });
      else found.units.push(unit);
    }
    return [...repeats.values()].map(({ involving, units }) => ({
      effect: 'refuse',
      involving,
      message: `同样内容${daysInWords(involving)}发给${listInWords(units)}${involving.length}次，发的是${listInWords(
        involving.map(({ organ }) => organ),
        '家',
      )}，先发的没有撤回`,
    }));
  },
};

/** Documents that met an equal one still standing, and those they met. */
function standing(sent: readonly HistoryEvent[], withdrawn: ReadonlyMap<string, Withdrawal>): HistoryEvent[] {
  const met = new Set<HistoryEvent>();
  let live: HistoryEvent[] = [];
  for (const event of sent) {
    const day = startOf(event) ?? '';
    live = live.filter((earlier) => (withdrawn.get(earlier.id)?.day ?? '9999') > day);
    // One earlier document is enough to show the repeat; those before it have met it already.
    const last = live.at(-1);
    if (last !== undefined && withdrawn.get(event.id)?.by !== last.id) met.add(last).add(event);
    live = last === undefined ? [event] : [last, event];
  }
  return [...met].toSorted(byDate);
}
