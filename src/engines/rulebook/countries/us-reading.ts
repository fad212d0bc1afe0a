import { isoDate } from '../../../base/dates.ts';
import type { Ask, Clause, ClauseStatus, Deadline, Quotation, Reading } from '../../reading/index.ts';

export const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
] as const; // prettier-ignore

const datePattern = new RegExp(
  `\\b(?:(${months.join('|')})\\s+(\\d{1,2}),\\s*(\\d{4})|(\\d{1,2})/(\\d{1,2})/(\\d{4})|(\\d{4})-(\\d{2})-(\\d{2}))\\b`,
  'gi',
);
const releases =
  /\b(no longer (required|needed|asked)|need not|is rescinded|are rescinded|is withdrawn|not required to (submit|report|complete))\b/i;
const binds = /\b(must|shall|is required|are required|required to|please|submit|complete|provide|return|report|file|respond)\b/i;
const asksForm = /\b(forms?|surveys?|questionnaires?|applications?|reports?|information|records?|responses?)\b/i;
const organ =
  /\b(Department|Agency|Administration|Bureau|Commission|Service|Board|Office) (of|for)\b|\b(Department|Agency|Administration|Bureau|Commission)$/;

/**
 * As much of an English notice as the rules of the Paperwork Reduction Act look at: its title, agency, date and number, its sentences with
 * what they are worth, the dates that it names. It does not understand English beyond that.
 */
export function readEnglish(text: string, { sentAt }: { readonly sentAt: string | null }): Reading {
  const lines = linesOf(text);
  const issuer = lines.slice(0, 6).find(({ quote }) => organ.test(quote) && quote.length <= 120) ?? null;
  const title = lines.slice(0, 6).find((line) => line !== issuer && line.quote.length <= 200 && !/[.:]$/.test(line.quote)) ?? null;
  const dates = datesOf(text);
  // A line of its own: the Expiration Date beside a number is another day.
  const date = dates.find(({ start }) => /(^|\n)\s*(dated?|issued)\W{0,3}$/i.test(text.slice(Math.max(0, start - 16), start))) ?? null;
  const clauses = clausesOf(text, title);
  const docNumber = quotationOf(text, /\bOMB\b[^\n.;]{0,40}?\b\d{4}-\d{4}\b/i);
  const emergency = quotationOf(text, /\bemergency (clearance|processing|approval)\b[^.;\n]{0,80}/i);
  return {
    text,
    title: title?.quote ?? null,
    issuer: issuer?.quote ?? null,
    docNumber: docNumber?.quote ?? null,
    date: date?.date ?? sentAt?.slice(0, 10) ?? null,
    docClass: { kind: null, confidence: 0, missing: [] },
    elements: { title, issuer, docNumber, date, heading: null, body: { quote: text, start: 0, end: text.length }, annexes: [] },
    addressees: null,
    addresseeLevels: ['public'],
    issuerLevel: null,
    bodyCharacters: text.length,
    annexCharacters: 0,
    asks: clauses.filter(({ status, quote }) => status === 'binding' && asksForm.test(quote)).map(askOf),
    pressures: [],
    deadlines: dates.filter((found) => found !== date).map((found) => deadlineOf(found, clauses)),
    clauses,
    durations: [],
    quantities: [],
    percentages: [],
    citations: [],
    meeting: null,
    consultation: null,
    emergency: emergency === null ? null : { basis: emergency.quote, quotation: emergency },
    remarks: [],
  };
}

function linesOf(text: string): Quotation[] {
  return [...text.matchAll(/[^\s\r\n][^\r\n]*/g)].map((match) => {
    const quote = match[0].trimEnd();
    return { quote, start: match.index, end: match.index + quote.length };
  });
}

function quotationOf(text: string, pattern: RegExp): Quotation | null {
  const match = pattern.exec(text);
  return match === null ? null : { quote: match[0], start: match.index, end: match.index + match[0].length };
}

interface FoundDate extends Quotation {
  readonly date: string;
}

function datesOf(text: string): FoundDate[] {
  return [...text.matchAll(datePattern)].flatMap((match) => {
    const [quote, name, day, year, m, d, y, y2, m2, d2] = match;
    const month = name === undefined ? Number(m ?? m2) : months.findIndex((one) => one.toLowerCase() === name.toLowerCase()) + 1;
    const date = isoDate(Number(year ?? y ?? y2), month, Number(day ?? d ?? d2));
    return date === null ? [] : [{ quote, start: match.index, end: match.index + quote.length, date }];
  });
}

/** One clause a sentence; abbreviations such as U.S.C. and No. end none. */
function clausesOf(text: string, title: Quotation | null): Clause[] {
  const sentences = [
    ...text.matchAll(/[^\s](?:[^.!?;\n]|[.!?;](?=\S)|(?<=\b(?:No|Nos|Sec|Rev|exp|U\.S|U\.S\.C))\.|\n(?!\s*\n))*[.!?;]?/gi),
  ];
  return sentences.map((match) => {
    const quote = match[0].trimEnd();
    const whole = { quote, start: match.index, end: match.index + quote.length };
    const inTitle = title !== null && whole.start < title.end;
    return {
      ...whole,
      sentence: whole,
      actor: 'unstated',
      actorQuote: null,
      modality: binds.test(quote) ? 'must' : 'none',
      polarity: releases.test(quote) ? 'released' : 'positive',
      tense: 'now',
      conditional: false,
      status: statusOf(quote),
      part: inTitle ? 'front' : 'body',
    };
  });
}

function statusOf(sentence: string): ClauseStatus {
  if (releases.test(sentence)) return 'released';
  return binds.test(sentence) ? 'binding' : 'background';
}

function askOf({ quote, start, end, sentence }: Clause): Ask {
  return { kind: 'form', quote, start, end, sentence, frequency: 'once', times: null };
}

function deadlineOf({ quote, start, end, date }: FoundDate, clauses: readonly Clause[]): Deadline {
  const what = clauses.find((clause) => start >= clause.start && start < clause.end)?.quote ?? null;
  return { quote, start, end, date, time: null, repeats: null, anchor: null, what, kind: 'due' };
}
