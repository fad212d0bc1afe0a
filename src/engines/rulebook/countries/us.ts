import { dayNumber, isoDate, weekday } from '../../../base/dates.ts';
import type { Country } from '../country.ts';
import type { RuleCase } from '../rule.ts';
import { months, readEnglish } from './us-reading.ts';

/** English and the federal agencies of the United States, as far as the rules of the Paperwork Reduction Act need them. */
export const us: Country = {
  id: 'us',
  plain: (text) => ({ text, quotation: (start, end) => ({ quote: text.slice(start, end), start, end }) }),
  read: readEnglish,
  organs: {
    kindOf: (name) => (name === null || name === '' ? null : 'department'),
    addressesGovernment: () => false,
    addressesTowns: () => false,
    isGrassroots: () => false,
  },
  channels: {},
  relayTitle: /\b(forward|transmittal)\b/i,
  absent: new Set(['', 'none']),
  clauses: {
    takesTopic: /(?!)/,
    namesItems: /(?!)/,
    anonymised: /\b(some|certain) agencies\b/i,
    namesCase: /(?!)/,
    cited: /(?!)/g,
    quoted: /“[^“”\n]{1,200}”/g,
  },
  phrases: {
    number: {
      name: 'number',
      pattern: '([0-9][0-9,]{0,15}(?:\\.[0-9]{1,6})?|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty)\\b)',
    },
    smallNumber: { name: 'small', pattern: '([0-9]{1,2}(?![0-9])|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)\\b)' },
    clauseGap: '[^,.;!?]{0,80}?',
    sentenceGap: '[^.;!?]{0,200}?',
    flags: 'gi',
    literal: (escaped) => `${/^\w/.test(escaped) ? '\\b' : ''}${escaped.replace(/\s+/g, '\\s+')}`,
    fold: (text) => text.toLowerCase().replace(/\s+/g, ' '),
    numberOf: (words) => numberWords[words.toLowerCase()] ?? Number(words.replaceAll(',', '')),
  },
  withinSentence: /^[^.;!?]*$/,
  sentenceEnd: /\n|[.!?](?=\s)/,
  // Federal holidays are not in the calendar: no rule of this rulebook counts working days.
  isWorkday: (date) => weekday(date) <= 5,
  workdaysBetween(from, to) {
    let count = 0;
    for (let day = dayNumber(from) + 1; day <= Math.min(dayNumber(to), dayNumber(from) + 3660); day++) if ((day + 3) % 7 < 5) count++;
    return count;
  },
  monthsIn: () => -1,
  shorten(quote) {
    const line = quote.replace(/\s+/g, ' ').trim();
    return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
  },
  mendLimit: 120,
  words: {
    undecided: 'Cannot decide: ',
    missing: 'a register or a parameter of the agency is missing',
    notYetPublic: 'in force then, not yet published',
    grounds: {
      law: 'Statute or regulation',
      case: 'A decided case, not a provision',
      project: 'A promise of this platform, not a provision',
      estimate: 'An estimate, not a provision',
      local: 'An agreement of the agency, not a provision',
    },
  },
  notice,
};

const numberWords: Readonly<Record<string, number>> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, thirty: 30, sixty: 60,
}; // prettier-ignore

/** A form's front page as an agency would print it. */
function notice(entry: RuleCase): string {
  const [year = 2026, month = 3, day = 2] = (entry.date ?? '2026-03-02').split('-').map(Number);
  const date = isoDate(year, month, day) === null ? '' : `${months[month - 1] ?? ''} ${day}, ${year}`;
  return [
    entry.from ?? 'Department of Rural Affairs',
    entry.title ?? 'Survey of Household Water Supply',
    ...(entry.number === null ? [] : [entry.number]),
    '',
    entry.says ?? '',
    '',
    `Dated: ${date}`,
    '',
  ].join('\n');
}
