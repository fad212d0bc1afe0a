import { groupBy, undecided, type GraphRule, type Judged } from './docket.ts';
import type { HistoryEvent } from './events.ts';
import { dayInWords, inQuotes, listInWords, nameKey } from './names.ts';

function isRunning({ status, from, to }: HistoryEvent, day: string): boolean {
  if (from !== null && from > day) return false;
  // A closed app without a day of closing is taken as closed all along.
  return status === 'closed' ? to !== null && to > day : to === null || to >= day;
}

/** P13.1: one app facing the grassroots for each organ; two with the same function cannot be justified. */
export const appsOfOneOrgan: GraphRule = {
  id: 'P13.1',
  judge: (docket, law) => {
    const { asOf } = docket;
    if (asOf === null || !law.governs(asOf)) return [];
    const running = docket.events.filter((event) => event.kind === 'app' && isRunning(event, asOf));
    const { values, missing } = law.numbers('app.max_per_dept');
    if (missing !== null) return undecided(running, missing);
    const [most = 1] = values;
    return [...groupBy(running, ({ organ }) => [nameKey(organ)]).values()].flatMap((apps): readonly Judged[] => {
      if (apps.length <= most) return [];
      const twice = [...groupBy(apps, ({ functions }) => [...new Set(functions.map(nameKey))])].find(([, same]) => same.length > 1);
      const names = listInWords(
        apps.map(({ name }) => inQuotes(name) || '没写名字的应用'),
        '个',
      );
      const same = twice === undefined ? '' : `，${inQuotes(twice[0])}两个应用都有`;
      const message = `${apps[0]?.organ ?? ''}到${dayInWords(asOf)}有${apps.length}个应用让基层用：${names}，最多${most}个${same}`;
      return [{ effect: twice === undefined ? 'justify' : 'refuse', involving: apps, message }];
    });
  },
};
