import { useState } from 'react';
import { atTime, clock, dateValue, plusWorkdays } from '../../dates.ts';
import type { DemandDetail } from '../../types.ts';

export interface TimesForm {
  readonly date: string;
  readonly time: string;
  readonly expiry: string;
  readonly setDate: (date: string) => void;
  readonly setTime: (time: string) => void;
  readonly setExpiry: (expiry: string) => void;
  /** Null where a date is missing or the order is wrong. */
  readonly value: () => { readonly deadline: string; readonly expiresAt: string } | null;
}

/** Deadline and expiry as the gatekeeper sets them; expiry follows the deadline by five workdays until it is set by hand. */
export function useTimes(demand: DemandDetail): TimesForm {
  const deadline = demand.draft?.deadline ?? demand.deadline;
  const expires = demand.draft?.expiresAt ?? demand.expiresAt;
  const [date, setDate] = useState(deadline === null ? '' : dateValue(deadline));
  const [time, setTime] = useState(deadline === null ? '18:00' : clock(deadline));
  const [byHand, setExpiry] = useState(expires === null ? '' : dateValue(expires));
  const expiry = byHand !== '' ? byHand : date === '' ? '' : plusWorkdays(date, 5);
  return {
    date,
    time,
    expiry,
    setDate,
    setTime,
    setExpiry,
    value: () => {
      if (date === '' || time === '' || expiry === '' || expiry < date) return null;
      const due = atTime(date, time);
      // A demand expires at the end of its day, and never before the deadline's own hour.
      return Date.parse(due) <= Date.now() ? null : { deadline: due, expiresAt: atTime(expiry, time > '18:00' ? time : '18:00') };
    },
  };
}
