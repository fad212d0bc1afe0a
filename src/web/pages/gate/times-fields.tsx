import type { ReactNode } from 'react';
import { useText } from '../../strings/index.ts';
import type { TimesForm } from './times.ts';

export function Times({ times }: { times: TimesForm }): ReactNode {
  const t = useText();
  return (
    <div className="times">
      <div className="field">
        <label htmlFor="due">{t.desk.gate.deadline}</label>
        <span className="pair">
          <input className="in" id="due" type="date" value={times.date} onChange={(event) => times.setDate(event.target.value)} />
          <input
            className="in"
            type="time"
            aria-label={t.desk.draft.deadlineTime}
            value={times.time}
            onChange={(event) => times.setTime(event.target.value)}
          />
        </span>
        {times.date !== '' && <span className="note">{t.dates.dayWeek(times.date)}</span>}
      </div>
      <div className="field">
        <label htmlFor="expiry">{t.desk.gate.expiry}</label>
        <input className="in" id="expiry" type="date" value={times.expiry} onChange={(event) => times.setExpiry(event.target.value)} />
        {times.expiry !== '' && <span className="note">{t.desk.draft.expires(t.dates.dayWeek(times.expiry))}</span>}
      </div>
    </div>
  );
}
