import { groupBy } from './docket.ts';
import { startOf, type HistoryEvent } from './events.ts';
import { nameKey } from './names.ts';

export interface Withdrawal {
  readonly day: string;
  readonly by: string;
}

/** When each document was first withdrawn, by its id or its number. */
export function withdrawals(events: readonly HistoryEvent[]): ReadonlyMap<string, Withdrawal> {
  const numbers = groupBy(events, ({ docNumber }) => (docNumber === null ? [] : [nameKey(docNumber)]));
  const first = new Map<string, Withdrawal>();
  for (const event of events) {
    const day = startOf(event);
    if (day === null) continue;
    for (const named of event.withdraws) {
      for (const id of [named, ...(numbers.get(nameKey(named)) ?? []).map((one) => one.id)]) {
        if (id !== event.id && (first.get(id)?.day ?? '9999') > day) first.set(id, { day, by: event.id });
      }
    }
  }
  return first;
}
