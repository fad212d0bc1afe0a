import { kindOfIssuer } from '../countries/cn-organs.ts';
import { groupBy, keyOf, undecided, yearOf, type GraphRule, type Judged } from './docket.ts';
import { startOf } from './events.ts';
import { dayInWords, inQuotes, nameKey } from './names.ts';
import { withdrawals } from './withdrawals.ts';

/** M4.4: the matter already stands in a document in force. */
export const settledMeeting: GraphRule = {
  id: 'M4.4',
  judge: (docket, law) => {
    const withdrawn = withdrawals(docket.events);
    const documents = docket.events.filter(({ kind }) => kind === 'document');
    const byName = groupBy(documents, ({ id, docNumber }) => [...new Set([id, ...(docNumber === null ? [] : [nameKey(docNumber)])])]);
    return docket.of('meeting', law).flatMap((meeting): readonly Judged[] => {
      const { settledBy } = meeting;
      if (settledBy === null || meeting.meetingKind === 'emergency' || meeting.emergency === 'named') return [];
      const document = (byName.get(settledBy) ?? byName.get(nameKey(settledBy)))?.[0];
      if (document === undefined) return undecided([meeting], `无法判定：${meeting.organ}这次会所说的文件 ${settledBy} 没有登记`);
      const day = startOf(meeting) ?? '';
      if ((startOf(document) ?? '9999') > day || (withdrawn.get(document.id)?.day ?? '9999') <= day) return [];
      const message = `${meeting.organ}${dayInWords(startOf(meeting))}为${inQuotes(meeting.matter) || '这件事'}开会，${dayInWords(startOf(document))}的文件已经说清，不必再开`;
      return [{ effect: 'justify', involving: [document, meeting], message }];
    });
  },
};

/** M4.2 binds departments, not a party committee, a government or its office writing in their name (docs/rules.md, Subjects). */
export const comprehensiveMeetings: GraphRule = {
  id: 'M4.2',
  judge: (docket, law) => {
    const bound = docket.of('meeting', law).filter(({ meetingKind, organ }) => {
      const kind = kindOfIssuer(organ);
      return meetingKind === 'comprehensive' && kind !== 'party-committee' && kind !== 'government' && kind !== 'office';
    });
    const { values, missing } = law.numbers('meeting.comprehensive_per_dept_per_year');
    if (missing !== null) return undecided(bound, missing);
    const [most = 1] = values;
    return [...groupBy(bound, (event) => [keyOf(nameKey(event.organ), yearOf(event))]).values()].flatMap((meetings): readonly Judged[] => {
      if (meetings.length <= most) return [];
      const message = `${meetings[0]?.organ ?? ''}一年里开了${meetings.length}次综合性会议（${meetings.map((one) => dayInWords(startOf(one))).join('、')}），一年最多${most}次`;
      return [{ effect: 'justify', involving: meetings, message }];
    });
  },
};
