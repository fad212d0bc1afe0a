import { daysBetween } from '../../base/dates.ts';
import type { Country } from './country.ts';
import type { Deadline, Reading } from '../reading/index.ts';
import { clauseAt } from './marks.ts';
import type { Demand } from './demand.ts';

const papers = new Set(['form', 'report', 'ledger', 'photo']);

/** Days from when the text was sent until it wants something: legal workdays, the day of sending not counted. */
export function setTimes(demand: Demand, reading: Reading, sentAt: string | null, country: Country): void {
  const { isWorkday, workdaysBetween } = country;
  const sent = sentAt?.slice(0, 10) ?? reading.date;
  demand.preambleShare = preambleShare(reading);
  setMeeting(demand, reading, sent, country);
  if (sent === null) return;
  const due = reading.deadlines.filter((deadline) => deadline.kind === 'due' && deadline.repeats === null && deadline.anchor !== 'event');
  for (const { start, date } of due) {
    if (date === null) continue;
    if (date >= sent) demand.deadlines.push({ start, days: daysBetween(sent, date) });
    else demand.lapsed.push({ start, days: daysBetween(date, sent) });
  }
  demand.dueDays = least(demand.deadlines.map(({ days }) => days));
  demand.dueWorkdays = least(
    due
      .filter((deadline) => asksPapers(reading, deadline))
      .flatMap((deadline) => (deadline.date === null || deadline.date < sent ? [] : [workdaysBetween(sent, deadline.date)])),
  );
  demand.dueOutOfHours = due.some((deadline) => deadline.date !== null && (!isWorkday(deadline.date) || isNight(deadline.time)));
  const consultation = reading.consultation?.deadline?.date ?? null;
  demand.consultationWorkdays = consultation === null ? -1 : Math.max(0, workdaysBetween(sent, consultation));
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((smallest, number) => (smallest < 0 || number < smallest ? number : smallest), -1);
}

function isNight(time: string | null): boolean {
  return time !== null && (time >= '18:30' || time < '08:00');
}

/** The deadline stands in a sentence that asks for a form, a text, a record or pictures. */
function asksPapers(reading: Reading, deadline: Deadline): boolean {
  const sentence = clauseAt(reading.clauses, deadline.start)?.sentence;
  if (sentence === undefined) return false;
  return reading.asks.some((ask) => papers.has(ask.kind) && ask.start < sentence.end && ask.end > sentence.start);
}

function setMeeting(demand: Demand, reading: Reading, sent: string | null, { workdaysBetween }: Country): void {
  demand.consultationRound = reading.consultation?.round ?? -1;
  const { meeting } = reading;
  demand.meeting = meeting !== null || reading.asks.some((ask) => ask.kind === 'meeting');
  if (meeting === null) return;
  demand.meetingMinutes = meeting.duration?.minutes ?? -1;
  demand.meetingLevels = meeting.levelsCalled.filter(
    (level) => level === 'city' || level === 'county' || level === 'township' || level === 'village',
  ).length;
  demand.meetingCallsPrincipals = meeting.principals.length > 0;
  demand.meetingCallsLeaders = meeting.leaders.length > 0;
  demand.meetingBranches = meeting.branchVenues !== null;
  demand.meetingAllStaff = meeting.allStaff !== null;
  demand.meetingGroups = meeting.groupDiscussion !== null;
  demand.meetingVideo = meeting.video;
  if (sent !== null && meeting.startsOn !== null && meeting.startsOn >= sent)
    demand.meetingWorkdays = workdaysBetween(sent, meeting.startsOn);
}

/** Share of the body that stands before the first thing the addressee must do (D2.3). */
function preambleShare(reading: Reading): number {
  const { body } = reading.elements;
  const length = body.end - body.start;
  if (length === 0) return 0;
  const first = reading.clauses.find((clause) => clause.part === 'body' && clause.status === 'binding' && clause.start >= body.start);
  return first === undefined ? 0 : (first.start - body.start) / length;
}
